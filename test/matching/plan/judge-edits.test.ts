// Good edits are damaged in one way after the other: the judge names exactly that, and calls nothing least that is not.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { check, type Verdict } from '../../../matching/check/check.js';
import type { MatchingInput, Plan } from '../../../matching/model.js';
import { table } from '../../../matching/plan/table.js';
import { propose } from '../../../matching/propose.js';
import { limits } from '../../../matching/rules.js';
import { hashLexicon, input, posting, province, withRules } from '../../arrange/matching/input.js';
import { solver } from '../../arrange/matching/solver.js';

const ids = ['11', '12', '13', '14', '15', '16'];
const partners = [
  { id: 'P1', countries: ['IL'] },
  { id: 'P2', countries: ['DE'] },
];
/** Six provinces, the first the best; four seats, and room for six meetings. */
const given: MatchingInput = {
  ...input({
    partners,
    provinces: ids.map((id) => province(id)),
    needs: ids.map((id, i) => posting(`N${i}`, { provinces: [id], year: 2026 - 2 * i, countries: ['IL'] })),
    history: [{ id: 'H1', date: '2026-05', countries: ['FR'], provinces: ['11', '12', '13', '14'] }],
    event: { seats: 4, tables: 2, slots: 3, rules: { minNotMet: { provinces: 1 }, threshold: 0.35 } },
  }),
  previous: {
    invited: ['12', '13', '14', '15'],
    pairs: [
      { province: '12', partner: 'P1' },
      { province: '13', partner: 'P1' },
      { province: '14', partner: 'P2' },
      { province: '15', partner: 'P2' },
    ],
    atMost: null,
  },
};
const planned = async (asked: MatchingInput): Promise<Plan> => {
  const answer = propose(asked, hashLexicon, await solver());
  if (!answer.feasible) throw new Error(JSON.stringify(answer));
  return answer.plan;
};
const changing = (asked: MatchingInput, atMost: number | null): MatchingInput => ({
  ...asked,
  previous: { ...(asked.previous ?? { invited: [], pairs: [] }), atMost },
});
const judged = (plan: Plan, asked: MatchingInput = given): Verdict => {
  const own = limits(asked);
  return check(asked, table(asked, own, hashLexicon), own, plan);
};
const codesOf = ({ violations }: Verdict) => [...new Set(violations.map(({ code }) => code))].sort();

let plan: Plan;
beforeAll(async () => {
  plan = await planned(given);
});

test('the edit itself is good, and changes nothing', () => {
  expect(plan.changes).toEqual({ atMost: null, provinces: [], pairs: [], total: 0 });
  expect(judged(plan)).toEqual({ violations: [], optimal: { inviteList: true, pairing: true } });
});

describe('the judge finds', () => {
  const changes = { atMost: null, provinces: [], pairs: [], total: 0 };
  test.each<[string, object]>([
    ['a total', { changes: { ...changes, total: 1 } }],
    ['a province that has not left', { changes: { ...changes, provinces: ['12'], total: 1 } }],
    ['a meeting that is held', { changes: { ...changes, pairs: [{ province: '12', partner: 'P1' }], total: 1 } }],
    ['another limit', { changes: { ...changes, atMost: 4 } }],
    ['none at all', { changes: undefined }],
  ])('changes that are not counted right: %s', (_, damage) => {
    expect(codesOf(judged({ ...plan, ...damage }))).toEqual(['changes-wrong']);
  });

  test('changes of a plan that was made from no other', () => {
    const { previous: _, ...free } = given;
    expect(codesOf(judged(plan, free))).toEqual(['changes-wrong']);
  });

  test('more changes than allowed', async () => {
    const free = await planned(changing(given, 9));
    expect(free.changes?.total).toBeGreaterThan(0);
    const asked = changing(given, 0);
    const claimed = { ...free, changes: { ...(free.changes ?? changes), atMost: 0 } };
    expect(codesOf(judged(claimed, asked))).toEqual(['too-many-changes']);
  });

  test('too few who have not taken part for long, and meetings below the threshold', () => {
    expect(codesOf(judged(plan, withRules(given, { minNotMet: { provinces: 3 } })))).toEqual(['too-few-not-met']);
    const low = Math.min(...plan.pairs.map(({ score }) => score));
    const high = Math.min(1, low + 0.3);
    expect(codesOf(judged(plan, withRules(given, { threshold: high })))).toContain('province-threshold');
  });
});

describe('the judge does not call', () => {
  test('the fewest what is not the fewest', async () => {
    const changed = await planned(changing(given, 9));
    const claimed = {
      ...changed,
      changes: { ...(changed.changes ?? { provinces: [], pairs: [], total: 0 }), atMost: null },
    };
    expect(judged(claimed)).toEqual({ violations: [], optimal: { inviteList: false, pairing: true } });
  });

  test('best what is worth less than the changes allow', () => {
    const kept = { ...plan, changes: { atMost: 9, provinces: [], pairs: [], total: 0 } };
    expect(judged(kept, changing(given, 9)).optimal.inviteList).toBe(false);
  });

  test('the highest threshold what is not', async () => {
    const { previous: _, ...free } = withRules(given, { threshold: 0 });
    const any = await planned(free);
    const highest = withRules(free, { threshold: 'highest' });
    const best = await planned(highest);
    expect(judged(best, highest).optimal.pairing).toBe(true);
    expect(best.equity.threshold).toBeGreaterThan(any.equity.threshold ?? 1);
    const claimed = { ...any, equity: { ...any.equity } };
    expect(judged(claimed, highest).optimal.pairing).toBe(false);
  });
});
