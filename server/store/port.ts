// The store port: what the service asks of any document store. Two adapters keep the same promise (test/contract/store.contract.ts).
import type { FieldOf } from './declarations.js';
import type { CollectionName, Records } from './records.js';

export type Scalar = string | number | boolean | null;

/**
 * A condition on one declared field. A plain value means equality (`null` also matches a missing field);
 * on an array-valued field it means "contains". Strings compare in binary (UTF-8) order.
 */
export type Condition = Scalar | { in: readonly Scalar[] } | Range;
export type Range = { gt?: string | number; gte?: string | number; lt?: string | number; lte?: string | number };

/** All conditions hold together; one that is `undefined` is not asked. An undeclared field is refused: `store.undeclared-field`. */
export type Where<K extends CollectionName> = { readonly [F in FieldOf<K> | 'id']?: Condition };

export interface Query<K extends CollectionName> {
  where?: Where<K>;
  /** Ties are always broken by `id` ascending; a missing or null value sorts last in either direction. */
  sort?: readonly (readonly [FieldOf<K> | 'id', 'asc' | 'desc'])[];
  skip?: number;
  /** Default: no limit. */
  limit?: number;
}

/** What a caller hands to `insert`: the record without its version, which starts at 1. */
export type Fresh<R> = Omit<R, 'version'>;

/** Records that were read may be shared with others who read them: to change one, copy it. */
export interface Collection<K extends CollectionName> {
  get(id: string): Promise<Records[K] | null>;
  find(query?: Query<K>): Promise<Records[K][]>;
  count(where?: Where<K>): Promise<number>;
  /** Fails with `store.duplicate` (params: collection, fields) when the id or a unique field is taken. */
  insert(record: Fresh<Records[K]>): Promise<Records[K]>;
  /**
   * Writes the record over the stored one of version `record.version`; the stored version becomes one more.
   * Fails with `store.version-conflict` (params: collection, id, expected, actual), `store.missing`, or `store.duplicate`.
   */
  replace(record: Records[K]): Promise<Records[K]>;
  /** Fails with `store.missing`, or `store.version-conflict` when `version` is given and is not the stored one. */
  remove(id: string, version?: number): Promise<void>;
}

export type Collections = { readonly [K in CollectionName]: Collection<K> };

/**
 * Reads outside a transaction see the last committed state. A write outside a transaction is a transaction of its own.
 * When a promise of a write resolves, the write survives a crash of the process and of the machine.
 */
export interface Store extends Collections {
  /**
   * Runs `work` with a view that sees its own writes; commits when it resolves, rolls back when it throws.
   * `work` may be run again after a conflict, so it has no effect but its writes, and it awaits nothing slow.
   * Writing to the store itself (not to `tx`) inside `work` is refused: `store.nested-write`. A `store.duplicate` inside
   * `work` fails the whole transaction, even when `work` catches it. `tx` used after the end is `store.transaction-over`.
   */
  transaction<T>(work: (tx: Collections) => Promise<T>): Promise<T>;
  /** Another number after each committed write to what answers are made of; absent when other processes write too. */
  revision?(): number;
  /** Throws when the engine cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Only the embedded engine: a consistent copy of the whole store into an empty folder, taken while it is in use. */
export interface Backup {
  backup(toFolder: string): Promise<{ file: string; bytes: number }>;
}
