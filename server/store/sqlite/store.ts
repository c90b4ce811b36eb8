// The embedded store: one SQLite file, one thread, one writer and one reader connection.
import { Failure } from '../../failures.js';
import { declarations, housekeeping } from '../declarations.js';
import type { Backup, Collections, Store } from '../port.js';
import { backupInto } from './backup.js';
import { type Access, collectionsOn } from './collection.js';
import { Connection } from './connection.js';
import { lockFolder, makeFolder, storeFile, syncToDisk } from './folder.js';
import { GroupCommit } from './group-commit.js';
import { Memory } from './memory.js';
import { migrate, refuseDamaged, refuseForeign } from './schema.js';
import { refuseNested, transactionJob } from './transaction.js';

export interface SqliteStoreOptions {
  /** Made when missing. One process at a time may have it open. */
  folder: string;
  /** Milliseconds after which a transaction that asks nothing of the store is rolled back; default 10,000. */
  patience?: number;
}

/**
 * Opens the store of a data folder, making or migrating its file.
 * Fails with `store.locked`, `store.folder-not-writable`, `store.unreadable` or `store.newer-version` (params: folder).
 */
export function openSqliteStore(options: SqliteStoreOptions): Store & Backup {
  const { folder } = options;
  makeFolder(folder);
  const free = lockFolder(folder);
  try {
    const writer = openWriter(folder);
    return new SqliteStore({ ...options, writer, reader: openReader(folder), free }).withCollections();
  } catch (error) {
    free();
    throw error;
  }
}

/** The same for one who only reads: also beside the process that has the folder; every write then fails with `store.locked`. */
export function openSqliteStoreToRead(options: SqliteStoreOptions): Store & Backup {
  try {
    return openSqliteStore(options);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'store.locked') throw error;
    const { folder } = options;
    const [writer, reader] = [openReader(folder), openReader(folder)];
    refuseForeign(reader, folder);
    return new SqliteStore({ ...options, writer, reader, free: null }).withCollections();
  }
}

function openReader(folder: string): Connection {
  const reader = new Connection(storeFile(folder), folder);
  reader.exec('PRAGMA query_only = ON');
  return reader;
}

function openWriter(folder: string): Connection {
  const writer = new Connection(storeFile(folder), folder);
  try {
    writer.exec('PRAGMA journal_mode = WAL');
    writer.exec('PRAGMA synchronous = FULL');
    refuseDamaged(writer, folder);
    migrate(writer, folder, declarations);
    syncToDisk(folder);
    return writer;
  } catch (error) {
    writer.close();
    throw error;
  }
}

interface Parts extends SqliteStoreOptions {
  writer: Connection;
  reader: Connection;
  /** null: the folder belongs to another process, and the writer only reads too. */
  free: (() => void) | null;
}

class SqliteStore implements Omit<Store, keyof Collections>, Backup {
  readonly #parts: Parts;
  readonly #commits: GroupCommit;
  readonly #memory = new Memory();
  /** Collections written to since the last commit. */
  readonly #changed = new Set<string>();
  #revision = 0;
  #closing: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#commits = new GroupCommit(parts.writer, parts.free ? 'BEGIN IMMEDIATE' : 'BEGIN', () => {
      this.#memory.forget(this.#changed);
      if ([...this.#changed].some((collection) => !housekeeping.has(collection))) this.#revision += 1;
      this.#changed.clear();
    });
  }

  withCollections(): Store & Backup {
    const access: Access = {
      read: async (collection, question, sql, make) => {
        this.#refuseClosed();
        const ask = () => {
          const rows = this.#parts.reader.rows(sql());
          return { value: make(rows), rows: rows.length };
        };
        // Beside the owner of the folder nothing may be remembered: the owner writes on.
        return this.#parts.free ? this.#memory.recall(collection, question, ask) : ask().value;
      },
      write: async (collection, act) => {
        this.#refuseClosed();
        refuseNested();
        return this.#commits.submit(() => {
          this.#changed.add(collection);
          return act(this.#parts.writer);
        });
      },
    };
    return Object.assign(this, collectionsOn(access));
  }

  async transaction<T>(work: (tx: Collections) => Promise<T>): Promise<T> {
    this.#refuseClosed();
    refuseNested();
    return this.#commits.submit(this.#jobOf(work));
  }

  revision(): number {
    return this.#revision;
  }

  async ping(): Promise<void> {
    this.#refuseClosed();
    this.#parts.reader.rows({ sql: 'SELECT count(*) FROM sqlite_schema', values: [] });
  }

  async backup(toFolder: string): Promise<{ file: string; bytes: number }> {
    this.#refuseClosed();
    return backupInto(this.#parts.folder, toFolder);
  }

  /** Finishes the writes that wait, then leaves one tidy file and frees the folder. */
  close(): Promise<void> {
    this.#closing ??= this.#commits.idle().then(() => {
      const { writer, reader, free } = this.#parts;
      reader.close();
      if (free) writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      writer.close();
      free?.();
    });
    return this.#closing;
  }

  #jobOf<T>(work: (tx: Collections) => Promise<T>): () => Promise<T> {
    const { writer, patience = 10_000 } = this.#parts;
    return transactionJob(writer, work, { patience, onWrite: (collection) => this.#changed.add(collection) });
  }

  #refuseClosed(): void {
    if (this.#closing) throw new Failure('store.closed', { folder: this.#parts.folder });
  }
}
