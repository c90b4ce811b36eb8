import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Counts, loadSeed } from '../../seed/load.js';
import { readSeed, type SeedCollection, seedCollections } from '../../seed/read.js';
import { Failure } from '../../server/failures.js';
import type { Store } from '../../server/store/port.js';
import { openSqliteStore } from '../../server/store/sqlite/store.js';
import { onRow, withSeedCopy } from '../arrange/seed-copy.js';

const now = () => new Date('2026-12-01T08:00:00.000Z');
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-'));
  store = openSqliteStore({ folder });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const sizes: Record<SeedCollection, number> = {
  forms: 12,
  themes: 40,
  terms: 1553,
  termBlocks: 26,
  regions: 6,
  provinces: 34,
  partners: 222,
  postings: 196,
  events: 74,
};
const counts = (some: Partial<Counts>): Counts => ({ inserted: 0, updated: 0, unchanged: 0, kept: 0, ...some });
const each = (key: keyof Counts) =>
  Object.fromEntries(seedCollections.map((name) => [name, counts({ [key]: sizes[name] })]));
const everything = async () =>
  Object.fromEntries(
    await Promise.all(
      [...seedCollections, 'outbox' as const, 'audit' as const, 'meta' as const].map(async (name) => [
        name,
        await store[name].find({}),
      ]),
    ),
  );
const missing = (): never => {
  throw new Error('the record is missing');
};

describe('loading', () => {
  test('an empty store gets every record, an outbox row per posting and one audit line', async () => {
    expect(await loadSeed(store, { now })).toEqual({ counts: each('inserted'), reindex: false });
    const seed = await readSeed();
    for (const name of seedCollections) {
      const stored = await store[name].find({ sort: [['id', 'asc']] });
      const expected = seed[name].map((record) => ({ ...record, version: 1 }));
      expect(stored).toEqual(expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    }
    const outbox = await store.outbox.find({ sort: [['subject', 'asc']] });
    expect(outbox.map(({ topic, subject, at }) => [topic, subject, at])).toEqual(
      seed.postings.map(({ id }) => ['search', id, '2026-12-01T08:00:00.000Z']).toSorted(),
    );
    expect(await store.audit.find({})).toEqual([
      {
        id: expect.any(String),
        version: 1,
        at: '2026-12-01T08:00:00.000Z',
        actor: 'system',
        action: 'seed.loaded',
        subjectKind: 'seed',
        subject: 'seed',
        requestId: '',
        params: { inserted: 2163, updated: 0, unchanged: 0, kept: 0 },
      },
    ]);
  });

  test('a second time changes nothing at all', async () => {
    await loadSeed(store, { now });
    const before = await everything();
    expect(await loadSeed(store, { now: () => new Date() })).toEqual({ counts: each('unchanged'), reindex: false });
    expect(await everything()).toEqual(before);
  });

  test('a faulty file leaves the store untouched', async () => {
    await withSeedCopy({ 'offers.csv': onRow(2, 'M034', 'M999') }, async (files) => {
      const failure = await loadSeed(store, { now, files }).catch((error: unknown) => error);
      expect(failure instanceof Failure && failure.code).toBe('seed.invalid-rows');
    });
    expect(Object.values(await everything()).flat()).toEqual([]);
  });
});

describe('loading again', () => {
  test('a changed row changes its record, and says that the index is behind', async () => {
    await loadSeed(store, { now });
    await withSeedCopy({ 'forms.csv': onRow(2, 'investment', 'direct investment') }, async (files) => {
      expect(await loadSeed(store, { now, files })).toEqual({
        counts: { ...each('unchanged'), forms: counts({ updated: 1, unchanged: 11 }) },
        reindex: true,
      });
    });
    expect(await store.forms.get('DAUTU')).toEqual({
      id: 'DAUTU',
      version: 2,
      label: { vi: 'đầu tư', en: 'direct investment' },
    });
    expect(await store.audit.count()).toBe(2);
  });

  test('what people changed or removed stays as they left it', async () => {
    await loadSeed(store, { now });
    const form = (await store.forms.get('DAUTU')) ?? missing();
    const edited = await store.forms.replace({ ...form, label: { ...form.label, en: 'direct investment' } });
    await store.terms.remove('accessibility');
    const event = (await store.events.get('israel-nncnc')) ?? missing();
    const moved = await store.events.replace({ ...event, date: '2027-03-25' });
    await withSeedCopy({ 'forms.csv': onRow(2, 'investment', 'investments') }, async (files) => {
      expect(await loadSeed(store, { now, files })).toEqual({
        counts: {
          ...each('unchanged'),
          forms: counts({ unchanged: 11, kept: 1 }),
          terms: counts({ unchanged: 1552, kept: 1 }),
          events: counts({ unchanged: 73, kept: 1 }),
        },
        reindex: false,
      });
    });
    expect(await store.forms.get('DAUTU')).toEqual(edited);
    expect(await store.terms.get('accessibility')).toBeNull();
    expect(await store.events.get('israel-nncnc')).toEqual(moved);
  });

  test('a posting that is there is left alone, edited or not', async () => {
    await loadSeed(store, { now });
    const closed = (await store.postings.get('N002')) ?? missing();
    await store.postings.replace({ ...closed, status: 'closed' });
    await withSeedCopy({ 'needs.csv': onRow(2, 'Israeli technology', 'Technology') }, async (files) => {
      const report = await loadSeed(store, { now, files });
      expect(report.counts.postings).toEqual(counts({ unchanged: 194, kept: 2 }));
    });
    expect((await store.postings.get('N001'))?.version).toBe(1);
    expect((await store.postings.get('N002'))?.status).toBe('closed');
    expect(await store.outbox.count()).toBe(196);
  });

  test('a record made by people under an id of the files is theirs', async () => {
    const theirs = await store.forms.insert({ id: 'TM', label: { vi: 'buôn bán', en: 'commerce' } });
    const report = await loadSeed(store, { now });
    expect(report.counts.forms).toEqual(counts({ inserted: 11, kept: 1 }));
    expect(await store.forms.get('TM')).toEqual(theirs);
  });
});
