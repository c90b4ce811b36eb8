// Worked cases of the score, each sum written out, and what holds for every score of the seeded data.
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likeness } from '../../../matching/likeness.js';
import type { MatchingPosting, Part, Scored } from '../../../matching/model.js';
import { type Row, table } from '../../../matching/plan/table.js';
import { limits } from '../../../matching/rules.js';
import { freshness, relevantOffers, scoreCounterpart, scoreMeeting, type Yardstick } from '../../../matching/score.js';
import { taxonomy } from '../../../matching/taxonomy.js';
import { eventWeights } from '../../../matching/vocabulary.js';
import {
  family,
  hashLexicon,
  input,
  posting,
  province,
  smallInput,
  text,
  withRules,
} from '../../arrange/matching/input.js';
import { plannedEvents, type Seeded, seeded } from '../../arrange/matching/seeded.js';

test.each([
  [2026, 1],
  [2027, 1],
  [2025, 0.9],
  [2021, 0.5],
  [2016, 0],
  [2009, 0],
  [null, 0.3],
])('a statement of %p is fresh in 2026 by %d', (year, expected) => {
  expect(freshness(year, 2026)).toBeCloseTo(expected, 12);
});

const yard = (postings: MatchingPosting[], values: Partial<Yardstick> = {}): Yardstick => ({
  year: 2026,
  eventThemes: ['T'],
  weights: eventWeights,
  taxonomy: taxonomy(family),
  likeness: likeness(postings, hashLexicon),
  ...values,
});
const israel = { id: 'P1', countries: ['IL'] };
const pointsOf = (parts: readonly Part[]) => Object.fromEntries(parts.map(({ code, points }) => [code, points]));

