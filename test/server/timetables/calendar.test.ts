// The calendars of delegations and partners, read as a calendar program reads them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let id: string;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
  id = (await planner.post('/events/israel-nncnc/proposals', {}).expect(201)).body.id;
});
afterAll(() => service.stop());

const make = async (body: object = {}) => (await planner.post(`/proposals/${id}/timetable`, body).expect(201)).body;
interface Met {
  province: string;
  partner: string;
  slot: string;
  table: number;
}

async function read(query = '', client = planner) {
  const sent = await client.get(`/proposals/${id}/timetable.ics${query}`).buffer(true).expect(200);
  const text = Buffer.isBuffer(sent.body) ? sent.body.toString() : sent.text;
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      zone: event.startDate.zone.tzid,
      summary: event.summary,
      location: event.location,
      stamp: String(component.getFirstPropertyValue('dtstamp')),
    };
  });
  return { headers: sent.headers, method: calendar.getFirstPropertyValue('method'), events };
}

const uidOf = ({ province, partner }: Pick<Met, 'province' | 'partner'>) =>
  `israel-nncnc.${province}.${partner}@gap-go-dai-su`;

describe('a calendar', () => {
  test('follows its meetings through moves and cancellations, each under one UID', async () => {
    const first = await make();
    const before = await read();
    expect(before.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(before.headers['content-disposition']).toContain('israel-nncnc.ics');
    expect(before.method).toBe('PUBLISH');
    expect(before.events.map(({ uid }) => uid).sort()).toEqual(first.meetings.map(uidOf).sort());
    expect(new Set(before.events.map(({ sequence, status }) => `${sequence} ${status}`))).toEqual(
      new Set(['0 CONFIRMED']),
    );
    const opening = first.meetings.find(({ slot, partner }: Met) => slot === 's1' && partner === 'M034');
    const { province } = opening as Met;
    expect(before.events.find(({ uid }) => uid === uidOf(opening))).toEqual({
      uid: uidOf(opening),
      sequence: 0,
      status: 'CONFIRMED',
      start: '2027-03-18T01:30:00.000Z',
      end: '2027-03-18T01:55:00.000Z',
      zone: 'UTC',
      summary: expect.stringMatching(
        / gặp Đại sứ quán I-xra-en.* tại Việt Nam – Gặp gỡ Israel – Hợp tác nông nghiệp công nghệ cao$/,
      ),
      location: `Hà Nội, bàn ${opening.table}`,
      stamp: '2026-11-22T08:00:00Z',
    });

    service.clock.now = new Date('2026-11-23T02:00:00.000Z');
    const second = await make({ dropOut: [province] });
    const dropped = first.meetings.filter((met: Met) => met.province === province).map(uidOf);
    const cancelled = await read('?cancelled=true');
    expect([cancelled.method, cancelled.events.map(({ uid }) => uid).sort()]).toEqual(['CANCEL', dropped.sort()]);
    expect(new Set(cancelled.events.map(({ sequence, status, stamp }) => `${sequence} ${status} ${stamp}`))).toEqual(
      new Set(['1 CANCELLED 2026-11-23T02:00:00Z']),
    );
    expect(second.changes.map(({ code }: { code: string }) => code)).toEqual(dropped.map(() => 'dropped'));

    // Somebody else has to move; the dropped one comes back.
    const isBusy = (code: string) => second.meetings.some((met: Met) => met.slot === 's1' && met.province === code);
    const other = second.meetings.find((met: Met) => met.partner === 'M034' && !isBusy(met.province));
    const third = await make({ locked: [{ province: other.province, partner: 'M034', slot: 's1' }], dropOut: [] });
    const after = await read();
    const sequences = Object.fromEntries(
      after.events.map(({ uid, sequence, status }) => [uid, `${sequence} ${status}`]),
    );
    const moved = third.changes.filter(({ code }: { code: string }) => code === 'moved').map(uidOf);
    expect(moved).toContain(uidOf(other));
    const expected = Object.fromEntries(
      first.meetings.map((met: Met) => {
        const times = dropped.includes(uidOf(met)) ? 2 : moved.includes(uidOf(met)) ? 1 : 0;
        return [uidOf(met), `${times} CONFIRMED`];
      }),
    );
    expect(sequences).toEqual(expected);
    service.clock.now = begin;
  });

  test('of one province or one partner has its meetings only', async () => {
    const { meetings } = await make();
    const [met] = meetings as [Met];
    const mine = await read(`?province=${met.province}`);
    const theirs = await read(`?partner=${met.partner}`);
    const both = await read(`?partner=${met.partner}&province=${met.province}`);
    const uids = (of: (other: Met) => boolean) => meetings.filter(of).map(uidOf).sort();
    expect([mine, theirs, both].map(({ events }) => events.map(({ uid }) => uid).sort())).toEqual([
      uids((other) => other.province === met.province),
      uids((other) => other.partner === met.partner),
      [uidOf(met)],
    ]);
    expect(mine.headers['content-disposition']).toContain(`israel-nncnc-${met.province}.ics`);
  });

  test('that has no meetings is an empty one', async () => {
    expect((await read('?province=99')).events).toEqual([]);
  });
});

describe('who reads it', () => {
  test('the delegation and the partner themselves, their own, once the proposal is released', async () => {
    const { meetings } = await make();
    const [province, embassy, mission] = await Promise.all([
      service.as('province@demo'),
      service.as('embassy@demo'),
      service.as('mission@demo'),
    ]);
    const early = await province.get(`/proposals/${id}/timetable.ics`).expect(404);
    expect(early.body.code).toBe('proposal.not-found');
    const proposal = await service.store.proposals.get(id);
    if (!proposal) throw new Error('no proposal');
    await service.store.proposals.replace({ ...proposal, status: 'released' });

    const uids = (of: (met: Met) => boolean) => meetings.filter(of).map(uidOf).sort();
    const shown = async (client: Client) => (await read('', client)).events.map(({ uid }) => uid).sort();
    expect(await shown(province)).toEqual(uids((met) => met.province === '68'));
    expect(await shown(embassy)).toEqual(uids((met) => met.partner === 'M034'));
    const others = await province.get(`/proposals/${id}/timetable.ics?province=01`).expect(403);
    expect(others.body.code).toBe('access.denied');
    await mission.get(`/proposals/${id}/timetable.ics`).expect(403);
    await service.anyone().get(`/proposals/${id}/timetable.ics`).expect(401);
  });
});
