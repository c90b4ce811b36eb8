// Small timetables against every possible one.
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Clingo,
  checkTimetable,
  type Timetable,
  type TimetableInput,
  timetable,
} from '../../../matching/index.js';
import { clingo } from '../../arrange/matching/clingo.js';
import { everyOutcome, smallInputs, withPrevious } from '../../arrange/matching/timetables.js';

let solver: Clingo;
beforeAll(async () => {
  solver = await clingo();
});

const runs = { numRuns: 60, seed: 7 };
const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const proven = (value: number) => ({ status: 'optimal', value, bound: value, gap: 0 });
const made = (input: TimetableInput): Timetable | null => {
  const answer = timetable(input, solver);
  return answer.feasible ? answer.timetable : null;
};

describe('a free timetable', () => {
  test('exists when there is any, keeps every rule and has the fewest gaps', () => {
    fc.assert(
      fc.property(smallInputs, (input) => {
        const all = everyOutcome(input);
        const found = made(input);
        if (all.length === 0) return expect(found).toBeNull();
        expect(found?.certificate).toEqual({
          moves: null,
          gaps: proven(least(all.map(({ gaps }) => gaps))),
          checker: { ok: true, violations: [] },
        });
        expect(checkTimetable(input, found?.meetings ?? [])).toEqual([]);
      }),
      runs,
    );
  });

  test('is the same to the byte, in whatever order its lists come', () => {
    fc.assert(
      fc.property(smallInputs, (input) => {
        const turned = {
          ...input,
          meetings: input.meetings.toReversed(),
          unavailable: input.unavailable.toReversed(),
          interpreters: input.interpreters.toReversed(),
        };
        expect(JSON.stringify(timetable(turned, solver))).toBe(JSON.stringify(timetable(input, solver)));
      }),
      { ...runs, numRuns: 20 },
    );
  });
});

describe('a timetable that keeps to the last one', () => {
  test('moves the fewest meetings, then has the fewest gaps', () => {
    fc.assert(
      fc.property(withPrevious(smallInputs), (input) => {
        const all = everyOutcome(input);
        const found = made({ ...input, mode: 'fewest-changes' });
        if (all.length === 0) return expect(found).toBeNull();
        const moves = least(all.map((outcome) => outcome.moves));
        const gaps = least(all.filter((outcome) => outcome.moves === moves).map((outcome) => outcome.gaps));
        expect(found?.certificate).toEqual({
          moves: proven(moves),
          gaps: proven(gaps),
          checker: { ok: true, violations: [] },
        });
        expect(found?.changes.filter(({ code }) => code === 'moved')).toHaveLength(moves);
      }),
      runs,
    );
  });

  test('within a number of moves has the fewest gaps, or says how many it takes', () => {
    fc.assert(
      fc.property(withPrevious(smallInputs), fc.nat(3), (input, atMost) => {
        const all = everyOutcome(input);
        const answer = timetable({ ...input, mode: 'at-most', atMost }, solver);
        if (all.length === 0) return expect(answer.feasible).toBe(false);
        const moves = least(all.map((outcome) => outcome.moves));
        if (moves > atMost) {
          const shortages = [{ code: 'moves', params: { limit: atMost, moves } }];
          return expect(answer).toEqual({ feasible: false, shortages, release: [] });
        }
        const within = all.filter((outcome) => outcome.moves <= atMost);
        expect(answer.feasible && answer.timetable.certificate.gaps).toEqual(
          proven(least(within.map((outcome) => outcome.gaps))),
        );
      }),
      runs,
    );
  });
});

describe('where there is none', () => {
  const without = (input: TimetableInput, gone: readonly number[]): TimetableInput => {
    const demands = [
      ...input.locked.map((lock) => ({ lock, away: null })),
      ...input.unavailable.map((away) => ({ lock: null, away })),
    ].filter((_, i) => !gone.includes(i));
    return {
      ...input,
      locked: demands.flatMap(({ lock }) => lock ?? []),
      unavailable: demands.flatMap(({ away }) => away ?? []),
    };
  };
  const subsets = (count: number): number[][] =>
    Array.from({ length: 2 ** count }, (_, bits) =>
      Array.from({ length: count }, (_each, i) => i).filter((i) => bits & (1 << i)),
    );

  test('the fewest demands are named without which there is one, or something is short without any', () => {
    fc.assert(
      fc.property(smallInputs, (input) => {
        const answer = timetable(input, solver);
        fc.pre(!answer.feasible);
        if (answer.feasible) return;
        // A slot in which somebody is away twice is one demand.
        const away = [...new Map(input.unavailable.map((one) => [JSON.stringify(one), one])).values()].filter(
          ({ party }) => input.meetings.some((pair) => Object.values(pair).includes(party)),
        );
        const plain = { ...input, unavailable: away };
        const ways = subsets(plain.locked.length + away.length).filter(
          (gone) => everyOutcome(without(plain, gone)).length > 0,
        );
        if (ways.length === 0) return expect([answer.shortages.length > 0, answer.release]).toEqual([true, []]);
        expect([answer.shortages, answer.release.length]).toEqual([[], least(ways.map((gone) => gone.length))]);
        const kept = {
          ...plain,
          locked: plain.locked.filter(() => !answer.release.some(({ code }) => code === 'locked')),
          unavailable: away.filter(
            ({ party, slots: [slot] }) =>
              !answer.release.some((one) => one.code === 'unavailable' && one.party === party && one.slot === slot),
          ),
        };
        expect(made(kept)).not.toBeNull();
      }),
      { ...runs, numRuns: 25 },
    );
  });
});
