// Data folders for benchmarks: the seed with demo accounts, and as many generated postings as asked for.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeed } from '../../seed/load.js';
import type { Seed } from '../../seed/read.js';
import { createDemoAccounts } from '../../server/features/accounts/demo.js';
import { systemAct } from '../../server/http/act.js';
import type { Store } from '../../server/store/port.js';
import { openSqliteStore } from '../../server/store/sqlite/store.js';
import { generatedPostings } from '../search/postings.js';

export interface Content {
  seed: Seed;
  postings: number;
  /** What else the store is to hold. */
  also?: (store: Store) => Promise<void>;
}

/** Prepares a folder, hands it to `work`, and removes it. */
export async function withDataFolder<T>(content: Content, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await fill(folder, content);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fill(folder: string, { seed, postings, also }: Content): Promise<void> {
  const store = openSqliteStore({ folder });
  const now = new Date();
  try {
    await loadSeed(store, { now: () => now });
    await createDemoAccounts(store, systemAct(now));
    await Promise.all(generatedPostings(seed, postings).map((posting) => store.postings.insert(posting)));
    await also?.(store);
  } finally {
    await store.close();
  }
}
