// Whole plans of small events against trying every list, every pairing and every set of rules.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import type { MatchingInput, Plan } from '../../../matching/model.js';
import { propose } from '../../../matching/propose.js';
import { bestOfAll, changed, rulesOf, scoresOf } from '../../arrange/matching/brute-force.js';
import { hashLexicon, smallEdit, smallInput } from '../../arrange/matching/input.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});
const whole = (points: number) => Math.round(points * 10_000);
const invitedIn = (plan: Plan) => plan.provinces.flatMap(({ province, invited }) => (invited ? [province] : [])).sort();

/** Pins that are missing and refusals that are not kept, read straight from the input. */
function brokenWishes({ event, history, partners }: MatchingInput, plan: Plan): string[] {
  const {
    pinProvinces = [],
    forbidProvinces = [],
    absentProvinces = [],
    pinPairs = [],
    forbidPairs = [],
    metRecentlyMonths = 0,
  } = event.rules;
  const invited = invitedIn(plan);
  const key = (pair: { province: string; partner: string }) => `${pair.province} ${pair.partner}`;
  const paired = plan.pairs.map(key);
  const pinned = pinPairs.map(key);
  const metThisYear = plan.pairs.filter(({ province, partner }) =>
    history.some(
      (past) =>
        past.date === '2026-08-30' &&
        past.provinces.includes(province) &&
        partners.some(({ id, countries }) => id === partner && past.countries.includes(countries[0] ?? '')),
    ),
  );
  return [
    ...pinProvinces.filter((province) => !invited.includes(province)),
    ...[...forbidProvinces, ...absentProvinces].filter((province) => invited.includes(province)),
    ...pinned.filter((pair) => !paired.includes(pair)),
    ...forbidPairs.map(key).filter((pair) => paired.includes(pair)),
    ...(metRecentlyMonths > 0 ? metThisYear.map(key).filter((pair) => !pinned.includes(pair)) : []),
  ];
}

describe('the plan of a small event', () => {
  test('is the best of all lists and of all pairings of that list, and is proven', () => {
    const met = { feasible: 0, proven: 0 };
    fc.assert(
      fc.property(smallInput({ provinces: 7, partners: 3 }), (input) => {
        const answer = propose(input, hashLexicon, highs);
        const best = bestOfAll(input);
        expect(answer.feasible).toBe(best !== null);
        if (!answer.feasible || !best) return;
        const { plan } = answer;
        const { inviteList, pairing, checker } = plan.certificate;
        expect(checker).toEqual({ ok: true, violations: [] });
        expect(best.lists).toContainEqual(invitedIn(plan));
        expect([whole(inviteList.value), whole(inviteList.bound)]).toEqual([best.value, best.value]);
        expect(whole(pairing.value)).toBe(best.pairing(invitedIn(plan)));
        expect(pairing.status).toBe('optimal');
        expect(brokenWishes(input, plan)).toEqual([]);
        met.feasible++;
        if (inviteList.status === 'optimal') met.proven++;
      }),
      { numRuns: 400, seed: 11 },
    );
    expect(met.feasible).toBeGreaterThan(200);
    expect(met.proven).toBe(met.feasible);
  });
});

describe('the edit of a small plan', () => {
  test('makes the fewest changes, or as many as allowed, and is the best of those that do', () => {
    const met = { feasible: 0, infeasible: 0, proven: 0, changed: 0, meetingsProven: 0 };
    fc.assert(
      fc.property(smallEdit({ provinces: 6, partners: 3 }), (input) => {
        const answer = propose(input, hashLexicon, highs);
        const best = bestOfAll(input);
        expect(answer.feasible).toBe(best !== null);
        if (!answer.feasible || !best) {
          met.infeasible++;
          return;
        }
        const { plan } = answer;
        const { inviteList, pairing, checker } = plan.certificate;
        expect(checker).toEqual({ ok: true, violations: [] });
        expect([whole(inviteList.value), whole(inviteList.bound)]).toEqual([best.value, best.value]);
        expect(best.lists).toContainEqual(invitedIn(plan));
        const atMost = input.previous?.atMost;
        if (atMost === null) expect(plan.changes?.total).toBe(best.fewest);
        else expect(plan.changes?.total).toBeLessThanOrEqual(atMost ?? 0);
        expect(whole(pairing.value)).toBe(best.pairing(invitedIn(plan)));
        expect(brokenWishes(input, plan)).toEqual([]);
        met.feasible++;
        if (best.fewest > 0) met.changed++;
        if (inviteList.status === 'optimal') met.proven++;
        if (pairing.status === 'optimal') met.meetingsProven++;
      }),
      { numRuns: 400, seed: 13 },
    );
    expect(met).toMatchObject({ proven: met.feasible, meetingsProven: met.feasible });
    expect(Math.min(met.infeasible, met.changed)).toBeGreaterThan(80);
  });
});

describe('rules that contradict each other', () => {
  const size = { provinces: 4, partners: 3 };
  const without = (input: MatchingInput, kept: readonly { code: string }[]) =>
    rulesOf(input).reduce(
      (left, rule) =>
        kept.some((other) => JSON.stringify(other) === JSON.stringify(rule)) ? left : changed(left, rule, null),
      input,
    );

  test('are answered by a smallest set of them and by a relaxation that works', () => {
    let infeasible = 0;
    const met = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(smallInput(size), smallEdit(size)), (input) => {
        const answer = propose(input, hashLexicon, highs);
        if (answer.feasible) return;
        infeasible++;
        const { conflict, relaxation } = answer;
        const rules = rulesOf(input);
        const scores = scoresOf(input);
        const canKeep = (kept: typeof rules) => bestOfAll(without(input, kept), scores, input) !== null;
        for (const rule of conflict) {
          met.add(rule.code);
          expect(rules).toContainEqual(rule);
        }
        expect(canKeep(conflict)).toBe(false);
        for (const fewer of subsets(rules, conflict.length - 1)) expect(canKeep(fewer)).toBe(true);

        const relaxed = relaxation.reduce((left, { to, ...rule }) => changed(left, rule, to), input);
        expect(relaxation.length).toBeGreaterThan(0);
        expect(propose(relaxed, hashLexicon, highs).feasible).toBe(true);
      }),
      { numRuns: 500, seed: 12 },
    );
    expect(infeasible).toBeGreaterThan(50);
    expect([...met]).toEqual(
      expect.arrayContaining(['min-not-met', 'threshold', 'at-most', 'pin-pair', 'seats', 'absent-province']),
    );
  });
});

/** All subsets of a size; smaller ones contradict themselves only if one of these does. */
function* subsets<T>(items: readonly T[], size: number): Generator<T[]> {
  if (size === 0) yield [];
  else
    for (const [at, item] of items.entries()) {
      for (const rest of subsets(items.slice(at + 1), size - 1)) yield [item, ...rest];
    }
}
