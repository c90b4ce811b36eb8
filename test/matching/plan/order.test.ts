// The same input gives the same answer to the byte, in whatever order its lists come.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { random as randomFrom } from '../../../bench/random.js';
import type { MatchingInput } from '../../../matching/index.js';
import { propose } from '../../../matching/propose.js';
import { hashLexicon, smallInput, withRules } from '../../arrange/matching/input.js';
import { type Seeded, seeded } from '../../arrange/matching/seeded.js';
import { shuffled } from '../../arrange/matching/shuffled.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
let data: Seeded;
beforeAll(async () => {
  highs = await solver();
  data = await seeded();
});

describe('the answer does not depend on the order of any list', () => {
  const answers = (input: MatchingInput, times: number) => {
    const random = randomFrom(7);
    const seen = new Set<string>();
    for (let i = 0; i < times; i++) seen.add(JSON.stringify(propose(shuffled(input, random), data.words, highs)));
    return seen;
  };

  test('of the event with Israel', () => {
    const input = data.input('israel-nncnc');
    expect(answers(input, 12)).toEqual(new Set([JSON.stringify(propose(input, data.words, highs))]));
  });

  test('nor with every kind of rule, feasible or not', () => {
    const rules = {
      perRegionMin: { BTB: 2, TDMNPB: 3 },
      perRegionMax: { DBSCL: 2, DNB: 2 },
      pinProvinces: ['31', '42'],
      forbidProvinces: ['75', '92'],
      pinPairs: [
        { province: '31', partner: 'A027' },
        { province: '24', partner: 'M034' },
      ],
      forbidPairs: [
        { province: '14', partner: 'M034' },
        { province: '79', partner: 'A027' },
      ],
      weights: { theme: 0.5, country: 0.3, concepts: 0.05 },
      metRecentlyMonths: 60,
      waitingBoost: 0.01,
      k: 2,
    };
    const input = withRules(data.input('israel-nncnc'), rules);
    const impossible = withRules(input, { perRegionMin: { BTB: 5, TDMNPB: 9, DNB: 3 } });
    expect(answers(input, 10).size).toBe(1);
    expect(answers(impossible, 3).size).toBe(1);
    expect(JSON.parse([...answers(input, 1)][0] ?? '').feasible).toBe(true);
    expect(JSON.parse([...answers(impossible, 1)][0] ?? '').feasible).toBe(false);
  });

  test('of small events with equal worth everywhere', () => {
    fc.assert(
      fc.property(smallInput({ provinces: 6, partners: 3 }), fc.nat(), (input, seed) => {
        const once = propose(input, hashLexicon, highs);
        expect(JSON.stringify(propose(shuffled(input, randomFrom(seed)), hashLexicon, highs))).toBe(
          JSON.stringify(once),
        );
      }),
      { numRuns: 120, seed: 31 },
    );
  });
});
