// A copy of the whole store while it is in use, and the way back.
import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../failures.js';
import { Connection } from './connection.js';
import { makeEmptyFolder, storeFile, syncToDisk } from './folder.js';
import { refuseForeign } from './schema.js';

/**
 * Writes the last committed state of `folder` as one file into an empty folder. The thread does nothing else meanwhile.
 * Fails with `store.folder-not-empty` or `store.folder-not-writable` (params: folder).
 */
export function backupInto(folder: string, toFolder: string): { file: string; bytes: number } {
  makeEmptyFolder(toFolder);
  const file = storeFile(toFolder);
  const source = new Connection(storeFile(folder), folder);
  try {
    source.exec(vacuumInto(file));
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    source.close();
  }
  syncToDisk(file);
  syncToDisk(toFolder);
  return { file, bytes: statSync(file).size };
}

/**
 * Makes a data folder of a backup. The folder must be empty or missing, and no process may be using either.
 * Fails with `store.folder-not-empty`, `store.folder-not-writable`, `store.newer-version`, or `store.unreadable` when the
 * backup is missing, damaged, or the folder of a store that was not closed; the data folder is then left empty.
 */
export function restore(fromFolder: string, dataFolder: string): { file: string; bytes: number } {
  const backup = storeFile(fromFolder);
  const unreadable = new Failure('store.unreadable', { folder: fromFolder });
  const isOpen = (statSync(`${backup}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (isOpen || !existsSync(backup)) throw unreadable;
  makeEmptyFolder(dataFolder);
  const arriving = join(dataFolder, 'arriving.db');
  const restored = join(dataFolder, 'restored.db');
  try {
    // The copy is checked, not the backup: an engine that opens a file may write to it.
    copyFileSync(backup, arriving);
    rewriteChecked(arriving, restored, fromFolder);
    syncToDisk(restored);
    renameSync(restored, storeFile(dataFolder));
    syncToDisk(dataFolder);
  } finally {
    for (const file of [arriving, `${arriving}-wal`, `${arriving}-shm`, restored]) rmSync(file, { force: true });
  }
  const file = storeFile(dataFolder);
  return { file, bytes: statSync(file).size };
}

/** The engine may hold a closed file for a while; what becomes the store is therefore a file it has only written. */
function rewriteChecked(arriving: string, restored: string, fromFolder: string): void {
  const copy = new Connection(arriving, fromFolder);
  try {
    const [row] = copy.rows({ sql: 'PRAGMA integrity_check(1)', values: [] });
    if (row?.[0] !== 'ok') throw new Failure('store.unreadable', { folder: fromFolder });
    refuseForeign(copy, fromFolder);
    copy.exec(vacuumInto(restored));
  } finally {
    copy.close();
  }
}

const vacuumInto = (file: string) => `VACUUM INTO '${file.replaceAll("'", "''")}'`;
