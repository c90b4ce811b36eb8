// What a timetable gives beside the slot: tables and interpreters that stay, locks that hold, and reasons where it cannot.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { edited, event, type Kind } from '../../../bench/timetable/instances.js';
import { type Clingo, type Timetable, type TimetableInput, timetable } from '../../../matching/index.js';
import { clingo } from '../../arrange/matching/clingo.js';
import { timetableInput } from '../../arrange/matching/timetables.js';

let solver: Clingo;
beforeAll(async () => {
  solver = await clingo();
});

const pairs = (provinces: number, partners: number) =>
  Array.from({ length: provinces * partners }, (_, i) => ({
    province: `P${i % provinces}`,
    partner: `M${Math.floor(i / provinces)}`,
  }));
const slots = (count: number) => Array.from({ length: count }, (_, i) => `s${i + 1}`);
const made = (input: TimetableInput): Timetable => {
  const answer = timetable(input, solver);
  if (!answer.feasible) throw new Error(JSON.stringify(answer));
  return answer.timetable;
};
const perPartner = ({ meetings }: Timetable, field: 'table' | 'interpreter') => {
  const seen = new Map<string, Set<unknown>>();
  for (const meeting of meetings)
    seen.set(meeting.partner, (seen.get(meeting.partner) ?? new Set()).add(meeting[field]));
  return [...seen.values()].map((values) => values.size);
};

const full = timetableInput({
  slots: slots(6),
  tables: 4,
  meetings: pairs(6, 4),
  languages: { M0: ['en'], M1: ['en', 'de'], M2: ['de'], M3: ['ja', 'en'] },
  interpreters: [
    { id: 'I1', languages: ['en'], unavailable: [] },
    { id: 'I2', languages: ['en', 'ja'], unavailable: [] },
    { id: 'I3', languages: ['de', 'en'], unavailable: [] },
    { id: 'I4', languages: ['de'], unavailable: [] },
  ],
});

describe('a full day', () => {
  test('leaves every partner at its table and with its interpreter', () => {
    const day = made(full);
    expect([perPartner(day, 'table'), perPartner(day, 'interpreter'), day.certificate.checker.ok]).toEqual([
      [1, 1, 1, 1],
      [1, 1, 1, 1],
      true,
    ]);
  });

  test('has few changes of table where there are more partners than tables', () => {
    const day = made(timetableInput({ slots: slots(8), tables: 3, meetings: pairs(4, 6) }));
    const changes = perPartner(day, 'table').reduce((sum, tables) => sum + tables - 1, 0);
    expect(changes).toBeLessThanOrEqual(2);
    expect(day.certificate.checker).toEqual({ ok: true, violations: [] });
  });

  test('is repaired when a head cannot come and a province drops out: whoever need not move stays where they are', () => {
    const day = made({ ...full, slots: slots(7) });
    const [first] = day.meetings;
    if (!first) throw new Error('no meeting');
    const repaired = made({
      ...full,
      slots: slots(7),
      meetings: full.meetings.filter(({ province }) => province !== 'P5'),
      unavailable: [{ party: first.partner, slots: [first.slot] }],
      previous: day.meetings,
      mode: 'fewest-changes',
    });
    const count = (code: string) => repaired.changes.filter((change) => change.code === code).length;
    expect([count('dropped'), count('moved'), repaired.certificate.moves]).toEqual([
      4,
      1,
      { status: 'optimal', value: 1, bound: 1, gap: 0 },
    ]);
    expect(repaired.changes.filter(({ code }) => code !== 'dropped' && code !== 'moved')).toEqual([]);
    expect(repaired.conflicts.filter(({ code }) => code === 'party-unavailable')).toEqual([
      {
        code: 'party-unavailable',
        params: { party: first.partner, province: first.province, partner: first.partner, slot: first.slot },
      },
    ]);
  });

  test('keeps its locks, whatever the mode', () => {
    const day = made(full);
    const locked = day.meetings.slice(5, 9).map(({ province, partner, slot }) => ({ province, partner, slot }));
    const unavailable = [{ party: 'P0', slots: ['s7'] }];
    for (const mode of ['free', 'fewest-changes'] as const) {
      const again = made({ ...full, slots: slots(8), locked, unavailable, previous: day.meetings, mode });
      expect(again.meetings.map(({ province, partner, slot }) => ({ province, partner, slot }))).toEqual(
        expect.arrayContaining(locked),
      );
    }
  });
});

describe('days of every kind', () => {
  test.each<[Kind, number]>([
    ['normal', 1],
    ['tight', 2],
  ])('%s: the judge finds nothing wrong, and a repair moves the fewest (script %i)', (kind, script) => {
    const input = event({ provinces: 8, partners: 10, slots: 7 }, kind);
    const day = made(input);
    const repaired = made(edited(input, day.meetings, script));
    const { moves, gaps, checker } = repaired.certificate;
    expect([day.certificate.checker, checker, moves?.status]).toEqual([
      { ok: true, violations: [] },
      { ok: true, violations: [] },
      'optimal',
    ]);
    expect(gaps.bound).toBeLessThanOrEqual(gaps.value);
    expect(repaired.changes.filter(({ code }) => code === 'moved')).toHaveLength(moves?.value ?? -1);
  });
});

describe('what is short', () => {
  test.each<[string, Partial<TimetableInput>, object[]]>([
    [
      'slots for a party',
      { slots: slots(2), meetings: pairs(3, 1) },
      [{ code: 'slots-of-party', params: { party: 'M0', meetings: 3, limit: 2 } }],
    ],
    [
      'tables',
      { slots: slots(2), tables: 1, meetings: pairs(2, 2) },
      [{ code: 'places', params: { meetings: 4, limit: 2 } }],
    ],
    [
      'a language',
      {
        meetings: pairs(1, 1),
        languages: { M0: ['ko', 'fr'] },
        interpreters: [{ id: 'I', languages: ['en'], unavailable: [] }],
      },
      [{ code: 'interpreter-of-partner', params: { partner: 'M0', languages: 'ko, fr' } }],
    ],
    [
      'interpreters',
      {
        slots: slots(2),
        meetings: pairs(2, 2),
        languages: { M0: ['en'], M1: ['en'] },
        interpreters: [{ id: 'I', languages: ['en'], unavailable: ['s1'] }],
      },
      [{ code: 'interpreters', params: { meetings: 4, limit: 1 } }],
    ],
    [
      'interpreters in one slot',
      {
        slots: slots(2),
        meetings: [...pairs(1, 2), { province: 'P1', partner: 'M0' }],
        languages: { M0: ['en'], M1: ['en'] },
        interpreters: [
          { id: 'I', languages: ['en'], unavailable: ['s1'] },
          { id: 'K', languages: ['en'], unavailable: ['s1'] },
          { id: 'L', languages: ['en'], unavailable: ['s1'] },
        ],
      },
      [{ code: 'interpreters-at-once', params: { interpreters: 3 } }],
    ],
  ])('is named: %s', (_, given, shortages) => {
    expect(timetable(timetableInput(given), solver)).toEqual({ feasible: false, shortages, release: [] });
  });

  test('nothing to place is a timetable too', () => {
    expect(made(timetableInput()).meetings).toEqual([]);
  });
});
