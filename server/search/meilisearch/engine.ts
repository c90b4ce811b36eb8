// The search engine on a Meilisearch server: for as many postings and processes as there will be.
import type { EnqueuedTask } from 'meilisearch';
import type { IndexedDocument, IndexVocabulary, SearchAnswer, SearchEngine, SearchRequest } from '../port.js';
import { answerOf, type Found } from './answer.js';
import { Connection, type ConnectionOptions } from './connection.js';
import { settingsOf, setUp } from './indexes.js';
import { isAsked, mayRelax, questionOf, type Strictness } from './question.js';
import { Rebuild } from './rebuild.js';
import { differenceOf, settingsFor } from './settings.js';
import { addTo, removeFrom, requireIds } from './writes.js';

const enoughHits = 3;

export type MeilisearchOptions = Omit<ConnectionOptions, 'index'> & { index?: string };

/** Asks the server nothing before it is needed; the first index is made by `rebuild`. */
export function meilisearchEngine({ index = 'postings', ...options }: MeilisearchOptions): SearchEngine {
  const connection = new Connection({ ...options, index });
  /** Sends one write after the other, so that the server meets them in the order they were made. */
  let sending: Promise<unknown> = Promise.resolve();
  let rebuilding: Promise<unknown> = Promise.resolve();
  let beside: Rebuild | null = null;
  const unsettled = new Set<Promise<void>>();

  function inOrder<T>(send: () => Promise<T>): Promise<T> {
    const sent = sending.then(send);
    sending = sent.catch(() => {});
    return sent;
  }

  /** `send` answers the tasks that were enqueued; the write is over when they are done. */
  function write(send: (to: string) => Promise<EnqueuedTask[]>, ids: readonly string[]): Promise<void> {
    const written = inOrder(async () => {
      // The server would make an index of its own accord, without settings, and half.
      await connection.write((client) => client.getRawIndex(index));
      const main = await send(index);
      return beside ? [...main, ...(await beside.overtake(ids, send))] : main;
    }).then(async (tasks) => {
      for (const task of tasks) await connection.done(task);
    });
    unsettled.add(written);
    const settle = () => unsettled.delete(written);
    written.then(settle, settle);
    return written;
  }

  async function ask(request: SearchRequest, strictness: Strictness) {
    const question = questionOf(index, request, strictness);
    const { results } = await connection.search((client) =>
      client.multiSearch<{ queries: typeof question.queries }, Found>({ queries: question.queries }),
    );
    return answerOf(question, results, isAsked(request));
  }

  async function build(
    documents: AsyncIterable<IndexedDocument>,
    vocabulary: Partial<IndexVocabulary>,
  ): Promise<{ documents: number }> {
    const rebuild = await Rebuild.begin(connection, index, settingsFor(vocabulary));
    try {
      beside = rebuild;
      await rebuild.fill(documents, inOrder);
      return await inOrder(async () => {
        const built = await rebuild.swap();
        beside = null;
        return built;
      });
    } finally {
      beside = null;
      await rebuild.discard();
    }
  }

  return {
    durable: true,
    async resume(vocabulary) {
      const found = await settingsOf(connection, index);
      if (found === null) return false;
      const wanted = settingsFor(vocabulary);
      const difference = differenceOf(found, wanted);
      if (difference === 'vocabulary') await setUp(connection, index, wanted);
      return difference !== 'make';
    },
    async put(documents) {
      requireIds(documents);
      await write(
        (to) => addTo(connection, to, documents),
        documents.map(({ id }) => id),
      );
    },
    remove: (ids) => write((to) => removeFrom(connection, to, ids), ids),
    async search(request): Promise<SearchAnswer> {
      if (isAsked(request)) {
        // Words that the documents have are no typos of each other, and half of Vietnamese is one letter apart.
        const exact = await ask(request, 'exact');
        if (exact.total >= enoughHits) return { ...exact, relaxed: false };
      }
      const strict = await ask(request, 'all');
      if (strict.total >= enoughHits || !mayRelax(request)) return { ...strict, relaxed: false };
      const loose = await ask(request, 'frequency');
      return { ...loose, relaxed: loose.total > strict.total };
    },
    async settled() {
      await Promise.allSettled(unsettled);
    },
    rebuild(documents, vocabulary = {}) {
      const result = rebuilding.then(() => build(documents, vocabulary));
      rebuilding = result.catch(() => {});
      return result;
    },
    async ping() {
      await connection.search((client) => client.getRawIndex(index));
    },
    async close() {
      connection.close();
      await Promise.allSettled([rebuilding, ...unsettled]);
    },
  };
}
