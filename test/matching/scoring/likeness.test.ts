import { beforeAll, describe, expect, test } from '@jest/globals';
import { likeness } from '../../../matching/likeness.js';
import type { MatchingPosting } from '../../../matching/model.js';
import { hashLexicon, posting, text } from '../../arrange/matching/input.js';
import { type Seeded, seeded } from '../../arrange/matching/seeded.js';

const saying = (id: string, words: string) => posting(id, { title: text(words) });

describe('concepts', () => {
  // Of three postings one, two or all name a concept: the rarer, the more it weighs.
  const [one, two, all] = [Math.log(1 + 3 / 1), Math.log(1 + 3 / 2), Math.log(1 + 3 / 3)];
  const drip = saying('a', '#water.drip');
  const water = saying('b', '#water #rice');
  const rice = saying('c', '#rice #water.pump');
  const { concepts, shared } = likeness([drip, water, rice], hashLexicon);

  test('a broader one counts half, a rarer one more', () => {
    const half = all / 2;
    const [a, b, c] = [Math.hypot(one, half), Math.hypot(all, two), Math.hypot(one, two, half)];
    expect(concepts(drip, water)).toBeCloseTo((half * all) / (a * b), 12);
    expect(concepts(drip, rice)).toBeCloseTo((half * half) / (a * c), 12);
    expect(concepts(water, rice)).toBeCloseTo((two * two + half * all) / (b * c), 12);
    expect(concepts(drip, water)).toBeCloseTo(0.146321, 6);
  });
  test('the same say the same, in either order', () => {
    expect(concepts(water, water)).toBeCloseTo(1, 12);
    expect(concepts(water, drip)).toBe(concepts(drip, water));
  });
  test('who names none is like nobody', () => {
    expect(concepts(saying('d', 'nông dân'), water)).toBe(0);
    expect(concepts(saying('d', ''), saying('e', ''))).toBe(0);
  });
  test('shared are those both name themselves, the rarest first', () => {
    expect(shared(drip, rice)).toEqual([]);
    expect(shared(saying('d', '#rice #water'), saying('e', '#water #rice #solar'))).toEqual(['#rice', '#water']);
  });
  test('a posting that names nothing changes nothing for the others', () => {
    const more = likeness([drip, water, rice, saying('d', ''), saying('e', 'nông dân')], hashLexicon);
    expect(more.concepts(drip, water)).toBe(concepts(drip, water));
  });
  test('a text outside the collection is measured by it', () => {
    expect(concepts(saying('z', '#water #rice'), water)).toBeCloseTo(1, 12);
  });
});

describe('wording', () => {
  const a = saying('a', 'đào tạo nông dân trồng chè');
  const b = saying('b', 'Dao tao nong dan nuoi ca');
  const c = saying('c', 'du lịch, y tế');
  const { wording } = likeness([a, b, c], hashLexicon);

  test('counts folded pairs of neighbouring words', () => {
    // Three pairs in two of three texts, ln(1 + 3/2); two in one, ln(1 + 3/1).
    const common = 3 * 0.916291 ** 2;
    expect(wording(a, b)).toBeCloseTo(common / (common + 2 * 1.386294 ** 2), 5);
    expect(wording(a, c)).toBe(0);
    expect(wording(a, a)).toBeCloseTo(1, 12);
  });
});

describe('over the seeded postings', () => {
  let data: Seeded;
  let needs: readonly MatchingPosting[];
  let offers: readonly MatchingPosting[];
  beforeAll(async () => {
    data = await seeded();
    ({ needs, offers } = data.input('israel-nncnc'));
  });

  test('every likeness lies between 0 and 1', () => {
    const { concepts, wording } = likeness([...needs, ...offers], data.words);
    const values = needs.flatMap((need) => offers.flatMap((offer) => [concepts(need, offer), wording(need, offer)]));
    expect(values.filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
    expect(values.filter((value) => value > 0).length).toBeGreaterThan(1000);
  });
});
