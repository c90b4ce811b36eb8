// The search engine goes away and comes back: people go on writing and searching, are told, and nothing is lost.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { fold } from '../../../matching/index.js';
import { searchStore } from '../../../server/features/search/without-engine.js';
import type { PostingRecord } from '../../../server/store/records.js';
import { needBody, publish } from '../../arrange/postings.js';
import { switchable } from '../../arrange/search/outage.js';
import { request as asked, posting } from '../../arrange/search-documents.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let outage: { isDown: boolean };
let province: Client;
let embassy: Client;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({
    seeded: true,
    search: (embedded) => {
      const switched = switchable(embedded);
      outage = switched.outage;
      return switched.engine;
    },
  });
  await service.indexer.reindex();
  province = await service.as('province@demo');
  embassy = await service.as('embassy@demo');
  planner = await service.as('planner@demo');
  outage.isDown = true;
});
afterAll(() => service.stop());

const ask = async (client: Client, query: Record<string, string | number>) =>
  (await client.get(`/search?${new URLSearchParams(query as Record<string, string>)}`).expect(200)).body;
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);
const published = (where: (posting: PostingRecord) => boolean) =>
  service.store.postings
    .find({ where: { status: 'published', visibility: 'public' } })
    .then((postings) => postings.filter(where).map(({ id }) => id));

