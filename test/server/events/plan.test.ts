// The life of an event: planned, listed, read and changed, and who may.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

const newEvent = (changes: object = {}) => ({
  name: { vi: 'Gặp gỡ Đan Mạch – Điện gió ngoài khơi', en: 'Meet Denmark – Offshore wind' },
  slug: 'denmark-nltt',
  partners: ['M021', 'A001'],
  themes: ['NLTT'],
  date: '2027-09-09',
  place: 'Hải Phòng',
  seats: 10,
  tables: 6,
  slots: [
    { id: 'S1', from: '2027-09-09T08:30:00+07:00', to: '2027-09-09T08:55:00+07:00' },
    { id: 'S2', from: '2027-09-09T08:55:00+07:00', to: '2027-09-09T09:20:00+07:00' },
  ],
  interpreters: [{ id: 'P1', name: 'Trần Thị B', languages: ['en', 'da'], unavailable: ['S2'] }],
  rules: { perRegionMin: { DBSH: 1 }, pinProvinces: ['31'], weights: { country: 0.5 } },
  ...changes,
});
const auditOf = async (subject: string) =>
  (await service.store.audit.find({ where: { subject } })).map(({ action, subjectKind, params }) => ({
    action,
    subjectKind,
    params,
  }));

describe('planning', () => {
  test('stores what was sent, with the countries of its partners, and leaves an audit line', async () => {
    const made = await planner.post('/events', newEvent()).expect(201);
    const expected = {
      ...newEvent(),
      id: made.body.id,
      status: 'planned',
      series: 'Gặp gỡ Đại sứ',
      countries: ['DK', 'EU'],
      dateEnd: '',
      provinces: [],
      note: '',
      source: null,
      createdAt: begin.toISOString(),
      updatedAt: begin.toISOString(),
      version: 1,
    };
    expect([made.body, made.headers.etag]).toEqual([expected, '"1"']);
    expect(await service.store.events.get(made.body.id)).toEqual(expected);
    expect(await auditOf(made.body.id)).toEqual([{ action: 'event.planned', subjectKind: 'event', params: {} }]);
    const bySlug = await planner.get('/events/denmark-nltt').expect(200);
    expect([bySlug.body, bySlug.headers.etag]).toEqual([expected, '"1"']);
  });

  test('a name in one language, and everything that may be left out', async () => {
    const { place: _, slots: __, interpreters: ___, rules: ____, ...least } = newEvent({ slug: 'least' });
    const { body } = await planner.post('/events', { ...least, name: { vi: '', en: 'Least' } }).expect(201);
    expect(body).toMatchObject({ place: '', slots: [], interpreters: [], rules: {}, name: { vi: '', en: 'Least' } });
  });

  test('a slug that is taken is refused, and nothing is stored', async () => {
    const before = await service.snapshot();
    const refused = await planner.post('/events', newEvent({ slug: 'israel-nncnc' })).expect(409);
    expect(refused.body.code).toBe('store.duplicate');
    expect(await service.snapshot()).toEqual(before);
  });
});

describe('reading', () => {
  test('the list has all events, the latest first, by status and page', async () => {
    const all = await planner.get('/events?pageSize=200').expect(200);
    const dates = all.body.items.map(({ date }: { date: string }) => date);
    expect(dates.filter(Boolean)).toEqual(dates.filter(Boolean).toSorted().reverse());
    expect(all.body.total).toBe(await service.store.events.count());

    const planned = await planner.get('/events?status=planned&pageSize=3&page=2').expect(200);
    const slugs = (events: { slug: string }[]) => events.map(({ slug }) => slug);
    const isPlanned = ({ status }: { status: string }) => status === 'planned';
    expect(slugs(planned.body.items)).toEqual(slugs(all.body.items.filter(isPlanned)).slice(3, 6));
    expect([planned.body.page, planned.body.pageSize, planned.body.total]).toEqual([
      2,
      3,
      all.body.items.filter(isPlanned).length,
    ]);
    await planner.get('/events?status=cancelled').expect(400);
  });

  test('a past event says where it is known from', async () => {
    const { body } = await planner.get('/events/E001').expect(200);
    expect([body.status, body.source]).toEqual(['held', (await service.store.events.get('E001'))?.source]);
    expect(body.source.name).not.toBe('');
  });

  test('an event that does not exist is said in the reader’s language', async () => {
    await service.speak('approver@demo', 'en');
    const approver = await service.as('approver@demo');
    const vi = await planner.get('/events/nothing').expect(404);
    const en = await approver.get('/events/nothing').expect(404);
    expect([vi.body.detail, en.body.detail]).toEqual([
      'Không có sự kiện mang mã hoặc tên ngắn “nothing”.',
      'There is no event with the id or slug “nothing”.',
    ]);
  });

  test('rules and interpreters are the ministry’s own business', async () => {
    const shown = async (email: string) => {
      const client = await service.as(email);
      const one = await client.get('/events/israel-nncnc').expect(200);
      const list = await client.get('/events?status=planned').expect(200);
      const listed = list.body.items.find(({ slug }: { slug: string }) => slug === 'israel-nncnc');
      expect(listed).toEqual(one.body);
      return [email, one.body.interpreters.length, one.body.rules];
    };
    const people = ['planner', 'approver', 'admin', 'province', 'embassy', 'association', 'mission'];
    expect(await Promise.all(people.map((name) => shown(`${name}@demo`)))).toEqual([
      ...['planner@demo', 'approver@demo', 'admin@demo'].map((email) => [email, 4, {}]),
      ...['province@demo', 'embassy@demo', 'association@demo', 'mission@demo'].map((email) => [email, 0, null]),
    ]);
    await service.anyone().get('/events').expect(401);
    await service.anyone().get('/events/israel-nncnc').expect(401);
  });
});

