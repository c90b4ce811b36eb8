import { describe, expect, test } from '@jest/globals';
import { countryFit, countryRelation, taxonomy } from '../../../matching/taxonomy.js';
import { family } from '../../arrange/matching/input.js';

const { nearness, coverage } = taxonomy(family);

describe('two themes are near', () => {
  test.each([
    ['T', 'T', 1],
    ['T', 'UP', 0.6],
    ['UP', 'T', 0.6],
    ['T', 'SIB', 0.4],
    ['T', 'NEAR', 0.3],
    ['NEAR', 'T', 0.3],
    ['UP', 'SUB', 0],
    ['SIB', 'SUB', 0],
    ['UP', 'FAR', 0],
    ['T', 'unknown', 0],
    ['unknown', 'unknown', 1],
  ])('%s and %s: %d', (a, b, expected) => {
    expect(nearness(a, b)).toBe(expected);
  });

  test('as much one way as the other', () => {
    for (const a of family) for (const b of family) expect(nearness(a.id, b.id)).toBe(nearness(b.id, a.id));
  });
});

describe('wanted themes are covered', () => {
  test.each<[string[], string[], number]>([
    [['T'], ['T'], 1],
    [['T'], ['FAR', 'UP'], 0.6],
    [['T'], ['SIB', 'UP'], 0.6],
    [['T', 'FAR'], ['T'], 0.5],
    [['T', 'NEAR'], ['NEAR'], 0.65],
    [['T'], [], 0],
    [[], ['T'], 0],
  ])('%j by %j: %d', (wanted, had, expected) => {
    expect(coverage(wanted, had)).toBeCloseTo(expected, 12);
  });
});

describe('a partner’s countries', () => {
  test.each<[string[], string[], string, number]>([
    [[], ['IL'], 'open', 0.5],
    [[], [], 'open', 0.5],
    [['IL'], ['IL'], 'named', 1],
    [['JP', 'IL'], ['DE', 'IL'], 'named', 1],
    [['DE'], ['EU'], 'bloc', 0.5],
    [['EU'], ['DE'], 'bloc', 0.5],
    [['DE'], ['FR'], 'bloc', 0.5],
    [['DK'], ['NO'], 'bloc', 0.5],
    [['NORDIC'], ['IS'], 'bloc', 0.5],
    [['NO'], ['DE'], 'other', 0.2],
    [['GB'], ['EU'], 'other', 0.2],
    [['TH'], ['SG'], 'bloc', 0.5],
    [['TH'], ['VN'], 'other', 0.2],
    [['JP'], ['KR'], 'other', 0.2],
    [['JP'], [], 'other', 0.2],
  ])('wanted %j, had %j: %s', (wanted, had, relation, fit) => {
    expect([countryRelation(wanted, had), countryFit(wanted, had)]).toEqual([relation, fit]);
  });
});
