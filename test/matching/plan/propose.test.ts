// Worked events: who is invited, why the others are not, what the planner is warned of, and which rules contradict each other.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Highs } from 'highs';
import type { Infeasible, MatchingInput, MatchingRules, Plan } from '../../../matching/model.js';
import { propose } from '../../../matching/propose.js';
import { hashLexicon, input, posting, province, withRules } from '../../arrange/matching/input.js';
import { solver } from '../../arrange/matching/solver.js';

let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});
function planOf(given: MatchingInput): Plan {
  const answer = propose(given, hashLexicon, highs);
  if (!answer.feasible) throw new Error(JSON.stringify(answer));
  return answer.plan;
}
function conflictOf(given: MatchingInput): Infeasible {
  const { feasible, ...answer } = propose(given, hashLexicon, highs);
  if (feasible) throw new Error('there is a plan');
  return answer as Infeasible;
}

/** Five provinces with a need open to all, of falling freshness: .60, .59, .58, .57, .56; the sixth asks for nothing. */
const five: MatchingInput = input({
  provinces: ['11', '12', '13', '14', '15', '16'].map((id) => province(id, { region: id < '14' ? 'R1' : 'R2' })),
  needs: ['11', '12', '13', '14', '15'].map((id, i) => posting(`N${id}`, { provinces: [id], year: 2026 - i })),
  partners: [
    { id: 'P1', countries: ['IL'] },
    { id: 'P2', countries: ['DE'] },
  ],
  event: { seats: 3, tables: 2, slots: 4 },
});
const asked = (rules: MatchingRules, event: Partial<MatchingInput['event']> = {}) =>
  withRules({ ...five, event: { ...five.event, ...event } }, rules);
const invited = (plan: Plan) => plan.provinces.flatMap((row) => (row.invited ? [row.province] : []));
const rowOf = (plan: Plan, id: string) => plan.provinces.find((row) => row.province === id);
const whyNotOf = (plan: Plan, id: string) => rowOf(plan, id)?.whyNot;

describe('invited are', () => {
  test.each<[string, MatchingInput, string[]]>([
    ['the best that find a seat', five, ['11', '12', '13']],
    ['the pinned, whatever they are worth', asked({ pinProvinces: ['16'] }), ['11', '12', '16']],
    ['those of a pinned pair', asked({ pinPairs: [{ province: '15', partner: 'P2' }] }), ['11', '12', '15']],
    ['as many from a region as asked', asked({ perRegionMin: { R2: 2 } }), ['11', '14', '15']],
    ['no more from a region than allowed', asked({ perRegionMax: { R1: 1 } }), ['11', '14', '15']],
    ['none of the forbidden', asked({ forbidProvinces: ['11', '13'] }), ['12', '14', '15']],
    ['those worth the threshold', asked({ minScore: 0.585 }), ['11', '12']],
    ['as many as get their meetings', asked({ k: 2 }, { slots: 2 }), ['11', '12']],
    ['nobody when nobody can have enough meetings', asked({ k: 3, maxMeetingsProvince: 2 }), []],
    [
      'all, when slots are not fixed and one partner meets everyone',
      { ...asked({}, { seats: 5, slots: 0, partners: ['P1'] }) },
      ['11', '12', '13', '14', '15'],
    ],
  ])('%s', (_, given, expected) => {
    const plan = planOf(given);
    expect(invited(plan).sort()).toEqual(expected);
    expect(plan.certificate.checker).toEqual({ ok: true, violations: [] });
    expect([plan.certificate.inviteList.status, plan.certificate.pairing.status]).toEqual(['optimal', 'optimal']);
  });

  test('with the margin the list would lose, and in the order of it', () => {
    const plan = planOf(five);
    expect(
      plan.provinces.map(({ province: id, rank, score, margin, pinned }) => [rank, id, score, margin, pinned]),
    ).toEqual([
      [1, '11', 0.6, 0.03, false],
      [2, '12', 0.59, 0.02, false],
      [3, '13', 0.58, 0.01, false],
      [4, '14', 0.57, null, false],
      [5, '15', 0.56, null, false],
      [6, '16', 0, null, false],
    ]);
    expect(plan.alternates).toEqual([
      { province: '14', rank: 4, loss: 0.01 },
      { province: '15', rank: 5, loss: 0.02 },
    ]);
    expect(plan.certificate.inviteList).toEqual({ status: 'optimal', value: 1.77, bound: 1.77, gap: 0 });
  });
  test('by how long they have waited, when that counts', () => {
    // 11, 12 and 13 took part in the last event; 14 and 15 have waited for it.
    const history = [{ id: 'H1', date: '2026-01', countries: ['JP'], provinces: ['11', '12', '13'] }];
    const plan = planOf({ ...asked({ waitingBoost: 0.04 }), history });
    expect(invited(plan).sort()).toEqual(['11', '14', '15']);
    expect(rowOf(plan, '14')?.parts.at(-1)).toEqual({
      code: 'waiting',
      value: 0.1,
      weight: 0.4,
      points: 0.04,
      cites: [],
      facts: { events: 1 },
    });
  });
});