describe('changing', () => {
  test('replaces the fields that are sent, and only those; the partners bring their countries', async () => {
    const { body: before } = await planner.post('/events', newEvent({ slug: 'to-change' })).expect(201);
    service.clock.now = new Date('2026-11-23T01:00:00.000Z');
    const changed = await planner
      .patch('/events/to-change', { seats: 12, partners: ['M021'], rules: { minScore: 0.5 } })
      .set('If-Match', '"1"')
      .expect(200);
    const expected = {
      ...before,
      seats: 12,
      partners: ['M021'],
      countries: ['DK'],
      rules: { minScore: 0.5 },
      updatedAt: '2026-11-23T01:00:00.000Z',
      version: 2,
    };
    service.clock.now = begin;
    expect([changed.body, changed.headers.etag]).toEqual([expected, '"2"']);
    expect(await service.store.events.get(before.id)).toEqual(expected);
    expect((await auditOf(before.id))[1]).toEqual({
      action: 'event.changed',
      subjectKind: 'event',
      params: { fields: 'partners,rules,seats' },
    });
  });

  test('of two changes made from the same version one is refused', async () => {
    await planner.post('/events', newEvent({ slug: 'raced' })).expect(201);
    const both = await Promise.all(
      [11, 12].map((seats) => planner.patch('/events/raced', { seats }).set('If-Match', '"1"')),
    );
    const [won] = both.filter(({ status }) => status === 200);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await planner.get('/events/raced')).body).toEqual(won?.body);
  });

  test.each([
    ['no version', undefined, 428, 'request.version-required'],
    ['a version in words', '"first"', 400, 'request.version-malformed'],
    ['a version without quotes', '1', 400, 'request.version-malformed'],
    ['any version', '*', 400, 'request.version-malformed'],
    ['a version to come', '"7"', 412, 'store.version-conflict'],
  ])('with %s is refused, and nothing is stored', async (_case, version, status, code) => {
    const before = await service.snapshot();
    const sent = planner.patch('/events/europe-nltt', { seats: 1 });
    const { body } = await (version === undefined ? sent : sent.set('If-Match', version));
    expect([body.status, body.code]).toEqual([status, code]);
    expect(await service.snapshot()).toEqual(before);
  });

  test('is checked together with what it leaves as it is', async () => {
    await planner.post('/events', newEvent({ slug: 'together', rules: { pinPairs: [] } })).expect(201);
    const errorsOf = async (change: object) => {
      const { body } = await planner.patch('/events/together', change).set('If-Match', '"1"').expect(400);
      return body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`);
    };
    expect(await errorsOf({ slots: [] })).toEqual(['/interpreters/0/unavailable/0 event.unknown-slot']);
    expect(await errorsOf({ rules: { pinPairs: [{ province: '31', partner: 'M034' }] } })).toEqual([
      '/rules/pinPairs/0/partner event.partner-not-at-event',
    ]);
    expect(await errorsOf({})).toEqual([' event.nothing-to-change']);
    expect(await errorsOf({ tables: 7, status: 'held', countries: ['DK'], id: 'x', version: 3 })).toEqual(
      ['status', 'countries', 'id', 'version'].map((field) => `/${field} input.unknown-field`),
    );
  });

  test('a past event stays as it is', async () => {
    const before = await service.snapshot();
    const refused = await planner.patch('/events/E001', { seats: 12 }).set('If-Match', '"1"').expect(409);
    expect(refused.body.code).toBe('event.already-held');
    expect(await service.snapshot()).toEqual(before);
  });
});

test('the planner and the administrator plan and change, nobody else', async () => {
  const outcomes = async (client: Client, slug: string) => [
    (await client.post('/events', newEvent({ slug }))).status,
    (await client.patch('/events/japan-xtdt', { seats: 11 }).set('If-Match', '"1"')).status,
  ];
  const names = ['approver', 'province', 'embassy', 'association', 'mission'];
  const clients = await Promise.all(names.map((name) => service.as(`${name}@demo`)));
  const admin = await service.as('admin@demo');
  const before = await service.snapshot();
  for (const [i, client] of clients.entries())
    expect([names[i], await outcomes(client, 'other')]).toEqual([names[i], [403, 403]]);
  expect(await outcomes(service.anyone(), 'other')).toEqual([401, 401]);
  expect(await service.snapshot()).toEqual(before);
  expect(await outcomes(admin, 'other')).toEqual([201, 200]);
});
