// Choosing parties against trying every subset of them.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { type Choice, choose } from '../../../matching/solve/choose.js';
import { shortage } from '../../../matching/solve/shortage.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});

const count = (flags: readonly boolean[]) => flags.filter(Boolean).length;

/** Gives the parties their meetings one after the other, trying every way. */
function canAllMeet({ needed, counterparts, room, meetings }: Choice, chosen: readonly boolean[]): boolean {
  const parties = needed.flatMap((least, i) => (chosen[i] && least > 0 ? [i] : []));
  if (parties.reduce((sum, i) => sum + (needed[i] as number), 0) > meetings) return false;
  const seen = new Set<string>();
  const serve = (at: number, left: readonly number[]): boolean => {
    if (at === parties.length) return true;
    const key = `${at}:${left}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const i = parties[at] as number;
    const open = counterparts[i] as readonly number[];
    for (let set = 0; set < 1 << open.length; set++) {
      const taken = open.filter((_, bit) => set & (1 << bit));
      if (taken.length !== needed[i]) continue;
      const rest = left.map((places, j) => places - (taken.includes(j) ? 1 : 0));
      if (rest.every((places) => places >= 0) && serve(at + 1, rest)) return true;
    }
    return false;
  };
  return serve(0, room);
}

function keepsTheRules(problem: Choice, chosen: readonly boolean[]): boolean {
  const { seats, group, groupMin, groupMax, forced } = problem;
  return (
    count(chosen) <= seats &&
    forced.every((must, i) => must === 0 || chosen[i] === (must === 1)) &&
    groupMin.every((least, g) => {
      const size = chosen.filter((yes, i) => yes && group[i] === g).length;
      return size >= least && size <= (groupMax[g] as number);
    }) &&
    canAllMeet(problem, chosen)
  );
}

/** The most any subset is worth; null when no subset keeps the rules. */
function bestOfAll(problem: Choice): number | null {
  const n = problem.weight.length;
  let best: number | null = null;
  for (let set = 0; set < 1 << n; set++) {
    const chosen = problem.weight.map((_, i) => (set & (1 << i)) !== 0);
    const value = problem.weight.reduce((sum, weight, i) => sum + (chosen[i] ? weight : 0), 0);
    if ((best === null || value > best) && keepsTheRules(problem, chosen)) best = value;
  }
  return best;
}

const choice = (heaviest: number) =>
  fc
    .record({
      n: fc.integer({ min: 1, max: 9 }),
      groups: fc.integer({ min: 1, max: 3 }),
      m: fc.integer({ min: 0, max: 4 }),
    })
    .chain(({ n, groups, m }) => {
      const each = <T>(value: fc.Arbitrary<T>, length: number) =>
        fc.array(value, { minLength: length, maxLength: length });
      return fc.record({
        weight: each(fc.nat(heaviest), n),
        seats: fc.nat(n + 1),
        group: each(fc.nat(groups - 1), n),
        groupMin: each(fc.oneof(fc.constant(0), fc.nat(2)), groups),
        groupMax: each(fc.oneof(fc.constant(n), fc.nat(4)), groups),
        forced: each(fc.constantFrom<-1 | 0 | 1>(0, 0, 0, 0, 0, 1, -1), n),
        needed: fc.constantFrom(1, 3).chain((most) => each(fc.integer({ min: 0, max: most }), n)),
        counterparts: each(fc.subarray(Array.from({ length: m }, (_, j) => j)), n),
        room: each(fc.nat(5), m),
        meetings: fc.oneof(fc.nat(12), fc.constant(Number.POSITIVE_INFINITY)),
      });
    });

describe('a choice', () => {
  test.each([
    ['small weights, many ties', 5],
    ['weights of the size scores have', 6_000_000],
  ])('is the best of all subsets, by flow and by cuts: %s', (_, heaviest) => {
    const met = { infeasible: 0, byFlow: 0, byMeetings: 0, byCuts: 0 };
    fc.assert(
      fc.property(choice(heaviest), (problem) => {
        const best = bestOfAll(problem);
        const found = choose(problem, highs);
        const unlimited = choose({ ...problem, needed: problem.needed.map(() => 0), meetings: 0 }, highs);
        const goesShort = unlimited !== null && shortage(problem, unlimited.chosen) !== null;
        if (best === null) met.infeasible++;
        else if (goesShort) met[problem.needed.some((least) => least > 1) ? 'byCuts' : 'byMeetings']++;
        else met.byFlow++;
        expect(found && { value: found.value, bound: found.bound }).toEqual(
          best === null ? null : { value: best, bound: best },
        );
        if (found) {
          expect(keepsTheRules(problem, found.chosen)).toBe(true);
          expect(problem.weight.reduce((sum, weight, i) => sum + (found.chosen[i] ? weight : 0), 0)).toBe(found.value);
        }
      }),
      { numRuns: 700, seed: 3 },
    );
    expect(Math.min(...Object.values(met))).toBeGreaterThan(40);
  });

  const plain: Choice = {
    weight: [5, 4, 3],
    seats: 2,
    group: [0, 0, 1],
    groupMin: [0, 0],
    groupMax: [3, 3],
    forced: [0, 0, 0],
    needed: [1, 1, 1],
    counterparts: [[0], [0], [0]],
    room: [3],
    meetings: 9,
  };
  test.each<[string, Partial<Choice>, boolean[] | null]>([
    ['the heaviest that find a seat', {}, [true, true, false]],
    ['a group’s minimum before a heavier one', { groupMin: [0, 1] }, [true, false, true]],
    ['no more than a group’s maximum', { groupMax: [1, 3] }, [true, false, true]],
    ['a forced one', { forced: [0, 0, 1] }, [true, false, true]],
    ['nobody who must not come', { forced: [-1, 0, 0] }, [false, true, true]],
    ['only as many as the counterpart can meet', { room: [1] }, [true, false, false]],
    [
      'two light ones rather than one that needs all the meetings',
      { needed: [2, 1, 1], counterparts: [[0, 1], [0], [1]], room: [1, 1] },
      [false, true, true],
    ],
    ['only as many as can meet at all', { meetings: 1 }, [true, false, false]],
    ['nobody without a counterpart', { counterparts: [[], [0], [0]] }, [false, true, true]],
    ['no list when two forced ones share one place', { forced: [1, 1, 0], room: [1] }, null],
    ['no list when groups ask for more than there are seats', { groupMin: [2, 1] }, null],
    ['no list when a group is too small', { groupMin: [0, 2] }, null],
    ['no list with less than no room', { room: [-1] }, null],
  ])('takes %s', (_, change, expected) => {
    expect(choose({ ...plain, ...change }, highs)?.chosen ?? null).toEqual(expected);
  });

  test('comes out the same twice', () => {
    fc.assert(
      fc.property(choice(5), (problem) => {
        expect(choose(problem, highs)).toEqual(choose(problem, highs));
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

describe('a shortage', () => {
  test('is found exactly when someone chosen goes short, breaks the choice, and holds for every choice that works', () => {
    let short = 0;
    fc.assert(
      fc.property(choice(5), fc.nat(), (problem, set) => {
        const n = problem.weight.length;
        const chosen = problem.weight.map((_, i) => (set & (1 << i)) !== 0);
        const cut = shortage(problem, chosen);
        expect(cut === null).toBe(canAllMeet(problem, chosen));
        if (!cut) return;
        short++;
        const taken = (flags: readonly boolean[]) =>
          cut.parties.reduce((sum, i, at) => sum + (flags[i] ? (cut.coefficients[at] as number) : 0), 0);
        expect(taken(chosen)).toBeGreaterThan(cut.limit);
        for (let other = 0; other < 1 << n; other++) {
          const flags = problem.weight.map((_, i) => (other & (1 << i)) !== 0);
          if (taken(flags) > cut.limit) expect(canAllMeet(problem, flags)).toBe(false);
        }
      }),
      { numRuns: 200, seed: 5 },
    );
    expect(short).toBeGreaterThan(50);
  });
});