describe('not invited', () => {
  test.each<[string, MatchingInput, string, object]>([
    ['seats', five, '14', { code: 'seats-full', loss: 0.01, displaces: ['13'], cites: [] }],
    ['the region', asked({ perRegionMax: { R1: 2 } }), '13', { code: 'region-full', loss: 0.01, displaces: ['12'] }],
    [
      'meetings',
      asked({ k: 2 }, { slots: 2, seats: 4 }),
      '13',
      { code: 'meetings-full', loss: 0.01, displaces: ['12'] },
    ],
    ['grounds', five, '16', { code: 'no-grounds', loss: 0.58, displaces: ['13'] }],
    ['the threshold', asked({ minScore: 0.585 }), '13', { code: 'no-grounds', loss: 0, displaces: [] }],
    ['the planner', asked({ forbidProvinces: ['11'] }), '11', { code: 'forbidden', loss: 0, displaces: ['14'] }],
    ['its own absence', asked({ absentProvinces: ['11'] }), '11', { code: 'absent', loss: 0, displaces: ['14'] }],
    [
      'all its pairs forbidden',
      asked({ forbidPairs: ['P1', 'P2'].map((partner) => ({ province: '11', partner })) }),
      '11',
      { code: 'forbidden', loss: null, displaces: [] },
    ],
    [
      'a recent meeting',
      {
        ...asked({ metRecentlyMonths: 12 }),
        history: [{ id: 'H1', date: '2026-05', countries: ['IL', 'DE'], provinces: ['11'] }],
      },
      '11',
      { code: 'met-recently', loss: null, displaces: [], cites: ['event:H1'] },
    ],
  ])('because of %s', (_, given, id, expected) => {
    expect(whyNotOf(planOf(given), id)).toMatchObject(expected);
  });

  const entry = (given: MatchingInput, id: string) =>
    Object.fromEntries(whyNotOf(planOf(given), id)?.wouldEnterIf.map(({ code, params }) => [code, params]) ?? []);
  test('but one more seat, a renewed need, a named country or a hundredth would do', () => {
    expect(entry(five, '14')).toEqual({
      'one-more-seat': {},
      'renew-need': { need: 'N14', year: 2026 },
      'name-country': { need: 'N14', countries: 'DE,IL' },
      'post-need': { themes: 'T', countries: 'DE,IL' },
      'raise-score': { by: 0.0101 },
    });
  });
  test('but the second next seat would do', () => {
    expect(entry(five, '15')).toMatchObject({ 'more-seats': { seats: 5 } });
  });
  test('and a need shared with others is renewed for all of them', () => {
    // 14 and 15 ask for the same: renewed, both come level with 11 and 12, and one seat is left.
    const own = five.needs.slice(0, 3).map((need, i) => ({ ...need, year: i < 2 ? 2026 : 2025 }));
    const needs = [...own, posting('N', { provinces: ['14', '15'], year: 2023 })];
    const given = { ...asked({}, { seats: 3 }), needs };
    expect(Object.keys(entry(given, '14'))).toContain('renew-need');
    expect(Object.keys(entry(given, '15'))).not.toContain('renew-need');
  });
  test('but a repeated meeting would do', () => {
    const history = [{ id: 'H1', date: '2026-05', countries: ['IL', 'DE'], provinces: ['11'] }];
    expect(entry({ ...asked({ metRecentlyMonths: 12 }), history }, '11')).toEqual({ 'allow-repeat-meeting': {} });
  });
  test('but a threshold that a planner would set would do', () => {
    expect(entry(asked({ minScore: 0.585 }), '13')).toMatchObject({ 'lower-threshold': { minScore: 0.58 } });
  });
  test('and whom the planner forbids only the planner lets in', () => {
    expect(entry(asked({ forbidProvinces: ['11'] }), '11')).toEqual({ 'lift-forbid': {} });
    expect(entry(asked({ absentProvinces: ['11'] }), '11')).toEqual({ 'come-after-all': {} });
    expect(entry(asked({ absentProvinces: ['11'], forbidProvinces: ['11'] }), '11')).toEqual({});
  });
});