describe('while the engine is down', () => {
  test('the store answers, and says so in the reader’s language', async () => {
    const { items, facets, took, ...rest } = await ask(embassy, { q: 'du lich', pageSize: 200 });
    const says = (text: string) => ['du', 'lich'].every((word) => fold(text).includes(word));
    const expected = await published(({ title, summary, namedAs, counterpartNamedAs }) =>
      says([title.vi, title.en, summary.vi, summary.en, namedAs, counterpartNamedAs].join(' ')),
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(new Set(idsOf({ items }))).toEqual(new Set(expected));
    expect(rest).toEqual({
      total: expected.length,
      page: 1,
      pageSize: 200,
      relaxed: false,
      degraded: true,
      notice: expect.stringMatching(/^Máy chủ tìm kiếm tạm ngừng\. .* hoạt động trở lại\.$/),
    });
    const english = await service.as('embassy@demo', { 'Accept-Language': 'en' });
    await service.speak('embassy@demo', 'en');
    expect((await ask(english, { q: 'du lich' })).notice).toMatch(/^The search server is down\. .* search server\.$/);
    await service.speak('embassy@demo', 'vi');
  });

  test('words are marked, everything else is escaped', async () => {
    const title = { vi: 'Cảng cạn <Tân Phú> & đường sắt', en: '' };
    const need = await publish(service, province, 'needs', needBody({ title, summary: { vi: '' } }));
    const { items } = await ask(embassy, { q: '"cang can" -"cang bien" tan' });
    expect(items.map(({ id, score, highlight }: Record<string, unknown>) => ({ id, score, highlight }))).toEqual([
      {
        id: need.id,
        score: 1,
        highlight: {
          title: '<em>Cảng</em> <em>cạn</em> &lt;<em>Tân</em> Phú&gt; &amp; đường sắt',
          titleAlt: '',
          summary: '',
          summaryAlt: '',
        },
      },
    ]);
  });

  test('pages, filters, facets and sorting hold', async () => {
    const query = { kind: 'need', theme: 'NNCNC,DL', region: 'ĐBSCL', yearFrom: 2015, sort: 'year-oldest' };
    const whole = await ask(embassy, { ...query, pageSize: 200 });
    const delta = (await service.store.regions.find()).find(({ abbreviations }) => abbreviations.includes('ĐBSCL'));
    const units = await service.store.provinces.find({ where: { region: delta?.id ?? '' } });
    const inDelta = new Set(units.map(({ id }) => id));
    const expected = await published(
      ({ kind, themes, provinces, yearFrom, yearTo }) =>
        kind === 'need' &&
        themes.some((theme) => theme === 'NNCNC' || theme === 'DL') &&
        provinces.some((code) => inDelta.has(code)) &&
        yearFrom !== null &&
        (yearTo ?? yearFrom) >= 2015,
    );
    expect(expected.length).toBeGreaterThan(3);
    expect([whole.total, new Set(idsOf(whole))]).toEqual([expected.length, new Set(expected)]);
    expect(whole.facets.kind).toEqual({ need: expected.length });
    expect(whole.facets.region[delta?.id ?? '']).toBe(expected.length);
    const years = whole.items.map(({ posting }: { posting: PostingRecord }) => posting.yearFrom);
    expect(years).toEqual([...years].sort((a: number, b: number) => a - b));
    const pages = [];
    for (let page = 1; page * 3 < expected.length + 3; page++)
      pages.push(await ask(embassy, { ...query, page, pageSize: 3 }));
    expect(pages.flatMap(idsOf)).toEqual(idsOf(whole));
  });

  test('nobody sees more than he may', async () => {
    const body = needBody({ title: { vi: 'Nhu cầu nội bộ zirconi' }, visibility: 'restricted' });
    const need = await publish(service, province, 'needs', body);
    const draft = await province.post('/needs', needBody({ title: { vi: 'Bản thảo zirconi' } })).expect(201);
    const finds = async (client: Client) => idsOf(await ask(client, { q: 'zirconi' }));
    expect(await Promise.all([province, planner, embassy].map(finds))).toEqual([[need.id], [need.id], []]);
    expect(draft.body.status).toBe('draft');
  });

  test('it is ready, and tells those who watch', async () => {
    expect((await request(service.server).get('/readyz').expect(200)).body).toEqual({
      status: 'degraded',
      checks: { store: 'ok', search: 'degraded' },
    });
    const { text } = await request(service.server).get('/metrics');
    expect(text).toMatch(/\nsearch_up Nan\n/i);
    expect(text).toMatch(/\nsearches_without_engine [1-9]\d*\n/);
    // Two postings were published above, and nobody takes them over meanwhile.
    service.clock.now = new Date(service.clock.now.getTime() + 90_000);
    expect((await request(service.server).get('/metrics')).text).toMatch(/\nsearch_index_lag_seconds 90\n/);
  });

  test('what finds nothing is not kept as missed', async () => {
    expect((await ask(embassy, { q: 'qwertzuiop' })).total).toBe(0);
    expect((await planner.get('/search/missed').expect(200)).body.items).toEqual([]);
  });
});

test('when it is back, what was written meanwhile is found, and nothing is said of it', async () => {
  const title = { vi: 'Trồng mắc ca xen cà phê' };
  const need = await publish(service, province, 'needs', needBody({ title }));
  expect(await service.store.outbox.count()).toBeGreaterThan(0);
  outage.isDown = false;
  await service.indexer.drained();
  const found = await ask(embassy, { q: 'mac ca xen ca phe' });
  expect([found.degraded, found.notice, idsOf(found)[0]]).toEqual([false, null, need.id]);
  expect((await request(service.server).get('/readyz').expect(200)).body.status).toBe('ok');
});

test('the work is bounded: the newest are looked through, and that there are more is known', async () => {
  const few = await arrangeService();
  for (const [index, title] of ['Cảng một', 'Cảng hai', 'Cảng ba'].entries()) {
    const updatedAt = `2026-01-0${index + 1}T00:00:00.000Z`;
    await few.store.postings.insert(posting(`p${index}`, { title: { vi: title, en: '' }, updatedAt }));
  }
  const { hits, total, isPartial } = await searchStore(few.store, asked('cảng'), 2);
  expect([hits.map(({ id }) => id), total, isPartial]).toEqual([['p2', 'p1'], 2, true]);
  expect((await searchStore(few.store, asked('cảng'), 4)).isPartial).toBe(false);
  await few.stop();
});
