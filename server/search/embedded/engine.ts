// The search engine inside the process: for tens of thousands of postings, with nothing to install.

import { Slices } from '../../slices.js';
import type { IndexedDocument, SearchEngine } from '../port.js';
import { Corpus, type Piece } from './corpus.js';
import { Shelf } from './shelf.js';

type Write = { put: IndexedDocument } | { remove: string };

export interface EmbeddedSearchOptions {
  /** Where the index is kept from one process to the next; without it every process builds its own. */
  file?: string;
  /** Told when the index could not be kept, or what was kept could not be read: it is then built anew. */
  onFailure?: (error: unknown) => void;
}

/** Starts empty; `rebuild` fills it from the store, `resume` from what an earlier process kept. */
export function embeddedSearch({ file, onFailure = () => {} }: EmbeddedSearchOptions = {}): SearchEngine {
  const shelf = file === undefined ? null : new Shelf(file);
  let current = new Corpus();
  let edition: string | null = null;
  let isKept = true;
  let revision = 0;
  // Writes accepted while a rebuild is under way, for the index that is being built; null when there is none.
  let journal: Write[] | null = null;
  let writing: Promise<void> = Promise.resolve();
  let rebuilding: Promise<unknown> = Promise.resolve();
  const slices = new Slices();

  function accept(writes: readonly Write[]): Promise<void> {
    writing = writing.then(async () => {
      for (const write of writes) {
        apply(current, write);
        isKept = false;
        revision += 1;
        journal?.push(write);
        await slices.pause();
      }
    });
    return writing;
  }

  async function build(documents: AsyncIterable<IndexedDocument>, exactWords: readonly string[]): Promise<Corpus> {
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
      return next;
    } finally {
      journal = null;
    }
  }

  /** Writes wait meanwhile, searches do not. */
  function keep(): Promise<void> {
    writing = writing.then(async () => {
      if (!shelf || edition === null || isKept) return;
      isKept = true;
      await shelf
        .keep(keptOf(edition, current), () => slices.pause())
        .catch((error: unknown) => {
          isKept = false;
          onFailure(error);
        });
    });
    return writing;
  }

  async function found(exactWords: readonly string[], wanted: string): Promise<Corpus | null> {
    try {
      const kept = await shelf?.find();
      if (!kept) return null;
      const corpus = new Corpus(exactWords);
      return restore(corpus, kept as Iterable<Head | Piece>, wanted) ? corpus : null;
    } catch (error) {
      onFailure(error);
      return null;
    }
  }

  return {
    durable: false,
    async resume(vocabulary) {
      const kept = await found(vocabulary.exactWords, vocabulary.edition);
      if (!kept) return false;
      current = kept;
      edition = vocabulary.edition;
      return current.states();
    },
    put: (documents) => accept(documents.map((document) => ({ put: document }))),
    remove: (ids) => accept(ids.map((id) => ({ remove: id }))),
    search: async (request) => current.search(request),
    settled: () => writing,
    rebuild(documents, vocabulary) {
      const result = rebuilding.then(async () => {
        current = await build(documents, vocabulary?.exactWords ?? []);
        edition = vocabulary?.edition ?? null;
        isKept = false;
        revision += 1;
        const built = { documents: current.size };
        keep();
        return built;
      });
      rebuilding = result.catch(() => {});
      return result;
    },
    revision: () => revision,
    ping: async () => {},
    close: async () => {
      await Promise.all([writing, rebuilding]);
      await keep();
    },
  };
}

function apply(corpus: Corpus, write: Write): void {
  if ('put' in write) corpus.put(write.put);
  else corpus.remove(write.remove);
}

interface Head {
  edition: string;
}

function* keptOf(edition: string, corpus: Corpus): Generator<Head | Piece> {
  yield { edition };
  yield* corpus.pieces();
}

/** False when what was kept is of another edition. */
function restore(corpus: Corpus, kept: Iterable<Head | Piece>, wanted: string): boolean {
  const [head, ...pieces] = kept;
  if (!head || !('edition' in head) || head.edition !== wanted) return false;
  corpus.restore(pieces as Piece[]);
  return true;
}
