// Pairings too large to try every way of: against HiGHS, and against the bound that their own prices promise.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { type Candidate, type Paired, type Pairing, pair } from '../../../matching/solve/pair.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});

/** The most any pairing is worth by linear programming, whose corners are whole here; null when there is none. */
function bestWorth({ least, most, room, meetings, parties, candidates }: Pairing): number | null {
  // HiGHS has no answer to a problem without columns.
  if (candidates.length === 0) return least === 0 ? 0 : null;
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false });
    for (const { worth, must } of candidates) model.addCol(worth, must ? 1 : 0, 1, { indices: [], values: [] });
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
    const row = (isIn: (one: Candidate) => boolean, from: number, to: number) => {
      const indices = candidates.flatMap((one, e) => (isIn(one) ? [e] : []));
      model.addRow(from, to, { indices, values: indices.map(() => 1) });
    };
    for (let a = 0; a < parties; a++) {
      row((one) => one.a === a, 0, most);
      row((one) => one.a === a && !one.short, least, most);
    }
    room.forEach((limit, b) => {
      row((one) => one.b === b, 0, limit);
    });
    row(() => true, 0, Math.min(meetings, candidates.length));
    model.run();
    const { optimal, infeasible } = highs.constants.modelStatus;
    const status = model.getModelStatus();
    if (status === infeasible) return null;
    expect(status).toBe(optimal);
    const { colValue } = model.getSolution();
    return candidates.reduce((sum, { worth }, e) => sum + worth * Math.round(colValue[e] as number), 0);
  } finally {
    model.dispose();
  }
}

/** What the prices promise: no pairing is worth more. */
function bound(pairing: Pairing, { prices }: Paired): number {
  const { least, most, room, meetings, parties, candidates } = pairing;
  const limit = Math.min(meetings, parties * room.length);
  const hasShort = new Set(candidates.flatMap(({ a, short }) => (short ? [a] : [])));
  let sum = Math.max(0, prices.total * limit);
  room.forEach((places, b) => {
    sum += Math.max(0, (prices.b[b] as number) * places);
  });
  prices.a.forEach((price, a) => {
    const counted = prices.counted[a] as number;
    sum += Math.max(price * (hasShort.has(a) ? 0 : least), price * most) + Math.max(counted * least, counted * most);
  });
  for (const { a, b, worth, must, short } of candidates) {
    const counted = short ? 0 : (prices.counted[a] as number);
    const net = worth - (prices.a[a] as number) - counted - (prices.b[b] as number) - prices.total;
    sum += must ? net : Math.max(0, net);
  }
  return sum;
}

function faults({ least, most, room, meetings, parties, candidates }: Pairing, { used }: Paired): string[] {
  const taken = candidates.filter((_, e) => used[e]);
  const count = (isIn: (one: Candidate) => boolean) => taken.filter(isIn).length;
  return [
    ...candidates.flatMap(({ a, b, must }, e) => (must && !used[e] ? [`${a} must meet ${b}`] : [])),
    ...Array.from({ length: parties }, (_, a) => a).flatMap((a) => [
      ...(count((one) => one.a === a) > most ? [`${a} meets too many`] : []),
      ...(count((one) => one.a === a && !one.short) < least ? [`${a} meets too few`] : []),
    ]),
    ...room.flatMap((limit, b) => (count((one) => one.b === b) > limit ? [`${b} is met by too many`] : [])),
    ...(taken.length > meetings ? ['too many in all'] : []),
  ];
}

/** Everything about a pairing, with so many on either side; worths from a short list make ties. */
const pairings = (most: number) =>
  fc
    .record({ parties: fc.integer({ min: 1, max: most }), counterparts: fc.integer({ min: 1, max: most }) })
    .chain(({ parties, counterparts }) => {
      const each = parties * counterparts;
      const list = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: each, maxLength: each });
      const often = <T>(usual: T, seldom: T) => fc.constantFrom(...Array.from({ length: 15 }, () => usual), seldom);
      return fc
        .record({
          least: fc.nat(3),
          more: fc.nat(3),
          room: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: counterparts, maxLength: counterparts }),
          meetings: fc.oneof(fc.integer({ min: parties, max: 4 * parties }), fc.constant(Number.POSITIVE_INFINITY)),
          open: list(fc.integer({ min: 0, max: 9 })),
          density: fc.integer({ min: 3, max: 10 }),
          worths: fc.oneof(list(fc.nat(4)), list(fc.nat(10_000)), list(fc.constantFrom(9_000, 9_001, 100))),
          musts: list(often(false, true)),
          shorts: fc.oneof(list(fc.constant(false)), list(fc.boolean())),
        })
        .map(
          ({ least, more, room, meetings, open, density, worths, musts, shorts }): Pairing => ({
            least,
            most: least + more,
            room,
            meetings,
            parties,
            candidates: open.flatMap((chance, cell) =>
              chance < density
                ? [
                    {
                      a: Math.floor(cell / counterparts),
                      b: cell % counterparts,
                      worth: worths[cell] as number,
                      must: musts[cell] as boolean,
                      short: shorts[cell] as boolean,
                    },
                  ]
                : [],
            ),
          }),
        );
    });

describe('a pairing', () => {
  test.each([
    [9, 1_200],
    [40, 60],
  ])('with up to %i on either side is the one linear programming finds, and its prices prove it', (size, numRuns) => {
    const met = { none: 0, some: 0, withShort: 0, withMust: 0 };
    fc.assert(
      fc.property(pairings(size), (problem) => {
        const found = pair(problem);
        expect(found?.value ?? null).toBe(bestWorth(problem));
        met[found ? 'some' : 'none']++;
        if (!found) return;
        if (problem.candidates.some(({ short }) => short)) met.withShort++;
        if (problem.candidates.some(({ must }) => must)) met.withMust++;
        expect(faults(problem, found)).toEqual([]);
        expect(bound(problem, found)).toBe(found.value);
        expect(Math.min(found.prices.total, ...found.prices.b)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns, seed: 8 },
    );
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(numRuns / 60);
  });

  test('of thousands with some twenty candidates each is proven by its prices', () => {
    let state = 7;
    const below = (limit: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % limit;
    };
    const size = 2_000;
    const candidates = Array.from({ length: size }, (_, a) => {
      const met = new Set(Array.from({ length: 20 }, () => below(size)));
      return [...met].map((b): Candidate => ({ a, b, worth: 2_500 * below(4) + below(2_500), must: false }));
    }).flat();
    const problem: Pairing = {
      least: 1,
      most: 4,
      room: new Array(size).fill(4),
      meetings: 3 * size,
      parties: size,
      candidates,
    };
    const found = pair(problem) as Paired;
    expect(bound(problem, found)).toBe(found.value);
    expect(pair(problem)).toEqual(found);
  });
});
