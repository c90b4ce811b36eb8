// One holder at a time; a silent one is relieved.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Lease } from '../../../server/store/lease.js';
import type { Store } from '../../../server/store/port.js';
import { openSqliteStore } from '../../../server/store/sqlite/store.js';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lease-'));
  store = openSqliteStore({ folder });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

test('the lease passes on when it is given back, or when its holder falls silent', async () => {
  let now = 0;
  const lease = (holder: string) => new Lease(store, { name: 'outbox', holder, ttl: 1000, now: () => new Date(now) });
  const [one, two] = [lease('one'), lease('two')];
  expect([await one.hold(), await two.hold()]).toEqual([true, false]);
  now = 900;
  expect([await one.hold(), await two.hold()]).toEqual([true, false]);
  now = 1500;
  expect(await two.hold()).toBe(false);
  now = 1901;
  expect([await two.hold(), await one.hold()]).toEqual([true, false]);
  await one.release();
  expect(await one.hold()).toBe(false);
  await two.release();
  expect([await one.hold(), await two.hold()]).toEqual([true, false]);
});

test('of many who ask at once exactly one gets it', async () => {
  const asked = Array.from({ length: 20 }, (_, i) =>
    new Lease(store, { name: 'race', holder: String(i), ttl: 1000, now: () => new Date(0) }).hold(),
  );
  expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
});
