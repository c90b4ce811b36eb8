import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { loadSeed } from '../../seed/load.js';
import { Failure } from '../../server/failures.js';
import { embeddedSearch } from '../../server/search/embedded/engine.js';
import { Indexer, type IndexerOptions } from '../../server/search/indexer.js';
import type { SearchEngine } from '../../server/search/port.js';
import type { Store } from '../../server/store/port.js';
import { openSqliteStore } from '../../server/store/sqlite/store.js';
import { switchable } from '../arrange/search/outage.js';
import { posting, request } from '../arrange/search-documents.js';

const at = '2026-11-22T08:00:00.000Z';
const soon: IndexerOptions = { pollEvery: 1, retryAfter: { first: 1, most: 4 } };

let folder: string;
let store: Store;
let engine: SearchEngine;
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'indexer-'));
  store = openSqliteStore({ folder });
  engine = embeddedSearch();
  stops = [];
});

afterEach(async () => {
  for (const stop of stops) await stop();
  await engine.close();
  await store.close();
  await rm(folder, { recursive: true });
});

async function started(options: IndexerOptions = soon, on: SearchEngine = engine): Promise<Indexer> {
  const indexer = new Indexer(store, on, options);
  await indexer.start();
  stops.push(() => indexer.stop());
  return indexer;
}

/** Writes as a service does: the posting and its outbox row in one transaction. */
async function write(id: string, title: string): Promise<void> {
  await store.transaction(async (tx) => {
    const stored = await tx.postings.get(id);
    const record = posting(id, { title: { vi: title, en: '' } });
    if (stored) await tx.postings.replace({ ...record, version: stored.version });
    else await tx.postings.insert(record);
    await tx.outbox.insert({ id: uuid(), topic: 'search', subject: id, at });
  });
}

async function erase(id: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.postings.remove(id);
    await tx.outbox.insert({ id: uuid(), topic: 'search', subject: id, at });
  });
}

async function found(query: string): Promise<string[]> {
  return (await engine.search(request(query, { pageSize: 100 }))).hits.map((hit) => hit.id);
}

const pending = async () => (await store.outbox.find()).map((record) => record.subject);

describe('following the outbox', () => {
  test('what is written, changed and removed is so in the index, and the outbox is empty', async () => {
    const indexer = await started();
    await write('p1', 'Cảng biển');
    await write('p2', 'Bán dẫn');
    await indexer.drained();
    expect([await found('cảng biển'), await found('bán dẫn')]).toEqual([['p1'], ['p2']]);

    await write('p1', 'Đường sắt');
    await erase('p2');
    await indexer.drained();
    expect([await found('cảng biển'), await found('đường sắt'), await found('bán dẫn')]).toEqual([[], ['p1'], []]);
    expect(await pending()).toEqual([]);
  });

  test('it looks by itself', async () => {
    await started();
    await write('p1', 'Cảng biển');
    while ((await pending()).length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await found('cảng biển')).toEqual(['p1']);
  });

  test('more than a batch is taken over', async () => {
    const indexer = await started({ ...soon, pollEvery: 60_000 });
    await store.transaction(async (tx) => {
      for (let index = 0; index < 450; index++) {
        await tx.postings.insert(posting(`p${index}`, { title: { vi: 'Du lịch', en: '' } }));
        await tx.outbox.insert({ id: uuid(), topic: 'search', subject: `p${index}`, at });
      }
    });
    await indexer.drained();
    expect((await engine.search(request('du lịch'))).total).toBe(450);
    expect(await pending()).toEqual([]);
  });

  test('after a stop nothing more is taken over', async () => {
    const indexer = await started();
    await indexer.stop();
    await write('p1', 'Cảng biển');
    expect(await pending()).toEqual(['p1']);
  });
});

