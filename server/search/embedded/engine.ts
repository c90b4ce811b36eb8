// The search engine inside the process: for tens of thousands of postings, with nothing to install and nothing kept on disk.
import type { IndexedDocument, SearchEngine } from '../port.js';
import { Corpus } from './corpus.js';
import { Slices } from './slices.js';

type Write = { put: IndexedDocument } | { remove: string };

/** Starts empty; `rebuild` fills it from the store. */
export function embeddedSearch(): SearchEngine {
  let current = new Corpus();
  // Writes accepted while a rebuild is under way, for the index that is being built; null when there is none.
  let journal: Write[] | null = null;
  let writing: Promise<void> = Promise.resolve();
  let rebuilding: Promise<unknown> = Promise.resolve();
  const slices = new Slices();

  function accept(writes: readonly Write[]): Promise<void> {
    writing = writing.then(async () => {
      for (const write of writes) {
        apply(current, write);
        journal?.push(write);
        await slices.pause();
      }
    });
    return writing;
  }

  async function build(
    documents: AsyncIterable<IndexedDocument>,
    exactWords: readonly string[],
  ): Promise<{ documents: number }> {
    const next = new Corpus(exactWords);
    const missed: Write[] = [];
    journal = missed;
    try {
      for await (const document of documents) {
        next.put(document);
        await slices.pause();
      }
      // The journal may grow while it is replayed; nothing can happen between its last line and the swap.
      for (let index = 0; index < missed.length; index++) {
        const write = missed[index];
        if (write) apply(next, write);
        await slices.pause();
      }
      current = next;
      return { documents: next.size };
    } finally {
      journal = null;
    }
  }

  return {
    durable: false,
    resume: async () => false,
    put: (documents) => accept(documents.map((document) => ({ put: document }))),
    remove: (ids) => accept(ids.map((id) => ({ remove: id }))),
    search: async (request) => current.search(request),
    settled: () => writing,
    rebuild(documents, vocabulary) {
      const result = rebuilding.then(() => build(documents, vocabulary?.exactWords ?? []));
      rebuilding = result.catch(() => {});
      return result;
    },
    ping: async () => {},
    close: async () => {
      await Promise.all([writing, rebuilding]);
    },
  };
}

function apply(corpus: Corpus, write: Write): void {
  if ('put' in write) corpus.put(write.put);
  else corpus.remove(write.remove);
}
