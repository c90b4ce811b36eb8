// The smallest choice that hits every set, beside all choices there are.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { smallestHitting } from '../../../matching/solve/hitting.js';

const numbers = [0, 1, 2, 3, 4, 5, 6];

/** All choices, the smaller ones first, those of one size in order. */
const choices = Array.from({ length: 2 ** numbers.length }, (_, bits) =>
  numbers.filter((n) => (bits >> n) % 2 === 1),
).sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));

describe('the smallest choice with one of each set', () => {
  test.each([
    ['nothing to hit', [], []],
    [
      'one for all',
      [
        [1, 2],
        [2, 3],
        [0, 2],
      ],
      [2],
    ],
    [
      'the first in order of those as small',
      [
        [1, 4],
        [2, 3],
      ],
      [1, 2],
    ],
    ['one of each, where they have nothing in common', [[5], [0], [3]], [0, 3, 5]],
  ])('%s', (_, sets, expected) => {
    expect(smallestHitting(sets, 7, 1_000)).toEqual(expected);
  });

  test('is the first of all choices that do', () => {
    const sets = fc.array(fc.subarray(numbers, { minLength: 1 }), { maxLength: 8 });
    fc.assert(
      fc.property(sets, fc.nat(7), (given, most) => {
        const first = choices.find((choice) => given.every((set) => set.some((number) => choice.includes(number))));
        const expected = first && first.length <= most ? first : null;
        expect(smallestHitting(given, most, 100_000)).toEqual(expected);
      }),
      { numRuns: 1000, seed: 9 },
    );
  });

  test('is not looked for beyond the effort', () => {
    const pairs = numbers.flatMap((a) => numbers.filter((b) => b > a).map((b) => [a, b]));
    expect([smallestHitting(pairs, 7, 100_000), smallestHitting(pairs, 7, 3)]).toEqual([[0, 1, 2, 3, 4, 5], null]);
  });
});
