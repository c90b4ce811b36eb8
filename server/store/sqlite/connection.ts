// One libsql connection: prepared statements are kept, parameters are checked, engine errors get our names.
import Database from 'libsql';
import { Failure } from '../../failures.js';

export type Value = string | number | null;
/** A statement and the values of its `?`, in order. */
export interface Sql {
  sql: string;
  values: readonly Value[];
}

/** The shapes of statements are few (lists travel as one JSON value), so this is a safety net, not a tuning knob. */
const mostStatements = 500;

export class Connection {
  readonly #db: InstanceType<typeof Database>;
  readonly #folder: string;
  readonly #statements = new Map<string, ReturnType<InstanceType<typeof Database>['prepare']>>();

  constructor(file: string, folder: string) {
    this.#folder = folder;
    this.#db = this.#named(() => new Database(file));
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  /** Runs statements without parameters. */
  exec(sql: string): void {
    this.#named(() => this.#db.exec(sql));
  }

  /** Runs one statement and answers how many rows it changed. */
  run({ sql, values }: Sql): number {
    return this.#named(() => this.#statement(sql).run(checked(values)).changes);
  }

  /** All rows, each an array of its columns. Always read to the end: a cursor left early would pin an old snapshot. */
  rows({ sql, values }: Sql): Value[][] {
    return this.#named(() => this.#statement(sql).all(checked(values)) as Value[][]);
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #statement(sql: string) {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      if (this.#statements.size >= mostStatements) this.#statements.clear();
      statement = this.#db.prepare(sql);
      if (statement.reader) statement.raw();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #named<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw named(error, this.#folder);
    }
  }
}

function named(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new Failure('store.unreadable', { folder });
  if (code === 'SQLITE_READONLY') return new Failure('store.locked', { folder });
  if (code === 'SQLITE_FULL') return new Failure('store.disk-full', { folder });
  // "UNIQUE constraint failed: accounts.id" names the key, "…: index 'accounts:email'" our index of a field.
  const [, collection, field] = /UNIQUE constraint failed: (?:index ')?(\w+)[.:]([^']+)/.exec(String(error)) ?? [];
  return collection && field ? new Failure('store.duplicate', { collection, fields: [field] }) : error;
}

/** libsql ends the whole process when it meets a value it does not know (even a boolean), so none may get there. */
function checked(values: readonly Value[]): Value[] {
  for (const value of values) {
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`not a value the store can look for: ${typeof value}`);
    }
  }
  return [...values];
}
