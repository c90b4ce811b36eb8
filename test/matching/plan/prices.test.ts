// What a rule costs: each price is found again by planning the event with and without the rule.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { type MatchingInput, type Plan, priceCodes, type RulePrice, ruleCodes } from '../../../matching/index.js';
import { propose } from '../../../matching/propose.js';
import { changed } from '../../arrange/matching/brute-force.js';
import { hashLexicon, input, posting, province, smallEdit, withRules } from '../../arrange/matching/input.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});
const planOf = (asked: MatchingInput): Plan | null => {
  const answer = propose(asked, hashLexicon, highs);
  return answer.feasible ? answer.plan : null;
};
const whole = (points: number) => Math.round(points * 10_000);
const invitedIn = ({ provinces }: Plan) => provinces.filter(({ invited }) => invited);
const idsIn = (plan: Plan) => invitedIn(plan).map((row) => row.province);
/** Ten-thousandths, without the points for waiting. */
const matchOf = (plan: Plan) =>
  invitedIn(plan).reduce((sum, { parts }) => {
    const own = parts.filter(({ code }) => code !== 'waiting');
    return sum + whole(own.reduce((points, part) => points + part.points, 0));
  }, 0);

/** The input without the rule that is priced, or with the change that is. */
function other(asked: MatchingInput, { code, params }: RulePrice): MatchingInput {
  const { event } = asked;
  const { previous: _, ...free } = asked;
  const { threshold: __, ...rules } = event.rules;
  switch (code) {
    case 'waiting':
      return withRules(asked, { waitingBoost: 0 });
    case 'highest-threshold':
      return { ...asked, event: { ...event, rules } };
    case 'fewest-changes':
      return free;
    case 'one-more-seat':
    case 'one-seat-less':
      return { ...asked, event: { ...event, seats: Number(params.seats) } };
    case 'one-more-meeting':
      return withRules(asked, { k: Number(params.limit) });
    default:
      return changed(asked, { code, params }, null);
  }
}
const steps: readonly string[] = ['one-more-seat', 'one-seat-less', 'one-more-meeting'];

describe('the price of a rule', () => {
  test('is the difference between two plans', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(smallEdit({ provinces: 6, partners: 3 }), (asked) => {
        const plan = planOf(asked);
        if (!plan) return;
        for (const price of plan.equity.prices) {
          met.add(price.code);
          const again = planOf(other(asked, price));
          const [from, to] = steps.includes(price.code) ? [plan, again] : [again, plan];
          if (!from || !to) {
            expect(price).toEqual({ ...price, inviteList: null, pairing: null, enters: [], leaves: [] });
            continue;
          }
          const { code, inviteList, pairing, enters, leaves } = price;
          expect({
            code,
            list: whole(inviteList?.change ?? 0),
            meetings: whole(pairing?.change ?? 0),
            enters,
            leaves,
          }).toEqual({
            code,
            list: matchOf(to) - matchOf(from),
            meetings: whole(to.certificate.pairing.value) - whole(from.certificate.pairing.value),
            enters: idsIn(to)
              .filter((id) => !idsIn(from).includes(id))
              .sort(),
            leaves: idsIn(from)
              .filter((id) => !idsIn(to).includes(id))
              .sort(),
          });
        }
      }),
      { numRuns: 120, seed: 41 },
    );
    // What the house has is no rule of the planner's; its seats are priced one by one.
    const unpriced = ['seats', 'slots', 'tables'];
    expect([...met].sort()).toEqual(priceCodes.filter((code) => !unpriced.includes(code)).sort());
    expect(ruleCodes).toEqual(expect.arrayContaining(unpriced));
  });

  test('is said in points and in per cent', () => {
    const four = input({
      provinces: ['11', '12', '13', '14'].map((id) => province(id, { region: id === '14' ? 'R2' : 'R1' })),
      needs: [
        posting('N1', { provinces: ['11'], countries: ['IL'] }),
        posting('N2', { provinces: ['12'], countries: ['IL'] }),
        posting('N3', { provinces: ['13'], countries: ['IL'] }),
        posting('N4', { provinces: ['14'] }),
      ],
      event: { seats: 3, rules: { perRegionMin: { R2: 1 } } },
    });
    const plan = planOf(four);
    const free = planOf(withRules(four, { perRegionMin: {} }));
    if (!plan || !free) throw new Error('there is a plan');
    const lost = (matchOf(plan) - matchOf(free)) / 10_000;
    expect(plan.equity.prices[0]).toEqual({
      code: 'region-min',
      params: { region: 'R2', limit: 1 },
      inviteList: { change: lost, percent: Math.round((lost / (matchOf(free) / 10_000)) * 10_000) / 100 },
      pairing: { change: lost, percent: Math.round((lost / (matchOf(free) / 10_000)) * 10_000) / 100 },
      enters: ['14'],
      leaves: ['13'],
    });
  });
});
