// Databases of a run on the server of TEST_MONGODB_URI. Making indexes and seeding take such a server longer than most tests,
// so databases are emptied and used again, and the seed is loaded once and then copied.
import mongoose, { type Connection } from 'mongoose';
import type { Store } from '../../../server/store/port.js';

const uri = () => process.env.TEST_MONGODB_URI ?? '';

/** The address of a database on the server, as it would stand in MONGODB_URI. */
export function addressOf(database: string): string {
  const [, server, options = ''] = /^([^/]+\/\/[^/?]+)[^?]*\??(.*)$/.exec(uri()) ?? [];
  // An address without a database signs in at "admin"; one with a database at that one.
  return `${server}/${database}?${/authSource=/i.test(options) ? '' : 'authSource=admin&'}${options}`;
}

/** A database as its administrator sees it. */
export async function asAdministrator<T>(database: string, work: (on: Connection) => Promise<T>): Promise<T> {
  const connection = await mongoose.createConnection(uri(), { dbName: database }).asPromise();
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

const contents = async (on: Connection) =>
  (await on.listCollections()).map(({ name }) => name).filter((name) => name !== 'schema');

export async function emptyDatabase(name: string): Promise<string> {
  await asAdministrator(name, async (on) => {
    await Promise.all((await contents(on)).map((collection) => on.collection(collection).deleteMany({})));
  });
  return addressOf(name);
}

/** Fills an empty store by `seed` and keeps a copy, or from the copy that was kept. */
export async function copySeed(from: string, to: string, store: Store, seed: () => Promise<unknown>): Promise<void> {
  if (await isWhole(from)) return copy(from, to);
  await seed();
  await store.meta.insert({ id: 'copied', value: 'whole' });
  await copy(to, from);
  await store.meta.remove('copied');
}

const isWhole = (name: string) =>
  asAdministrator(name, async (on) => (await on.collection('meta').countDocuments({ value: 'whole' })) === 1);

async function copy(from: string, to: string): Promise<void> {
  await asAdministrator(from, (source) =>
    asAdministrator(to, async (target) => {
      // What says that the copy is whole comes last.
      const names = (await contents(source)).filter((name) => name !== 'meta');
      for (const name of [...names, 'meta']) {
        const documents = await source.collection(name).find().toArray();
        const wanted = to.endsWith('-seed') ? documents : documents.filter(({ value }) => value !== 'whole');
        if (wanted.length > 0) await target.collection(name).insertMany(wanted);
      }
    }),
  );
}

export const dropDatabase = (name: string) => asAdministrator(name, (on) => on.dropDatabase());

export const databasesOf = (run: string): Promise<string[]> =>
  asAdministrator('admin', async (on) => {
    const { databases } = await on.listDatabases();
    return databases.map(({ name }) => name).filter((name) => name.startsWith(run));
  });
