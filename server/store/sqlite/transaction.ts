// The life of one `work`: its view of the store, what may no longer happen to it, and when it is given up.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { Failure } from '../../failures.js';
import type { Collections } from '../port.js';
import { collectionsOn } from './collection.js';
import type { Connection } from './connection.js';

const running = new AsyncLocalStorage<Transaction>();

/** Fails inside a running `work`: a write there would wait for the transaction that waits for it. */
export function refuseNested(): void {
  if (running.getStore()?.isOpen) throw new Failure('store.nested-write');
}

/**
 * Makes a job of `work`. Because transactions run one after the other, one that asks nothing of the store for
 * `patience` milliseconds is taken for hung: it is rolled back and fails with `store.transaction-stalled`.
 */
export function transactionJob<T>(on: Connection, work: (tx: Collections) => Promise<T>, limits: TransactionTerms) {
  // The queue runs jobs in its own async context; `work` keeps its caller's (a request's log fields, for example).
  const inCallersContext = AsyncResource.bind((transaction: Transaction) =>
    running.run(transaction, async () => work(transaction.view)),
  );
  return async (): Promise<T> => {
    const transaction = new Transaction(on, limits);
    try {
      const result = await Promise.race([inCallersContext(transaction), transaction.stalled]);
      transaction.refuseBroken();
      return result;
    } finally {
      transaction.end();
    }
  };
}

interface TransactionTerms {
  patience: number;
  /** Told of each collection that is written to. */
  onWrite: (collection: string) => void;
}

class Transaction {
  readonly view: Collections;
  readonly stalled: Promise<never>;
  isOpen = true;
  readonly #timer: NodeJS.Timeout;
  #duplicate: Failure | null = null;

  constructor(on: Connection, { patience, onWrite }: TransactionTerms) {
    const { promise, reject } = withReject();
    this.stalled = promise;
    this.#timer = setTimeout(
      () => reject(new Failure('store.transaction-stalled', { milliseconds: patience })),
      patience,
    );
    this.view = collectionsOn({
      read: async (_collection, _question, sql, make) => this.#ask(() => make(on.rows(sql()))),
      write: async (collection, act) =>
        this.#ask(() => {
          onWrite(collection);
          return act(on);
        }),
    });
  }

  /** Other engines end a transaction at its first duplicate, so it ends here too, even when `work` caught the failure. */
  refuseBroken(): void {
    if (this.#duplicate) throw this.#duplicate;
  }

  end(): void {
    this.isOpen = false;
    clearTimeout(this.#timer);
  }

  #ask<T>(act: () => T): T {
    if (!this.isOpen) throw new Failure('store.transaction-over');
    this.#timer.refresh();
    try {
      return act();
    } catch (error) {
      if (error instanceof Failure && error.code === 'store.duplicate') this.#duplicate ??= error;
      throw error;
    }
  }
}

function withReject(): { promise: Promise<never>; reject: (error: Failure) => void } {
  let reject: (error: Failure) => void = () => undefined;
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}
