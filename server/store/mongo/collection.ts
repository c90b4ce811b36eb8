// The verbs of a collection, in a session or without.
import mongoose, { type ClientSession, type mongo } from 'mongoose';
import { Failure } from '../../failures.js';
import { type Declaration, declarations } from '../declarations.js';
import type { Collection, Collections } from '../port.js';
import type { CollectionName } from '../records.js';
import { type AnyRecord, documentOf, recordOf, type StoredDocument } from './document.js';
import type { Models, StoredModel } from './models.js';
import { type AnyQuery, type AnyWhere, type Filter, filterOf, type Order, orderOf, pipelineOf } from './query.js';

/** `session` is empty outside a transaction, so that it can be spread into any options. */
export type Session = { session?: ClientSession };

/** Where the verbs run, and what becomes of their errors; `collection` is named in failures. */
export interface Access {
  read<T>(collection: string, ask: (on: Session) => Promise<T>): Promise<T>;
  write<T>(collection: string, act: (on: Session) => Promise<T>): Promise<T>;
}

export function collectionsOn(models: Models, access: Access): Collections {
  const entries = Object.entries(declarations).map(([name, declared]) => [
    name,
    collection(models[name as CollectionName], declared, access),
  ]);
  return Object.fromEntries(entries) as Collections;
}

/** Every verb is async so that a refused argument is a rejected promise, and takes its copy of a record before it waits. */
function collection(model: StoredModel, declared: Declaration, access: Access) {
  const name = model.modelName;
  const verbs = {
    get: async (id: string) => access.read(name, (on) => get(model, id, on)),
    find: async (query: AnyQuery = {}) => {
      const filter = filterOf(name, declared, query.where);
      const order = orderOf(name, declared, query);
      if (query.limit === 0) return [];
      return (await access.read(name, (on) => find(model, filter, order, query, on))).map(recordOf);
    },
    count: async (where: AnyWhere = {}) => {
      const filter = filterOf(name, declared, where);
      return access.read(name, (on) => model.countDocuments(filter, on).exec());
    },
    insert: async (record: AnyRecord) => {
      const document = fitting(name, documentOf(record, 1));
      return access.write(name, (on) => insert(model, document, on));
    },
    replace: async (record: AnyRecord) => {
      const document = fitting(name, documentOf(record, record.version + 1));
      return access.write(name, (on) => replace(model, document, on));
    },
    remove: async (id: string, version?: number) => access.write(name, (on) => remove(model, id, version, on)),
  };
  return verbs as unknown as Collection<CollectionName>;
}

const mostBytes = 16 * 1024 * 1024;

/** Asked before it is sent: servers, and the driver past a certain size, refuse it each in its own words. */
function fitting(collection: string, document: StoredDocument): StoredDocument {
  if (mongoose.mongo.BSON.calculateObjectSize(document) <= mostBytes) return document;
  throw new Failure('store.too-large', { collection });
}

async function get(model: StoredModel, id: string, on: Session): Promise<AnyRecord | null> {
  const document = await model.findOne({ _id: id }, null, on).lean<StoredDocument>();
  return document === null ? null : recordOf(document);
}

async function find(
  model: StoredModel,
  filter: Filter,
  order: Order,
  query: AnyQuery,
  on: Session,
): Promise<StoredDocument[]> {
  if (Object.keys(order.computed).length > 0) return model.aggregate(pipelineOf(filter, order, query), on);
  const { skip, limit } = query;
  const window = { ...(skip !== undefined && { skip }), ...(limit !== undefined && { limit }) };
  return model.find(filter, null, { sort: order.sort, ...window, ...on }).lean<StoredDocument[]>();
}

/** Writes go to the model's own collection: a Mongoose document would leave out, add and cast. */
const stored = (model: StoredModel) => model.collection as unknown as mongo.Collection<StoredDocument>;

async function insert(model: StoredModel, document: StoredDocument, on: Session): Promise<AnyRecord> {
  await stored(model).insertOne({ ...document }, on);
  return recordOf(document);
}

/** Reads may be older than the write: only the version in the filter decides. */
async function replace(model: StoredModel, document: StoredDocument, on: Session): Promise<AnyRecord> {
  const { _id, version } = document;
  const { matchedCount } = await stored(model).replaceOne({ _id, version: version - 1 }, document, on);
  if (matchedCount === 0) await refuse(model, _id, version - 1, on);
  return recordOf(document);
}

async function remove(model: StoredModel, id: string, version: number | undefined, on: Session): Promise<void> {
  const filter = version === undefined ? { _id: id } : { _id: id, version };
  const { deletedCount } = await stored(model).deleteOne(filter, on);
  if (deletedCount === 0) await refuse(model, id, version ?? null, on);
}

/** Nothing matched id and version: says which of the two was wrong. */
async function refuse(model: StoredModel, id: string, expected: number | null, on: Session): Promise<never> {
  const found = expected === null ? null : await get(model, id, on);
  if (found === null) throw new Failure('store.missing', { collection: model.modelName, id });
  throw new Failure('store.version-conflict', {
    collection: model.modelName,
    id,
    expected,
    actual: found.version,
  });
}
