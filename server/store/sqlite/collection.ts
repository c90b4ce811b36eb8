// The verbs of a collection on one connection. Records are rows of (id, version, body); the body is the rest as JSON.
import { Failure } from '../../failures.js';
import { type Declaration, declarations } from '../declarations.js';
import type { Collection, Collections } from '../port.js';
import type { CollectionName } from '../records.js';
import type { Connection, Sql, Value } from './connection.js';
import { type AnyQuery, type AnyWhere, countSql, selectSql } from './query.js';

/** Where the verbs run: on which connection, and when. */
export interface Access {
  /** What `make` makes of the rows of `sql`; it may be shared with others who ask the same question of the collection. */
  read<T>(collection: string, question: string, sql: () => Sql, make: (rows: Value[][]) => T): Promise<T>;
  write<T>(collection: string, act: (on: Connection) => T): Promise<T>;
}
interface AnyRecord {
  id: string;
  version: number;
}

export function collectionsOn(access: Access): Collections {
  const entries = Object.entries(declarations).map(([name, declared]) => [name, collection(name, declared, access)]);
  return Object.fromEntries(entries) as Collections;
}

/** Every verb is async so that a refused argument is a rejected promise, and takes its copy of a record before it waits. */
function collection(name: string, declared: Declaration, { read, write }: Access) {
  const verbs = {
    get: async (id: string) =>
      read(
        name,
        `get ${id}`,
        () => byId(name, id),
        ([row]) => (row ? toRecord(row) : null),
      ),
    find: async (query: AnyQuery = {}) => {
      const sql = () => selectSql(name, declared, query);
      return [...(await read(name, `find ${JSON.stringify(query)}`, sql, (rows) => rows.map(toRecord)))];
    },
    count: async (where: AnyWhere = {}) => {
      const sql = () => countSql(name, declared, where);
      return read(name, `count ${JSON.stringify(where)}`, sql, ([row]) => Number(row?.[0]));
    },
    insert: async (record: AnyRecord) => {
      const row = { id: record.id, version: 1, body: toBody(record) };
      return write(name, (on) => insert(on, name, row));
    },
    replace: async (record: AnyRecord) => {
      const row = { id: record.id, version: record.version, body: toBody(record) };
      return write(name, (on) => replace(on, name, row));
    },
    remove: async (id: string, version?: number) => write(name, (on) => remove(on, name, id, version)),
  };
  return verbs as unknown as Collection<CollectionName>;
}

interface Row {
  id: string;
  version: number;
  body: string;
}

function toBody({ id, version, ...rest }: AnyRecord): string {
  return JSON.stringify(rest);
}

function toRecord([id, version, body]: Value[]): AnyRecord {
  return { id: String(id), ...JSON.parse(String(body)), version: Number(version) };
}

const byId = (name: string, id: string): Sql => ({
  sql: `SELECT id, version, body FROM "${name}" WHERE id = ?`,
  values: [id],
});

function insert(on: Connection, name: string, { id, version, body }: Row): AnyRecord {
  const sql = `INSERT INTO "${name}" (id, version, body) VALUES (?, ?, ?)`;
  on.run({ sql, values: [id, version, body] });
  return toRecord([id, version, body]);
}

function replace(on: Connection, name: string, { id, version, body }: Row): AnyRecord {
  const sql = `UPDATE "${name}" SET version = version + 1, body = ? WHERE id = ? AND version = ?`;
  if (on.run({ sql, values: [body, id, version] }) === 0) refuse(on, name, id, version);
  return toRecord([id, version + 1, body]);
}

function remove(on: Connection, name: string, id: string, version?: number): void {
  const sql = `DELETE FROM "${name}" WHERE id = ? AND version = coalesce(?, version)`;
  if (on.run({ sql, values: [id, version ?? null] }) === 0) refuse(on, name, id, version ?? null);
}

/** Nothing matched id and version: says which of the two was wrong. */
function refuse(on: Connection, collection: string, id: string, expected: number | null): never {
  const [row] = on.rows({ sql: `SELECT version FROM "${collection}" WHERE id = ?`, values: [id] });
  if (row === undefined) throw new Failure('store.missing', { collection, id });
  throw new Failure('store.version-conflict', { collection, id, expected, actual: Number(row[0]) });
}
