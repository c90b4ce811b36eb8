// The life of one `work`: its attempts, its view of the store, what may no longer happen to it, and when it is given up.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientSession, Connection } from 'mongoose';
import { Failure } from '../../failures.js';
import type { Collections } from '../port.js';
import { collectionsOn } from './collection.js';
import {
  isBroken,
  isCommitted,
  isConflict,
  isDuplicate,
  isTransient,
  isUnanswered,
  isUnknownCommit,
  isUnreachable,
  named,
} from './errors.js';
import type { Models } from './models.js';
import { type Attempts, retried } from './retry.js';
import type { Turnstile } from './turnstile.js';

const running = new AsyncLocalStorage<Transaction>();

/** Fails inside a running `work`: a write there would wait for the transaction that waits for it. */
export function refuseNested(): void {
  if (running.getStore()?.isOpen) throw new Failure('store.nested-write');
}

export interface TransactionParts {
  connection: Connection;
  models: Models;
  /** Milliseconds after which a transaction that asks nothing of the store is rolled back. */
  patience: number;
  attempts: Attempts;
  turnstile: Turnstile;
}

/** The attempt ended in an error of the engine, its cause, that another one may not meet; else it is what `failure` says. */
class Transient extends Error {
  readonly failure: unknown;

  constructor(cause: unknown, failure: unknown) {
    super('', { cause });
    this.failure = failure;
  }
}

/** Of two in conflict one wins; but a server that goes away again and again, or ends what takes too long, may not do better. */
const mostLosses = 5;
/** Where two find nothing and both insert it, DocumentDB tells the second of a duplicate: looking again, it finds what is there. */
const mostDuplicates = 3;
const isWorthAnother = (error: unknown, made: number) => {
  if (!(error instanceof Transient)) return false;
  return isDuplicate(error.cause) ? made < mostDuplicates : isConflict(error.cause) || made < mostLosses;
};

/**
 * Runs `work` in a transaction, again after a conflict or a change of the server; never again when its commit may have
 * happened. Fails with what `work` throws, `store.duplicate`, `store.unreachable`, or `store.transaction-stalled` when
 * `work` waits too long or others are always first.
 */
export async function runTransaction<T>(
  work: (tx: Collections) => Promise<T>,
  { connection, models, patience, attempts, turnstile }: TransactionParts,
): Promise<T> {
  const attempt = async () => {
    const session = await connection.startSession();
    const transaction = new Transaction(session, models, patience, connection.name);
    try {
      // What a transaction reads is of one moment; the address may ask for less outside of transactions.
      session.startTransaction({ readConcern: { level: 'snapshot' } });
      const result = await transaction.run(work);
      await retried(() => commit(session), isUnknownCommit, attempts);
      return result;
    } catch (error) {
      const { brokenBy } = transaction;
      if (isUnanswered(brokenBy)) retire(session);
      // Before the commit nothing is written, so a lost connection is no reason to give up; after, only what the server says.
      const mayPass =
        brokenBy === null ? isTransient(error) : isTransient(brokenBy) || isBroken(brokenBy) || isDuplicate(brokenBy);
      throw mayPass ? new Transient(brokenBy ?? error, error) : error;
    } finally {
      const ended = session.endSession().catch(() => undefined);
      // Telling a server that is away would take as long again as asking it; it forgets an open transaction by itself.
      if (!isUnreachable(transaction.brokenBy)) await ended;
    }
  };
  try {
    return await retried(() => turnstile.pass(attempt), isWorthAnother, attempts);
  } catch (error) {
    if (!(error instanceof Transient)) throw named(error, connection.name);
    const failure = isDuplicate(error.cause) ? error.failure : named(error.cause, connection.name);
    throw failure instanceof Failure ? failure : new Failure('store.transaction-stalled', { milliseconds: patience });
  }
}

async function commit(session: ClientSession): Promise<void> {
  try {
    await session.commitTransaction();
  } catch (error) {
    if (isUnanswered(error)) retire(session);
    if (!isCommitted(error)) throw error;
  }
}

/**
 * What was sent over a lost connection may arrive late. In a session of its own it meets no other transaction: MongoDB would
 * refuse it there, but DocumentDB would end that transaction, or write what is late outside of any.
 */
function retire(session: ClientSession): void {
  // The driver takes no session again that is marked so, and marks it itself when no other connection was lost before.
  session.serverSession.isDirty = true;
}

class Transaction {
  readonly #view: Collections;
  readonly #session: ClientSession;
  readonly #patience: number;
  readonly #stalled: Promise<never>;
  #stall: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  isOpen = true;
  /** The engine ends a transaction at its first error, so it ends here too, even when `work` caught the failure. */
  brokenBy: unknown = null;
  #failure: unknown = null;

  constructor(session: ClientSession, models: Models, patience: number, database: string) {
    this.#session = session;
    this.#patience = patience;
    this.#stalled = new Promise((_, reject) => {
      this.#stall = () => reject(new Failure('store.transaction-stalled', { milliseconds: patience }));
    });
    const ask = <R>(collection: string, act: (on: { session: ClientSession }) => Promise<R>) =>
      this.#ask(act, (error) => named(error, database, collection));
    this.#view = collectionsOn(models, { read: ask, write: ask });
  }

  async run<T>(work: (tx: Collections) => Promise<T>): Promise<T> {
    this.#watch();
    try {
      const result = await Promise.race([running.run(this, async () => work(this.#view)), this.#stalled]);
      await this.#close();
      if (this.brokenBy !== null) throw this.#failure;
      return result;
    } finally {
      await this.#close();
    }
  }

  async #close(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.#timer);
    await this.#turn;
  }

  /** One question after the other, because a session can have only one under way; time spent on them is not `work`'s. */
  async #ask<R>(act: (on: { session: ClientSession }) => Promise<R>, name: (error: unknown) => unknown): Promise<R> {
    this.#refuseOver();
    clearTimeout(this.#timer);
    this.#waiting += 1;
    const answer = this.#turn.then(async () => {
      this.#refuseOver();
      if (this.brokenBy !== null) throw this.#failure;
      return act({ session: this.#session });
    });
    this.#turn = answer.catch(() => undefined);
    try {
      return await answer;
    } catch (error) {
      if (this.brokenBy !== null || error instanceof Failure) throw error;
      this.brokenBy = error;
      this.#failure = name(error);
      throw this.#failure;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && this.isOpen) this.#watch();
    }
  }

  #refuseOver(): void {
    if (!this.isOpen) throw new Failure('store.transaction-over');
  }

  #watch(): void {
    this.#timer = setTimeout(this.#stall, this.#patience);
  }
}
