import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Leaders } from '../../../server/search/embedded/leaders.js';

test('the first few in order are those of all in order, ties included', () => {
  const worth = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(worth, fc.integer({ min: 0, max: 70 }), (worths, most) => {
      const compare = (a: number, b: number) => (worths[b] ?? 0) - (worths[a] ?? 0) || a - b;
      const leaders = new Leaders(most, compare);
      const items = worths.map((_, item) => item);
      for (const item of items) leaders.offer(item);
      const expected = items.sort(compare).slice(0, most);
      expect(leaders.inOrder()).toEqual(expected);
      expect(leaders.last).toBe(expected.length < most ? undefined : expected.at(-1));
    }),
  );
});
