// What a planner may ask of a proposal: seats, a day to look back from, rules of its own – and what cannot be had.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EventRecord } from '../../../server/store/event-records.js';
import { needBody, publish, step } from '../../arrange/postings.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let admin: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.speak('admin@demo', 'en');
  [planner, admin] = await Promise.all([service.as('planner@demo'), service.as('admin@demo')]);
});
afterAll(() => service.stop());

const propose = (body: object = {}, client = planner, event = 'israel-nncnc') =>
  client.post(`/events/${event}/proposals`, body);
interface Row {
  province: string;
  invited: boolean;
  need: string | null;
  parts: { cites: string[] }[];
}
const invitedBy = ({ body }: { body: { provinces: Row[] } }) =>
  body.provinces.filter(({ invited }) => invited).map(({ province }) => province);
const citesOf = ({ body }: { body: { provinces: Row[]; pairs: Row[] } }) => [
  ...new Set([...body.provinces, ...body.pairs].flatMap(({ parts }) => parts.flatMap(({ cites }) => cites))),
];

describe('seats', () => {
  test('of the proposal go before those of the event, which stays as it is', async () => {
    const before = await service.store.events.find({ where: { slug: 'israel-nncnc' } });
    const three = await propose({ seats: 3 }).expect(201);
    const twelve = await propose().expect(201);
    expect([invitedBy(three).length, invitedBy(twelve).length]).toEqual([3, 12]);
    expect(invitedBy(twelve)).toEqual(expect.arrayContaining(invitedBy(three)));
    expect(await service.store.events.find({ where: { slug: 'israel-nncnc' } })).toEqual(before);
    const kept = await service.store.proposals.get(three.body.id);
    expect(kept?.inputs.event.seats).toBe(3);
  });
});

describe('what nobody else sees', () => {
  test('a draft and a submitted need are no grounds; a restricted one that is published is', async () => {
    const province = await service.as('province@demo');
    const own = { yearFrom: 2026, yearTo: null, visibility: 'restricted' };
    const { body: draft } = await province.post('/needs', needBody(own)).expect(201);
    const { body: submitted } = await step(province, `/needs/${draft.id}`, 'submit', draft).expect(200);
    const lamDong = async () => {
      const { body } = await propose().expect(201);
      return body.provinces.find((row: Row) => row.province === '68').need;
    };
    expect(await lamDong()).not.toBe(draft.id);
    const { body: published } = await step(planner, `/needs/${draft.id}`, 'publish', submitted).expect(200);
    expect(await lamDong()).toBe(draft.id);
    await step(province, `/needs/${draft.id}`, 'close', published).expect(200);
  });
});

describe('looking back', () => {
  test('only what was published by that day counts', async () => {
    const past = await propose({ asOf: '2022-06-30' }).expect(201);
    const postings = citesOf(past).filter((cite) => /^(?:need|offer):/.test(cite));
    expect(postings.length).toBeGreaterThan(10);
    const days = await Promise.all(
      postings.map(async (cite) => (await service.store.postings.get(cite.split(':')[1] ?? ''))?.publishedAt ?? ''),
    );
    expect(days.filter((day) => day.slice(0, 10) > '2022-06-30')).toEqual([]);
    expect(past.body.asOf).toBe('2022-06-30');
    const nothing = await propose({ asOf: '1990-01-01' }).expect(201);
    expect([invitedBy(nothing), nothing.body.pairs]).toEqual([[], []]);
  });

  test('a need counts from the day it is published to the day it is closed', async () => {
    const province = await service.as('province@demo');
    const published = await publish(service, province, 'needs', needBody({ yearTo: null, yearFrom: 2026 }));
    service.clock.now = new Date('2026-12-20T08:00:00.000Z');
    await step(province, `/needs/${published.id}`, 'close', published).expect(200);
    const restsOnIt = async (asOf?: string) => {
      const { body } = await propose(asOf === undefined ? {} : { asOf }).expect(201);
      return body.provinces.find((row: Row) => row.province === '68').need === published.id;
    };
    expect([
      await restsOnIt('2026-11-21'),
      await restsOnIt('2026-11-22'),
      await restsOnIt('2026-12-19'),
      await restsOnIt('2026-12-20'),
      await restsOnIt(),
    ]).toEqual([false, true, true, false, false]);
    service.clock.now = begin;
  });
});

