// One box over needs and offers through HTTP, on the seeded postings: languages, places, filters, and what nobody finds.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { needBody, offerBody, publish, step } from '../../arrange/postings.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let province: Client;
let embassy: Client;
let association: Client;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.indexer.reindex();
  province = await service.as('province@demo');
  embassy = await service.as('embassy@demo');
  association = await service.as('association@demo');
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

const ask = async (client: Client, query: Record<string, string | number>) => {
  await service.indexer.drained();
  const { body } = await client.get(`/search?${new URLSearchParams(query as Record<string, string>)}`).expect(200);
  return body;
};
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe('across languages', () => {
  test('a need posted in Vietnamese is found by an embassy in English, once it is published', async () => {
    const draft = await province
      .post('/needs', {
        title: { vi: 'Xử lý nước thải cho các khu chăn nuôi bò sữa' },
        summary: { vi: 'Tỉnh cần công nghệ biogas và xử lý nước thải chăn nuôi.' },
        themes: ['MT'],
        countries: ['IL'],
      })
      .expect(201);
    const { id } = draft.body;
    const query = { q: 'wastewater treatment', kind: 'need', pageSize: 200 };
    expect(idsOf(await ask(embassy, query))).not.toContain(id);
    const { body: submitted } = await step(province, `/needs/${id}`, 'submit', draft.body).expect(200);
    expect(idsOf(await ask(embassy, query))).not.toContain(id);
    const { body: published } = await step(planner, `/needs/${id}`, 'publish', submitted).expect(200);

    const found = await ask(embassy, query);
    const hit = found.items.find((item: { id: string }) => item.id === id);
    expect(hit).toEqual({
      kind: 'need',
      id,
      score: expect.any(Number),
      highlight: {
        title: 'Xử lý nước thải cho các khu chăn nuôi bò sữa',
        titleAlt: '',
        summary: expect.any(String),
        summaryAlt: '',
      },
      posting: published,
    });

    await step(province, `/needs/${id}`, 'close', published).expect(200);
    expect(idsOf(await ask(embassy, query))).not.toContain(id);
    expect(idsOf(await ask(planner, query))).toContain(id);
  });

  test.each(['tưới nhỏ giọt', 'tuoi nho giot', 'TUOI NHO GIOT', 'drip irrigation'])(
    'an offer posted in English is found by “%s”',
    async (q) => {
      const [known] = (await embassy.get('/offers?mine=true&pageSize=1')).body.items;
      const title = { en: 'Drip irrigation systems for highland farms' };
      const offer =
        known?.title.en === title.en
          ? known
          : await publish(service, embassy, 'offers', offerBody({ title, summary: {}, themes: ['NNCNC'] }));
      const found = await ask(province, { q, kind: 'offer', country: 'IL' });
      expect(idsOf(found).slice(0, 2)).toContain(offer.id);
    },
  );

  test('and by the abbreviation of its theme', async () => {
    const found = await ask(province, { q: 'NNCNC', kind: 'offer', pageSize: 200 });
    const offers = await service.store.postings.find({
      where: { kind: 'offer', status: 'published', themes: 'NNCNC' },
    });
    expect(offers.length).toBeGreaterThan(5);
    expect(new Set(idsOf(found))).toEqual(new Set([...idsOf({ items: offers })]));
  });
});

describe('places', () => {
  test.each(['Bắc Giang', 'bac giang', 'Bắc Ninh', '24'])('the province filter knows “%s”', async (name) => {
    const found = await ask(association, { province: name, pageSize: 200 });
    const stored = await service.store.postings.find({ where: { provinces: '24', status: 'published' } });
    expect(stored.length).toBeGreaterThan(0);
    expect(new Set(idsOf(found))).toEqual(new Set(idsOf({ items: stored })));
  });

  test('a former name finds the province it belongs to, as words too', async () => {
    const found = await ask(association, { q: 'Bắc Giang', pageSize: 200 });
    const stored = await service.store.postings.find({ where: { provinces: '24', status: 'published' } });
    expect(idsOf(found)).toEqual(expect.arrayContaining(idsOf({ items: stored })));
  });

  test.each(['ĐBSCL', 'dbscl', 'Đồng bằng sông Cửu Long', 'Mekong Delta', 'miền Tây'])(
    'the region “%s” as words and as a filter',
    async (name) => {
      const delta = (await service.store.regions.find()).find(({ abbreviations }) => abbreviations.includes('ĐBSCL'));
      const units = await service.store.provinces.find({ where: { region: delta?.id ?? '' } });
      const stored = await service.store.postings.find({
        where: { provinces: { in: units.map(({ id }) => id) }, status: 'published' },
      });
      expect(stored.length).toBeGreaterThan(10);
      const filtered = await ask(association, { region: name, pageSize: 200 });
      expect(new Set(idsOf(filtered))).toEqual(new Set(idsOf({ items: stored })));
      const worded = await ask(association, { q: name, pageSize: 200 });
      expect(idsOf(worded)).toEqual(expect.arrayContaining(idsOf({ items: stored })));
    },
  );

  test('a place nobody knows is refused', async () => {
    const { body } = await embassy.get('/search?province=68,Atlantis&region=Nowhere').expect(400);
    expect(body.errors).toEqual([
      {
        pointer: '?province',
        code: 'search.unknown-province',
        detail: 'Không có tỉnh/thành phố nào mang mã hoặc tên “Atlantis”.',
      },
      { pointer: '?region', code: 'search.unknown-region', detail: 'Không có vùng nào mang mã hoặc tên “Nowhere”.' },
    ]);
  });
});

