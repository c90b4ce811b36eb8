import { describe, expect, test } from '@jest/globals';
import { conceptMatcher, type TermWordings, type ThemeWordings } from '../../matching/concepts.js';
import { rows, seededVocabulary } from '../arrange/vocabulary.js';

const theme = (id: string, values: Partial<ThemeWordings>): ThemeWordings => ({
  id,
  label: { vi: '', en: '' },
  synonyms: { vi: [], en: [] },
  abbreviations: [],
  unaccented: [],
  sensitive: false,
  ...values,
});
const term = (id: string, values: Partial<TermWordings>): TermWordings => ({
  id,
  themes: [],
  vi: '',
  en: '',
  variants: { vi: [], en: [] },
  markedVi: [],
  abbreviations: [],
  ...values,
});

const small = conceptMatcher({
  themes: [
    theme('NNCNC', {
      label: { vi: 'nông nghiệp công nghệ cao', en: 'high-tech agriculture' },
      abbreviations: ['NNCNC'],
    }),
    theme('NL', { label: { vi: 'năng lượng (LNG, điện khí)', en: 'energy (LNG)' }, abbreviations: ['NL', 'LNG'] }),
    theme('YT', { unaccented: ['duoc', 'y te', 'cssk'], abbreviations: ['CSSK'] }),
    theme('NLTT', { synonyms: { vi: ['điện gió'], en: ['wind power'] } }),
  ],
  terms: [
    term('high-technology', { vi: 'công nghệ cao', en: 'high technology' }),
    term('medical-tourism', { vi: 'du lịch y tế', en: 'medical tourism' }),
    term('tourism', { vi: 'du lịch', en: 'tourism' }),
    term('malaria', { vi: 'phòng, chống sốt rét', en: 'malaria control' }),
    term('hydropower', { vi: 'thuỷ điện', en: 'hydropower' }),
    term('manufacturing', { vi: 'chế tạo', en: 'manufacturing' }),
    term('tea', { vi: 'cây chè', en: 'tea', markedVi: ['chè'] }),
    term('monitoring', { vi: 'giám sát và đánh giá', en: 'monitoring and evaluation', abbreviations: ['M&E'] }),
    term('ict', { vi: 'công nghệ thông tin và truyền thông', en: 'ICT', abbreviations: ['CNTT-TT'] }),
    term('it', { vi: 'công nghệ thông tin', en: 'IT sector', abbreviations: ['CNTT'] }),
    term('origin', { vi: 'giấy chứng nhận xuất xứ', en: 'certificate of origin', abbreviations: ['C/O'] }),
    term('industry-4-0', { vi: 'công nghiệp 4.0', en: 'Industry 4.0' }),
    term('overseas', { vi: 'người Việt Nam ở nước ngoài', en: 'Vietnam diaspora' }),
    term('wind', { vi: 'điện gió', en: 'wind power' }),
    term('offshore-wind', { vi: 'điện gió ngoài khơi', en: 'offshore wind' }),
  ],
  blocks: [{ phrase: 'cơ chế' }, { phrase: 'wind power' }],
});
const concepts = (text: string) => small.find(text).concepts.map((mention) => mention.code);
const themes = (text: string) => small.find(text).themes.map((mention) => mention.code);

