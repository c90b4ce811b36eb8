// Brings a database to the declared shape: collections, indexes, and the mark of its version. Documents are never touched.
import type { Connection } from 'mongoose';
import { Failure } from '../../failures.js';
import { isExisting, named } from './errors.js';
import { type Index, isOurs, type Models, type StoredModel } from './models.js';

/** The layout of documents and indexes. A database of a higher number was written by newer code and is refused. */
export const schemaVersion = 1;

/** Beside the declared collections, so that what is exported from one engine and counted in another is only content. */
const marks = 'schema';
interface Mark {
  _id: string;
  version: number;
}

/**
 * Answers when every declared index is built. Indexes of ours that are no longer declared go, those of others stay.
 * Fails with `store.newer-database` (params: database, found, supported), or `store.duplicate` when documents contradict
 * a unique field.
 */
export async function migrate(connection: Connection, models: Models): Promise<void> {
  const mark = connection.collection<Mark>(marks);
  const found = (await mark.findOne({ _id: 'store' }))?.version ?? 0;
  if (found > schemaVersion) {
    throw new Failure('store.newer-database', { database: connection.name, found, supported: schemaVersion });
  }
  const existing = new Set((await connection.listCollections()).map(({ name }) => name));
  await Promise.all(
    Object.values(models).map(async (model) => {
      if (!existing.has(model.modelName)) await create(connection, model.modelName);
      await followDeclaration(model).catch((error: unknown) => {
        throw named(error, connection.name, model.modelName);
      });
    }),
  );
  // Never back: newer code may have begun meanwhile.
  await mark.updateOne({ _id: 'store' }, { $max: { version: schemaVersion } }, { upsert: true });
}

/** Transactions cannot make collections on every server. */
async function create(connection: Connection, name: string): Promise<void> {
  await connection.createCollection(name).catch((error: unknown) => {
    if (!isExisting(error)) throw error;
  });
}

async function followDeclaration(model: StoredModel): Promise<void> {
  const existing = new Set<string>((await model.listIndexes()).map(({ name }) => String(name)));
  const declared = model.schema.indexes().map(([key, options]) => ({ ...options, key }) as Index);
  const missing = declared.filter(({ name }) => !existing.has(name));
  if (missing.length > 0) await model.collection.createIndexes(missing);
  const kept = new Set<string>(declared.map(({ name }) => name));
  for (const name of existing) {
    if (isOurs(name) && !kept.has(name)) await model.collection.dropIndex(name);
  }
}