describe('when the engine fails', () => {
  test('the write stands, the work is kept and done later', async () => {
    let failuresLeft = 5;
    const failures: string[] = [];
    const weak: SearchEngine = {
      ...engine,
      put: async (documents) => {
        if (failuresLeft-- > 0) throw new Error('engine down');
        await engine.put(documents);
      },
    };
    const onFailure = (error: unknown) => failures.push(String(error));
    const indexer = await started({ ...soon, pollEvery: 60_000, onFailure }, weak);
    await write('p1', 'Cảng biển');
    await write('p2', 'Bán dẫn');
    expect((await store.postings.get('p1'))?.title.vi).toBe('Cảng biển');
    await indexer.drained();
    expect([await found('cảng biển'), await found('bán dẫn'), await pending()]).toEqual([['p1'], ['p2'], []]);
    expect(new Set(failures)).toEqual(new Set(['Error: engine down']));
  });

  test('an outage holds up a batch as a whole, which is tried again as one', async () => {
    let isAway = true;
    const failures: string[] = [];
    const away: SearchEngine = {
      ...engine,
      put: async (documents) => {
        if (!isAway) return engine.put(documents);
        isAway = false;
        throw new Failure('search.unavailable');
      },
    };
    const onFailure = (error: unknown) => failures.push((error as Failure).code);
    const indexer = await started({ ...soon, pollEvery: 60_000, onFailure }, away);
    for (const id of ['p1', 'p2', 'p3']) await write(id, 'Cảng biển');
    await indexer.drained();
    expect([(await found('')).sort(), await pending(), failures]).toEqual([
      ['p1', 'p2', 'p3'],
      [],
      ['search.unavailable'],
    ]);
  });

  test('one posting that is refused holds up no other and stays in the outbox', async () => {
    const picky: SearchEngine = {
      ...engine,
      put: async (documents) => {
        if (documents.some((document) => document.id === 'bad')) throw new Error('refused');
        await engine.put(documents);
      },
    };
    await started(soon, picky);
    await write('p1', 'Cảng biển');
    await write('bad', 'Cảng cạn');
    await write('p2', 'Bán dẫn');
    while ((await pending()).length > 1) await new Promise((resolve) => setTimeout(resolve, 1));
    expect([await pending(), (await found('')).sort()]).toEqual([['bad'], ['p1', 'p2']]);
  });
});

