// The judge of a timetable: right ones pass, and each kind of damage is told by its name.
import { describe, expect, test } from '@jest/globals';
import { checkTimetable, type PlacedMeeting } from '../../../matching/index.js';
import { timetableInput } from '../../arrange/matching/timetables.js';

const input = timetableInput({
  slots: ['s1', 's2', 's3'],
  tables: 2,
  meetings: [
    { province: 'P1', partner: 'M1' },
    { province: 'P1', partner: 'M2' },
    { province: 'P2', partner: 'M1' },
  ],
  locked: [{ province: 'P1', partner: 'M1', slot: 's1' }],
  unavailable: [{ party: 'P2', slots: ['s1'] }],
  languages: { M1: ['ja'], M2: ['vi'] },
  interpreters: [
    { id: 'I1', languages: ['ja', 'en'], unavailable: ['s3'] },
    { id: 'I2', languages: ['en'], unavailable: [] },
  ],
});
const right: readonly PlacedMeeting[] = [
  { province: 'P1', partner: 'M1', slot: 's1', table: 1, interpreter: 'I1' },
  { province: 'P1', partner: 'M2', slot: 's3', table: 1, interpreter: null },
  { province: 'P2', partner: 'M1', slot: 's2', table: 2, interpreter: 'I1' },
];
/** The right timetable with one meeting changed. */
const changed = (at: number, change: Partial<PlacedMeeting>) =>
  right.map((meeting, i) => (i === at ? { ...meeting, ...change } : meeting));
const codes = (meetings: readonly PlacedMeeting[]) => checkTimetable(input, meetings).map(({ code }) => code);

describe('the judge', () => {
  test('lets a right timetable pass', () => {
    expect(checkTimetable(input, right)).toEqual([]);
  });

  test.each<[string, readonly PlacedMeeting[], string[]]>([
    ['a meeting that is not held', right.slice(0, 2), ['pair-missing']],
    [
      'a meeting nobody asked for',
      changed(2, { partner: 'M2', interpreter: null }),
      ['pair-missing', 'pair-not-in-plan'],
    ],
    ['a meeting held twice', [...right, { ...(right[1] as PlacedMeeting), slot: 's2' }], ['pair-twice']],
    ['a slot that does not exist', changed(1, { slot: 's9' }), ['slot-unknown']],
    ['a table that does not exist', changed(1, { table: 3 }), ['table-unknown']],
    ['a province in two places', changed(1, { slot: 's1', table: 2 }), ['party-double-booked']],
    [
      'a partner, an interpreter in two places, who is not there',
      changed(2, { slot: 's1' }),
      ['party-double-booked', 'interpreter-double-booked', 'party-unavailable'],
    ],
    ['two meetings at one table', changed(1, { slot: 's2', table: 2 }), ['table-double-booked']],
    [
      'a lock that moved',
      changed(0, { slot: 's2', table: 1, interpreter: 'I1' }),
      ['party-double-booked', 'interpreter-double-booked', 'locked-moved'],
    ],
    ['nobody to interpret', changed(2, { interpreter: null }), ['interpreter-missing']],
    ['an interpreter nobody knows', changed(2, { interpreter: 'I9' }), ['interpreter-unknown']],
    ['an interpreter without the language', changed(2, { interpreter: 'I2' }), ['interpreter-without-language']],
    ['an interpreter who is not there', changed(2, { slot: 's3', table: 2 }), ['interpreter-unavailable']],
  ])('tells of %s', (_, meetings, expected) => {
    expect(codes(meetings)).toEqual(expected);
  });
});
