// From a port query to SQL. Lists are passed as one JSON value, so a list of any length is the same statement.
import { Failure } from '../../failures.js';
import type { Declaration } from '../declarations.js';
import type { Condition, Range, Scalar } from '../port.js';
import type { Sql, Value } from './connection.js';
import { fieldSql, sideTable } from './schema.js';

/** A port query with its types forgotten: any collection, any field, checked here against the declaration. */
export interface AnyQuery {
  where?: AnyWhere;
  sort?: readonly (readonly [string, 'asc' | 'desc'])[];
  skip?: number;
  limit?: number;
}
export type AnyWhere = Readonly<Record<string, Condition | undefined>>;

export function selectSql(collection: string, declared: Declaration, query: AnyQuery): Sql {
  const where = whereSql(collection, declared, query.where ?? {});
  const order = (query.sort ?? []).map(([field, way]) => orderSql(collection, declared, field, way));
  // Without statistics SQLite would rather read all documents in order of id than sort the few that a range finds.
  order.push(order.length === 0 && asksForRange(query.where ?? {}) ? '+id' : 'id');
  return {
    sql: `SELECT id, version, body FROM "${collection}"${where.sql} ORDER BY ${order.join(', ')} LIMIT ? OFFSET ?`,
    values: [...where.values, query.limit ?? -1, query.skip ?? 0],
  };
}

export function countSql(collection: string, declared: Declaration, asked: AnyWhere): Sql {
  const where = whereSql(collection, declared, asked);
  return { sql: `SELECT count(*) FROM "${collection}"${where.sql}`, values: where.values };
}

function orderSql(collection: string, declared: Declaration, field: string, way: 'asc' | 'desc'): string {
  const sortable = field === 'id' || declared.unique.includes(field) || declared.fields.includes(field);
  if (!sortable) throw new Failure('store.undeclared-field', { collection, field });
  if (field === 'id') return way === 'desc' ? 'id DESC' : 'id';
  // SQLite holds null for the smallest value: descending has it last anyway, and saying so would cost the index.
  return way === 'desc' ? `${fieldSql(field)} DESC` : `${fieldSql(field)} ASC NULLS LAST`;
}

function asksForRange(where: AnyWhere): boolean {
  return Object.entries(where).some(([field, asked]) => field !== 'id' && isRange(asked));
}

const isRange = (asked: Condition | undefined) => typeof asked === 'object' && asked !== null && !('in' in asked);

function whereSql(collection: string, declared: Declaration, where: AnyWhere): Sql {
  const parts = Object.entries(where).flatMap(([field, condition]) =>
    condition === undefined ? [] : [conditionSql(collection, declared, field, condition)],
  );
  return {
    sql: parts.length === 0 ? '' : ` WHERE ${parts.map((part) => part.sql).join(' AND ')}`,
    values: parts.flatMap((part) => part.values),
  };
}

function conditionSql(collection: string, declared: Declaration, field: string, condition: Condition): Sql {
  if (declared.arrays.includes(field)) {
    const inside = test('value', condition);
    const contains = `id IN (SELECT id FROM ${sideTable(collection, field)} WHERE ${inside.sql})`;
    return asksForNull(condition)
      ? { sql: `(${contains} OR ${fieldSql(field)} IS NULL)`, values: inside.values }
      : { sql: contains, values: inside.values };
  }
  if (field === 'id') return test('id', condition);
  if (declared.unique.includes(field) || declared.fields.includes(field)) return test(fieldSql(field), condition);
  throw new Failure('store.undeclared-field', { collection, field });
}

const asksForNull = (condition: Condition) =>
  condition === null || (typeof condition === 'object' && 'in' in condition && condition.in.includes(null));

function test(subject: string, condition: Condition): Sql {
  if (condition === null) return { sql: `${subject} IS NULL`, values: [] };
  if (typeof condition !== 'object') return { sql: `${subject} = ?`, values: [value(condition)] };
  if ('in' in condition) {
    const list = JSON.stringify(condition.in.filter((each) => each !== null));
    const among = `${subject} IN (SELECT value FROM json_each(?))`;
    return { sql: asksForNull(condition) ? `(${among} OR ${subject} IS NULL)` : among, values: [list] };
  }
  return range(subject, condition);
}

const signs = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function range(subject: string, asked: Range): Sql {
  const bounds = (Object.keys(signs) as (keyof Range)[]).flatMap((key) => {
    const bound = asked[key];
    return bound === undefined ? [] : [{ sql: `${subject} ${signs[key]} ?`, bound }];
  });
  // To SQLite every number is less than every text; a range means values of its own kind only, so close its open end.
  const isNumber = bounds.some(({ bound }) => typeof bound === 'number');
  const kind = isNumber ? `${subject} < ''` : `${subject} >= ''`;
  const closed = isNumber ? (asked.lt ?? asked.lte) : (asked.gt ?? asked.gte);
  const tests = [...bounds.map(({ sql }) => sql), ...(closed === undefined ? [kind] : [])];
  return { sql: bounds.length === 0 ? 'TRUE' : tests.join(' AND '), values: bounds.map(({ bound }) => bound) };
}

const value = (scalar: Exclude<Scalar, null>): Value => (typeof scalar === 'boolean' ? Number(scalar) : scalar);
