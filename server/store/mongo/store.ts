// The production store: MongoDB, or a server that speaks its protocol, through Mongoose.
import mongoose, { type Connection } from 'mongoose';
import { Failure } from '../../failures.js';
import type { Collections, Store } from '../port.js';
import { type Access, collectionsOn } from './collection.js';
import { isBroken, isConflict, named } from './errors.js';
import { migrate } from './migrate.js';
import { type Models, modelsOn } from './models.js';
import { retried } from './retry.js';
import { refuseNested, runTransaction } from './transaction.js';
import { Turnstile } from './turnstile.js';

export interface MongoStoreOptions {
  /** `mongodb://…` or `mongodb+srv://…`; every option of the driver is given here and none elsewhere. */
  uri: string;
  /** Default: the one the address names, or `gap-go`. */
  database?: string;
  /** Milliseconds after which a transaction that asks nothing of the store is rolled back; default 10,000. */
  patience?: number;
  /** A number from 0 up to 1, anew at each call: spreads the attempts of those who met in a conflict. */
  jitter: () => number;
}

/** A conflict has always one winner, so there are as many attempts as rivals one may have to let pass. */
const mostAttempts = 30;
const mostReads = 3;
/** More would mostly meet each other, and each holds a connection of the server from its first question to its end. */
const mostTransactions = 20;

/**
 * Connects, and makes and migrates the database when needed. Fails with `store.address-malformed`, `store.unreachable`,
 * `store.access-refused` (params: database), `store.newer-database`, or `store.duplicate` when the documents contradict
 * a newly declared unique field.
 */
export async function openMongoStore({ uri, database, patience = 10_000, jitter }: MongoStoreOptions): Promise<Store> {
  const connection = await connect(uri, database);
  try {
    const models = modelsOn(connection);
    await migrate(connection, models);
    return new MongoStore({ connection, models, patience, jitter }).withCollections();
  } catch (error) {
    await connection.close();
    throw named(error, connection.name);
  }
}

async function connect(uri: string, database: string | undefined): Promise<Connection> {
  const dbName = database ?? (/^[^/]+\/\/[^/?]+\/[^?]/.test(uri) ? undefined : 'gap-go');
  // Models neither build their indexes nor wait for a lost connection by themselves.
  const own = { autoIndex: false, autoCreate: false, bufferCommands: false, ...(dbName && { dbName }) };
  try {
    return await mongoose.createConnection(uri, own).asPromise();
  } catch (error) {
    const failure = named(error, dbName ?? '');
    if (failure instanceof Failure) throw failure;
    // The name of a cluster that cannot be looked up; everything else is the driver's word on the address, which may repeat
    // it, and with it the password.
    const isLookUp = error instanceof Error && 'syscall' in error;
    throw new Failure(isLookUp ? 'store.unreachable' : 'store.address-malformed');
  }
}

interface Parts {
  connection: Connection;
  models: Models;
  patience: number;
  jitter: () => number;
}

class MongoStore implements Omit<Store, keyof Collections> {
  readonly #parts: Parts;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #turnstile = new Turnstile(mostTransactions);
  #closing: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  withCollections(): Store {
    const { models, jitter } = this.#parts;
    const access: Access = {
      read: (collection, ask) =>
        this.#run(collection, () => retried(() => ask({}), isBroken, { most: mostReads, jitter })),
      // A write whose answer is lost may have happened; one that met a conflict has not.
      write: (collection, act) =>
        this.#run(collection, () => {
          refuseNested();
          return retried(() => act({}), isConflict, { most: mostAttempts, jitter });
        }),
    };
    return Object.assign(this, collectionsOn(models, access));
  }

  transaction<T>(work: (tx: Collections) => Promise<T>): Promise<T> {
    const { connection, models, patience, jitter } = this.#parts;
    return this.#run('', () => {
      refuseNested();
      const attempts = { most: mostAttempts, jitter };
      return runTransaction(work, { connection, models, patience, attempts, turnstile: this.#turnstile });
    });
  }

  async ping(): Promise<void> {
    await this.#run('', async () => this.#parts.connection.db?.admin().ping());
  }

  /** Finishes what is under way, then disconnects. */
  close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#underWay).then(() => this.#parts.connection.close());
    return this.#closing;
  }

  async #run<T>(collection: string, act: () => Promise<T>): Promise<T> {
    const { connection } = this.#parts;
    if (this.#closing) throw new Failure('store.closed', { database: connection.name });
    const running = act();
    this.#underWay.add(running);
    try {
      return await running;
    } catch (error) {
      throw named(error, connection.name, collection);
    } finally {
      this.#underWay.delete(running);
    }
  }
}