describe('rules that cannot all be kept', () => {
  const cases: [string, object, string[], string, string, object][] = [
    [
      'more minimums than seats',
      { seats: 3, rules: { perRegionMin: { DBSH: 2, BTB: 2, DNB: 0 } } },
      ['/seats', '/rules/perRegionMin/BTB', '/rules/perRegionMin/DBSH'],
      'Các yêu cầu sau mâu thuẫn với nhau: có 3 suất; vùng Bắc Trung Bộ có ít nhất 2 địa phương; vùng Đồng bằng sông Hồng có ít nhất 2 địa phương. Có thể lập được phương án nếu có 4 suất.',
      'These rules contradict each other: there are 3 seats; the region North Central sends at least 2; the region Red River Delta sends at least 2. A plan exists if there are 4 seats.',
      { seats: 4, rules: { perRegionMin: { DBSH: 2, BTB: 2, DNB: 0 } } },
    ],
    [
      'a region that may send none and a province of it that must come',
      { rules: { perRegionMax: { DNB: 0, BTB: 9 }, pinProvinces: ['66', '79'] } },
      ['/rules/perRegionMax/DNB', '/rules/pinProvinces/1'],
      'Các yêu cầu sau mâu thuẫn với nhau: không mời địa phương nào của vùng Đông Nam Bộ; phải mời TP. Hồ Chí Minh. Có thể lập được phương án nếu vùng Đông Nam Bộ có nhiều nhất 1 địa phương.',
      'These rules contradict each other: no province of the region Southeast is invited; Ho Chi Minh City must be invited. A plan exists if the region Southeast sends at most 1.',
      { rules: { perRegionMax: { DNB: 1, BTB: 9 }, pinProvinces: ['66', '79'] } },
    ],
    [
      'a region that lacks one of its provinces',
      { rules: { perRegionMin: { DNB: 3 }, forbidProvinces: ['68', '79'] } },
      ['/rules/perRegionMin/DNB', '/rules/forbidProvinces/1'],
      'Các yêu cầu sau mâu thuẫn với nhau: vùng Đông Nam Bộ có ít nhất 3 địa phương; không mời TP. Hồ Chí Minh. Có thể lập được phương án nếu vùng Đông Nam Bộ có ít nhất 2 địa phương.',
      'These rules contradict each other: the region Southeast sends at least 3; Ho Chi Minh City must not be invited. A plan exists if the region Southeast sends at least 2.',
      { rules: { perRegionMin: { DNB: 2 }, forbidProvinces: ['68', '79'] } },
    ],
    [
      'a region one of whose provinces cannot come, whatever the planner wishes',
      { rules: { perRegionMin: { DNB: 3 }, absentProvinces: ['79'] } },
      ['/rules/perRegionMin/DNB', '/rules/absentProvinces/0'],
      'Các yêu cầu sau mâu thuẫn với nhau: vùng Đông Nam Bộ có ít nhất 3 địa phương; TP. Hồ Chí Minh không tham dự được. Có thể lập được phương án nếu vùng Đông Nam Bộ có ít nhất 2 địa phương.',
      'These rules contradict each other: the region Southeast sends at least 3; Ho Chi Minh City cannot come. A plan exists if the region Southeast sends at least 2.',
      { rules: { perRegionMin: { DNB: 2 }, absentProvinces: ['79'] } },
    ],
  ];

  test.each(cases)(
    '%s: the smallest conflict, and a change that works',
    async (_, asked, pointers, vi, en, relaxed) => {
      const before = await service.snapshot();
      const refused = await propose(asked).expect(422);
      expect([refused.body.code, refused.body.detail]).toEqual(['proposal.infeasible', vi]);
      expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(pointers.sort());
      const inEnglish = await propose(asked, admin).expect(422);
      expect(inEnglish.body.detail).toBe(en);
      expect(await service.snapshot()).toEqual(before);
      const works = await propose(relaxed).expect(201);
      expect(works.body.certificate.checker).toEqual({ ok: true, violations: [] });
    },
  );

  test.each([
    ['come where there are fewer seats', 2, { pinProvinces: ['66', '08', '92'] }],
    ['meet more often than there are partners', 12, { k: 3, pinProvinces: ['66'] }],
    ['share too few meetings', 12, { maxMeetingsPartner: 1, pinProvinces: ['66', '08', '92'] }],
    ['come and meet nobody it may', 12, { pinProvinces: ['66'], forbidPairs: pairs('66', 'M034', 'A027') }],
  ])('who must %s: all of them are named, and with one less there is a plan', async (_, seats, rules) => {
    const refused = await propose({ seats, rules }).expect(422);
    const pointers: string[] = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    const { pinProvinces } = rules;
    expect(pointers.filter((pointer) => pointer.startsWith('/rules/pinProvinces/')).sort()).toEqual(
      pinProvinces.map((_pin, i) => `/rules/pinProvinces/${i}`),
    );
    await propose({ seats, rules: { ...rules, pinProvinces: pinProvinces.slice(1) } }).expect(201);
  });

  function pairs(province: string, ...partners: string[]) {
    return partners.map((partner) => ({ province, partner }));
  }
});