describe('how a concept is found in a text', () => {
  test.each([
    ['the longest wording wins', 'điện gió ngoài khơi', ['offshore-wind']],
    ['then the search goes on behind it', 'điện gió ngoài khơi và điện gió', ['offshore-wind', 'wind']],
    ['without a barrier: medical tourism', 'du lịch y tế', ['medical-tourism']],
    ['a comma is a barrier', 'du lịch, y tế', ['tourism']],
    ['a line end is a barrier', 'phát triển du lịch\ny tế', ['tourism']],
    ['a wording with a comma, with it', 'phòng, chống sốt rét', ['malaria']],
    ['a wording with a comma, without it', 'công tác phòng chống sốt rét', ['malaria']],
    ['but not with another barrier', 'phòng; chống sốt rét', []],
    ['a hyphen counts as a space', 'công-nghệ-cao', ['high-technology']],
    ['a slash counts as a space', 'medical/tourism', ['medical-tourism']],
    ['a dot between digits is dropped', 'công nghiệp 4.0. Công nghiệp 40', ['industry-4-0', 'industry-4-0']],
    ['Viet Nam is Vietnam', 'the Viet Nam diaspora, the Vietnam diaspora', ['overseas', 'overseas']],
    ['with marks, words that fold alike stay apart', 'hợp tác với Thụy Điển', []],
    ['without marks, folded forms are compared', 'hop tac thuy dien', ['hydropower']],
    ['both tone placements are one', 'thủy điện, thuỷ điện', ['hydropower', 'hydropower']],
    ['decomposed letters are the same letters', 'thuỷ điện'.normalize('NFD'), ['hydropower']],
    ['upper case is the same word', 'THUỶ ĐIỆN', ['hydropower']],
    ['a wording safe only with marks, in a marked text', 'xuất khẩu chè', ['tea']],
    ['a wording safe only with marks, in a text without', 'xuat khau che', []],
    ['an abbreviation with &', 'khung M&E của dự án', ['monitoring']],
    ['an abbreviation is case-sensitive', 'm&e, c/o, cntt', []],
    ['an abbreviation is whole', 'M&ES, CNTTX', []],
    ['an abbreviation with a hyphen beats the shorter one', 'hạ tầng CNTT-TT', ['ict']],
    ['the shorter one alone', 'hạ tầng CNTT', ['it']],
    ['an abbreviation with a slash', 'cấp C/O mẫu D', ['origin']],
    ['a blocked phrase takes part and yields nothing', 'cơ chế tạo thuận lợi', []],
    ['and only where it stands', 'chế tạo theo cơ chế mới', ['manufacturing']],
    ['a phrase both blocked and a concept is the concept', 'wind power', ['wind']],
    ['a theme takes part: no concept inside it', 'nông nghiệp công nghệ cao', []],
    ['nothing in nothing', '', []],
  ])('%s: %s', (_, text, expected) => expect(concepts(text)).toEqual(expected));

  test.each([
    ['a label', 'phát triển nông nghiệp công nghệ cao', ['NNCNC']],
    ['a label without marks', 'nong nghiep cong nghe cao', ['NNCNC']],
    ['an abbreviation', 'dự án NNCNC', ['NNCNC']],
    ['a label with its remark', 'năng lượng (LNG, điện khí)', ['NL']],
    ['a label without its remark', 'ngành năng lượng', ['NL']],
    ['a synonym that is also a concept names both', 'điện gió', ['NLTT']],
    ['an unaccented habit, in a text without marks', 'hop tac y te', ['YT']],
    ['not in a text with marks', 'hợp tác y te', []],
  ])('themes: %s: %s', (_, text, expected) => expect(themes(text)).toEqual(expected));

  test('a mention says where it stands, in the words of the text', () => {
    const text = 'Hỗ trợ THỦY-ĐIỆN nhỏ';
    expect(small.find(text)).toEqual({
      concepts: [{ code: 'hydropower', wording: 'THỦY-ĐIỆN', start: 7, end: 16, weak: false }],
      themes: [],
    });
  });

  test('wordings with other meanings are marked as weak', () => {
    const weak = (text: string) => small.find(text).themes.map((mention) => [mention.wording, mention.weak]);
    expect(weak('NL, LNG')).toEqual([
      ['NL', true],
      ['LNG', false],
    ]);
    expect(weak('duoc ho tro cssk')).toEqual([
      ['duoc', true],
      ['cssk', false],
    ]);
  });
});

describe('the seeded vocabulary', () => {
  const seeded = conceptMatcher(seededVocabulary());
  const codes = (text: string) => new Set(seeded.find(text).concepts.map((mention) => mention.code));

  test.each([
    ['needs.csv', 120, 118, 0.8],
    ['offers.csv', 76, 69, 0.74],
  ])('finds the same concepts in both languages of %s', (file, count, inBoth, agreement) => {
    const shared = rows(file).map((row) => {
      const vi = codes(`${row.title_vi}\n${row.statement_vi}`);
      const en = codes(`${row.title_en}\n${row.statement_en}`);
      return { both: vi.size > 0 && en.size > 0, jaccard: jaccard(vi, en) };
    });
    expect(shared).toHaveLength(count);
    expect(shared.filter((posting) => posting.both).length).toBeGreaterThanOrEqual(inBoth);
    const mean = shared.reduce((sum, posting) => sum + posting.jaccard, 0) / count;
    expect(mean).toBeGreaterThanOrEqual(agreement);
  });

  test('every wording of every concept leads to it', () => {
    const lost = seededVocabulary().terms.flatMap((term) =>
      [term.vi, term.en, ...term.variants.vi, ...term.variants.en, ...term.abbreviations]
        .filter((wording) => !codes(wording).has(term.id))
        .map((wording) => `${term.id}: ${wording}`),
    );
    expect(lost).toEqual([]);
  });
});

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const union = new Set([...a, ...b]).size;
  return union === 0 ? 0 : [...a].filter((code) => b.has(code)).length / union;
}
