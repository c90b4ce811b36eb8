// A good plan is damaged in one way after the other: the judge names exactly that.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { check, type Verdict } from '../../../matching/check/check.js';
import type { MatchingInput, PairRow, Plan, ProvinceRow } from '../../../matching/model.js';
import { table } from '../../../matching/plan/table.js';
import { propose } from '../../../matching/propose.js';
import { limits } from '../../../matching/rules.js';
import { family, hashLexicon, input as inputOf, posting, province, text } from '../../arrange/matching/input.js';
import { solver } from '../../arrange/matching/solver.js';

const partners = [
  { id: 'P1', countries: ['IL'] },
  { id: 'P2', countries: ['DE'] },
];
const need = (id: string, own: string, year: number, countries: string[] = []) =>
  posting(id, { provinces: [own], year, countries, title: text('#water #rice'), forms: ['A'] });
const given: MatchingInput = inputOf({
  partners,
  themes: family,
  provinces: [
    province('11', { strengths: ['T'] }),
    province('12', { strengths: ['T'], region: 'R2' }),
    province('13', { strengths: ['T'] }),
    province('14', { region: 'R2' }),
    province('15'),
    province('16'),
    province('17', { strengths: ['T'] }),
  ],
  needs: [
    need('N1', '11', 2026, ['IL']),
    need('N2', '12', 2026),
    need('N3', '13', 2026),
    need('N4', '14', 2024),
    need('N5', '15', 2023),
    need('N7', '17', 2026, ['DE']),
    { ...need('N8', '11', 2026), publishedOn: '2026-12-01' },
  ],
  offers: [
    posting('O1', { partners: ['P1'], title: text('#water'), forms: ['A'] }),
    posting('O2', { partners: ['P2'], title: text('#rice') }),
    posting('O3', { partners: ['P2'], publishedOn: '2026-12-01' }),
  ],
  history: [
    { id: 'H1', date: '2026-05', countries: ['DE'], provinces: ['12'] },
    { id: 'H2', date: '2027-05', countries: ['IL'], provinces: ['12'] },
  ],
  event: {
    seats: 5,
    tables: 2,
    slots: 4,
    rules: {
      maxMeetingsPartner: 3,
      pinProvinces: ['16'],
      forbidProvinces: ['17'],
      pinPairs: [{ province: '11', partner: 'P2' }],
      forbidPairs: [{ province: '13', partner: 'P1' }],
      perRegionMax: { R1: 4 },
      metRecentlyMonths: 12,
    },
  },
});

let plan: Plan;
beforeAll(async () => {
  const answer = propose(given, hashLexicon, await solver());
  if (!answer.feasible) throw new Error(JSON.stringify(answer));
  plan = answer.plan;
});

const judged = (damaged: Plan, asked = given): Verdict => {
  const own = limits(asked);
  return check(asked, table(asked, own, hashLexicon), own, damaged);
};
/** The plan with one row, or its list, replaced. */
const withProvince = (id: string, change: Partial<ProvinceRow>): Plan => ({
  ...plan,
  provinces: plan.provinces.map((row) => (row.province === id ? { ...row, ...change } : row)),
});
const withPair = (at: string, change: Partial<PairRow>): Plan => ({
  ...plan,
  pairs: plan.pairs.map((pair) => (`${pair.province} ${pair.partner}` === at ? { ...pair, ...change } : pair)),
});
const rowOf = (id: string) => plan.provinces.find((row) => row.province === id) as ProvinceRow;
const pairOf = (at: string) => plan.pairs.find((pair) => `${pair.province} ${pair.partner}` === at) as PairRow;
const withPairs = (pairs: PairRow[]): Plan => ({
  ...plan,
  pairs,
  certificate: {
    ...plan.certificate,
    pairing: {
      ...plan.certificate.pairing,
      value: pairs.reduce((sum, { score }) => sum + Math.round(score * 1e4), 0) / 1e4,
    },
  },
});
const without = (at: string) => withPairs(plan.pairs.filter((pair) => `${pair.province} ${pair.partner}` !== at));
const codesOf = ({ violations }: Verdict) => violations.map(({ code }) => code).sort();

test('the plan itself is good', () => {
  expect(
    plan.provinces
      .filter(({ invited }) => invited)
      .map((row) => row.province)
      .sort(),
  ).toEqual(['11', '12', '13', '14', '16']);
  expect(plan.pairs.map(({ province: a, partner }) => `${a} ${partner}`).sort()).toEqual([
    '11 P1',
    '11 P2',
    '12 P1',
    '13 P2',
    '14 P1',
    '16 P2',
  ]);
  expect(judged(plan)).toEqual({ violations: [], optimal: { inviteList: true, pairing: true } });
});

