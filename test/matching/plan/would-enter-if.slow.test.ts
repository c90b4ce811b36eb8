// Every “would enter if” of the planned events is made to the input from the outside, and the event asked again.
import { beforeAll, expect, jest, test } from '@jest/globals';
import type { Highs } from 'highs';
import type { MatchingInput } from '../../../matching/index.js';
import { propose } from '../../../matching/propose.js';
import { replayed } from '../../arrange/matching/replay.js';
import { plannedEvents, type Seeded, seeded } from '../../arrange/matching/seeded.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
let data: Seeded;
beforeAll(async () => {
  highs = await solver();
  data = await seeded();
});
const rowsOf = (input: MatchingInput) => {
  const answer = propose(input, data.words, highs);
  return answer.feasible ? answer.plan.provinces : [];
};

test.each(plannedEvents)('in %s each province left out has some, and each brings it in', (slug) => {
  const input = data.input(slug);
  const left = rowsOf(input).filter(({ invited }) => !invited);
  expect(left.length).toBeGreaterThan(20);
  for (const { province, whyNot } of left) {
    const changes = whyNot?.wouldEnterIf ?? [];
    expect([province, changes.length > 0]).toEqual([province, true]);
    for (const change of changes) {
      const again = replayed(input, province, change);
      if (!again) continue;
      const enters = rowsOf(again).some((row) => row.province === province && row.invited);
      expect({ province, change, enters }).toEqual({ province, change, enters: true });
    }
  }
});
