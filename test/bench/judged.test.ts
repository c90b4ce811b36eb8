// The promise of the ranking, measured on the judged matches.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Judged, judged, judgedTable, rankings } from '../../bench/matching/judged.js';
import { ndcg } from '../../bench/matching/ranking.js';
import { seeded } from '../arrange/matching/seeded.js';
import { solver } from '../arrange/matching/solver.js';

describe('nDCG', () => {
  const grade = new Map([
    ['a', 3],
    ['b', 1],
    ['c', 0],
  ]);
  test.each<[string[], number, number]>([
    [['a', 'b', 'c'], 3, 1],
    // (1 + 3 / log2 3) / (3 + 1 / log2 3)
    [['b', 'a', 'c'], 3, 0.7967],
    [['c', 'b', 'a'], 3, 0.5869],
    [['b', 'c', 'a'], 1, 0.3333],
  ])('of %j within %d places is %d', (order, places, expected) => {
    expect(ndcg(order, grade, places)).toBeCloseTo(expected, 4);
  });
  test('does not exist where nothing deserves a place', () => {
    expect(ndcg(['c'], new Map([['c', 0]]))).toBeNull();
  });
});

describe('on the judged matches', () => {
  let figures: Judged;
  beforeAll(async () => {
    const { seed, words } = await seeded();
    figures = judged(seed, words, await solver());
  });

  test.each<[keyof Judged, number, number]>([
    ['counterparts', 0.9, 23],
    ['provinces', 0.95, 5],
  ])('%s are ranked with nDCG of at least %d, and better than by any simple rule', (kind, least, of) => {
    const { product, ...simple } = figures[kind];
    expect(product.of).toBe(of);
    expect(product.mean).toBeGreaterThanOrEqual(least);
    for (const [name, { mean }] of Object.entries(simple)) expect([name, mean < product.mean]).toEqual([name, true]);
  });
  test('the table names every ranking once', () => {
    expect(judgedTable(figures).split('\n')).toHaveLength(3 + rankings.length);
  });
});
