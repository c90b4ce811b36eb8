// 200 orders of every list of one event: the same bytes each time.
import { expect, jest, test } from '@jest/globals';
import { random as randomFrom } from '../../../bench/random.js';
import { propose } from '../../../matching/propose.js';
import { seeded } from '../../arrange/matching/seeded.js';
import { shuffled } from '../../arrange/matching/shuffled.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

test('the event with Israel has one plan in all of 200 orders', async () => {
  const highs = await solver();
  const { words, ...data } = await seeded();
  const input = data.input('israel-nncnc');
  const random = randomFrom(8);
  const answers = Array.from({ length: 200 }, () => JSON.stringify(propose(shuffled(input, random), words, highs)));
  expect(new Set(answers)).toEqual(new Set([JSON.stringify(propose(input, words, highs))]));
});
