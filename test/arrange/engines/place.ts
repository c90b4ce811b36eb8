// Where a service under test keeps its data: in its own folder, or on the servers that the run names, in a database and an
// index of the run. `npm run test:engines` runs the tests of the API on each combination (TEST_STORE, TEST_SEARCH).
import type { Store } from '../../../server/store/port.js';
import { copySeed, emptyDatabase } from './database.js';
import { emptyIndex } from './index-of-run.js';

export interface Place {
  /** The settings that lead the service there. */
  env: Record<string, string>;
  /** Fills the store as `seed` would, which it runs the first time. */
  fill(store: Store, seed: () => Promise<unknown>): Promise<void>;
  /** Nobody needs it any more; the next service may have it. */
  leave(): void;
}

/** The name all databases and indexes of one run begin with. */
export const runName = () => `gap-go-run-${process.env.TEST_RUN ?? 'alone'}`;

const taken = new Set<number>();

/** A place that no other service of this process is at, empty. */
export async function takePlace(): Promise<Place> {
  let number = 1;
  while (taken.has(number)) number += 1;
  taken.add(number);
  const name = `${runName()}-${number}`;
  const isOnMongo = process.env.TEST_STORE === 'mongodb';
  const env = {
    ...(isOnMongo && { MONGODB_URI: await emptyDatabase(name) }),
    ...(process.env.TEST_SEARCH === 'meilisearch' && (await emptyIndex(name))),
  };
  return {
    env,
    fill: async (store, seed) => void (await (isOnMongo ? copySeed(`${runName()}-seed`, name, store, seed) : seed())),
    leave: () => void taken.delete(number),
  };
}
