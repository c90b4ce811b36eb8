// The embedded index from one process to the next: it answers as before, catches up with the store, and is never trusted
// when it is not whole or of other reference data.
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { loadSeed } from '../../../seed/load.js';
import { embeddedSearch } from '../../../server/search/embedded/engine.js';
import { Indexer } from '../../../server/search/indexer.js';
import type { IndexedDocument, SearchEngine } from '../../../server/search/port.js';
import type { Store } from '../../../server/store/port.js';
import { openSqliteStore } from '../../../server/store/sqlite/store.js';
import { posting, request } from '../../arrange/search-documents.js';

const at = '2026-11-22T08:00:00.000Z';
let folder: string;
let file: string;
let store: Store;
let failures: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-index-'));
  file = join(folder, 'search-index');
  store = openSqliteStore({ folder });
  await loadSeed(store, { now: () => new Date(at) });
  failures = [];
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** A process: its engine on the file, with an indexer; and how many documents it had to make anew. */
async function inProcess<T>(
  work: (engine: SearchEngine, made: () => number, indexer: Indexer) => Promise<T>,
  { isKilled = false } = {},
): Promise<T> {
  const own = embeddedSearch({ file, onFailure: (error) => failures.push(error) });
  let made = 0;
  async function* counted(documents: AsyncIterable<IndexedDocument>) {
    for await (const document of documents) {
      made += 1;
      yield document;
    }
  }
  const engine: SearchEngine = {
    ...own,
    put: (documents) => {
      made += documents.length;
      return own.put(documents);
    },
    rebuild: (documents, vocabulary) => own.rebuild(counted(documents), vocabulary),
  };
  const indexer = new Indexer(store, engine, { pollEvery: 1 });
  await indexer.start();
  try {
    return await work(engine, () => made, indexer);
  } finally {
    await indexer.stop();
    await (isKilled ? engine.settled() : engine.close());
  }
}

const questions = [
  request('nông nghiệp công nghệ cao'),
  request('renewable energy', { filters: { kind: ['need'] } }),
  request('nang luong tai tao', { filters: { region: ['TN'] } }),
  request('"đào tạo" -du', { sort: 'year-newest' }),
  request('nhan lcu', { pageSize: 5, page: 2 }),
  request('', { sort: 'newest', pageSize: 200 }),
];
const answers = (engine: SearchEngine) => Promise.all(questions.map((question) => engine.search(question)));

async function write(id: string, title: string): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await tx.postings.get(id);
    const record = { ...(before ?? posting(id)), title: { vi: title, en: '' } };
    if (before) await tx.postings.replace(record);
    else await tx.postings.insert(record);
    await tx.outbox.insert({ id: uuid(), topic: 'search', subject: id, at });
  });
}

test('the next process makes no document anew and answers every question the same', async () => {
  const [before, built] = await inProcess(async (engine, made) => [await answers(engine), made()] as const);
  const [after, again] = await inProcess(async (engine, made) => [await answers(engine), made()] as const);
  expect([built, again]).toEqual([await store.postings.count(), 0]);
  expect(after).toEqual(before);
  expect(failures).toEqual([]);
});

test('what was written, changed and removed meanwhile is caught up with, and numbers given up are given out again', async () => {
  await inProcess(async (_engine, _made, indexer) => {
    await write('x1', 'Một');
    await write('x2', 'Hai');
    await indexer.drained();
    await store.postings.remove('x1');
    await store.outbox.insert({ id: uuid(), topic: 'search', subject: 'x1', at });
    await indexer.drained();
  });
  await write('x2', 'Hải sản khô');
  await store.postings.remove('N001');
  await write('x3', 'Ba');
  for (const { id } of await store.outbox.find()) await store.outbox.remove(id);
  const made = await inProcess(async (engine, count) => {
    expect((await engine.search(request('hải sản khô'))).hits[0]?.id).toBe('x2');
    expect((await engine.search(request('', { pageSize: 1000 }))).hits.map(({ id }) => id).sort()).toEqual(
      (await store.postings.find()).map(({ id }) => id).sort(),
    );
    return count();
  });
  expect(made).toBe(2);
  const kept = await inProcess(answers);
  await rm(file);
  expect(kept).toEqual(await inProcess(answers));
});

test('a process that was killed leaves the index of its start, and the next one catches up', async () => {
  await inProcess(async () => {});
  await inProcess(
    async (_engine, _made, indexer) => {
      await write('x1', 'Cảng cạn Đình Vũ');
      await indexer.drained();
    },
    { isKilled: true },
  );
  await inProcess(async (engine, made) => {
    expect((await engine.search(request('cảng cạn Đình Vũ'))).hits[0]?.id).toBe('x1');
    expect(made()).toBe(1);
  });
});

test('other reference data make another index', async () => {
  await inProcess(async () => {});
  const [term] = await store.terms.find({ limit: 1 });
  if (!term) throw new Error('no term');
  await store.terms.replace({ ...term, variants: { ...term.variants, vi: [...term.variants.vi, 'cách gọi mới'] } });
  expect(await inProcess(async (_engine, made) => made())).toBe(await store.postings.count());
  expect(await inProcess(async (_engine, made) => made())).toBe(0);
});

test.each([
  ['cut short', async () => truncate(file, (await readFile(file)).length - 7)],
  ['empty', () => truncate(file, 0)],
  [
    'changed in one place',
    async () => {
      const bytes = await readFile(file);
      bytes[1000] = (bytes[1000] ?? 0) ^ 1;
      await writeFile(file, bytes);
    },
  ],
  ['of something else', () => writeFile(file, 'not an index at all, but long enough to be one')],
])('a file that is %s is not believed', async (_, spoil) => {
  const before = await inProcess(answers);
  await spoil();
  expect(await inProcess(async (engine, made) => [await answers(engine), made()])).toEqual([
    before,
    await store.postings.count(),
  ]);
  expect(await inProcess(async (_engine, made) => made())).toBe(0);
});

test('a file that cannot be written is reported, and the service goes on', async () => {
  file = join(folder, 'nowhere', 'search-index');
  const found = await inProcess(async (engine) => (await engine.search(request('năng lượng'))).total);
  expect(found).toBeGreaterThan(0);
  // Once after it was built, once more at the end.
  expect(failures).toMatchObject([{ code: 'ENOENT' }, { code: 'ENOENT' }]);
  expect(await readdir(folder)).not.toContain('nowhere');
});
