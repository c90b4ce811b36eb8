// One Mongoose model a collection; its indexes come from the declarations.
import { type Connection, type Model, Schema } from 'mongoose';
import { type Declaration, declarations } from '../declarations.js';
import type { CollectionName } from '../records.js';
import type { StoredDocument } from './document.js';

export type StoredModel = Model<StoredDocument>;
export type Models = Readonly<Record<CollectionName, StoredModel>>;

/** The name says all: an index of another shape has another name. Indexes whose names do not begin like this are not ours. */
export interface Index {
  name: `${'unique' | 'field' | 'array' | 'together'}:${string}`;
  key: Record<string, 1 | -1>;
  unique?: true;
  partialFilterExpression?: Record<string, object>;
}
export const isOurs = (name: string) => /^(?:unique|field|array|together):/.test(name);

/** Field of one of our indexes, by its name; `_id_` is the engine's own. */
export const fieldOfIndex = (name: string) => (name === '_id_' ? 'id' : name.replace(/^\w+:/, ''));

export function indexesOf({ unique, fields, arrays, together = [] }: Declaration): Index[] {
  return [
    // Partial, not sparse: a sparse index leaves out what is missing, but lets two nulls collide.
    ...unique.map((field): Index => {
      const given = { [field]: { $type: 'string' } };
      return { name: `unique:${field}`, key: { [field]: 1 }, unique: true, partialFilterExpression: given };
    }),
    // The order of a descending list with its ties; MongoDB does not use a partial index for a plain equality.
    ...[...unique, ...fields].map((field): Index => ({ name: `field:${field}`, key: { [field]: -1, _id: 1 } })),
    ...arrays.map((field): Index => ({ name: `array:${field}`, key: { [field]: 1 } })),
    ...together.map(
      (asked): Index => ({
        name: `together:${asked.join('+')}`,
        key: Object.fromEntries(asked.map((field) => [field, 1])),
      }),
    ),
  ];
}

/** The models on a connection. Fields beside the key are as the record has them: nothing is cast, added or left out. */
export function modelsOn(connection: Connection): Models {
  const entries = Object.entries(declarations).map(([name, declared]) => [name, model(connection, name, declared)]);
  return Object.fromEntries(entries) as Models;
}

function model(connection: Connection, name: string, declared: Declaration): StoredModel {
  const schema = new Schema<StoredDocument>(
    { _id: String, version: Number },
    { strict: false, strictQuery: false, minimize: false, versionKey: false, id: false },
  );
  for (const { key, ...options } of indexesOf(declared)) schema.index(key, options);
  return connection.model<StoredDocument>(name, schema, name);
}