test('warnings name empty seats, old and undated needs, partners without a meeting and pins without grounds', () => {
  const needs = [posting('N11', { provinces: ['11'], year: 2020 }), posting('N12', { provinces: ['12'], year: null })];
  const forbidPairs = ['11', '12', '16'].map((id) => ({ province: id, partner: 'P2' }));
  expect(planOf({ ...asked({ pinProvinces: ['16'], forbidPairs }, { seats: 4 }), needs }).warnings).toEqual([
    { code: 'seats-unfilled', params: { seats: 4, invited: 3 } },
    { code: 'old-need', params: { province: '11', need: 'N11', year: 2020 } },
    { code: 'undated-need', params: { province: '12', need: 'N12' } },
    { code: 'pinned-without-grounds', params: { province: '16' } },
    { code: 'partner-without-meeting', params: { partner: 'P2' } },
  ]);
});

test('equity counts regions and those who took part in nothing for 24 months', () => {
  const history = [{ id: 'H1', date: '2025-01', countries: [], provinces: ['11'] }];
  const { prices: _, ...equity } = planOf({ ...five, history }).equity;
  expect(equity).toEqual({
    threshold: expect.any(Number),
    regions: [
      { region: 'R1', provinces: 3, invited: 3 },
      { region: 'R2', provinces: 3, invited: 0 },
    ],
    notMetIn24Months: ['12', '13'],
  });
});