describe('the answer', () => {
  test('pages, counts by every facet, and says how long it took', async () => {
    const body = await ask(association, {
      theme: 'NNCNC',
      country: 'IL,JP',
      kind: 'need',
      sort: 'newest',
      pageSize: 5,
    });
    const stored = await service.store.postings.find({
      where: { kind: 'need', status: 'published', themes: 'NNCNC', countries: { in: ['IL', 'JP'] } },
    });
    const open = stored.filter(({ visibility }) => visibility === 'public');
    expect({ ...body, items: body.items.length, facets: Object.keys(body.facets) }).toEqual({
      items: Math.min(5, open.length),
      total: open.length,
      page: 1,
      pageSize: 5,
      relaxed: false,
      degraded: false,
      notice: null,
      took: expect.any(Number),
      facets: ['kind', 'theme', 'province', 'region', 'country', 'partner', 'form', 'status', 'year'],
    });
    expect(body.facets.status).toEqual({ published: open.length });
    expect(body.facets.country.IL).toBe(open.filter(({ countries }) => countries.includes('IL')).length);
  });

  test('is only for those signed in, and refuses what it cannot read', async () => {
    await service.anyone().get('/search?q=x').expect(401);
    const { body } = await embassy.get('/search?kind=event&sort=best&pagesize=3').expect(400);
    expect(body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)).toEqual([
      '?kind input.not-allowed',
      '?sort input.not-allowed',
      '?pagesize input.unknown-field',
    ]);
    const swapped = await embassy.get('/search?yearFrom=2026&yearTo=2020').expect(400);
    expect(swapped.body.errors).toMatchObject([{ pointer: '?yearTo', code: 'search.years-swapped' }]);
  });

  test('contact details of others never leave', async () => {
    const need = await publish(service, province, 'needs', needBody({ title: { vi: 'Sân bay Liên Khương' } }));
    const seen = async (client: Client) =>
      (await ask(client, { q: 'Liên Khương' })).items.find(({ id }: { id: string }) => id === need.id).posting.contact;
    expect(await seen(embassy)).toBeNull();
    expect(await seen(planner)).toEqual(need.contact);
  });

  test('a restricted need is found by its owner and the ministry only', async () => {
    const body = needBody({ title: { vi: 'Nhu cầu nội bộ zirconi' }, visibility: 'restricted' });
    const need = await publish(service, province, 'needs', body);
    const finds = async (client: Client) => idsOf(await ask(client, { q: 'zirconi' })).includes(need.id);
    expect(await Promise.all([province, planner, embassy, association].map(finds))).toEqual([true, true, false, false]);
    const facets = (await ask(embassy, { q: 'zirconi' })).facets;
    expect(facets.province).toEqual({});
  });

  test('an index behind the store shows nobody what he may no longer see', async () => {
    const need = await publish(service, province, 'needs', needBody({ title: { vi: 'Vonfram' } }));
    expect(idsOf(await ask(embassy, { q: 'vonfram' }))).toEqual([need.id]);
    await step(planner, `/needs/${need.id}`, 'close', need).expect(200);
    const { body } = await embassy.get('/search?q=vonfram').expect(200);
    expect(idsOf(body)).toEqual([]);
  });
});

describe('words that find nothing', () => {
  const missed = async () => (await planner.get('/search/missed?pageSize=200').expect(200)).body.items;

  test('are counted, however they are written, and shown to those who keep the vocabulary', async () => {
    await ask(embassy, { q: '  Nông nghiệp   Quzzix ' });
    service.clock.now = new Date(begin.getTime() + 60_000);
    const { total, relaxed } = await ask(association, { q: 'nong nghiep QUZZIX', kind: 'need' });
    expect([total > 0, relaxed]).toEqual([true, true]);
    await ask(association, { q: 'nong nghiep QUZZIX', page: 2 });
    await ask(embassy, { q: 'quzzix' });
    expect(await missed()).toEqual([
      {
        query: 'Nông nghiệp Quzzix',
        times: 2,
        firstAt: begin.toISOString(),
        lastAt: service.clock.now.toISOString(),
      },
      { query: 'quzzix', times: 1, firstAt: service.clock.now.toISOString(), lastAt: service.clock.now.toISOString() },
    ]);
    await province.get('/search/missed').expect(403);
    await service.anyone().get('/search/missed').expect(401);
  });

  test('are not kept when only the filters found nothing, or when they may name a person', async () => {
    const before = await missed();
    expect((await ask(embassy, { q: 'nông nghiệp', country: 'QX' })).total).toBe(0);
    await ask(embassy, { q: 'quzzix@example.org' });
    await ask(embassy, { q: 'quzzix 0912 345 678' });
    await ask(embassy, { q: '???' });
    await ask(embassy, { q: '' });
    expect(await missed()).toEqual(before);
  });
});
