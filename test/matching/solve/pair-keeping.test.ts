// The best pairing that keeps enough of an earlier one, against trying every way.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { type KeepingPairing, pairKeeping } from '../../../matching/solve/pair-keeping.js';
import { bestByKept } from '../../arrange/matching/brute-force.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});

const problem = fc
  .record({ parties: fc.integer({ min: 1, max: 5 }), counterparts: fc.integer({ min: 1, max: 4 }) })
  .chain(({ parties, counterparts }) => {
    const cells = Array.from({ length: parties * counterparts }, (_, cell) => ({
      a: Math.floor(cell / counterparts),
      b: cell % counterparts,
    }));
    const each = <T>(value: fc.Arbitrary<T>, length: number) =>
      fc.array(value, { minLength: length, maxLength: length });
    return fc.record({
      least: fc.nat(2),
      most: fc.integer({ min: 1, max: 3 }),
      room: each(fc.integer({ min: 1, max: 4 }), counterparts),
      meetings: fc.oneof(fc.integer({ min: 2, max: 9 }), fc.constant(Number.POSITIVE_INFINITY)),
      parties: fc.constant(parties),
      keep: fc.oneof(fc.constant(null), fc.nat(4), fc.nat(4)),
      candidates: fc
        .tuple(
          each(fc.oneof(fc.nat(6), fc.nat(10_000)), cells.length),
          each(fc.boolean(), cells.length),
          each(fc.constantFrom(false, false, false, true), cells.length),
          each(fc.constantFrom(...Array.from({ length: 11 }, () => false), true), cells.length),
        )
        .map(([worths, kept, short, must]) =>
          cells.map((cell, at) => ({
            ...cell,
            worth: worths[at] as number,
            kept: kept[at] as boolean,
            short: short[at] as boolean,
            must: must[at] as boolean,
          })),
        ),
    });
  });

const none = Number.NEGATIVE_INFINITY;

describe('a pairing that keeps enough', () => {
  test('is the best of all that do, and its bound is its value', () => {
    const met = { none: 0, free: 0, priced: 0, most: 0 };
    fc.assert(
      fc.property(problem, (asked: KeepingPairing) => {
        const byKept = bestByKept(asked);
        const most = byKept.findLastIndex((value) => value > none);
        const least = asked.keep ?? most;
        const best = least < 0 ? none : (byKept[least] ?? none);
        const found = pairKeeping(asked, highs);
        if (best === none) {
          met.none++;
          expect(found).toBeNull();
          return;
        }
        expect([found?.value, found?.bound]).toEqual([best, best]);
        const taken = asked.candidates.filter((_, e) => found?.used[e]);
        expect(taken.reduce((sum, { worth }) => sum + worth, 0)).toBe(best);
        expect(taken.filter(({ kept }) => kept).length).toBe(found?.kept);
        expect(found?.kept).toBeGreaterThanOrEqual(least);
        met[asked.keep === null ? 'most' : found?.keptPrice === 0 ? 'free' : 'priced']++;
      }),
      { numRuns: 3_000, seed: 51 },
    );
    expect(Math.min(...Object.values(met))).toBeGreaterThan(60);
  });

  // Two kept meetings go together or not at all, so no price gives exactly one: between them HiGHS decides.
  test('is found where no price leads to it', () => {
    const meeting = (a: number, b: number, worth: number, kept: boolean) => ({ a, b, worth, kept, must: false });
    const ring: KeepingPairing = {
      least: 1,
      most: 1,
      room: [1, 1, 1],
      meetings: 3,
      parties: 3,
      keep: 1,
      candidates: [
        meeting(0, 0, 100, false),
        meeting(1, 1, 100, false),
        meeting(2, 2, 100, false),
        meeting(0, 1, 95, true),
        meeting(1, 2, 95, true),
        meeting(2, 0, 95, true),
        meeting(1, 0, 60, true),
      ],
    };
    const found = pairKeeping(ring, highs);
    const byKept = bestByKept(ring);
    expect([found?.value, found?.bound]).toEqual([byKept[1], byKept[1]]);
    expect(byKept.slice(0, 4)).toEqual([300, 285, 285, 285]);
  });
});
