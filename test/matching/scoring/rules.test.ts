import { describe, expect, test } from '@jest/globals';
import type { PastEvent } from '../../../matching/model.js';
import { granting, limits, metRecently, tookPart, waitedEvents, weightsOf } from '../../../matching/rules.js';
import { eventWeights } from '../../../matching/vocabulary.js';
import { input, province, withRules } from '../../arrange/matching/input.js';

const partners = ['P1', 'P2', 'P3'].map((id) => ({ id, countries: ['IL'] }));
const unlimited = Number.POSITIVE_INFINITY;

describe('limits', () => {
  test('without rules or slots only seats and the least of one meeting', () => {
    expect(limits(input({ partners, event: { seats: 7, tables: 4, slots: 0 } }))).toEqual({
      seats: 7,
      meetings: unlimited,
      minMeetings: 1,
      perProvince: 3,
      perPartner: unlimited,
      minScore: 0.3,
      regionMin: new Map(),
      regionMax: new Map(),
      pinned: new Set(),
      forbidden: new Set(),
      absent: new Set(),
      pinnedPairs: new Set(),
      welcome: new Set(),
      welcomePairs: new Set(),
      forbiddenPairs: new Set(),
      metRecentlyMonths: 0,
      threshold: null,
      quota: null,
      keep: null,
    });
  });
  test('with slots nobody can be in two places', () => {
    const { meetings, perProvince, perPartner } = limits(input({ partners, event: { tables: 4, slots: 2 } }));
    expect({ meetings, perProvince, perPartner }).toEqual({ meetings: 8, perProvince: 2, perPartner: 2 });
  });
  test('with every rule', () => {
    const given = withRules(input({ partners, event: { seats: 7, tables: 4, slots: 6 } }), {
      perRegionMin: { R1: 1 },
      perRegionMax: { R2: 2 },
      k: 2,
      maxMeetingsProvince: 2,
      maxMeetingsPartner: 5,
      pinProvinces: ['11'],
      forbidProvinces: ['12'],
      absentProvinces: ['15'],
      pinPairs: [{ province: '13', partner: 'P1' }],
      forbidPairs: [{ province: '14', partner: 'P2' }],
      metRecentlyMonths: 24,
      minScore: 0.45,
      threshold: 0.6,
      minNotMet: { provinces: 2, months: 12 },
    });
    const history = [
      { id: 'H1', date: '2026-03', countries: ['IL'], provinces: ['11'] },
      { id: 'H2', date: '2025-03', countries: ['IL'], provinces: ['12'] },
    ];
    const provinces = ['11', '12', '13'].map((id) => province(id));
    expect(limits({ ...given, provinces, history })).toEqual({
      seats: 7,
      meetings: 24,
      minMeetings: 2,
      perProvince: 2,
      perPartner: 5,
      minScore: 0.45,
      regionMin: new Map([['R1', 1]]),
      regionMax: new Map([['R2', 2]]),
      pinned: new Set(['11', '13']),
      forbidden: new Set(['12', '15']),
      absent: new Set(['15']),
      pinnedPairs: new Set(['13|P1']),
      welcome: new Set(['11', '13']),
      welcomePairs: new Set(['13|P1']),
      forbiddenPairs: new Set(['14|P2']),
      metRecentlyMonths: 24,
      threshold: 0.6,
      quota: { least: 2, provinces: new Set(['12', '13']) },
      keep: null,
    });
  });
  test('of an earlier plan what is forbidden or no longer there need not be kept', () => {
    const given = withRules(input({ partners, provinces: ['11', '12', '13'].map((id) => province(id)) }), {
      forbidProvinces: ['12'],
      forbidPairs: [{ province: '11', partner: 'P2' }],
    });
    const pairs = [
      { province: '11', partner: 'P1' },
      { province: '11', partner: 'P2' },
      { province: '11', partner: 'P9' },
      { province: '12', partner: 'P3' },
    ];
    const { keep } = limits({ ...given, previous: { invited: ['11', '12', '99'], pairs, atMost: 2 } });
    expect([keep?.invited, keep?.pairs, keep?.atMost]).toEqual([new Set(['11']), new Set(['11|P1']), 2]);
    expect(keep?.lifted('12')).toEqual({ invited: new Set(['11', '12']), pairs: new Set(['11|P1', '12|P3']) });
  });
});

describe('limits with what others allow', () => {
  test('fulfil nothing more, and lose nothing that was possible', () => {
    const asked = input({ partners, provinces: ['11', '12'].map((id) => province(id)) });
    const previous = { invited: ['11', '12'], pairs: [], atMost: 1 };
    const pinned = { pinPairs: [{ province: '13', partner: 'P1' }], forbidProvinces: ['12'] };
    const whole = limits({ ...withRules(asked, pinned), previous });
    const some = limits({ ...withRules(asked, {}), previous: { ...previous, atMost: 2 } });
    const { pinned: must, pinnedPairs, forbidden, welcome, welcomePairs, keep } = granting(some, whole);
    expect([must, pinnedPairs, forbidden]).toEqual([new Set(), new Set(), new Set()]);
    expect([welcome, welcomePairs]).toEqual([new Set(['13']), new Set(['13|P1'])]);
    expect([keep?.invited, keep?.atMost]).toEqual([new Set(['11']), 2]);
  });
});

