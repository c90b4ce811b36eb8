// From a port query to MongoDB's filter and order.
import type { PipelineStage } from 'mongoose';
import { Failure } from '../../failures.js';
import type { Declaration } from '../declarations.js';
import type { Condition, Range } from '../port.js';

/** A port query with its types forgotten: any collection, any field, checked here against the declaration. */
export interface AnyQuery {
  where?: AnyWhere;
  sort?: readonly (readonly [string, 'asc' | 'desc'])[];
  skip?: number;
  limit?: number;
}
export type AnyWhere = Readonly<Record<string, Condition | undefined>>;

export type Filter = Record<string, object>;
export interface Order {
  sort: Record<string, 1 | -1>;
  /** Names that are to be computed before sorting, and forgotten after; none when the stored fields have the order. */
  computed: Record<string, object>;
}

const pathOf = (field: string) => (field === 'id' ? '_id' : field);

export function filterOf(collection: string, declared: Declaration, where: AnyWhere = {}): Filter {
  const parts = Object.entries(where).flatMap(([field, condition]) => {
    if (condition === undefined) return [];
    const isArray = declared.arrays.includes(field);
    if (!isArray && !isSortable(declared, field)) throw new Failure('store.undeclared-field', { collection, field });
    const test = testOf(condition, isArray);
    return test === null ? [] : [[pathOf(field), test] as const];
  });
  return Object.fromEntries(parts);
}

const isSortable = ({ unique, fields }: Declaration, field: string) =>
  field === 'id' || unique.includes(field) || fields.includes(field);

const signs = { gt: '$gt', gte: '$gte', lt: '$lt', lte: '$lte' } as const;

function testOf(condition: Condition, isArray: boolean): object | null {
  if (condition === null || typeof condition !== 'object') return { $eq: condition };
  if ('in' in condition) return { $in: [...condition.in] };
  const bounds = (Object.keys(signs) as (keyof Range)[]).flatMap((key) => {
    const bound = condition[key];
    return bound === undefined ? [] : [[signs[key], bound] as const];
  });
  if (bounds.length === 0) return null;
  const range = Object.fromEntries(bounds);
  // Without $elemMatch one value of an array could meet one bound, and another value the other.
  return isArray ? { $elemMatch: range } : range;
}

export function orderOf(collection: string, declared: Declaration, { sort = [], where = {} }: AnyQuery): Order {
  const order: Order = { sort: {}, computed: {} };
  for (const [field, way] of sort) {
    if (!isSortable(declared, field)) throw new Failure('store.undeclared-field', { collection, field });
    const path = pathOf(field);
    // Asked twice, the first counts; and nothing is left to decide after the id.
    if (path in order.sort || '_id' in order.sort) continue;
    if (way === 'asc' && path !== '_id' && !excludesNull(where[field])) {
      // To MongoDB nothing is the smallest value: descending has it last anyway, ascending must be told.
      // No stored name has a lone "%": see document.ts.
      const absent = `%absent-${Object.keys(order.computed).length}`;
      order.computed[absent] = { $eq: [{ $ifNull: [`$${path}`, null] }, null] };
      order.sort[absent] = 1;
    }
    order.sort[path] = way === 'asc' ? 1 : -1;
  }
  order.sort._id ??= 1;
  return order;
}

function excludesNull(condition: Condition | undefined): boolean {
  if (condition === undefined || condition === null) return false;
  if (typeof condition !== 'object') return true;
  if ('in' in condition) return !condition.in.includes(null);
  return Object.values(condition).some((bound) => bound !== undefined);
}

/** The same as a pipeline, for an order that has to be computed. */
export function pipelineOf(filter: Filter, { sort, computed }: Order, { skip = 0, limit }: AnyQuery): PipelineStage[] {
  return [
    { $match: filter },
    { $addFields: computed },
    { $sort: sort },
    ...(skip > 0 ? [{ $skip: skip }] : []),
    ...(limit === undefined ? [] : [{ $limit: limit }]),
    { $unset: Object.keys(computed) },
  ];
}
