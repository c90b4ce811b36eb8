// Timetables over HTTP: made, kept to, repaired.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MeetingChange, PlacedMeeting } from '../../../matching/index.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

const proposed = async (event: string): Promise<string> =>
  (await planner.post(`/events/${event}/proposals`, {}).expect(201)).body.id;
const make = (proposal: string, body: object = {}, client = planner) =>
  client.post(`/proposals/${proposal}/timetable`, body);
type Meeting = PlacedMeeting & { locked: boolean };
const pairOf = ({ province, partner }: { province: string; partner: string }) => `${province} ${partner}`;
const ok = { ok: true, violations: [] };

describe('the timetable of a planned event', () => {
  test.each([
    ['israel-nncnc', 0],
    ['europe-nltt', 2],
    ['australia-netherlands-bdkh', 0],
    ['japan-xtdt', 0],
  ])('%s has every meeting of the proposal, and the fewest gaps there can be: %i', async (event, gaps) => {
    const { body: proposal } = await planner.post(`/events/${event}/proposals`, {}).expect(201);
    const { body, headers } = await make(proposal.id).expect(201);
    expect(body.meetings.map(pairOf).sort()).toEqual(proposal.pairs.map(pairOf).sort());
    expect(body.meetings.every(({ interpreter }: Meeting) => interpreter !== null)).toBe(true);
    expect(body).toMatchObject({
      gaps,
      certificate: { moves: null, gaps: { status: 'optimal', value: gaps, bound: gaps, gap: 0 }, checker: ok },
      conflicts: [],
      changes: [],
      warnings: [],
    });
    expect([headers.etag, headers.location]).toEqual(['"1"', `/api/v1/proposals/${proposal.id}/timetable`]);
    const { body: kept, headers: again } = await planner.get(`/proposals/${proposal.id}/timetable`).expect(200);
    expect([kept, again.etag]).toEqual([body, '"1"']);
    const audit = await service.store.audit.find({ where: { subject: proposal.id } });
    expect(audit.map(({ action, subjectKind, params }) => ({ action, subjectKind, params })).at(-1)).toEqual({
      action: 'timetable.made',
      subjectKind: 'timetable',
      params: { meetings: body.meetings.length, gaps, changes: 0 },
    });
  });

  test('made twice from the same is the same', async () => {
    const [one, two] = [await proposed('israel-nncnc'), await proposed('israel-nncnc')];
    const made = [await make(one).expect(201), await make(two).expect(201)];
    const [first, second] = made.map(({ body: { proposal: _, ...timetable } }) => JSON.stringify(timetable));
    expect(second).toBe(first);
  });
});

