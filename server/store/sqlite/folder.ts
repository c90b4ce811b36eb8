// The data folder: made when missing, owned by one process at a time.
import { accessSync, closeSync, constants, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../failures.js';
import { Connection } from './connection.js';

/** Never open these with `fs` in the process that owns the store: closing such a handle drops the engine's locks. */
export const storeFile = (folder: string) => join(folder, 'store.db');
const lockFile = (folder: string) => join(folder, 'lock.db');

/** Fails with `store.folder-not-writable`. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new Failure('store.folder-not-writable', { folder });
  }
}

/** Makes the folder when missing. Fails with `store.folder-not-empty` or `store.folder-not-writable`. */
export function makeEmptyFolder(folder: string): void {
  makeFolder(folder);
  if (readdirSync(folder).length > 0) throw new Failure('store.folder-not-empty', { folder });
}

/**
 * Takes the folder for this process and answers how to free it. The lock is a small database held in an exclusive
 * transaction: the operating system frees it even after `kill -9`. Fails with `store.locked` when another process has it.
 */
export function lockFolder(folder: string): () => void {
  let lock: Connection;
  try {
    lock = new Connection(lockFile(folder), folder);
  } catch {
    throw new Failure('store.folder-not-writable', { folder });
  }
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    const isTaken = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
    throw new Failure(isTaken ? 'store.locked' : 'store.folder-not-writable', { folder });
  }
  return () => {
    lock.exec('ROLLBACK');
    lock.close();
  };
}

/** Makes the names in a folder, or the bytes of a file, survive a power cut. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
