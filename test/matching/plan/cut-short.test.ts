// A plan whose making is ended early is the same list and the same meetings, proven; only reasons are missing, and it says so.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Highs } from 'highs';
import { type Plan, propose } from '../../../matching/index.js';
import { plannedEvents, type Seeded, seeded } from '../../arrange/matching/seeded.js';
import { solver } from '../../arrange/matching/solver.js';

let highs: Highs;
let data: Seeded;
beforeAll(async () => {
  [highs, data] = [await solver(), await seeded()];
});

/** Ended after so many steps. */
function cutAfter(event: string, steps: number): { plan: Plan; steps: number } {
  let told = 0;
  const answer = propose(
    data.input(event),
    data.words,
    highs,
    () => {
      told += 1;
    },
    () => told < steps,
  );
  if (!answer.feasible) throw new Error('infeasible');
  return { plan: answer.plan, steps: told };
}
const invited = ({ provinces }: Plan) =>
  provinces
    .filter((row) => row.invited)
    .map(({ province }) => province)
    .sort();

describe.each(plannedEvents)('%s', (event) => {
  test.each([0, 1, 20, 34, 36, 50, 67, 68])('ended after %i steps', (steps) => {
    const whole = cutAfter(event, Number.POSITIVE_INFINITY).plan;
    const { plan } = cutAfter(event, steps);
    expect([invited(plan), plan.pairs]).toEqual([invited(whole), whole.pairs]);
    expect(plan.certificate).toEqual(whole.certificate);
    expect(plan.provinces.map(({ rank }) => rank)).toEqual(whole.provinces.map(({ rank }) => rank));
    const open = plan.provinces.filter(({ whyNot }) => whyNot?.code === 'not-explained');
    expect(plan.warnings[0]).toEqual({
      code: 'cut-short',
      params: { explained: plan.provinces.length - open.length, provinces: plan.provinces.length },
    });
    // What was explained is explained as in the whole plan.
    for (const { province, whyNot } of plan.provinces.filter((row) => !open.includes(row)))
      expect(whyNot).toEqual(whole.provinces.find((row) => row.province === province)?.whyNot);
    expect(open.length).toBeGreaterThan(0);
  });
});
