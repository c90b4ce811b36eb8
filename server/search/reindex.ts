// The whole index from the store: built beside, swapped when whole.
import type { Store } from '../store/port.js';
import type { PostingRecord } from '../store/records.js';
import { abbreviations, indexedDocument, type Reference, reference } from './document.js';
import type { IndexedDocument, SearchEngine } from './port.js';

/** What documents are made with; read anew when reference data has changed. */
export interface SearchVocabulary {
  known: Reference;
  /** Words in which no typos are forgiven. */
  exactWords: readonly string[];
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
  return { known: reference(records), exactWords: abbreviations(records) };
}

/**
 * Rebuilds the index from all postings of the store; searches and writes may go on meanwhile.
 * Fails as the store or the engine does, and then leaves the index as it was.
 */
export async function reindexAll(
  store: Store,
  engine: SearchEngine,
  { known, exactWords }: SearchVocabulary,
): Promise<{ documents: number }> {
  async function* documents(): AsyncGenerator<IndexedDocument> {
    for await (const posting of allPostings(store)) yield indexedDocument(posting, known);
  }
  return engine.rebuild(documents(), { exactWords });
}

const pageSize = 100;

// By id from the last one on: what is written or removed meanwhile shifts no page.
async function* allPostings(store: Store): AsyncGenerator<PostingRecord> {
  for (let last = ''; ; ) {
    const page = await store.postings.find({ where: { id: { gt: last } }, sort: [['id', 'asc']], limit: pageSize });
    yield* page;
    const end = page.at(-1);
    if (!end || page.length < pageSize) return;
    last = end.id;
  }
}
