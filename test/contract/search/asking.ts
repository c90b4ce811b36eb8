// Engines filled with documents, and short questions to them.
import type { IndexedDocument, SearchAnswer, SearchEngine, SearchRequest } from '../../../server/search/port.js';
import { request } from '../../arrange/search-documents.js';

export type MakeEngine = () => Promise<SearchEngine>;

/** Runs `work` on a new engine that has the documents, and closes it. */
export async function withDocuments(
  makeEngine: MakeEngine,
  documents: readonly IndexedDocument[],
  work: (engine: SearchEngine) => Promise<void>,
): Promise<void> {
  const engine = await makeEngine();
  try {
    await engine.put(documents);
    await engine.settled();
    await work(engine);
  } finally {
    await engine.close();
  }
}

export async function idsOf(
  engine: SearchEngine,
  query: string,
  values: Partial<SearchRequest> = {},
): Promise<string[]> {
  return ids(await engine.search(request(query, { pageSize: 100, ...values })));
}

export function ids(answer: SearchAnswer): string[] {
  return answer.hits.map((hit) => hit.id);
}
