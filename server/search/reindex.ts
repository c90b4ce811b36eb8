// The whole index from the store: built beside, swapped when whole.
import { createHash } from 'node:crypto';
import { postingPages } from '../store/pages.js';
import type { Store } from '../store/port.js';
import type { PostingRecord } from '../store/records.js';
import { abbreviations, documentEdition, indexedDocument, type Reference, reference, synonyms } from './document.js';
import { type IndexedDocument, type IndexVocabulary, type SearchEngine, stateOf } from './port.js';

/** What documents are made with; read anew when reference data has changed. */
export interface SearchVocabulary extends IndexVocabulary {
  known: Reference;
}

export async function readVocabulary(store: Store): Promise<SearchVocabulary> {
  const [themes, forms, regions, provinces, partners, terms, termBlocks] = await Promise.all([
    store.themes.find(),
    store.forms.find(),
    store.regions.find(),
    store.provinces.find(),
    store.partners.find(),
    store.terms.find(),
    store.termBlocks.find(),
  ]);
  const records = { themes, forms, regions, provinces, partners, terms, termBlocks };
  const edition = `${documentEdition} ${createHash('sha256').update(JSON.stringify(records)).digest('hex')}`;
  return { known: reference(records), exactWords: abbreviations(records), synonyms: synonyms(records), edition };
}

/**
 * Rebuilds the index from all postings of the store; searches and writes may go on meanwhile.
 * Fails as the store or the engine does, and then leaves the index as it was.
 */
export async function reindexAll(
  store: Store,
  engine: SearchEngine,
  { known, ...vocabulary }: SearchVocabulary,
): Promise<{ documents: number }> {
  const indexed = new Map<string, string>();
  async function* documents(): AsyncGenerator<IndexedDocument> {
    for await (const posting of allPostings(store)) {
      indexed.set(posting.id, stateIn(posting));
      yield indexedDocument(posting, known);
    }
  }
  const built = await engine.rebuild(documents(), vocabulary);
  // What this process wrote meanwhile is in the new index; of what others wrote the engine knows nothing.
  if (engine.durable) await catchUp(store, engine, known, indexed);
  return built;
}

const stateIn = ({ version, updatedAt }: PostingRecord) => stateOf({ version, updatedAt: Date.parse(updatedAt) });

/** Puts and removes what the store has otherwise than the index, of which the state of each posting is given. */
export async function catchUp(
  store: Store,
  engine: SearchEngine,
  known: Reference,
  indexed: ReadonlyMap<string, string>,
): Promise<void> {
  const gone = new Set(indexed.keys());
  const changed: IndexedDocument[] = [];
  for await (const posting of allPostings(store)) {
    if (indexed.get(posting.id) !== stateIn(posting)) changed.push(indexedDocument(posting, known));
    gone.delete(posting.id);
  }
  if (changed.length > 0) await engine.put(changed);
  if (gone.size > 0) await engine.remove([...gone]);
  await engine.settled();
}

async function* allPostings({ postings }: Store): AsyncGenerator<PostingRecord> {
  for await (const page of postingPages(postings)) yield* page;
}