describe('a province for a partner at an event', () => {
  const meeting = (
    needs: MatchingPosting[],
    offers: MatchingPosting[] = [],
    strengths: string[] = [],
    values: Partial<Yardstick> = {},
  ): Scored => {
    const given = yard([...needs, ...offers], values);
    return scoreMeeting(province('11', { strengths }), israel, needs, relevantOffers(offers, given), given);
  };
  const need = (values: Partial<MatchingPosting> = {}) => posting('N1', { provinces: ['11'], ...values });
  const offer = (values: Partial<MatchingPosting> = {}) => posting('O1', { partners: ['P1'], ...values });

  test.each<[string, Scored, number, Record<string, number>]>([
    [
      'everything fits',
      meeting(
        [need({ countries: ['IL'], title: text('#rice'), forms: ['A'] })],
        [offer({ title: text('#rice'), forms: ['A', 'B'] })],
        ['T'],
      ),
      1,
      { theme: 0.4, country: 0.2, strength: 0.15, freshness: 0.1, concepts: 0.1, form: 0.05 },
    ],
    [
      'a need open to all, of 2021',
      meeting([need({ year: 2021 })]),
      0.55,
      { theme: 0.4, country: 0.1, strength: 0, freshness: 0.05 },
    ],
    [
      'a need towards another country',
      meeting([need({ countries: ['JP'] })]),
      0.54,
      { theme: 0.4, country: 0.04, strength: 0, freshness: 0.1 },
    ],
    [
      // Theme, country and freshness count as far as the need covers the event: .6.
      'a need in the broader theme',
      meeting([need({ themes: ['UP'], countries: ['IL'] })]),
      0.42,
      { theme: 0.24, country: 0.12, strength: 0, freshness: 0.06 },
    ],
    [
      'a need beside the theme, without a year',
      meeting([need({ themes: ['NEAR'], countries: ['IL'], year: null })]),
      0.189,
      { theme: 0.12, country: 0.06, strength: 0, freshness: 0.009 },
    ],
    ['strength alone', meeting([], [], ['SUB', 'FAR']), 0.09, { strength: 0.09 }],
    ['strength and a need in another theme', meeting([need({ themes: ['FAR'] })], [], ['T']), 0.15, { strength: 0.15 }],
    ['nothing', meeting([need({ themes: ['FAR'] })]), 0, {}],
    [
      // An offer counts as far as it covers the event (.6) and the need does (1): no form named is .5.
      'an offer in the broader theme',
      meeting([need({ title: text('#rice') })], [offer({ themes: ['UP'], title: text('#rice') })]),
      0.675,
      { theme: 0.4, country: 0.1, strength: 0, freshness: 0.1, concepts: 0.06, form: 0.015 },
    ],
    [
      'an offer in another theme',
      meeting([need()], [offer({ themes: ['FAR'] })]),
      0.6,
      { theme: 0.4, country: 0.1, strength: 0, freshness: 0.1 },
    ],
    [
      'an event of two themes, one of them met',
      meeting([need({ countries: ['IL'] })], [], ['T', 'FAR'], { eventThemes: ['FAR', 'T'] }),
      0.5,
      { theme: 0.2, country: 0.1, strength: 0.15, freshness: 0.05 },
    ],
    [
      'weights of one’s own',
      meeting([need({ countries: ['IL'] })], [], ['T'], { weights: { theme: 0.5, country: 0.25, strength: 0.25 } }),
      1,
      { theme: 0.5, country: 0.25, strength: 0.25, freshness: 0 },
    ],
  ])('%s', (_, scored, score, points) => {
    expect(pointsOf(scored.parts)).toEqual(points);
    expect(scored.score).toBe(score);
  });

  test('rests on the best of its needs and the best offer for it, and cites both', () => {
    const needs = [
      need({ id: 'N1', year: 2019, title: text('#rice') }),
      need({ id: 'N2', countries: ['IL'], title: text('#water #solar'), forms: ['A'] }),
    ];
    const offers = [
      offer({ id: 'O1', title: text('#rice') }),
      offer({ id: 'O2', title: text('#water'), forms: ['A'] }),
    ];
    const { parts, ...scored } = meeting(needs, offers, ['T']);
    expect(scored).toEqual({ score: expect.any(Number), need: 'N2', offer: 'O2' });
    expect(parts.map(({ code, cites, facts }) => [code, cites, facts])).toEqual([
      ['theme', ['need:N2'], { themes: ['T'] }],
      ['country', ['need:N2'], { wanted: ['IL'], named: ['IL'], relation: 'named' }],
      ['strength', ['province:11'], { themes: ['T'] }],
      ['freshness', ['need:N2'], { year: 2026 }],
      ['concepts', ['need:N2', 'offer:O2'], { concepts: ['#water'] }],
      ['form', ['need:N2', 'offer:O2'], { forms: ['A'] }],
    ]);
  });
});

describe('a need and an offer on their own', () => {
  const counterpart = (need: Partial<MatchingPosting>, offer: Partial<MatchingPosting>) => {
    const a = posting('N1', { provinces: ['11'], ...need });
    const b = posting('O1', offer);
    return scoreCounterpart(a, b, yard([a, b]));
  };
  test.each<[string, ReturnType<typeof counterpart>, number, Record<string, number>]>([
    [
      'everything fits',
      counterpart(
        { countries: ['IL'], title: text('#rice lúa gạo'), forms: ['A'] },
        { countries: ['IL'], provinces: ['11'], title: text('#rice lúa gạo'), forms: ['A', 'B'] },
      ),
      1,
      { theme: 0.3, country: 0.3, concepts: 0.2, form: 0.05, place: 0.05, freshness: 0.05, wording: 0.05 },
    ],
    [
      // The offer covers half of the need's themes, the need all of the offer's: .75. Years 2021 and none: (.5 + .3) / 2.
      'half fits',
      counterpart({ themes: ['T', 'FAR'], year: 2021 }, { countries: ['IL'], year: null }),
      0.3 * 0.75 + 0.15 + 0 + 0.025 + 0.025 + 0.02 + 0,
      { theme: 0.225, country: 0.15, concepts: 0, form: 0.025, place: 0.025, freshness: 0.02, wording: 0 },
    ],
    [
      'nothing fits',
      counterpart(
        { countries: ['JP'], year: 2010, forms: ['A'] },
        { themes: ['FAR'], countries: ['IL'], provinces: ['12'], year: 2010, forms: ['B'] },
      ),
      0.06,
      { theme: 0, country: 0.06, concepts: 0, form: 0, place: 0, freshness: 0, wording: 0 },
    ],
  ])('%s', (_, { parts, score }, expected, points) => {
    expect(pointsOf(parts)).toEqual(points);
    expect(score).toBeCloseTo(expected, 9);
  });
});

