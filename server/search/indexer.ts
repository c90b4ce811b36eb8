// Takes over from the outbox into the search index, in order; what fails stays in the outbox and is tried again.
import { setTimeout as wait } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '../failures.js';
import { vocabularyStamp } from '../store/declarations.js';
import type { Lease } from '../store/lease.js';
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
  /** Where several processes share the store: only the one that holds it takes over. Absent: this process is alone. */
  lease?: Lease | null;
}

const batchSize = 200;
const stopPatienceMs = 5000;
/** So many failures in a row are not the records' fault. */
const engineIsDown = 3;

export class Indexer {
  readonly #store: Store;
  readonly #engine: SearchEngine;
  readonly #onFailure: (error: unknown) => void;
  readonly #pollEvery: number;
  readonly #retryAfter: { first: number; most: number };
  readonly #verifyEvery: number;
  readonly #lease: Lease | null;
  /** An index that outlives the process is not to be believed blindly: it may be of another make, or gone. */
  #isVerified = true;
  #vocabulary: Promise<SearchVocabulary> | null = null;
  #stamp = '';
  #refusedInARow = 0;
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
    this.#lease = options.lease ?? null;
  }

  /** Whether it is this process that takes over at present. */
  get isAtWork(): boolean {
    return this.#lease?.isHeld ?? true;
  }

  /**
   * Goes on with an index of earlier or builds one, then follows the outbox until `stop`. A durable engine that is down
   * holds up no start: it is waited for in the background; so is the lease while another process holds it. Fails with
   * `search.not-shared` when the index lives in this process and another one has the lease, else as the store or the engine does.
   */
  async start(): Promise<void> {
    this.#isVerified = false;
    await this.#lease?.keep();
    try {
      if (!this.#engine.durable) await this.#waitForLease();
      if (this.isAtWork) await this.#verify();
    } catch (error) {
      if (!this.#engine.durable || !isEngineAway(error)) throw error;
      this.#onFailure(error);
    }
    this.#stopping = new AbortController();
    this.#loop = this.#follow(this.#stopping.signal);
  }

  /** Resolves when the batch under way is finished, unless the engine holds it up, and the lease is given back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const ended = Promise.all([this.#loop, this.#turn]).then(() => true);
    const isOver = await Promise.race([ended, wait(stopPatienceMs, false, { ref: false })]);
    // A batch that may still reach the index, or a store that is away: then others wait until the lease has run out.
    if (isOver) await this.#lease?.release().catch(this.#onFailure);
    else await this.#lease?.leave();
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

  /** The process that had it may have died just now. */
  async #waitForLease(): Promise<void> {
    const { ttl = 0 } = this.#lease ?? {};
    for (let waited = 0; !this.isAtWork; waited += this.#pollEvery) {
      if (waited > 2 * ttl) throw new Failure('search.not-shared');
      await wait(this.#pollEvery);
    }
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
      if (!this.isAtWork) this.#leaveToOthers();
      failures = !this.isAtWork || (await this.#takeOver()) ? 0 : failures + 1;
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
    this.#refusedInARow = 0;
    try {
      if (!(await this.#mayTakeOver())) return (await this.#store.outbox.count()) === 0;
      if (!this.#isVerified) await this.#verify();
      for (let last = ''; this.isAtWork; ) {
        const where = { id: { gt: last } };
        const batch = await this.#store.outbox.find({ where, sort: [['id', 'asc']], limit: batchSize });
        const end = batch.at(-1);
        if (!end) return clean;
        if (!(await this.#takeOverBatch(batch))) clean = false;
        last = end.id;
      }
      return false;
    } catch (error) {
      if (this.#engine.durable) this.#isVerified = false;
      this.#onFailure(error);
      return false;
    }
  }

  async #mayTakeOver(): Promise<boolean> {
    return this.isAtWork || (this.#lease !== null && (await this.#lease.hold()));
  }

  /** What they do to the index is not known here: it is looked at before this process goes on with it. */
  #leaveToOthers(): void {
    if (this.#engine.durable) this.#isVerified = false;
  }

  // One record that the engine refuses must not hold up the others: a batch that fails is halved until it is found.
  async #takeOverBatch(batch: readonly OutboxRecord[]): Promise<boolean> {
    try {
      await this.#index(batch);
      this.#refusedInARow = 0;
      return true;
    } catch (error) {
      if (isOutage(error)) throw error;
      if (batch.length === 1) {
        this.#refusedInARow += 1;
        if (this.#refusedInARow >= engineIsDown) throw error;
        this.#onFailure(error);
        return false;
      }
    }
    const middle = Math.ceil(batch.length / 2);
    const isFirstClean = await this.#takeOverBatch(batch.slice(0, middle));
    return (await this.#takeOverBatch(batch.slice(middle))) && isFirstClean;
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
    await this.#forget(records);
  }

  async #forget(records: readonly OutboxRecord[]): Promise<void> {
    const ids = records.map(({ id }) => id);
    await this.#store.transaction(async (tx) => {
      const left = await tx.outbox.find({ where: { id: { in: ids } } });
      for (const { id } of left) await tx.outbox.remove(id);
      if (!this.#lease || (await this.#lease.isStored(tx))) return;
      // Whoever has taken over meanwhile may have indexed later versions, before ours: the subjects are theirs once more.
      for (const { version: _, ...record } of records) await tx.outbox.insert({ ...record, id: uuidv7() });
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

const isEngineAway = (error: unknown): boolean => error instanceof Failure && error.code === 'search.unavailable';
/** No fault of any record. */
const isOutage = (error: unknown): boolean =>
  isEngineAway(error) || (error instanceof Failure && error.code.startsWith('store.'));
