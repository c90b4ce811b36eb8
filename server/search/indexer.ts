// Takes over from the outbox into the search index, in order; what fails stays in the outbox and is tried again.
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failures.js';
import { vocabularyStamp } from '../store/declarations.js';
import type { Store } from '../store/port.js';
import type { OutboxRecord } from '../store/records.js';
import { indexedDocument } from './document.js';
import type { SearchEngine } from './port.js';
import { catchUp, readVocabulary, reindexAll, type SearchVocabulary } from './reindex.js';

export interface IndexerOptions {
  /** Told of every failed attempt; the next one follows by itself. */
  onFailure?: (error: unknown) => void;
  /** Milliseconds between two looks into the outbox. */
  pollEvery?: number;
  /** Milliseconds until the first retry, doubled after every further failure up to the most. */
  retryAfter?: { first: number; most: number };
  /** Milliseconds between two looks whether an index that outlives the process is still there, and of today's vocabulary. */
  verifyEvery?: number;
}

const batchSize = 200;
/** So many failures in a row are not the records' fault. */
const engineIsDown = 3;

export class Indexer {
  readonly #store: Store;
  readonly #engine: SearchEngine;
  readonly #onFailure: (error: unknown) => void;
  readonly #pollEvery: number;
  readonly #retryAfter: { first: number; most: number };
  readonly #verifyEvery: number;
  /** An index that outlives the process is not to be believed blindly: it may be of another make, or gone. */
  #isVerified = true;
  #vocabulary: Promise<SearchVocabulary> | null = null;
  #stamp = '';
  #turn: Promise<unknown> = Promise.resolve();
  #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(store: Store, engine: SearchEngine, options: IndexerOptions = {}) {
    this.#store = store;
    this.#engine = engine;
    this.#onFailure = options.onFailure ?? (() => {});
    this.#pollEvery = options.pollEvery ?? 500;
    this.#retryAfter = options.retryAfter ?? { first: 500, most: 60_000 };
    this.#verifyEvery = options.verifyEvery ?? 60_000;
  }

  /**
   * Goes on with an index of earlier or builds one, then follows the outbox until `stop`. A durable engine that is down
   * holds up no start: it is waited for in the background. Fails otherwise as the store or the engine does.
   */
  async start(): Promise<void> {
    this.#isVerified = false;
    try {
      await this.#verify();
    } catch (error) {
      if (!this.#engine.durable || !isOutage(error)) throw error;
      this.#onFailure(error);
    }
    this.#stopping = new AbortController();
    this.#loop = this.#follow(this.#stopping.signal);
  }

  /** Resolves when the batch under way is finished. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await this.#turn;
  }

  /** Resolves when everything that was in the outbox at the time of the call is in the index. */
  async drained(): Promise<void> {
    for (let failures = 0; !(await this.#takeOver()); failures++) await wait(this.#pause(failures));
  }

  /** Reads the reference data anew and rebuilds the whole index: to be called when reference data has changed. */
  async reindex(): Promise<{ documents: number }> {
    this.#vocabulary = null;
    return reindexAll(this.#store, this.#engine, await this.#currentVocabulary());
  }

  async #verify(): Promise<void> {
    const vocabulary = await this.#currentVocabulary();
    const resumed = await this.#engine.resume(vocabulary);
    if (resumed === false) await this.reindex();
    else if (resumed !== true) await catchUp(this.#store, this.#engine, vocabulary.known, resumed);
    this.#isVerified = true;
  }

  async #follow(stopping: AbortSignal): Promise<void> {
    let failures = 0;
    let sinceVerified = 0;
    while (!stopping.aborted) {
      failures = (await this.#takeOver()) ? 0 : failures + 1;
      const pause = failures === 0 ? this.#pollEvery : this.#pause(failures - 1);
      await wait(pause, undefined, { signal: stopping, ref: false }).catch(() => {});
      sinceVerified += pause;
      if (!this.#engine.durable || sinceVerified < this.#verifyEvery) continue;
      this.#isVerified = false;
      sinceVerified = 0;
    }
  }

  #pause(failures: number): number {
    return Math.min(this.#retryAfter.first * 2 ** failures, this.#retryAfter.most);
  }

  /** Empties the outbox, one caller after the other; true when nothing is left of what was there. */
  #takeOver(): Promise<boolean> {
    const turn = this.#turn.then(() => this.#emptyOutbox());
    this.#turn = turn;
    return turn;
  }

  async #emptyOutbox(): Promise<boolean> {
    let clean = true;
    try {
      if (!this.#isVerified) await this.#verify();
      for (let last = ''; ; ) {
        const where = { id: { gt: last } };
        const batch = await this.#store.outbox.find({ where, sort: [['id', 'asc']], limit: batchSize });
        const end = batch.at(-1);
        if (!end) return clean;
        if (!(await this.#takeOverBatch(batch))) clean = false;
        last = end.id;
      }
    } catch (error) {
      if (this.#engine.durable) this.#isVerified = false;
      this.#onFailure(error);
      return false;
    }
  }

  // One record that the engine refuses must not hold up the others: a batch that fails is tried again one by one.
  async #takeOverBatch(batch: readonly OutboxRecord[]): Promise<boolean> {
    try {
      await this.#index(batch);
      return true;
    } catch (error) {
      if (batch.length === 1 || isOutage(error)) throw error;
    }
    let inARow = 0;
    let clean = true;
    for (const record of batch) {
      try {
        await this.#index([record]);
        inARow = 0;
      } catch (error) {
        clean = false;
        inARow += 1;
        if (inARow === engineIsDown || isOutage(error)) throw error;
        this.#onFailure(error);
      }
    }
    return clean;
  }

  async #index(records: readonly OutboxRecord[]): Promise<void> {
    const subjects = [...new Set(records.map((record) => record.subject))];
    const { known } = await this.#currentVocabulary();
    const postings = await this.#store.postings.find({ where: { id: { in: subjects } } });
    const present = new Set(postings.map((posting) => posting.id));
    const removed = subjects.filter((subject) => !present.has(subject));
    if (postings.length > 0) await this.#engine.put(postings.map((posting) => indexedDocument(posting, known)));
    if (removed.length > 0) await this.#engine.remove(removed);
    await this.#engine.settled();
    await this.#forget(records.map((record) => record.id));
  }

  async #forget(ids: readonly string[]): Promise<void> {
    await this.#store.transaction(async (tx) => {
      const left = await tx.outbox.find({ where: { id: { in: ids } } });
      for (const { id } of left) await tx.outbox.remove(id);
    });
  }

  async #currentVocabulary(): Promise<SearchVocabulary> {
    const stamp = (await this.#store.meta.get(vocabularyStamp))?.value ?? '';
    if (stamp !== this.#stamp) this.#vocabulary = null;
    this.#stamp = stamp;
    this.#vocabulary ??= readVocabulary(this.#store).catch((error: unknown) => {
      this.#vocabulary = null;
      throw error;
    });
    return this.#vocabulary;
  }
}

const isOutage = (error: unknown): boolean => error instanceof Failure && error.code === 'search.unavailable';