describe('waiting', () => {
  const waited = (events: number, waitingCap?: number) => {
    const history = Array.from({ length: events }, (_, i) => ({
      id: `H${i}`,
      date: '2025',
      countries: [],
      provinces: [],
    }));
    const rules = { waitingBoost: 0.02, ...(waitingCap && { waitingCap }) };
    const given = withRules(input({ provinces: [province('11')], history }), rules);
    return table(given, limits(given), hashLexicon).rows[0]?.waiting;
  };
  test.each<[number, number | undefined, number, number, number]>([
    [3, undefined, 0.3, 0.2, 0.06],
    [10, undefined, 1, 0.2, 0.2],
    [25, undefined, 1, 0.2, 0.2],
    [3, 4, 0.75, 0.08, 0.06],
  ])('%d events at .02 each, at most %p', (events, cap, value, weight, points) => {
    expect(waited(events, cap)).toEqual({ code: 'waiting', value, weight, points, cites: [], facts: { events } });
  });
  test('nothing waited is no part', () => {
    expect(waited(0)).toBeNull();
  });
});

/** Sums that are off, values outside 0 … 1, points that are not value × weight. */
const faults = ({ score, parts }: Pick<Scored, 'score' | 'parts'>) => [
  ...(Math.abs(parts.reduce((sum, { points }) => sum + points, 0) - score) < 1e-9 ? [] : ['sum']),
  ...parts.filter(({ value }) => !(value >= 0 && value <= 1)).map(({ code }) => `value of ${code}`),
  ...parts
    .filter(({ value, weight, points }) => Math.abs(value * weight - points) > 1e-6)
    .map(({ code }) => `points of ${code}`),
];

const explained = ({ cells, partsOf }: Row) => cells.map(({ score }, j) => ({ score, parts: partsOf(j) }));

describe('every score is the sum of its parts, and every value lies between 0 and 1', () => {
  let data: Seeded;
  beforeAll(async () => {
    data = await seeded();
  });

  test.each(plannedEvents)('in the event %s', (slug) => {
    const given = data.input(slug);
    const { rows } = table(given, limits(given), data.words);
    const cells = rows.flatMap(explained);
    expect(cells.flatMap(faults)).toEqual([]);
    expect(cells.some(({ score }) => score > 0.6)).toBe(true);
    expect(cells.filter(({ score }) => score < 0 || score > 1)).toEqual([]);
  });
  test('between all needs and offers', () => {
    const { needs, offers } = data.input('israel-nncnc');
    const measure = {
      year: 2026,
      taxonomy: taxonomy(data.input('israel-nncnc').themes),
      likeness: likeness([...needs, ...offers], data.words),
    };
    const scores = needs.flatMap((need) => offers.map((offer) => scoreCounterpart(need, offer, measure)));
    expect(scores.flatMap(faults)).toEqual([]);
  });
  test('in small events with any rules', () => {
    fc.assert(
      fc.property(smallInput({ provinces: 6, partners: 3 }), (given) => {
        const { rows } = table(given, limits(given), hashLexicon);
        expect(rows.flatMap(explained).flatMap(faults)).toEqual([]);
      }),
      { numRuns: 100, seed: 41 },
    );
  });
});