describe('a request', () => {
  test('that contradicts the event’s own rules is refused', async () => {
    const israel = (await planner.get('/events/israel-nncnc')).body as EventRecord;
    const rules = { forbidPairs: [{ province: '66', partner: 'M034' }], forbidProvinces: ['68'] };
    const { id: _, ...copy } = {
      name: israel.name,
      slug: 'with-rules',
      partners: israel.partners,
      themes: israel.themes,
      date: israel.date,
      seats: 12,
      tables: 12,
      rules,
      id: '',
    };
    await planner.post('/events', copy).expect(201);
    const pins = { pinPairs: [{ province: '66', partner: 'M034' }], pinProvinces: ['68'] };
    const refused = await propose({ rules: pins }, planner, 'with-rules').expect(400);
    expect(refused.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)).toEqual([
      '/rules/forbidProvinces/0 event.pinned-and-forbidden',
      '/rules/forbidPairs/0 event.pair-pinned-and-forbidden',
    ]);
    const lifted = await propose({ rules: { ...pins, forbidPairs: [], forbidProvinces: [] } }, planner, 'with-rules');
    expect([lifted.status, invitedBy(lifted).includes('68')]).toEqual([201, true]);
  });

  test.each([
    ['an unknown field', { colour: 'red' }, ['/colour input.unknown-field']],
    ['no seats', { seats: 0 }, ['/seats input.too-small']],
    ['a day that does not exist', { asOf: '2026-02-30' }, ['/asOf input.wrong-format']],
    [
      'a pin nobody knows, for a partner who is not there',
      { rules: { pinProvinces: ['99'], pinPairs: [{ province: '68', partner: 'A001' }] } },
      ['/rules/pinProvinces/0 event.unknown-province', '/rules/pinPairs/0/partner event.partner-not-at-event'],
    ],
    [
      'a contradiction',
      { rules: { pinProvinces: ['68'], forbidProvinces: ['68'] } },
      ['/rules/forbidProvinces/0 event.pinned-and-forbidden'],
    ],
  ])('with %s is refused, and nothing is stored', async (_, body, errors) => {
    const before = await service.snapshot();
    const refused = await propose(body).expect(400);
    expect(refused.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)).toEqual(
      errors,
    );
    expect(await service.snapshot()).toEqual(before);
  });

  test('for an event that is past, or is none, is refused', async () => {
    const held = await propose({}, planner, 'E001').expect(409);
    const none = await propose({}, planner, 'nothing').expect(404);
    expect([held.body.code, none.body.code]).toEqual(['event.already-held', 'event.not-found']);
  });
});
