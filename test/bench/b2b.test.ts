// Published instances: how they are read, judged and run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { b2b, type Line } from '../../bench/timetable/b2b.js';
import { judge } from '../../bench/timetable/b2b-judge.js';
import { readInstance } from '../../bench/timetable/dzn.js';

/** Three who all meet each other, which is no graph of two sides; one more meets the first, in the afternoon. */
const triangle = `% a comment; with a semicolon
nBusiness = 4; nMeetings = 4; nTables = 2; nTotalSlots = 5; nMorningSlots = 3;
requested = [| 1, 2, 1,
 | 2, 3, 3, | 1,3,3
 | 1, 4, 2, |];
meetingsxBusiness = [{1,2}, {2}, {2}, {1}];
nMeetingsBusiness = [3,2,2,1];
forbidden = [{0}, {0,1}, {0}, {0, 4}];
fixed = [0, 0, 4, 0];
precedences = [{}, {1}, {}, {}];
`;
const instance = readInstance(triangle);

/** One who meets others in every second slot, the others meeting nobody else. */
const unfair = (slots: number): string => {
  const others = Array.from({ length: Math.ceil(slots / 2) }, (_, i) => i + 2);
  return `nBusiness = ${others.length + 1}; nMeetings = ${others.length}; nTables = 1; nTotalSlots = ${slots};
    requested = [${others.map((other) => `| 1, ${other}, 3`).join(' ')} |];
    forbidden = [{2,4,6}${', {0}'.repeat(others.length)}];`;
};

describe('a file', () => {
  test('is read whole', () => {
    expect(instance).toEqual({
      participants: 4,
      tables: 2,
      slots: 5,
      morning: 3,
      meetings: [
        { a: 1, b: 2, session: 1 },
        { a: 2, b: 3, session: 3 },
        { a: 1, b: 3, session: 3 },
        { a: 1, b: 4, session: 2 },
      ],
      forbidden: [[], [1], [], [4]],
      fixed: [0, 0, 4, 0],
      precedences: [[], [1], [], []],
    });
  });

  test('may leave out what nobody asks for, and write sets as ranges', () => {
    const short = 'nBusiness=2; nMeetings=1; nTables=1; nTotalSlots=3; requested=[|1,2,3|]; forbidden=[1..2,{}];';
    expect(readInstance(short)).toEqual({
      participants: 2,
      tables: 1,
      slots: 3,
      morning: 3,
      meetings: [{ a: 1, b: 2, session: 3 }],
      forbidden: [[1, 2], []],
      fixed: [0],
      precedences: [[]],
    });
  });

  test.each([
    ['nothing', '', 'nBusiness is missing'],
    [
      'too few meetings',
      triangle.replace('nMeetings = 4', 'nMeetings = 5'),
      'requested has not as many rows as nMeetings says',
    ],
    ['a stranger', triangle.replace('| 1, 4, 2', '| 1, 7, 2'), 'requested names a participant who is not there'],
    ['a set too few', triangle.replace('{0,1}, ', ''), 'forbidden has not one set a participant'],
    ['half a slot', triangle.replace('nTables = 2', 'nTables = 1.5'), 'nTables is no whole number'],
  ])('with %s is refused', (_, text, message) => {
    expect(() => readInstance(text)).toThrow(message);
  });
});

describe('the judge', () => {
  test('lets the best placing pass', () => {
    expect(judge(instance, [2, 3, 4, 5], 1)).toEqual({ ok: true, violations: [] });
  });

  test.each<[string, number[], number, string[]]>([
    ['a wrong number of gaps', [2, 3, 4, 5], 0, ['1 gaps, not 0']],
    ['a meeting before one it must follow', [3, 2, 4, 5], 1, ['meeting 2 in slot 2: not after meeting 1']],
    ['a fixed meeting elsewhere', [2, 3, 1, 5], 2, ['meeting 3 in slot 1: fixed elsewhere']],
    [
      'a session that is over',
      [4, 5, 4, 5],
      0,
      ['meeting 1 in slot 4: not in the morning', 'meeting 3 in slot 4: 1 meets somebody else'],
    ],
    [
      'a forbidden slot, and two at once',
      [2, 3, 4, 4],
      1,
      ['meeting 4 in slot 4: 1 meets somebody else', 'meeting 4 in slot 4: forbidden to 4'],
    ],
    ['a slot that is none', [2, 3, 4, 6], 2, ['meeting 4 in slot 6: there is none']],
  ])('tells of %s', (_, slots, value, violations) => {
    expect(judge(instance, slots, value)).toEqual({ ok: false, violations });
  });

  test('tells of too few tables, and of gaps that are not shared fairly', () => {
    const crowded = readInstance(
      'nBusiness=6; nMeetings=3; nTables=2; nTotalSlots=1; requested=[|1,2,3|3,4,3|5,6,3|];',
    );
    const unfair = readInstance(
      'nBusiness=5; nMeetings=4; nTables=1; nTotalSlots=7; requested=[|1,2,3|1,3,3|1,4,3|1,5,3|];',
    );
    expect([judge(crowded, [1, 1, 1], 0).violations, judge(unfair, [1, 3, 5, 7], 3).violations]).toEqual([
      ['slot 1: more meetings than tables'],
      ['gaps differ by 3'],
    ]);
  });
});

describe('a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'b2b-'));
    await writeFile(join(folder, 'triangle.original.dzn'), triangle);
    await writeFile(join(folder, 'none.dzn'), triangle.replace('nTotalSlots = 5', 'nTotalSlots = 4'));
    await writeFile(join(folder, 'broken.dzn'), 'nBusiness = 3;');
    await writeFile(join(folder, 'unfair.dzn'), unfair(7));
    await writeFile(join(folder, 'unfair-by-two.dzn'), unfair(6));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is run file by file', async () => {
    const told: Line[] = [];
    const { lines } = await b2b(folder, (line) => told.push(line));
    expect(told).toEqual(lines);
    expect(lines.map(({ seconds: _, ...line }) => line)).toEqual([
      {
        instance: 'broken',
        status: 'unreadable',
        value: null,
        bound: null,
        checker: { ok: false, violations: ['nTotalSlots is missing'] },
      },
      { instance: 'none', status: 'infeasible', value: null, bound: null, checker: null },
      { instance: 'triangle', status: 'optimal', value: 1, bound: 1, checker: { ok: true, violations: [] } },
      { instance: 'unfair-by-two', status: 'optimal', value: 2, bound: 2, checker: { ok: true, violations: [] } },
      { instance: 'unfair', status: 'infeasible', value: null, bound: null, checker: null },
    ]);
  });

  test('without instances is refused', async () => {
    await expect(b2b(tmpdir(), () => {})).rejects.toThrow(/b2b needs --dir DIR/);
  });
});
