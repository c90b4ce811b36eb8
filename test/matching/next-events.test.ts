// Which events to hold next: the count of needs by what has become of them, and a greedy order compared with trying all.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type NextEvent, nextEvents, type OutlookInput } from '../../matching/index.js';
import { family, hashLexicon, posting, province, text } from '../arrange/matching/input.js';

const outlook = (given: Partial<OutlookInput> = {}) =>
  nextEvents(
    {
      asOf: '2026-11-22',
      provinces: ['01', '02', '03'].map((id) => province(id)),
      partners: [
        { id: 'P1', countries: ['IL'], precedence: 0 },
        { id: 'P2', countries: ['JP'], precedence: 0 },
      ],
      needs: [],
      offers: [],
      history: [],
      themes: family,
      planned: [],
      paired: [],
      seats: 12,
      most: 50,
      ...given,
    },
    hashLexicon,
  );
const need = (id: string, from: string, values: Parameters<typeof posting>[1] = {}) =>
  posting(id, { provinces: [from], countries: ['IL'], ...values });
const said = ({ partner, theme, needs }: NextEvent) => [partner, theme, needs.map((each) => each.need)];

describe('what has become of a need', () => {
  const needs = [need('n1', '01')];
  const held = { id: 'e', date: '2026-05', countries: ['IL'], provinces: ['01'], themes: ['T'] };
  test.each([
    ['nothing', {}, 'unmet'],
    ['a released meeting', { paired: ['n1'] }, 'paired'],
    ['an event since', { history: [held] }, 'attended'],
    ['an event on its theme’s parent', { history: [{ ...held, themes: ['UP'] }] }, 'attended'],
    ['an event before it was stated', { history: [{ ...held, date: '2025-12-31' }] }, 'unmet'],
    ['an event without the province', { history: [{ ...held, provinces: ['02'] }] }, 'unmet'],
    ['an event with another country', { history: [{ ...held, countries: ['JP'] }] }, 'unmet'],
    ['an event on another theme', { history: [{ ...held, themes: ['SIB'] }] }, 'unmet'],
    ['an event of unknown date', { history: [{ ...held, date: '' }] }, 'unmet'],
    ['an event to come', { planned: [{ partners: ['P1'], themes: ['T'] }] }, 'planned'],
    ['an event to come with others', { planned: [{ partners: ['P2'], themes: ['T'] }] }, 'unmet'],
    [
      'both a meeting and an event to come',
      { paired: ['n1'], planned: [{ partners: ['P1'], themes: ['T'] }] },
      'paired',
    ],
  ] as const)('%s', (_, given, state) => {
    const found = outlook({ needs, ...given });
    expect(found.counts).toEqual({ unmet: 0, planned: 0, paired: 0, attended: 0, [state]: 1 });
    expect(found.events.length).toBe(state === 'unmet' ? 1 : 0);
  });
  test('one that nobody could serve is named', () => {
    const found = outlook({ needs: [need('n1', '01', { countries: ['FR'] }), need('n2', '01', { countries: [] })] });
    expect([found.events, found.unserved]).toEqual([[], ['n1', 'n2']]);
  });
});

describe('who serves what', () => {
  test('the country that is named, or whoever offers on the theme where none is', () => {
    const needs = [need('n1', '01'), need('n2', '02', { countries: [] })];
    const offers = [posting('o1', { partners: ['P2'], countries: ['JP'], title: text('#a') })];
    expect(outlook({ needs, offers }).events.map(said)).toEqual([
      ['P1', 'T', ['n1']],
      ['P2', 'T', ['n2']],
    ]);
  });
  test('as many provinces as there are seats, and the others by a later event', () => {
    const needs = ['01', '02', '03'].map((id, i) => need(`n${i + 1}`, id, { year: 2026 - i }));
    const { events } = outlook({ needs, seats: 2 });
    expect(events.map(said)).toEqual([
      ['P1', 'T', ['n1', 'n2']],
      ['P1', 'T', ['n3']],
    ]);
    expect(events.map(({ alone, provinces }) => [alone, provinces])).toEqual([
      [2, 2],
      [2, 1],
    ]);
  });
  test('of two that would serve as much, the ambassador before the consul', () => {
    const partners = [
      { id: 'A1', countries: ['IL'], precedence: 2 },
      { id: 'P1', countries: ['IL'], precedence: 0 },
    ];
    expect(outlook({ needs: [need('n1', '01')], partners }).events.map(said)).toEqual([['P1', 'T', ['n1']]]);
  });
});

const anyOutlook = fc
  .record({
    needs: fc.array(
      fc.record({
        from: fc.constantFrom('01', '02', '03'),
        themes: fc.subarray(['T', 'SIB', 'SUB', 'FAR'], { minLength: 1 }),
        countries: fc.subarray(['IL', 'JP', 'FR']),
        year: fc.integer({ min: 2018, max: 2026 }),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    offers: fc.array(
      fc.record({
        partners: fc.constantFrom(['P1'], ['P2']),
        themes: fc.subarray(['T', 'SIB', 'FAR'], { minLength: 1 }),
      }),
      { maxLength: 4 },
    ),
    seats: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ needs, offers, seats }) => ({
    needs: needs.map(({ from, ...values }, i) => need(`n${i}`, from, values)),
    offers: offers.map((values, i) => posting(`o${i}`, values)),
    seats,
  }));

describe('the order', () => {
  test('each event is worth more than any other would be after those before it', () => {
    fc.assert(
      fc.property(anyOutlook, (given) => {
        const { events, counts, unserved } = outlook(given);
        // What is left after the first k, asked anew, has no better first event than the one that followed.
        events.forEach((event, k) => {
          const paired = events.slice(0, k).flatMap((before) => before.needs.map((each) => each.need));
          const [best] = outlook({ ...given, paired }).events;
          expect([best?.value, best && said(best)]).toEqual([event.value, said(event)]);
        });
        const served = events.flatMap((event) => event.needs.map((each) => each.need));
        expect(new Set(served).size).toBe(served.length);
        expect(served.length + unserved.length).toBe(counts.unmet);
        for (const event of events) {
          expect(event.value).toBeCloseTo(
            event.needs.reduce((sum, { score }) => sum + score, 0),
            6,
          );
          for (const { score, parts } of event.needs)
            expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9);
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });
  test('the first event is the best of all, by trying all', () => {
    fc.assert(
      fc.property(anyOutlook, (given) => {
        const all = ['P1', 'P2'].flatMap((id) =>
          family.map((theme) =>
            outlook({
              ...given,
              partners: [{ id, countries: id === 'P1' ? ['IL'] : ['JP'], precedence: 0 }],
              most: 1,
            }).events.filter((event) => event.theme === theme.id),
          ),
        );
        const best = Math.max(0, ...all.flat().map(({ value }) => value));
        expect(outlook(given).events[0]?.value ?? 0).toBe(best);
      }),
      { numRuns: 100, seed: 2 },
    );
  });
  test('the same in whatever order the lists come', () => {
    fc.assert(
      fc.property(anyOutlook, (given) => {
        const turned = { ...given, needs: given.needs.toReversed(), offers: given.offers.toReversed() };
        expect(JSON.stringify(outlook({ ...turned, themes: family.toReversed() }))).toBe(
          JSON.stringify(outlook(given)),
        );
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
