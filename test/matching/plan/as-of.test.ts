// Looking back: a plan knows nothing that was published later, and measures age from its day.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Highs } from 'highs';
import { type MatchingInput, type Plan, propose } from '../../../matching/index.js';
import { hashLexicon, input, posting, province, withRules } from '../../arrange/matching/input.js';
import { type Seeded, seeded } from '../../arrange/matching/seeded.js';
import { solver } from '../../arrange/matching/solver.js';

let highs: Highs;
let data: Seeded;
beforeAll(async () => {
  highs = await solver();
  data = await seeded();
});
function planOf(given: MatchingInput, words = hashLexicon): Plan {
  const answer = propose(given, words, highs);
  if (!answer.feasible) throw new Error(JSON.stringify(answer));
  return answer.plan;
}
const cited = ({ provinces, pairs }: Plan) =>
  new Set(
    [...provinces, ...pairs].flatMap(({ parts, need, offer }) => [
      ...parts.flatMap(({ cites }) => cites),
      ...(need === null ? [] : [`need:${need}`]),
      ...(offer === null ? [] : [`offer:${offer}`]),
    ]),
  );

describe('a plan as of an earlier day', () => {
  test.each(['2016-01-01', '2020-12-31', '2023-06-30'])('%s cites nothing that was published later', (asOf) => {
    // The input of today, asked for an earlier day: what came later is in it.
    const given = { ...data.input('israel-nncnc'), asOf };
    const later = [...given.needs, ...given.offers].filter(({ publishedOn }) => publishedOn > asOf);
    const plan = planOf(given, data.words);
    const known = cited(plan);
    expect(later.length).toBeGreaterThan(30);
    expect(later.filter(({ id }) => known.has(`need:${id}`) || known.has(`offer:${id}`))).toEqual([]);
    expect(plan.certificate.checker).toEqual({ ok: true, violations: [] });
    expect(plan.asOf).toBe(asOf);
  });

  test('is the plan made then: what came later changes nothing in it', () => {
    const today = data.input('israel-nncnc');
    const asOf = '2022-06-30';
    const then = {
      ...today,
      asOf,
      needs: today.needs.filter(({ publishedOn }) => publishedOn <= asOf),
      offers: today.offers.filter(({ publishedOn }) => publishedOn <= asOf),
      history: today.history.filter(({ date }) => date <= asOf),
    };
    const rules = { waitingBoost: 0.01, metRecentlyMonths: 24 };
    expect(planOf(withRules({ ...today, asOf }, rules), data.words)).toEqual(
      planOf(withRules(then, rules), data.words),
    );
  });

  const asked = (asOf: string, publishedOn = '2020-06-01') =>
    planOf(
      input({
        asOf,
        provinces: [province('11')],
        needs: [posting('N1', { provinces: ['11'], year: 2020, publishedOn })],
      }),
    ).provinces[0];
  test('finds a need fresher', () => {
    const freshness = (asOf: string) => asked(asOf)?.parts.find(({ code }) => code === 'freshness');
    expect(freshness('2026-11-22')).toMatchObject({
      value: 0.4,
      points: 0.04,
      cites: ['need:N1'],
      facts: { year: 2020 },
    });
    expect(freshness('2021-01-01')).toMatchObject({ value: 0.9, points: 0.09 });
  });
  test.each([
    ['2020-05-31', null],
    ['2020-06-01', 'N1'],
  ])('as of %s the need published on 1 June 2020 is %s', (asOf, need) => {
    expect(asked(asOf)?.need).toBe(need);
  });
});