describe('weights', () => {
  test('are the set’s own when nothing is changed', () => {
    expect(weightsOf(undefined)).toEqual({ version: 'event/1', weights: eventWeights });
    expect(weightsOf({})).toEqual({ version: 'event/1', weights: eventWeights });
    expect(Object.values(eventWeights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
  });
  test('are scaled to sum 1 when some are, and named after what was changed', () => {
    // .4 + .7 + .15 + .1 + .1 + .05 = 1.5
    const { version, weights } = weightsOf({ country: 0.7 });
    expect(version).toBe('event/1+country=0.7');
    const expected = { theme: 0.4, country: 0.7, strength: 0.15, freshness: 0.1, concepts: 0.1, form: 0.05 };
    for (const [code, weight] of Object.entries(expected)) {
      expect([code, weights[code as keyof typeof expected]]).toEqual([code, expect.closeTo(weight / 1.5, 12)]);
    }
  });
  test('have one name whatever the order of the changes', () => {
    expect(weightsOf({ theme: 0.5, form: 0 })).toEqual(weightsOf({ form: 0, theme: 0.5 }));
    expect(weightsOf({ theme: 0.5, form: 0 }).version).toBe('event/1+form=0,theme=0.5');
  });
});

const past = (id: string, date: string, provinces = ['11'], countries = ['IL']): PastEvent => ({
  id,
  date,
  provinces,
  countries,
});
const asOf = '2026-11-22';

describe('having met within 12 months', () => {
  const partner = { id: 'P1', countries: ['IL', 'DE'] };
  test.each<[string, PastEvent[], string | null]>([
    ['a month ago', [past('H1', '2026-10-22')], 'H1'],
    ['today', [past('H1', '2026-11-22')], 'H1'],
    ['a day less than a year ago', [past('H1', '2025-11-23')], 'H1'],
    ['a year ago to the day', [past('H1', '2025-11-22')], null],
    ['in a month that began less than a year ago', [past('H1', '2025-12')], 'H1'],
    ['in a month that began more than a year ago', [past('H1', '2025-11')], null],
    ['in a year that began less than a year ago', [past('H1', '2026')], 'H1'],
    ['in the year before', [past('H1', '2025')], null],
    ['tomorrow', [past('H1', '2026-11-23')], null],
    ['on a day nobody knows', [past('H1', '')], null],
    ['with another country', [past('H1', '2026-10-22', ['11'], ['JP'])], null],
    ['with the other of its countries', [past('H1', '2026-10-22', ['11'], ['DE'])], 'H1'],
    ['another province', [past('H1', '2026-10-22', ['12'])], null],
    ['twice: the later counts', [past('H1', '2026-02'), past('H2', '2026-05')], 'H2'],
    ['twice on a day: the first by id counts', [past('H2', '2026-05'), past('H1', '2026-05')], 'H1'],
  ])('%s', (_, history, expected) => {
    expect(metRecently(history, '11', partner, asOf, 12)?.id ?? null).toBe(expected);
  });
  test('is never asked with 0 months', () => {
    expect(metRecently([past('H1', '2026-11-22')], '11', partner, asOf, 0)).toBeNull();
  });
  test('leaves the history as it was given', () => {
    const history = [past('H1', '2026-02'), past('H2', '2026-05')];
    metRecently(history, '11', partner, asOf, 12);
    expect(history.map(({ id }) => id)).toEqual(['H1', 'H2']);
  });
});

describe('taking part within 24 months', () => {
  test.each<[string, string[], boolean]>([
    ['2024-11-23', ['11'], true],
    ['2024-11-22', ['11'], false],
    ['2026-11-22', ['12'], false],
    ['2026-12', ['11'], false],
  ])('on %s: %j', (date, provinces, expected) => {
    expect(tookPart([past('H1', date, provinces)], '11', asOf, 24)).toBe(expected);
  });
});

describe('waiting', () => {
  const history = [
    past('H1', '2020', ['11']),
    past('H2', '2022-03', ['12']),
    past('H3', '2024', ['11', '12']),
    past('H4', '2025-01-15', ['13']),
    past('H5', '', ['14']),
    past('H6', '2027-01', ['14']),
  ];
  test.each<[string, number, string | null]>([
    ['13', 0, 'H4'],
    ['11', 1, 'H3'],
    ['12', 1, 'H3'],
    ['14', 4, null],
  ])('province %s has waited %d events since %s', (province, waited, last) => {
    expect(waitedEvents(history, province, asOf)).toEqual({ waited, last });
  });
});
