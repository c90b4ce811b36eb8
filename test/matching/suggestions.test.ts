import { describe, expect, test } from '@jest/globals';
import { conceptMatcher } from '../../matching/concepts.js';
import { suggestThemes } from '../../matching/suggestions.js';
import { rows, seededVocabulary } from '../arrange/vocabulary.js';

const matcher = conceptMatcher(seededVocabulary());
const suggest = (vi: string, en = '') => suggestThemes(matcher, { vi, en });
const themes = (vi: string, en = '') => suggest(vi, en).map((suggestion) => suggestion.theme);

describe('suggested themes', () => {
  test('the longest name wins: NNCNC, neither NN nor CNC', () => {
    expect(suggest('Phát triển nông nghiệp công nghệ cao')).toEqual([
      { theme: 'NNCNC', score: 0.6, grounds: ['nông nghiệp công nghệ cao'] },
    ]);
  });

  test('both languages count, and each shows its own words', () => {
    expect(suggest('Dự án điện gió', 'A wind power project')[0]).toMatchObject({
      theme: 'NLTT',
      grounds: ['điện gió', 'wind power'],
    });
  });

  test.each(['NL', 'TS', 'TM', 'DL', 'LĐ', 'KN', 'MT', 'TT'])('“%s” alone suggests nothing', (short) => {
    expect(themes(`Hợp tác về ${short}`)).toEqual([]);
  });

  test('an ambiguous abbreviation counts beside other support', () => {
    const [alone] = suggest('Hợp tác về thể dục thể thao');
    const [beside] = suggest('Hợp tác về thể dục thể thao (TT)');
    expect(alone).toMatchObject({ theme: 'TT', grounds: ['thể dục thể thao'] });
    expect(beside).toMatchObject({ theme: 'TT', grounds: ['thể dục thể thao', 'TT'] });
    expect(beside?.score).toBeGreaterThan(alone?.score ?? 1);
  });

  test.each([
    ['minerals', 'Khai thác khoáng sản, đất hiếm', 'Rare earths mining'],
    ['border trade', 'Thông quan tại cặp cửa khẩu, chợ biên giới', 'Border trade, customs clearance'],
    ['mine clearance', 'Rà phá bom mìn, vật liệu nổ', 'Demining, UXO'],
  ])('nothing is suggested for %s', (_, vi, en) => {
    expect(themes(vi, en)).toEqual([]);
  });

  test('an unaccented text is understood', () => {
    expect(themes('tuoi nho giot va nha mang')).toContain('NNCNC');
    expect(themes('xin duoc ho tro')).not.toContain('YT');
  });

  test('nothing from nothing', () => expect(suggest('', ' ')).toEqual([]));

  test('on the seeded postings the first suggestion is mostly right', () => {
    const postings = [...rows('needs.csv'), ...rows('offers.csv')].filter((row) => row.theme_codes !== '');
    const right = postings.filter((row) => {
      const [first] = themes(`${row.title_vi}\n${row.statement_vi}`, `${row.title_en}\n${row.statement_en}`);
      return first && row.theme_codes?.split('; ').includes(first);
    });
    expect(right.length / postings.length).toBeGreaterThanOrEqual(0.75);
  });
});