describe('rules that contradict each other:', () => {
  const pin = (id: string) => ({ code: 'pin-province', params: { province: id } });
  test.each<[string, MatchingInput, Infeasible['conflict'] | object[], object[]]>([
    [
      'more pins than seats',
      asked({ pinProvinces: ['11', '12', '13', '14'] }),
      [{ code: 'seats', params: { limit: 3 } }, pin('11'), pin('12'), pin('13'), pin('14')],
      [{ code: 'seats', params: { limit: 3 }, to: 4 }],
    ],
    [
      'pinned and forbidden',
      asked({ pinProvinces: ['11'], forbidProvinces: ['11'] }),
      [pin('11'), { code: 'forbid-province', params: { province: '11' } }],
      [{ ...pin('11'), to: null }],
    ],
    [
      'a pair both pinned and forbidden',
      asked({ pinPairs: [{ province: '11', partner: 'P1' }], forbidPairs: [{ province: '11', partner: 'P1' }] }),
      ['pin-pair', 'forbid-pair'].map((code) => ({ code, params: { province: '11', partner: 'P1' } })),
      [{ code: 'pin-pair', params: { province: '11', partner: 'P1' }, to: null }],
    ],
    [
      'a pinned pair with a partner who does not attend',
      asked({ pinPairs: [{ province: '11', partner: 'P2' }] }, { partners: ['P1'] }),
      [{ code: 'pin-pair', params: { province: '11', partner: 'P2' } }],
      [{ code: 'pin-pair', params: { province: '11', partner: 'P2' }, to: null }],
    ],
    [
      'a region with too few to invite',
      asked({ perRegionMin: { R2: 3 } }),
      [{ code: 'region-min', params: { region: 'R2', limit: 3 } }],
      [{ code: 'region-min', params: { region: 'R2', limit: 3 }, to: 2 }],
    ],
    [
      'what only a pin makes possible is not named without need',
      asked({ perRegionMin: { R2: 3 }, pinProvinces: ['11', '16'] }),
      [{ code: 'seats', params: { limit: 3 } }, { code: 'region-min', params: { region: 'R2', limit: 3 } }, pin('11')],
      [{ code: 'seats', params: { limit: 3 }, to: 4 }],
    ],
    [
      'a region nobody is in',
      asked({ perRegionMin: { R9: 1 } }),
      [{ code: 'region-min', params: { region: 'R9', limit: 1 } }],
      [{ code: 'region-min', params: { region: 'R9', limit: 1 }, to: 0 }],
    ],
    [
      'a pin with nobody left to meet',
      asked({ pinProvinces: ['11'], forbidPairs: [{ province: '11', partner: 'P1' }] }, { partners: ['P1'] }),
      [
        pin('11'),
        { code: 'forbid-pair', params: { province: '11', partner: 'P1' } },
        { code: 'min-meetings', params: { limit: 1 } },
      ],
      [{ ...pin('11'), to: null }],
    ],
    [
      'a pin that has just met everyone',
      {
        ...asked({ pinProvinces: ['11'], metRecentlyMonths: 12 }),
        history: [{ id: 'H1', date: '2026-05', countries: ['IL', 'DE'], provinces: ['11'] }],
      },
      [pin('11'), { code: 'met-recently', params: { months: 12 } }, { code: 'min-meetings', params: { limit: 1 } }],
      [{ ...pin('11'), to: null }],
    ],
    [
      'more meetings wanted than allowed',
      asked({ pinProvinces: ['11'], k: 2, maxMeetingsProvince: 1 }),
      [
        pin('11'),
        { code: 'min-meetings', params: { limit: 2 } },
        { code: 'max-meetings-province', params: { limit: 1 } },
      ],
      [{ ...pin('11'), to: null }],
    ],
    [
      'more pinned pairs of a partner than slots',
      asked({ pinPairs: ['11', '12'].map((id) => ({ province: id, partner: 'P1' })) }, { slots: 1 }),
      [
        { code: 'pin-pair', params: { province: '11', partner: 'P1' } },
        { code: 'pin-pair', params: { province: '12', partner: 'P1' } },
        { code: 'slots', params: { limit: 1 } },
      ],
      [{ code: 'pin-pair', params: { province: '11', partner: 'P1' }, to: null }],
    ],
  ])('%s', (_, given, conflict, relaxation) => {
    expect(conflictOf(given)).toEqual({ conflict, relaxation });
  });

  test('several at once: the smallest is named, all are resolved', () => {
    const { conflict, relaxation } = conflictOf(
      asked({ perRegionMin: { R1: 4 }, pinProvinces: ['15'], forbidProvinces: ['15'] }),
    );
    expect(conflict).toEqual([{ code: 'region-min', params: { region: 'R1', limit: 4 } }]);
    expect(relaxation).toEqual([
      { code: 'region-min', params: { region: 'R1', limit: 4 }, to: 3 },
      { code: 'pin-province', params: { province: '15' }, to: null },
    ]);
  });
});
