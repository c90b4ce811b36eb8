// Tables, indexes and triggers, all derived from `declarations`; what the file has too much or too little is put right when it is opened.
import { Failure } from '../../failures.js';
import type { Declaration } from '../declarations.js';
import type { Connection } from './connection.js';

export type Declarations = Readonly<Record<string, Declaration>>;

/** The layout below. A file of a higher number was written by newer code and is refused. */
export const schemaVersion = 1;
/** Marks the file as ours ("GGDS"). */
const applicationId = 0x47474453;

/** The SQL of a declared field; indexes serve a query only when both spell it the same way. */
export const fieldSql = (field: string) => `json_extract(body, '${jsonPath(field)}')`;
/** Name of the side table that keeps the values of an array field. */
export const sideTable = (collection: string, field: string) => `"${collection}.${field}"`;
const jsonPath = (field: string) => `$${field.replace(/[^.]+\.?/g, (key) => `."${key.replace('.', '')}"`)}`;

/** Objects that stand and fall together; `fill` brings a fresh one up to date with the documents already there. */
interface Structure {
  objects: { type: 'index' | 'table' | 'trigger'; name: string; sql: string }[];
  fill?: string;
}

function structures(collection: string, declared: Declaration): Structure[] {
  const table = `"${collection}"`;
  const documents: Structure = {
    objects: [
      {
        type: 'table',
        name: collection,
        sql: `CREATE TABLE ${table} (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL)`,
      },
    ],
  };
  const unique = declared.unique.map((field) => index(collection, field, `UNIQUE INDEX`, fieldSql(field)));
  const plain = declared.fields.map((field) => index(collection, field, `INDEX`, `${fieldSql(field)}, id`));
  const together = (declared.together ?? []).map((fields) =>
    index(collection, fields.join('+'), 'INDEX', [...fields.map(fieldSql), 'id'].join(', ')),
  );
  return [documents, ...unique, ...plain, ...together, ...declared.arrays.map((field) => side(collection, field))];
}

function index(collection: string, field: string, kind: string, columns: string): Structure {
  const name = `${collection}:${field}`;
  return { objects: [{ type: 'index', name, sql: `CREATE ${kind} "${name}" ON "${collection}" (${columns})` }] };
}

function side(collection: string, field: string): Structure {
  const name = `${collection}.${field}`;
  const table = sideTable(collection, field);
  const forget = `DELETE FROM ${table} WHERE id = old.id;`;
  const values = (row: string) =>
    `INSERT INTO ${table} (value, id) SELECT DISTINCT value, ${row}.id FROM json_each(${row}.body, '${jsonPath(field)}') WHERE type NOT IN ('null', 'array', 'object');`;
  const trigger = (when: string, act: string) => ({
    type: 'trigger' as const,
    name: `${name}:${when}`,
    sql: `CREATE TRIGGER "${name}:${when}" AFTER ${when} ON "${collection}" BEGIN ${act} END`,
  });
  return {
    objects: [
      {
        type: 'table',
        name,
        sql: `CREATE TABLE ${table} (value NOT NULL, id TEXT NOT NULL, PRIMARY KEY (value, id)) WITHOUT ROWID`,
      },
      { type: 'index', name: `${name}:id`, sql: `CREATE INDEX "${name}:id" ON ${table} (id)` },
      trigger('INSERT', values('new')),
      trigger('UPDATE', `${forget} ${values('new')}`),
      trigger('DELETE', forget),
    ],
    fill: `INSERT INTO ${table} (value, id) SELECT DISTINCT value, document.id FROM "${collection}" AS document, json_each(document.body, '${jsonPath(field)}') WHERE type NOT IN ('null', 'array', 'object')`,
  };
}

/** Brings the file to the declared shape in one transaction. Documents are never touched, not even of undeclared collections. */
export function migrate(on: Connection, folder: string, declarations: Declarations): void {
  on.exec('BEGIN IMMEDIATE');
  try {
    refuseForeign(on, folder);
    const wanted = Object.entries(declarations).flatMap(([name, declared]) => structures(name, declared));
    const existing = readSchema(on);
    const fits = (each: Structure) => each.objects.every(({ name, sql }) => existing.get(name)?.sql === sql);
    const kept = new Set(wanted.filter(fits).flatMap((each) => each.objects.map(({ name }) => name)));
    for (const type of ['trigger', 'index', 'table'] as const) {
      for (const [name, found] of existing) {
        const holdsDocuments = type === 'table' && !name.includes('.');
        if (found.type === type && !kept.has(name) && !holdsDocuments) on.exec(`DROP ${type} IF EXISTS "${name}"`);
      }
    }
    for (const structure of wanted.filter((each) => !fits(each))) create(on, structure);
    on.exec(`PRAGMA application_id = ${applicationId}`);
    on.exec(`PRAGMA user_version = ${schemaVersion}`);
    on.exec('COMMIT');
  } catch (error) {
    if (on.inTransaction) on.exec('ROLLBACK');
    throw error;
  }
}

/** Fails with `store.unreadable` when the file is damaged (reads all of it, about 1 s per GB). */
export function refuseDamaged(on: Connection, folder: string): void {
  const [row] = on.rows({ sql: 'PRAGMA quick_check(1)', values: [] });
  if (row?.[0] !== 'ok') throw new Failure('store.unreadable', { folder });
}

/** Fails when the file is not a store, or is a store of newer code. */
export function refuseForeign(on: Connection, folder: string): void {
  const number = (sql: string) => Number(on.rows({ sql, values: [] })[0]?.[0]);
  const found = number('PRAGMA user_version');
  const isNew = number('SELECT count(*) FROM sqlite_schema') === 0;
  if (!isNew && number('PRAGMA application_id') !== applicationId) throw new Failure('store.unreadable', { folder });
  if (found > schemaVersion) throw new Failure('store.newer-version', { folder, found, supported: schemaVersion });
}

function readSchema(on: Connection): Map<string, { type: string; sql: string }> {
  const sql = 'SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL';
  return new Map(
    on.rows({ sql, values: [] }).map(([name, type, text]) => [String(name), { type: String(type), sql: String(text) }]),
  );
}

function create(on: Connection, { objects, fill }: Structure): void {
  for (const { sql } of objects) on.exec(sql);
  if (fill) on.exec(fill);
}
