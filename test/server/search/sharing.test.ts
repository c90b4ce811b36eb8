// Several processes on one store and one index: one of them takes over from the outbox, and another one when it is gone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { embeddedSearch } from '../../../server/search/embedded/engine.js';
import { Indexer } from '../../../server/search/indexer.js';
import type { SearchEngine } from '../../../server/search/port.js';
import { Lease } from '../../../server/store/lease.js';
import type { Store } from '../../../server/store/port.js';
import { openSqliteStore } from '../../../server/store/sqlite/store.js';
import { switchable } from '../../arrange/search/outage.js';
import { posting, request } from '../../arrange/search-documents.js';

const at = '2026-11-22T08:00:00.000Z';
/** So long that no busy machine is taken for a dead process. */
const ttl = 1500;

let folder: string;
let store: Store;
let embedded: SearchEngine;
let shared: SearchEngine;
let stops: (() => Promise<void>)[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sharing-'));
  store = openSqliteStore({ folder });
  embedded = embeddedSearch();
  shared = switchable(embedded).engine;
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  await embedded.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** The indexer of a process; its engine notes what this process has indexed. */
function processNamed(holder: string, on: SearchEngine = shared) {
  const indexed: string[] = [];
  const engine: SearchEngine = {
    ...on,
    put: async (documents) => {
      await on.put(documents);
      indexed.push(...documents.map(({ id }) => id));
    },
  };
  const lease = new Lease(store, { name: 'outbox', holder, ttl, now: () => new Date() });
  const indexer = new Indexer(store, engine, { pollEvery: 1, retryAfter: { first: 1, most: 4 }, lease });
  const start = async () => {
    await indexer.start();
    stops.push(() => indexer.stop());
  };
  return { indexer, lease, indexed, start };
}

async function write(id: string, title: string): Promise<void> {
  await store.transaction(async (tx) => {
    const stored = await tx.postings.get(id);
    const record = posting(id, { title: { vi: title, en: '' } });
    if (stored) await tx.postings.replace({ ...record, version: stored.version });
    else await tx.postings.insert(record);
    await tx.outbox.insert({ id: uuid(), topic: 'search', subject: id, at });
  });
}

const found = async (query: string) => (await embedded.search(request(query))).hits.map(({ id }) => id);
const emptied = async () => {
  while ((await store.outbox.count()) > 0) await wait(1);
};

test('only the first takes over; the second follows when the first stops, and both know what is done', async () => {
  const [one, two] = [processNamed('one'), processNamed('two')];
  await one.start();
  await two.start();
  expect([one.indexer.isAtWork, two.indexer.isAtWork]).toEqual([true, false]);
  await write('p1', 'Cảng biển');
  await two.indexer.drained();
  expect([one.indexed, two.indexed, await found('cảng biển')]).toEqual([['p1'], [], ['p1']]);

  await one.indexer.stop();
  expect(await store.leases.count()).toBe(0);
  await write('p2', 'Bán dẫn');
  await two.indexer.drained();
  expect([one.indexed, two.indexed, await found('bán dẫn')]).toEqual([['p1'], ['p2'], ['p2']]);
});

test('one that died without a word is relieved', async () => {
  const dead = processNamed('dead');
  expect(await dead.lease.hold()).toBe(true);
  await write('p1', 'Cảng biển');
  const next = processNamed('next');
  await next.start();
  expect(next.indexer.isAtWork).toBe(false);
  await emptied();
  expect([next.indexed, dead.lease.isHeld]).toEqual([['p1'], false]);
});

test('one that is held up and comes back late spoils nothing', async () => {
  let resume = () => {};
  const heldUp = new Promise<void>((resolve) => {
    resume = resolve;
  });
  let isIn = () => {};
  const inside = new Promise<void>((resolve) => {
    isIn = resolve;
  });
  const slow = processNamed('slow', {
    ...shared,
    put: async (documents) => {
      isIn();
      await heldUp;
      await shared.put(documents);
    },
  });
  // Asks once and never again, as a process does that stands still.
  expect(await slow.lease.hold()).toBe(true);
  await write('p1', 'Cảng cũ');
  await embedded.rebuild((async function* () {})());
  const late = slow.indexer.drained();
  await inside;

  const quick = processNamed('quick');
  await quick.start();
  await write('p1', 'Cảng mới');
  await emptied();
  expect([await found('mới'), await found('cũ')]).toEqual([['p1'], []]);

  resume();
  await late;
  await emptied();
  expect([await found('mới'), await found('cũ')]).toEqual([['p1'], []]);
  expect(quick.indexed.at(-1)).toBe('p1');
});

test('an index that lives in one process is refused to a second one, and waits for one that died', async () => {
  const [one, two] = [processNamed('one', embedded), processNamed('two', embedded)];
  await one.start();
  await expect(two.indexer.start()).rejects.toMatchObject({ code: 'search.not-shared' });
  await two.indexer.stop();
  await one.indexer.stop();
  await processNamed('dead', embedded).lease.hold();
  const three = processNamed('three', embedded);
  await three.start();
  expect(three.indexer.isAtWork).toBe(true);
});
