// A real server of the production store, when there is one: a database for each run, dropped at its end.
import { afterAll, describe, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { type MongoStoreOptions, openMongoStore } from '../../server/store/mongo/store.js';
import type { Store } from '../../server/store/port.js';
import type { OpenedStore } from '../contract/store.contract.js';

export interface MongoServer {
  uri: string;
  /** The address of a database on the server, as it would stand in MONGODB_URI. */
  addressOf(database: string): string;
  /** A name that no other run has; the database is dropped after the tests. */
  database(): string;
  open(database: string, options?: Partial<MongoStoreOptions>): Promise<Store>;
  /** A store whose database is emptied instead of dropped, because building indexes takes longer than most tests. */
  openEmptied(): Promise<OpenedStore & { name: string }>;
  /** The database as its administrator sees it. */
  asAdministrator<T>(database: string, work: (on: Connection) => Promise<T>): Promise<T>;
}

/** Runs `tests` against the server of TEST_MONGODB_URI; without one they are skipped, aloud. */
export function onMongoServer(what: string, tests: (server: MongoServer) => void): void {
  const uri = process.env.TEST_MONGODB_URI ?? '';
  if (uri !== '') {
    describe(what, () => tests(serverAt(uri)));
    return;
  }
  const why = `SKIPPED ${what}: TEST_MONGODB_URI names no server`;
  process.stderr.write(`${why}\n`);
  test.skip(why, () => undefined);
}

function serverAt(uri: string): MongoServer {
  const databases: string[] = [];
  let shared: { store: Promise<Store>; name: string } | null = null;

  const database = () => {
    const name = `gap-go-test-${uuid()}`;
    databases.push(name);
    return name;
  };
  const open = (name: string, options: Partial<MongoStoreOptions> = {}) =>
    openMongoStore({ uri, database: name, jitter: Math.random, ...options });
  const asAdministrator = async <T>(name: string, work: (on: Connection) => Promise<T>): Promise<T> => {
    const connection = await mongoose.createConnection(uri, { dbName: name }).asPromise();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  const empty = (name: string) =>
    asAdministrator(name, async (on) => {
      for (const { name: collection } of await on.listCollections()) {
        if (collection !== 'schema') await on.collection(collection).deleteMany({});
      }
    });
  afterAll(async () => {
    await (await shared?.store)?.close();
    for (const name of databases) await asAdministrator(name, (on) => on.dropDatabase());
  }, 120_000);
  const addressOf = (name: string) => {
    const [, server, options = ''] = /^([^/]+\/\/[^/?]+)[^?]*\??(.*)$/.exec(uri) ?? [];
    // An address without a database signs in at "admin"; one with a database at that one.
    return `${server}/${name}?${/authSource=/i.test(options) ? '' : 'authSource=admin&'}${options}`;
  };
  return {
    uri,
    addressOf,
    database,
    open,
    asAdministrator,
    openEmptied: async () => {
      if (shared === null) {
        const name = database();
        shared = { name, store: open(name) };
      }
      const { name } = shared;
      return { name, store: await shared.store, discard: () => empty(name) };
    },
  };
}
