// The contradictions of the benchmark are what they are said to be, by HiGHS alone; and they are found as they were planted.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Highs } from 'highs';
import { HighsRules } from '../../bench/infeasible/core-by-highs.js';
import { type Planted, planted } from '../../bench/infeasible/planted.js';
import { plantedTimetable, without } from '../../bench/infeasible/planted-timetable.js';
import { releaseByHighs } from '../../bench/infeasible/release-by-highs.js';
import { plannedInputs } from '../../bench/matching/instances.js';
import { random } from '../../bench/random.js';
import { event } from '../../bench/timetable/instances.js';
import { type MatchingInput, ordered, timetable } from '../../matching/index.js';
import { conflict } from '../../matching/plan/conflict.js';
import { table } from '../../matching/plan/table.js';
import { limits } from '../../matching/rules.js';
import { clingo } from '../arrange/matching/clingo.js';
import { type Seeded, seeded } from '../arrange/matching/seeded.js';
import { solver } from '../arrange/matching/solver.js';

let highs: Highs;
let data: Seeded;
let cases: Planted[];
beforeAll(async () => {
  highs = await solver();
  data = await seeded();
  const [most] = plannedInputs(data.seed).sort((a, b) => b.partners.length - a.partners.length);
  cases = planted(most as MatchingInput);
});

describe('a contradiction', () => {
  test.each([0, 1, 2, 3])('(%d) cannot be kept, and with any one rule less it can', (place) => {
    const { input: given, core } = cases[place] as Planted;
    const input = ordered(given);
    const rules = new HighsRules(input, table(input, limits(input), data.words), highs);
    const less = core.map((rule) => core.filter((other) => other !== rule));
    expect([rules.canKeep(core), less.map((kept) => rules.canKeep(kept))]).toEqual([false, core.map(() => true)]);
    rules.dispose();
  });

  test.each([0, 1, 2])('(%d) is found as it was planted', (place) => {
    const { input: given, core } = cases[place] as Planted;
    const input = ordered(given);
    const found = conflict(input, table(input, limits(input), data.words), highs).conflict;
    expect(new Set(found)).toEqual(new Set(core));
  });
});

test('the locks planted in a timetable are the fewest to let go, by either way, and then there is one', async () => {
  const solve = await clingo();
  const day = { ...event({ provinces: 6, partners: 8, slots: 8 }, 'normal'), interpreters: [] };
  const made = timetable(day, solve);
  if (!made.feasible) throw new Error(JSON.stringify(made));
  const { input, release } = plantedTimetable(day, made.timetable.meetings, { wrong: 2, right: 5 }, random(1));
  expect([release.length, input.locked.length]).toEqual([2, 7]);
  const answer = timetable(input, solve);
  if (answer.feasible) throw new Error('there is a timetable');
  expect(answer.shortages).toEqual([]);
  expect(new Set(answer.release)).toEqual(new Set(release));
  expect(new Set(releaseByHighs(input, highs))).toEqual(new Set(release));
  expect(timetable(without(input, answer.release), solve)).toMatchObject({
    feasible: true,
    timetable: { certificate: { checker: { ok: true, violations: [] } } },
  });
});
