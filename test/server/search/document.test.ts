// What is indexed of a posting. Whoever changes it raises `documentEdition`, so that indexes of before are rebuilt.
import { expect, test } from '@jest/globals';
import { documentEdition, indexedDocument, reference, synonyms } from '../../../server/search/document.js';
import { posting } from '../../arrange/search-documents.js';

const base = { version: 1, source: '' };
const none = { vi: [], en: [] };
const regions = [
  {
    ...base,
    id: 'TN',
    name: { vi: 'Tây Nguyên', en: 'Central Highlands' },
    abbreviations: ['TNg'],
    aliases: { vi: ['cao nguyên Trung Bộ'], en: [] },
  },
];
const terms = [
  {
    ...base,
    id: 'drip-irrigation',
    themes: ['NNCNC'],
    vi: 'tưới nhỏ giọt',
    en: 'drip irrigation',
    variants: { vi: [], en: ['trickle irrigation'] },
    markedVi: [],
    abbreviations: ['TNG'],
    broader: null,
  },
];
const known = reference({
  themes: [
    {
      ...base,
      id: 'NNCNC',
      label: { vi: 'nông nghiệp công nghệ cao', en: 'high-tech agriculture' },
      synonyms: { vi: ['nhà màng'], en: [] },
      abbreviations: ['NNCNC'],
      unaccented: [],
      parent: null,
      neighbours: [],
      forms: [],
      sensitive: false,
      note: '',
    },
  ],
  forms: [{ ...base, id: 'CGCN', label: { vi: 'chuyển giao công nghệ', en: 'technology transfer' } }],
  regions,
  provinces: [
    {
      ...base,
      id: '68',
      name: { vi: 'Lâm Đồng', en: 'Lam Dong' },
      kind: 'province',
      region: 'TN',
      formerUnits: [{ name: 'Bình Thuận', nameAscii: 'Binh Thuan', relation: 'merged', aliases: ['Phan Thiết'] }],
      seat: 'Đà Lạt',
      aliases: ['Đà Lạt'],
      strengths: [],
      strengthsNote: '',
      strengthsSource: '',
      areaKm2: 1,
      population: 1,
      tile: { row: 0, column: 0 },
    },
  ],
  partners: [
    {
      ...base,
      id: 'M001',
      kind: 'embassy',
      group: 'mission',
      name: { vi: 'Đại sứ quán I-xra-en', en: 'Embassy of Israel' },
      abbreviation: 'ĐSQ',
      countries: ['IL'],
      countryName: { vi: 'I-xra-en', en: 'Israel' },
      city: 'Hà Nội',
      website: '',
      themes: [],
      languages: ['en'],
      note: '',
      source: { name: '', url: '', date: '', quality: '' },
    },
  ],
  terms,
  termBlocks: [],
});

test('a posting becomes the document of this edition', () => {
  const written = posting('p1', {
    title: { vi: 'Tưới nhỏ giọt cho cà phê', en: '' },
    summary: { vi: 'Cần đối tác', en: 'A partner is sought' },
    themes: ['NNCNC'],
    forms: ['CGCN'],
    provinces: ['68'],
    partners: ['M001'],
    countries: ['IL'],
    namedAs: 'Dalat',
    owner: { kind: 'province', code: '68' },
    yearFrom: 2021,
    yearTo: 2023,
  });
  expect([documentEdition, indexedDocument(written, known)]).toEqual([
    2,
    {
      id: 'p1',
      version: 1,
      kind: 'need',
      title: 'Tưới nhỏ giọt cho cà phê',
      titleAlt: '',
      keywords: 'nông nghiệp công nghệ cao; high-tech agriculture; chuyển giao công nghệ; technology transfer',
      place:
        'Dalat; Lâm Đồng; Lam Dong; Đà Lạt; Bình Thuận; Binh Thuan; Phan Thiết; Tây Nguyên; Central Highlands; TNg; cao nguyên Trung Bộ; I-xra-en; Israel; Đại sứ quán I-xra-en; Embassy of Israel; ĐSQ',
      concepts: 'tưới nhỏ giọt; drip irrigation; trickle irrigation; TNG',
      aliases: 'nông nghiệp công nghệ cao; high-tech agriculture; NNCNC',
      summary: 'Cần đối tác',
      summaryAlt: 'A partner is sought',
      themes: ['NNCNC'],
      provinces: ['68'],
      regions: ['TN'],
      countries: ['IL'],
      partners: ['M001'],
      forms: ['CGCN'],
      status: 'published',
      visibility: 'public',
      owner: 'province:68',
      yearFrom: 2021,
      yearTo: 2023,
      years: [2021, 2022, 2023],
      updatedAt: Date.parse('2026-01-01T00:00:00Z'),
    },
  ]);
});

test('what is written short and what it stands for are synonyms, both ways', () => {
  const long = { ...terms[0], id: 'other', abbreviations: [], vi: 'nhà kính', en: 'greenhouse', variants: none };
  expect(synonyms({ regions, terms: [...terms, long] as typeof terms })).toEqual({
    'Tây Nguyên': ['Central Highlands', 'TNg'],
    'Central Highlands': ['Tây Nguyên', 'TNg'],
    TNg: ['Tây Nguyên', 'Central Highlands'],
    'tưới nhỏ giọt': ['drip irrigation', 'TNG'],
    'drip irrigation': ['tưới nhỏ giọt', 'TNG'],
    TNG: ['tưới nhỏ giọt', 'drip irrigation'],
  });
});
