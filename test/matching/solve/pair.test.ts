// Pairing against trying every way, and its prices against the bound they promise.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Candidate, type Pairing, pair } from '../../../matching/solve/pair.js';
import { bestPairing } from '../../arrange/matching/brute-force.js';

/** What the prices promise: no pairing is worth more. */
function bound(
  { least, most, room, meetings, parties, candidates }: Pairing,
  prices: { a: number[]; b: number[]; total: number },
): number {
  const limit = Math.min(meetings, parties * room.length);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return (
    Math.max(0, prices.total * limit) +
    sum(room.map((places, b) => Math.max(0, (prices.b[b] as number) * places))) +
    sum(prices.a.map((price) => Math.max(price * least, price * most))) +
    sum(
      candidates.map(({ a, b, worth, must }) => {
        const net = worth - (prices.a[a] as number) - (prices.b[b] as number) - prices.total;
        return must ? net : Math.max(0, net);
      }),
    )
  );
}

const pairing = fc
  .record({ parties: fc.nat(6), counterparts: fc.integer({ min: 0, max: 4 }) })
  .chain(({ parties, counterparts }) => {
    const cells = Array.from({ length: parties * counterparts }, (_, cell) => ({
      a: Math.floor(cell / counterparts),
      b: cell % counterparts,
    }));
    return fc.record({
      least: fc.nat(2),
      most: fc.nat(4),
      room: fc.array(fc.nat(6), { minLength: counterparts, maxLength: counterparts }),
      meetings: fc.oneof(fc.nat(14), fc.constant(Number.POSITIVE_INFINITY)),
      parties: fc.constant(parties),
      candidates: fc
        .tuple(
          fc.subarray(cells, { minLength: Math.floor(cells.length / 2) }),
          fc.array(fc.nat(10_000), { minLength: cells.length, maxLength: cells.length }),
          fc.array(fc.constantFrom(false, false, false, false, false, true), {
            minLength: cells.length,
            maxLength: cells.length,
          }),
        )
        .map(([open, worths, musts]) =>
          open.map((cell, at): Candidate => ({ ...cell, worth: worths[at] as number, must: musts[at] as boolean })),
        ),
    });
  });

test('a pairing is the best of all, keeps the rules, and its prices prove it; none is found only where there is none', () => {
  const met = { none: 0, some: 0 };
  fc.assert(
    fc.property(pairing, (problem) => {
      const best = bestPairing(problem);
      const found = pair(problem);
      met[best === null ? 'none' : 'some']++;
      expect(found?.value ?? null).toBe(best);
      if (!found) return;
      const used = problem.candidates.filter((_, e) => found.used[e]);
      expect(used.reduce((sum, { worth }) => sum + worth, 0)).toBe(found.value);
      expect(bound(problem, found.prices)).toBe(found.value);
    }),
    { numRuns: 1000, seed: 6 },
  );
  expect(Math.min(met.none, met.some)).toBeGreaterThan(150);
});

describe('worked cases', () => {
  const grid = (worths: number[][]): Candidate[] =>
    worths.flatMap((row, a) => row.map((worth, b) => ({ a, b, worth, must: false })));
  const plain: Pairing = {
    least: 1,
    most: 1,
    room: [1, 1],
    meetings: 9,
    parties: 2,
    candidates: grid([
      [9, 8],
      [8, 1],
    ]),
  };
  test.each<[string, Partial<Pairing>, number | null, boolean[] | null]>([
    ['the second best for one is the best for all', {}, 16, [false, true, true, false]],
    [
      'a must is kept although it costs',
      { candidates: plain.candidates.map((one, e) => ({ ...one, must: e === 0 })) },
      10,
      [true, false, false, true],
    ],
    ['with room for all everything is used', { most: 2, room: [2, 2] }, 26, [true, true, true, true]],
    ['the event’s limit binds', { least: 0, most: 2, room: [2, 2], meetings: 1 }, 9, [true, false, false, false]],
    ['no one left without', { room: [1, 0] }, null, null],
    ['least above most', { least: 2, most: 1 }, null, null],
    ['nobody to pair', { parties: 0, candidates: [] }, 0, []],
  ])('%s', (_, change, value, used) => {
    const found = pair({ ...plain, ...change });
    expect([found?.value ?? null, found?.used ?? null]).toEqual([value, used]);
  });
});

test('more parties than were ever measured are refused', () => {
  const problem = { least: 0, most: 1, meetings: 1, candidates: [] };
  expect(pair({ ...problem, parties: 10_000, room: new Array(10_000).fill(1) })?.value).toBe(0);
  expect(() => pair({ ...problem, parties: 10_001, room: [1] })).toThrow(RangeError);
  expect(() => pair({ ...problem, parties: 1, room: new Array(10_001).fill(1) })).toThrow('10001');
});
