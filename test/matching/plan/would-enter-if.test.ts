// Every “would enter if” is made to the input from the outside, and the event asked again.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { type Change, changeCodes, type MatchingInput, type Plan, type ProvinceRow } from '../../../matching/index.js';
import { propose } from '../../../matching/propose.js';
import { bestOfAll, scoresOf } from '../../arrange/matching/brute-force.js';
import { hashLexicon, smallEdit, smallInput } from '../../arrange/matching/input.js';
import { replayed } from '../../arrange/matching/replay.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});

function planOf(input: MatchingInput): Plan {
  const answer = propose(input, hashLexicon, highs);
  if (!answer.feasible) throw new Error(JSON.stringify(answer));
  return answer.plan;
}
const isInvited = (plan: Plan, province: string) =>
  plan.provinces.some((row) => row.province === province && row.invited);
const left = (plan: Plan) => plan.provinces.filter(({ invited }) => !invited);

/** Whether the province is invited once its score is so much higher: by trying every list. */
function entersWhenRaised(input: MatchingInput, province: string, by: number): boolean {
  const scores = scoresOf(input);
  const raised = bestOfAll(input, {
    waiting: scores.waiting,
    cell(id, partner) {
      const cell = scores.cell(id, partner);
      return id === province ? { ...cell, score: cell.score + by } : cell;
    },
  });
  return raised?.lists.some((list) => list.includes(province)) ?? false;
}

describe('what would bring a province in', () => {
  const size = { provinces: 7, partners: 3 };
  const fewer = { provinces: 6, partners: 3 };
  test('does, in small events', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(fc.oneof(smallInput(size), smallEdit(size)), (input) => {
        const answer = propose(input, hashLexicon, highs);
        if (!answer.feasible) return;
        for (const { province, whyNot } of left(answer.plan)) {
          for (const change of whyNot?.wouldEnterIf ?? []) {
            met.set(change.code, (met.get(change.code) ?? 0) + 1);
            const { waitingBoost = 0, minNotMet } = input.event.rules;
            const waits = waitingBoost > 0 || minNotMet !== undefined;
            // Taking it out of the past also makes it wait longer.
            if (change.code === 'allow-repeat-meeting' && waits) continue;
            const again = replayed(input, province, change);
            const enters = again
              ? isInvited(planOf(again), province)
              : entersWhenRaised(input, province, Number(change.params.by));
            expect({ province, change, enters }).toEqual({ province, change, enters: true });
          }
        }
      }),
      { numRuns: 700, seed: 24 },
    );
    const never = changeCodes.filter((code) => !met.has(code));
    expect(never).toEqual([]);
  });

  test('is named whenever one of the changes works', () => {
    fc.assert(
      fc.property(fc.oneof(smallInput(fewer), smallEdit(fewer)), (input) => {
        const answer = propose(input, hashLexicon, highs);
        if (!answer.feasible) return;
        for (const row of left(answer.plan)) {
          const tried = candidates(input, row).filter((change) => {
            const again = replayed(input, row.province, change);
            const plan = again && propose(again, hashLexicon, highs);
            return plan?.feasible && isInvited(plan.plan, row.province);
          });
          const named = row.whyNot?.wouldEnterIf.map(({ code }) => code) ?? [];
          expect(named).toEqual(expect.arrayContaining(tried.map(({ code }) => code)));
        }
      }),
      { numRuns: 120, seed: 22 },
    );
  });
});

/** The changes that could be named for a province, each with the only parameters it can have. */
function candidates(input: MatchingInput, { province, need }: ProvinceRow): Change[] {
  const { event, asOf, provinces } = input;
  const { rules } = event;
  const region = provinces.find(({ id }) => id === province)?.region ?? '';
  const countries = [...new Set(input.partners.flatMap((partner) => partner.countries))].join(',');
  const change = (code: Change['code'], params: Change['params'] = {}): Change => ({ code, params, verified: true });
  if (rules.forbidProvinces?.includes(province)) return [change('lift-forbid')];
  if (rules.absentProvinces?.includes(province)) return [change('come-after-all')];
  return [
    change('one-more-seat'),
    ...(rules.perRegionMax?.[region] === undefined ? [] : [change('region-cap-plus-one', { region })]),
    ...(need === null ? [] : [change('renew-need', { need, year: Number(asOf.slice(0, 4)) })]),
    ...(need === null ? [] : [change('name-country', { need, countries })]),
    change('post-need', { themes: event.themes.join(','), countries }),
  ];
}
