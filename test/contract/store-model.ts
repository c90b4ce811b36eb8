// The store's promise in its plainest form: maps in memory. The contract compares every adapter with it.
import type { Condition } from '../../server/store/port.js';

export type AnyWhere = Readonly<Record<string, Condition | undefined>>;
export interface AnyQuery {
  where?: AnyWhere;
  sort?: readonly (readonly [string, 'asc' | 'desc'])[];
  skip?: number;
  limit?: number;
}

export interface Document {
  id: string;
  version: number;
  [field: string]: unknown;
}

/** The code of the failure stands for it: which of two taken unique fields is named is the engine's choice. */
export type Outcome = { value: unknown } | { failure: string };

const uniqueFields: Record<string, readonly string[]> = { accounts: ['email'], postings: [] };
const arrayFields = ['themes'];

export class StoreModel {
  #collections: Record<string, Map<string, Document>> = { accounts: new Map(), postings: new Map() };

  get(collection: string, id: string): Document | null {
    return this.#of(collection).get(id) ?? null;
  }

  insert(collection: string, record: { id: string }): Outcome {
    if (this.#of(collection).has(record.id) || this.#isTaken(collection, record)) return { failure: 'store.duplicate' };
    return this.#put(collection, { ...record, version: 1 });
  }

  replace(collection: string, record: Document): Outcome {
    const stored = this.get(collection, record.id);
    if (stored === null) return { failure: 'store.missing' };
    if (stored.version !== record.version) return { failure: 'store.version-conflict' };
    if (this.#isTaken(collection, record)) return { failure: 'store.duplicate' };
    return this.#put(collection, { ...record, version: record.version + 1 });
  }

  remove(collection: string, id: string, version?: number): Outcome {
    const stored = this.get(collection, id);
    if (stored === null) return { failure: 'store.missing' };
    if (version !== undefined && stored.version !== version) return { failure: 'store.version-conflict' };
    this.#of(collection).delete(id);
    return { value: undefined };
  }

  /** Runs all of `work` or, when it answers with a failure, none of it. */
  transaction(work: () => Outcome): Outcome {
    const before = Object.entries(this.#collections).map(([name, documents]) => [name, new Map(documents)] as const);
    const outcome = work();
    if ('failure' in outcome) this.#collections = Object.fromEntries(before);
    return outcome;
  }

  find(collection: string, { where = {}, sort = [], skip = 0, limit }: AnyQuery): Document[] {
    const found = [...this.#of(collection).values()].filter((document) => matches(document, where));
    const keys = [...sort, ['id', 'asc'] as const];
    found.sort((a, b) => {
      for (const [field, way] of keys) {
        const order = compareSorted(lookUp(a, field), lookUp(b, field), way);
        if (order !== 0) return order;
      }
      return 0;
    });
    return found.slice(skip, limit === undefined ? undefined : skip + limit);
  }

  #of(collection: string): Map<string, Document> {
    const documents = this.#collections[collection];
    if (documents === undefined) throw new Error(`the model has no ${collection}`);
    return documents;
  }

  #put(collection: string, document: Document): Outcome {
    const stored = JSON.parse(JSON.stringify(document)) as Document;
    this.#of(collection).set(stored.id, stored);
    return { value: stored };
  }

  #isTaken(collection: string, record: { id: string; [field: string]: unknown }): boolean {
    const others = [...this.#of(collection).values()].filter(({ id }) => id !== record.id);
    return (uniqueFields[collection] ?? []).some((field) => {
      const value = record[field] ?? null;
      return value !== null && others.some((other) => other[field] === value);
    });
  }
}

function lookUp(document: Document, path: string): unknown {
  const reach = (inside: unknown, key: string) => (inside as Record<string, unknown> | null | undefined)?.[key];
  return path.split('.').reduce<unknown>(reach, document) ?? null;
}

function matches(document: Document, where: AnyWhere): boolean {
  return Object.entries(where).every(([field, condition]) => {
    const value = lookUp(document, field);
    if (!arrayFields.includes(field) || value === null) return meets(value, condition);
    return (value as unknown[]).some((each) => meets(each, condition));
  });
}

function meets(value: unknown, condition: AnyWhere[string]): boolean {
  if (condition === undefined) return true;
  if (typeof condition !== 'object' || condition === null) return value === condition;
  if ('in' in condition) return condition.in.some((each) => each === value);
  return Object.entries(condition).every(([sign, bound]) => {
    if (typeof value !== typeof bound) return false;
    const order = compare(value, bound);
    return { gt: order > 0, gte: order >= 0, lt: order < 0, lte: order <= 0 }[sign];
  });
}

function compareSorted(a: unknown, b: unknown, way: 'asc' | 'desc'): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return way === 'asc' ? compare(a, b) : compare(b, a);
}

const compare = (a: unknown, b: unknown) =>
  typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