describe('a later timetable', () => {
  test('keeps what it can: locks hold, whoever is away is not met, who dropped out meets nobody', async () => {
    const id = await proposed('europe-nltt');
    const { body: first } = await make(id).expect(201);
    const [held, disturbed] = first.meetings as [Meeting, Meeting];
    const gone = first.meetings.at(-1).province;
    const locked = [{ province: held.province, partner: held.partner, slot: held.slot }];
    const unavailable = [{ party: disturbed.partner, slots: [disturbed.slot] }];
    const { body: second, headers } = await make(id, { locked, unavailable, dropOut: [gone] }).expect(201);

    expect([headers.etag, second.version, second.mode]).toEqual(['"2"', 2, 'fewest-changes']);
    expect(second.meetings.filter(({ locked: is }: Meeting) => is)).toMatchObject(locked);
    expect(second.meetings.filter(({ province }: Meeting) => province === gone)).toEqual([]);
    expect(second.certificate).toMatchObject({ moves: { status: 'optimal', gap: 0 }, checker: ok });
    const codes = second.changes.map(({ code }: MeetingChange) => code);
    expect(codes.filter((code: string) => code === 'moved')).toHaveLength(second.certificate.moves.value);
    expect(codes.filter((code: string) => code === 'dropped')).toHaveLength(
      first.meetings.filter(({ province }: Meeting) => province === gone).length,
    );
    expect(second.conflicts.find(({ code }: { code: string }) => code === 'party-unavailable').text).toMatch(
      /không có mặt lúc 08:30–08:55/,
    );
    const moved = second.changes.find(({ code }: MeetingChange) => code === 'moved');
    expect(moved.text).toMatch(/: chuyển từ \d\d:\d\d–\d\d:\d\d, bàn \d sang \d\d:\d\d–\d\d:\d\d, bàn \d\.$/);
    expect(second).toMatchObject({ locked, unavailable, dropOut: [gone] });
  });

  test('follows that of the proposal it was made from', async () => {
    const id = await proposed('japan-xtdt');
    const { body: first } = await make(id).expect(201);
    const parent = await service.store.proposals.get(id);
    if (!parent) throw new Error('no proposal');
    const [, ...pairs] = parent.document.pairs;
    const { version: _, ...copy } = parent;
    await service.store.proposals.insert({ ...copy, id: 'child', parent: id, document: { ...parent.document, pairs } });
    const { body: second } = await make('child').expect(201);
    expect(second.certificate.moves).toEqual({ status: 'optimal', value: 0, bound: 0, gap: 0 });
    expect(second.changes.map(({ code }: MeetingChange) => code)).toEqual(['dropped']);
    expect(second.meetings).toHaveLength(first.meetings.length - 1);
  });

  test('once the proposal is released is a repair, never a new start', async () => {
    const id = await proposed('israel-nncnc');
    await make(id).expect(201);
    const proposal = await service.store.proposals.get(id);
    if (!proposal) throw new Error('no proposal');
    await service.store.proposals.replace({ ...proposal, status: 'released' });
    const refused = await make(id, { mode: 'free' }).expect(409);
    expect(refused.body.code).toBe('timetable.announced');
    await make(id, { mode: 'at-most', atMost: 0 }).expect(201);
    const { body } = await planner.get(`/proposals/${id}/timetable`).expect(200);
    expect([body.version, body.atMost, body.certificate.moves.value]).toEqual([2, 0, 0]);
  });
});

describe('interpreters', () => {
  type Interpreter = { id: string; languages: string[]; unavailable: string[] };
  const change = async (event: string, to: (interpreters: Interpreter[]) => Interpreter[]) => {
    const { body, headers } = await planner.get(`/events/${event}`).expect(200);
    const patch = planner.patch(`/events/${event}`, { interpreters: to(body.interpreters) });
    await patch.set('If-Match', String(headers.etag)).expect(200);
  };

  test('who are called away or do not come are replaced, and only what needs them moves', async () => {
    const id = await proposed('japan-xtdt');
    const { body: first } = await make(id).expect(201);
    const { interpreter, slot } = first.meetings[0] as Meeting;
    const named = (one: Interpreter) => one.id === interpreter;
    await change('japan-xtdt', (all) => all.map((one) => (named(one) ? { ...one, unavailable: [slot] } : one)));
    const { body: second } = await make(id).expect(201);
    expect(second.conflicts).toMatchObject([{ code: 'interpreter-unavailable', params: { interpreter, slot } }]);
    expect(second.certificate).toMatchObject({ moves: { status: 'optimal', gap: 0 }, checker: ok });
    const busy = (meetings: Meeting[]) => meetings.filter((one) => one.interpreter === interpreter);
    expect(busy(second.meetings).map((one) => one.slot)).not.toContain(slot);

    await change('japan-xtdt', (all) => all.filter((one) => !named(one)));
    const { body: third } = await make(id).expect(201);
    expect(third.conflicts.map(({ code }: { code: string }) => code)).toEqual(
      busy(second.meetings).map(() => 'interpreter-unknown'),
    );
    expect(third.certificate).toMatchObject({ moves: { status: 'optimal', gap: 0 }, checker: ok });
    expect(third.meetings.map(pairOf).sort()).toEqual(first.meetings.map(pairOf).sort());
    expect(busy(third.meetings)).toEqual([]);
  });
});

describe('without interpreters', () => {
  test('the timetable is made all the same, with a warning', async () => {
    const { body: event, headers } = await planner.get('/events/australia-netherlands-bdkh').expect(200);
    const { etag } = headers as { etag: string };
    const patch = planner.patch(`/events/${event.id}`, { interpreters: [] }).set('If-Match', etag);
    await patch.expect(200);
    const { body } = await make(await proposed('australia-netherlands-bdkh')).expect(201);
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual(['no-interpreters']);
    expect(body.meetings.every(({ interpreter }: Meeting) => interpreter === null)).toBe(true);
  });
});