describe('the judge finds', () => {
  test.each<[string, string[], () => Plan]>([
    [
      'a score that is not the sum of its parts',
      ['invite-value-wrong', 'parts-do-not-sum', 'province-score'],
      () => withProvince('13', { score: rowOf('13').score + 0.01 }),
    ],
    [
      'a part that is not value × weight',
      ['parts-do-not-sum'],
      () => {
        const [first, ...rest] = pairOf('12 P1').parts;
        return withPair('12 P1', { parts: first ? [{ ...first, value: first.value / 2 }, ...rest] : [] });
      },
    ],
    [
      'a part that is left out',
      ['parts-do-not-sum'],
      () => withPair('12 P1', { parts: pairOf('12 P1').parts.slice(1) }),
    ],
    [
      'another score for someone not invited, parts and all',
      ['province-score'],
      () => withProvince('15', { score: 0, parts: [] }),
    ],
    [
      'a wrong total of the list',
      ['invite-value-wrong'],
      () => ({
        ...plan,
        certificate: { ...plan.certificate, inviteList: { ...plan.certificate.inviteList, value: 99 } },
      }),
    ],
    [
      'a wrong total of the pairs',
      ['pairing-value-wrong'],
      () => ({ ...plan, certificate: { ...plan.certificate, pairing: { ...plan.certificate.pairing, value: 99 } } }),
    ],
    ['a rank given twice', ['ranks-wrong'], () => withProvince('13', { rank: 1 })],
    [
      'someone not invited before the invited',
      ['ranks-wrong'],
      () => ({
        ...plan,
        provinces: [...plan.provinces].reverse().map((row, i) => ({ ...row, rank: i + 1 })),
        alternates: [],
      }),
    ],
    [
      'an alternate who is invited',
      ['alternates-wrong'],
      () => ({ ...plan, alternates: [{ province: '11', rank: rowOf('11').rank, loss: 0 }] }),
    ],
    [
      'a province that is missing',
      ['alternates-wrong', 'provinces-missing'],
      () => ({ ...plan, provinces: plan.provinces.slice(0, -1) }),
    ],
    ['no reason for someone left out', ['no-reason-given'], () => withProvince('15', { whyNot: null })],
    [
      'a pin that is not kept',
      ['no-reason-given', 'pair-of-uninvited', 'pin-not-kept'],
      () => withProvince('16', { invited: false }),
    ],
    [
      'someone forbidden, one seat too many and no meeting',
      ['forbidden-invited', 'invite-value-wrong', 'province-meetings', 'too-many-invited'],
      () => withProvince('17', { invited: true }),
    ],
    ['a pin that is none', ['province-score'], () => withProvince('13', { pinned: true })],
    [
      'a pair that stands twice',
      ['pair-twice', 'pair-twice', 'partner-meetings'],
      () => withPairs([...plan.pairs, pairOf('14 P1')]),
    ],
    [
      'a pair with someone not invited',
      ['pair-of-uninvited', 'pair-score', 'parts-do-not-sum', 'province-meetings'],
      () =>
        withPairs(
          plan.pairs.map((pair) =>
            `${pair.province} ${pair.partner}` === '12 P1' ? { ...pairOf('14 P1'), province: '15', score: 0 } : pair,
          ),
        ),
    ],
    [
      'a pair that is forbidden',
      ['pair-refused', 'pair-score', 'partner-meetings'],
      () =>
        withPairs(
          plan.pairs.map((pair) =>
            `${pair.province} ${pair.partner}` === '13 P2' ? { ...pair, partner: 'P1' } : pair,
          ),
        ),
    ],
    [
      'a pair that met recently',
      ['pair-refused', 'pair-score', 'partner-meetings'],
      () =>
        withPairs(
          plan.pairs.map((pair) =>
            `${pair.province} ${pair.partner}` === '12 P1' ? { ...pair, partner: 'P2' } : pair,
          ),
        ),
    ],
    [
      'a partner nobody knows',
      ['pair-unknown'],
      () =>
        withPairs(
          plan.pairs.map((pair) =>
            `${pair.province} ${pair.partner}` === '14 P1' ? { ...pair, partner: 'P9' } : pair,
          ),
        ),
    ],
    [
      'a pair with another score',
      ['pair-score', 'pairing-value-wrong', 'parts-do-not-sum'],
      () => withPair('14 P1', { score: 0.9 }),
    ],
    ['a missing pinned pair', ['pinned-pair-missing'], () => without('11 P2')],
    ['a pair not marked as pinned', ['pair-pin'], () => withPair('11 P2', { pinned: false })],
    ['an invited province without a meeting', ['province-meetings'], () => without('12 P1')],
    [
      'a citation of something unknown',
      ['cites-unknown'],
      () => withPair('12 P1', { parts: pairOf('12 P1').parts.map((part) => ({ ...part, cites: ['need:N99'] })) }),
    ],
    ['a need published later', ['cites-unknown'], () => withProvince('11', { need: 'N8' })],
    ['an offer published later', ['cites-unknown'], () => withPair('14 P1', { offer: 'O3' })],
    [
      'an event that lies ahead',
      ['cites-unknown'],
      () =>
        withProvince('15', {
          whyNot: { code: 'met-recently', loss: 0, displaces: [], cites: ['event:H2'], wouldEnterIf: [] },
        }),
    ],
  ])('%s', (_, codes, damage) => {
    expect(codesOf(judged(damage()))).toEqual([...codes].sort());
  });
});

describe('the judge does not call optimal', () => {
  test('a list in which a weaker province stands for a better one', () => {
    const worse = { ...rowOf('15'), invited: true, whyNot: null };
    const better = { ...rowOf('13'), invited: false, whyNot: rowOf('15').whyNot };
    const provinces = plan.provinces.map((row) =>
      row.province === '15' ? worse : row.province === '13' ? better : row,
    );
    const value = provinces.reduce((sum, row) => sum + (row.invited ? Math.round(row.score * 1e4) : 0), 0) / 1e4;
    const { certificate } = plan;
    expect(
      judged({ ...plan, provinces, certificate: { ...certificate, inviteList: { ...certificate.inviteList, value } } })
        .optimal.inviteList,
    ).toBe(false);
  });
  test('a pairing that leaves a meeting out', () => {
    expect(judged(without('11 P1'))).toEqual({ violations: [], optimal: { inviteList: true, pairing: false } });
  });
  test('a pairing whose prices do not prove it', () => {
    const { pairing } = plan.certificate;
    const prices = { ...pairing.prices, partners: { P1: 0, P2: 0 }, tables: 0, provinces: {} };
    expect(
      judged({ ...plan, certificate: { ...plan.certificate, pairing: { ...pairing, prices } } }).optimal.pairing,
    ).toBe(false);
  });
});
