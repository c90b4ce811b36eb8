// Data folders for benchmarks: the seed alone, or with generated postings beside it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeed } from '../seed/load.js';
import { readSeed } from '../seed/read.js';
import { openSqliteStore } from '../server/store/sqlite/store.js';
import { generatedPostings } from './postings.js';

/** Prepares a folder, hands it to `work`, and removes it. */
export async function withDataFolder<T>(postings: number, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await fill(folder, postings);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fill(folder: string, count: number): Promise<void> {
  const store = openSqliteStore({ folder });
  try {
    await loadSeed(store, { now: () => new Date('2026-11-22T08:00:00.000Z') });
    const generated = generatedPostings(await readSeed(), count);
    await Promise.all(generated.map((posting) => store.postings.insert(posting)));
  } finally {
    await store.close();
  }
}
