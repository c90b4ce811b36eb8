// Group commit: all writes waiting in one turn of the loop share one durable commit, each in a savepoint of its own.
import type { Connection } from './connection.js';

interface Job {
  run(): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A batch ends at so many jobs or milliseconds, whichever is first: the first writer must not wait for the last. */
const mostJobs = 1000;
const mostMilliseconds = 100;

export class GroupCommit {
  readonly #on: Connection;
  readonly #begin: 'BEGIN IMMEDIATE' | 'BEGIN';
  readonly #onEnd: () => void;
  #waiting: Job[] = [];
  #busy = false;
  #idle: (() => void)[] = [];

  /** `begin`: at once the writer, or only once something is written. `onEnd` is called after each batch, before anybody is answered. */
  constructor(on: Connection, begin: 'BEGIN IMMEDIATE' | 'BEGIN' = 'BEGIN IMMEDIATE', onEnd: () => void = () => {}) {
    this.#on = on;
    this.#begin = begin;
    this.#onEnd = onEnd;
  }

  /**
   * Runs `job` alone on the connection and resolves with its answer once that is durable. A job that throws undoes only
   * itself; when the commit itself fails, every job of the batch is rejected.
   */
  submit<T>(job: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run: job, resolve: resolve as (value: unknown) => void, reject });
      if (this.#busy) return;
      this.#busy = true;
      setImmediate(() => this.#drain());
    });
  }

  /** Resolves when nothing is waiting or running. */
  async idle(): Promise<void> {
    if (this.#busy) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#commitBatch();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#busy = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #commitBatch(): Promise<void> {
    const batch: Job[] = [];
    const answers: (() => void)[] = [];
    try {
      const until = performance.now() + mostMilliseconds;
      do {
        const job = this.#waiting.shift();
        if (job === undefined) break;
        batch.push(job);
        if (batch.length === 1) this.#on.exec(this.#begin);
        answers.push(await this.#attempt(job));
      } while (batch.length < mostJobs && performance.now() < until);
      this.#on.exec('COMMIT');
      this.#onEnd();
      for (const answer of answers) answer();
    } catch (error) {
      for (const job of batch) job.reject(error);
      if (this.#on.inTransaction) this.#on.exec('ROLLBACK');
      this.#onEnd();
    }
  }

  /** The job's answer, to be given after the commit. Throws only when the engine gave up the whole batch (disk full, …). */
  async #attempt(job: Job): Promise<() => void> {
    this.#on.exec('SAVEPOINT job');
    try {
      const value = await job.run();
      this.#on.exec('RELEASE job');
      return () => job.resolve(value);
    } catch (error) {
      if (!this.#on.inTransaction) throw error;
      this.#on.exec('ROLLBACK TO job');
      this.#on.exec('RELEASE job');
      return () => job.reject(error);
    }
  }
}
