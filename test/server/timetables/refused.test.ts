// What a timetable cannot be made from: everything at once, in the reader's language, and nothing is stored.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PairRow } from '../../../matching/index.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let english: Client;
let id: string;
let pairs: PairRow[];
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.speak('admin@demo', 'en');
  [planner, english] = await Promise.all([service.as('planner@demo'), service.as('admin@demo')]);
  const { body } = await planner.post('/events/israel-nncnc/proposals', {}).expect(201);
  id = body.id;
  pairs = body.pairs;
});
afterAll(() => service.stop());

const make = (body: object, client = planner, proposal = id) => client.post(`/proposals/${proposal}/timetable`, body);
const errors = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`);
/** The meetings of the partner that has most of them. */
const ofBusiest = () => {
  const partners = new Map<string, PairRow[]>();
  for (const pair of pairs) partners.set(pair.partner, [...(partners.get(pair.partner) ?? []), pair]);
  return [...partners.values()].sort((a, b) => b.length - a.length)[0] as PairRow[];
};
const lock = ({ province, partner }: PairRow, slot: string) => ({ province, partner, slot });

describe('a request that is wrong', () => {
  test('is told all of it at once', async () => {
    const before = await service.snapshot();
    const [one, two] = ofBusiest() as [PairRow, PairRow];
    const refused = await make({
      locked: [
        lock(one, 's1'),
        lock(two, 's1'),
        lock(one, 's2'),
        lock(two, 's99'),
        { province: '99', partner: 'M001', slot: 's1' },
        lock({ ...two, province: one.province }, 's3'),
      ],
      unavailable: [
        { party: one.province, slots: ['s1', 's77'] },
        { party: 'X', slots: ['s1'] },
      ],
      dropOut: [two.province, 'Y'],
    }).expect(400);
    expect(errors(refused)).toEqual([
      '/unavailable/0/slots/1 timetable.unknown-slot',
      '/unavailable/1/party timetable.party-not-in-plan',
      '/dropOut/1 timetable.party-not-in-plan',
      '/locked/0/slot timetable.locked-while-unavailable',
      '/locked/1 timetable.locked-dropout',
      '/locked/3/slot timetable.unknown-slot',
      '/locked/4 timetable.pair-not-in-plan',
      '/locked/1/slot timetable.locked-double-booked',
      '/locked/2 timetable.locked-twice',
      '/locked/3 timetable.locked-twice',
      '/locked/5 timetable.locked-twice',
    ]);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(refused.body.errors[0].detail).toBe('Sự kiện không có khung giờ mang mã “s77”.');
    const told = await make({ unavailable: [{ party: 'X', slots: ['s1'] }] }, english).expect(400);
    expect(told.body.errors[0].detail).toBe('No province or partner with the code “X” meets anyone in this proposal.');
    expect(await service.snapshot()).toEqual(before);
  });

  test.each([
    ['a field nobody knows', { colour: 'red' }, ['/colour input.unknown-field']],
    ['a mode nobody knows', { mode: 'fast' }, ['/mode input.not-allowed']],
    ['at most, without a number', { mode: 'at-most' }, ['/atMost timetable.at-most-missing']],
    ['a number without at most', { atMost: 3 }, ['/atMost timetable.at-most-unused']],
    ['nobody away', { unavailable: [{ party: 'M034', slots: [] }] }, ['/unavailable/0/slots input.too-few']],
  ])('is refused: %s', async (_, body, expected) => {
    expect(errors(await make(body).expect(400))).toEqual(expected);
  });
});

describe('an event that is not ready', () => {
  const changed = async (patch: object) => {
    const { body, headers } = await planner.get('/events/japan-xtdt').expect(200);
    const { etag } = headers as { etag: string };
    await planner.patch(`/events/${body.id}`, patch).set('If-Match', etag).expect(200);
    return (await planner.post('/events/japan-xtdt/proposals', {}).expect(201)).body.id as string;
  };

  test('without slots, tables, or the language of a partner says so', async () => {
    const interpreters = [{ id: 'i1', languages: ['ko'] }];
    const silent = await make({}, english, await changed({ interpreters })).expect(422);
    expect([silent.body.code, ...new Set(errors(silent))]).toEqual(['timetable.infeasible', ' timetable.too-little']);
    expect(silent.body.detail).toBe(
      'No timetable can be made: no interpreter can work with Japan External Trade Organization (languages: ja, en); no interpreter can work with Embassy of Japan in Viet Nam (languages: ja, en). There is one if there is an interpreter for one of these languages: ja, en.',
    );
    const empty = await make({}, planner, await changed({ slots: [], interpreters: [] })).expect(400);
    expect(errors(empty)).toEqual([' timetable.event-without-slots']);
  });
});

describe('demands that contradict each other', () => {
  test('are answered with the fewest to let go, and without those there is a timetable', async () => {
    const before = await service.snapshot();
    const meetings = ofBusiest();
    const busy = meetings[0] as PairRow;
    // As many slots as meetings, and one of them is taken away.
    const { body: proposal } = await planner.get(`/proposals/${id}`).expect(200);
    expect(proposal.pairs.filter(({ partner }: PairRow) => partner === busy.partner)).toHaveLength(8);
    const unavailable = [{ party: busy.partner, slots: ['s3'] }];
    const refused = await make({ unavailable }).expect(422);
    expect([refused.body.code, errors(refused)]).toEqual([
      'timetable.infeasible',
      ['/unavailable/0/slots/0 timetable.demand-in-conflict'],
    ]);
    expect(refused.body.detail).toMatch(
      /^Không xếp được lịch gặp: .* không có mặt lúc 09:30–09:55\. Có thể xếp được nếu bỏ yêu cầu: /,
    );
    expect(await service.snapshot()).toEqual(before);
    await make({}).expect(201);
  });

  test('more moves than allowed: how many it takes', async () => {
    const [one, two] = ofBusiest() as [PairRow, PairRow];
    const { body: now } = await planner.get(`/proposals/${id}/timetable`).expect(200);
    const slotOf = (pair: PairRow) =>
      now.meetings.find((at: PairRow) => at.province === pair.province && at.partner === pair.partner).slot;
    const locked = [lock(one, slotOf(two))];
    const refused = await make({ locked, mode: 'at-most', atMost: 1 }).expect(422);
    expect(errors(refused)).toEqual(['/atMost timetable.too-little']);
    const moves = Number(/phải dời (\d+) cuộc gặp/.exec(refused.body.detail)?.[1]);
    await make({ locked, mode: 'at-most', atMost: moves - 1 }).expect(422);
    const { body } = await make({ locked, mode: 'at-most', atMost: moves }).expect(201);
    expect(body.certificate.moves.value).toBe(moves);
  });
});

describe('who', () => {
  test('is no planner makes none, and outside the ministry nobody reads one', async () => {
    const [approver, province] = await Promise.all([service.as('approver@demo'), service.as('province@demo')]);
    await make({}, approver).expect(403);
    await make({}, province).expect(403);
    await service.anyone().post(`/proposals/${id}/timetable`, {}).expect(401);
    await province.get(`/proposals/${id}/timetable`).expect(403);
    await approver.get(`/proposals/${id}/timetable`).expect(200);
  });

  test('asks for what is not there is told so', async () => {
    const none = await planner.get('/proposals/nothing/timetable').expect(404);
    const { body } = await planner.post('/events/europe-nltt/proposals', {}).expect(201);
    const notYet = await planner.get(`/proposals/${body.id}/timetable`).expect(404);
    const idle = await planner.post(`/proposals/${body.id}/timetable/stop`).expect(409);
    expect([none.body.code, notYet.body.code, idle.body.code]).toEqual([
      'proposal.not-found',
      'timetable.not-found',
      'timetable.not-under-way',
    ]);
  });
});