describe('rebuilding', () => {
  test('a start fills an index that is gone with the process', async () => {
    await loadSeed(store, { now: () => new Date(at) });
    const indexer = await started();
    const postings = await store.postings.count();
    expect((await engine.search(request(''))).total).toBe(postings);
    await indexer.drained();
    expect((await engine.search(request(''))).total).toBe(postings);
    expect(await pending()).toEqual([]);
  });

  test('a start goes on with an index that outlives the process, and takes over what was written meanwhile', async () => {
    const { engine: durable } = switchable(engine);
    await store.postings.insert(posting('p1', { title: { vi: 'Cảng biển', en: '' } }));
    await (await started(soon, durable)).stop();
    expect(await found('')).toEqual(['p1']);
    // Not through the outbox, so that only a rebuild could find it.
    await store.postings.insert(posting('p2', { title: { vi: 'Bán dẫn', en: '' } }));
    await write('p3', 'Đường sắt');
    await (await started(soon, durable)).drained();
    expect((await found('')).sort()).toEqual(['p1', 'p3']);
  });

  test('a durable engine that is down holds up no start, and is filled when it comes', async () => {
    const { engine: durable, outage } = switchable(engine);
    outage.isDown = true;
    await store.postings.insert(posting('p1', { title: { vi: 'Cảng biển', en: '' } }));
    const failures: string[] = [];
    const indexer = await started({ ...soon, onFailure: (error) => failures.push((error as Failure).code) }, durable);
    await write('p2', 'Bán dẫn');
    expect(await pending()).toEqual(['p2']);
    outage.isDown = false;
    await indexer.drained();
    expect([(await found('')).sort(), await pending(), new Set(failures)]).toEqual([
      ['p1', 'p2'],
      [],
      new Set(['search.unavailable']),
    ]);
  });

  test('an index that is lost while the service runs is built anew', async () => {
    const { engine: durable, outage } = switchable(engine);
    await store.postings.insert(posting('p1', { title: { vi: 'Cảng biển', en: '' } }));
    await started({ ...soon, verifyEvery: 1 }, durable);
    await engine.remove(['p1']);
    outage.isLost = true;
    while ((await found('')).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await found('')).toEqual(['p1']);
  });

  test('what another process writes while the index is built is found', async () => {
    const { engine: durable } = switchable(engine);
    for (const id of ['p1', 'p2', 'p3'])
      await store.postings.insert(posting(id, { title: { vi: `Cũ ${id}`, en: '' } }));
    const meddled: SearchEngine = {
      ...durable,
      rebuild: async (documents, vocabulary) => {
        const built = await durable.rebuild(documents, vocabulary);
        // Written and forgotten by an indexer that reached the old index only.
        const p1 = await store.postings.get('p1');
        if (p1) await store.postings.replace({ ...p1, title: { vi: 'Mới p1', en: '' } });
        await store.postings.remove('p2');
        await store.postings.insert(posting('p4', { title: { vi: 'Mới p4', en: '' } }));
        return built;
      },
    };
    await new Indexer(store, meddled, soon).reindex();
    expect([(await found('mới')).sort(), (await found('cũ')).sort()]).toEqual([['p1', 'p4'], ['p3']]);
  });

  test('reads the vocabulary anew', async () => {
    const indexer = await started();
    await write('p1', 'Hỗ trợ trồng mắc ca');
    await indexer.drained();
    expect(await found('macadamia')).toEqual([]);
    const variants = { vi: [], en: [] };
    const term = { id: 'macadamia', themes: [], vi: 'trồng mắc ca', en: 'macadamia growing', variants };
    await store.terms.insert({ ...term, markedVi: [], abbreviations: [], broader: null });
    expect(await indexer.reindex()).toEqual({ documents: 1 });
    expect(await found('macadamia')).toEqual(['p1']);
  });

  test('loses no write made meanwhile', async () => {
    await loadSeed(store, { now: () => new Date(at) });
    const indexer = await started();
    const before = await store.postings.count();
    const [rebuilt] = await Promise.all([indexer.reindex(), write('0', 'Ghi sớm'), write('zz', 'Ghi muộn')]);
    await indexer.drained();
    expect(rebuilt.documents).toBeGreaterThanOrEqual(before);
    expect((await engine.search(request(''))).total).toBe(before + 2);
  });
});

test('the seeded postings are found by what they mean, in either language', async () => {
  await loadSeed(store, { now: () => new Date(at) });
  await started();
  const titles = new Map((await store.postings.find()).map((record) => [record.id, record.title.vi]));
  const expected = [
    ['nang luong tai tao', 'Năng lượng tái tạo, kinh tế biển, nông nghiệp công nghệ cao, du lịch'],
    ['NLTT', 'Điện gió ngoài khơi và giải pháp năng lượng bền vững'],
    ['renewable energy', 'Năng lượng tái tạo, điện gió, tăng trưởng xanh và kinh tế biển'],
    ['ĐBSCL', 'Đào tạo thực tế canh tác trên đất nhiễm mặn (Mekong Salt Lab)'],
    ['Bac Giang', 'Thị trường, công nghệ bảo quản và chế biến vải thiều'],
    ['drip irrigation', 'Xử lý chất thải hữu cơ, tưới nhỏ giọt, giải pháp thu hoạch miền núi'],
    ['logistcs', 'Cảng biển, cảng hàng không bền vững và logistics với Hà Lan'],
    ['Sài Gòn', 'Diễn đàn, triển lãm Kinh tế Xanh GEFE tại TP.HCM'],
  ] as const;
  for (const [query, title] of expected) {
    const hits = (await found(query)).map((id) => titles.get(id));
    expect([query, hits]).toEqual([query, expect.arrayContaining([title])]);
    expect([query, hits.length < 50]).toEqual([query, true]);
  }
});
