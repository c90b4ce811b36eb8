import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { dataFolder, readSeed, type Seed } from '../../seed/read.js';
import { publishedAt, yearsOf } from '../../seed/rows/years.js';

let seed: Seed;
beforeAll(async () => {
  seed = await readSeed();
});

const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);
const rowsOf = async (file: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(dataFolder, file)), { columns: true });
const posting = (id: string) => {
  const found = seed.postings.find((record) => record.id === id);
  if (!found) throw new Error(`no posting ${id}`);
  return found;
};
const withGroup = (group: string) => seed.partners.filter((partner) => partner.group === group);
const withKind = (kind: string) => seed.postings.filter((record) => record.kind === kind);
const withStatus = (status: string) => seed.events.filter((event) => event.status === status);

describe('what is read', () => {
  test('is all there is', () => {
    expect({
      provinces: seed.provinces.length,
      cities: seed.provinces.filter(({ kind }) => kind === 'city').length,
      formerUnits: seed.provinces.flatMap(({ formerUnits }) => formerUnits).length,
      regions: seed.regions.length,
      themes: seed.themes.length,
      forms: seed.forms.length,
      terms: seed.terms.length,
      termBlocks: seed.termBlocks.length,
      missions: withGroup('mission').length,
      associations: withGroup('association').length,
      needs: withKind('need').length,
      offers: withKind('offer').length,
      held: withStatus('held').length,
      planned: withStatus('planned').length,
    }).toEqual({
      provinces: 34,
      cities: 9,
      formerUnits: 63,
      regions: 6,
      themes: 40,
      forms: 12,
      terms: 1553,
      termBlocks: 26,
      missions: 136,
      associations: 86,
      needs: 120,
      offers: 76,
      held: 70,
      planned: 4,
    });
  });

  test('keeps the public codes of the files as ids, in their order', async () => {
    const column = async (file: string, name: string) => (await rowsOf(file)).map((row) => row[name]);
    expect(ids(seed.provinces)).toEqual(await column('provinces.csv', 'nso_code'));
    expect(ids(seed.themes)).toEqual(await column('themes.csv', 'code'));
    expect(ids(seed.terms)).toEqual(await column('terms.csv', 'code'));
    expect(ids(withGroup('mission'))).toEqual(await column('missions.csv', 'mission_id'));
    expect(ids(withKind('offer'))).toEqual(await column('offers.csv', 'offer_id'));
    expect(ids(withStatus('held'))).toEqual(await column('events.csv', 'event_id'));
    expect(ids(seed.regions)).toEqual(['TDMNPB', 'DBSH', 'BTB', 'NTBTN', 'DNB', 'DBSCL']);
  });

  test('refers only to what is there', () => {
    const known = {
      themes: new Set(ids(seed.themes)),
      forms: new Set(ids(seed.forms)),
      provinces: new Set(ids(seed.provinces)),
      partners: new Set(ids(seed.partners)),
      regions: new Set(ids(seed.regions)),
      terms: new Set(ids(seed.terms)),
    };
    const named: Record<keyof typeof known, string[]> = {
      themes: [
        ...seed.themes.flatMap(({ parent, neighbours }) => [...(parent ? [parent] : []), ...neighbours]),
        ...[...seed.terms, ...seed.partners, ...seed.postings, ...seed.events].flatMap(({ themes }) => themes),
        ...seed.provinces.flatMap(({ strengths }) => strengths),
      ],
      forms: [...seed.themes, ...seed.postings].flatMap(({ forms }) => forms),
      provinces: [...seed.postings, ...seed.events].flatMap(({ provinces }) => provinces),
      partners: [...seed.postings, ...seed.events].flatMap(({ partners }) => partners),
      regions: seed.provinces.map(({ region }) => region),
      terms: seed.terms.flatMap(({ broader }) => (broader ? [broader] : [])),
    };
    const strays = Object.entries(named).map(([kind, codes]) => [
      kind,
      codes.filter((code) => !known[kind as keyof typeof known].has(code)),
    ]);
    expect(Object.fromEntries(strays)).toEqual({
      themes: [],
      forms: [],
      provinces: [],
      partners: [],
      regions: [],
      terms: [],
    });
  });

  test('every former name stands under the province its unit went to', async () => {
    const expected = (await rowsOf('old_units.csv')).map((row) => [row.old_name_vi, row.new_unit_vi]);
    const found = seed.provinces.flatMap(({ name, formerUnits }) => formerUnits.map((unit) => [unit.name, name.vi]));
    expect(new Map(found as [string, string][])).toEqual(new Map(expected as [string, string][]));
  });

  test('theme relations are those of the taxonomy', () => {
    const parents = seed.themes.flatMap(({ id, parent }) => (parent ? [[id, parent]] : []));
    expect(Object.fromEntries(parents)).toEqual({
      NNCNC: 'NN',
      NLTT: 'NL',
      BD: 'CNC',
      CNHT: 'CBCT',
      TMBG: 'TM',
      KKT: 'XTDT',
    });
    expect(ids(seed.themes.filter(({ sensitive }) => sensitive)).toSorted()).toEqual(['BOM', 'KS', 'TMBG']);
    expect(seed.themes.find(({ id }) => id === 'MT')?.neighbours).toEqual(['NUOC', 'KTX', 'BDKH']);
  });
});

describe('postings', () => {
  test('a need of four border provinces belongs to the first', () => {
    expect(posting('N028')).toMatchObject({
      provinces: ['12', '15', '11', '08'],
      countries: ['CN'],
      partners: [],
      namedAs: 'Lai Châu; Lào Cai; Điện Biên; Hà Giang (Tuyên Quang)',
      counterpartNamedAs: 'Trung Quốc (Vân Nam)',
      owner: { kind: 'province', code: '12' },
    });
  });

  test('a need of a former province and its region names the provinces in force', () => {
    expect(posting('N119')).toMatchObject({
      provinces: ['79', '75', '80'],
      countries: [],
      namedAs: 'Bình Dương và các địa phương Đông Nam Bộ',
      owner: { kind: 'province', code: '79' },
    });
  });

  test('an offer to a former province, of a year in doubt, is told whole', () => {
    expect(posting('O001')).toEqual({
      id: 'O001',
      kind: 'offer',
      status: 'published',
      title: {
        vi: 'Đào tạo nhân lực nông nghiệp công nghệ cao, chế biến nông thuỷ sản',
        en: 'High-tech farming training; agro- and seafood processing',
      },
      summary: {
        vi: 'Israel sẵn sàng giúp Hậu Giang đào tạo nhân lực nông nghiệp công nghệ cao, nhận học viên và tìm cơ hội đầu tư chế biến nông thuỷ sản.',
        en: 'Israel is ready to help Hau Giang train high-tech farming staff, take trainees and look for investment in agro- and seafood processing.',
      },
      themes: ['NNCNC', 'TS'],
      forms: ['DTAO', 'DAUTU'],
      countries: ['IL'],
      provinces: ['92'],
      partners: ['M034'],
      namedAs: 'ĐSQ Israel',
      counterpartNamedAs: 'Hậu Giang (nay Cần Thơ)',
      yearFrom: 2023,
      yearTo: 2023,
      yearText: 'n.d. (c. 2023)',
      visibility: 'public',
      source: {
        name: 'zh.vietnamplus.vn',
        url: 'https://zh.vietnamplus.vn/article-post29186.vnp',
        date: '',
        quality: 'B',
      },
      contact: null,
      owner: { kind: 'partner', code: 'M034' },
      publishedAt: '2023-12-31T00:00:00.000Z',
      expiresAt: null,
      createdAt: '2023-12-31T00:00:00.000Z',
      updatedAt: '2023-12-31T00:00:00.000Z',
    });
  });

  test('an offer that Việt Nam’s embassy passes on belongs to the mission in that country', () => {
    expect(posting('O049')).toMatchObject({ partners: [], owner: { kind: 'mission', code: 'GR' }, provinces: ['14'] });
  });

  const areas: [string, string, string[]][] = [
    ['O006', 'toàn quốc', []],
    ['O010', 'ĐBSCL', ['82', '86', '91', '92', '96']],
    ['O021', 'Cần Thơ, ĐBSCL', ['92', '82', '86', '91', '96']],
    ['O032', 'Huế, Đà Nẵng, Quảng Nam, Quảng Ngãi, Bình Định, Phú Yên', ['46', '48', '51', '52', '66']],
    ['O043', 'Hà Nội (3 dự án), Bình Định (nay Gia Lai)', ['01', '52']],
    ['O057', 'Nam Trung Bộ', ['48', '51', '52', '56', '66', '68']],
    ['O063', 'Đà Nẵng, miền Trung', ['48', '38', '40', '42', '44', '46', '51', '52', '56', '66', '68']],
    ['O066', 'các địa phương', []],
  ];
  test.each(areas)('%s offered to “%s”', (id, named, provinces) => {
    expect([posting(id).counterpartNamedAs, posting(id).provinces]).toEqual([named, provinces]);
  });

  test('an address with a remark keeps the remark in its name', () => {
    expect(posting('N053').source).toEqual({
      name: 'marimbapop.com (repost; weak)',
      url: 'http://marimbapop.com/news/433f298921.html',
      date: '2023',
      quality: 'C',
    });
  });
});

describe('years', () => {
  const cases: [string, [number | null, number | null], string][] = [
    ['2009', [2009, 2009], '2009-12-31T00:00:00.000Z'],
    ['2014-2016', [2014, 2016], '2016-12-31T00:00:00.000Z'],
    ['2018?', [2018, 2018], '2018-12-31T00:00:00.000Z'],
    ['c. 2021 (28/9)', [2021, 2021], '2021-12-31T00:00:00.000Z'],
    ['n.d. (c. 2023)', [2023, 2023], '2023-12-31T00:00:00.000Z'],
    ['2026? (19/3)', [2026, 2026], '2026-11-21T00:00:00.000Z'],
    ['2026', [2026, 2026], '2026-11-21T00:00:00.000Z'],
    ['n.d.', [null, null], '2026-11-21T00:00:00.000Z'],
    ['n.d. (9/12)', [null, null], '2026-11-21T00:00:00.000Z'],
    ['n.d. (25/10, trước 7/2025)', [null, null], '2026-11-21T00:00:00.000Z'],
  ];
  test.each(cases)('%s', (text, [from, to], at) => {
    const years = yearsOf(text);
    expect(years).toMatchObject({ from, to });
    expect(years && publishedAt(years)).toBe(at);
  });

  test.each(['', '2016-2014', '23', 'năm 2022', '2022/2023'])('“%s” is no year', (text) => {
    expect(yearsOf(text)).toBeNull();
  });
});

describe('partners and events', () => {
  test('Taipei offices and what stands for Đài Loan carry the official wording and are not embassies', () => {
    const found = seed.partners.filter(({ countries }) => countries.includes('TW'));
    expect(found.map(({ id, kind, name, countryName }) => [id, kind, name.vi, countryName.vi])).toEqual([
      ['M082', 'economic_cultural_office', 'Văn phòng Kinh tế và Văn hoá Đài Bắc tại Hà Nội', 'Đài Loan (Trung Quốc)'],
      [
        'M083',
        'economic_cultural_office',
        'Văn phòng Kinh tế và Văn hoá Đài Bắc tại TP. Hồ Chí Minh',
        'Đài Loan (Trung Quốc)',
      ],
      [
        'A061',
        'business_association',
        'Tổng hội Thương gia Đài Loan (Trung Quốc) tại Việt Nam',
        'Đài Loan (Trung Quốc)',
      ],
      ['A071', 'trade_agency', 'Trung tâm Mậu dịch Đài Loan (Trung Quốc)', 'Đài Loan (Trung Quốc)'],
    ]);
  });

  test('no Vietnamese text says Đài Loan or Hồng Kông without (Trung Quốc)', () => {
    const texts = seed.partners.flatMap(({ name, countryName }) => [name.vi, countryName.vi]);
    const others = [...seed.postings, ...seed.events].map((record) => JSON.stringify(record));
    expect([...texts, ...others].filter((text) => /(Đài Loan|Hồng Kông)(?! \(Trung Quốc\))/.test(text))).toEqual([]);
  });

  test('every partner has working languages, English among them', () => {
    expect(ids(seed.partners.filter(({ languages }) => !languages.includes('en')))).toEqual([]);
    expect(seed.partners.find(({ id }) => id === 'M034')?.languages).toEqual(['he', 'en']);
  });

  test('a past event is as precise as its source', () => {
    const dates = seed.events.map(({ id, date, dateEnd }) => [id, date, dateEnd]);
    const chosen = ['E001', 'E004', 'E010', 'E014', 'E021', 'E029'];
    expect(dates.filter(([id]) => chosen.includes(id ?? ''))).toEqual([
      ['E001', '2014', '2016'],
      ['E004', '2015-11-05', ''],
      ['E010', '2023-09', ''],
      ['E014', '2022-05-12', '2022-05-13'],
      ['E021', '2023', ''],
      ['E029', '', ''],
    ]);
    expect(seed.events.find(({ id }) => id === 'E013')).toMatchObject({
      slug: 'e013',
      status: 'held',
      provinces: ['40', '42', '44', '01', '31', '37', '22', '33', '38'],
      countries: ['KR'],
      partners: [],
    });
  });

  test('the planned events have room for the provinces they invite', () => {
    const planned = withStatus('planned');
    expect(planned.map(({ slug, partners, themes, date }) => [slug, partners, themes, date])).toEqual([
      ['israel-nncnc', ['M034', 'A027'], ['NNCNC'], '2027-03-18'],
      ['europe-nltt', ['M081', 'A001', 'M021', 'M025', 'M049'], ['NLTT'], '2027-04-22'],
      ['australia-netherlands-bdkh', ['M005', 'M049'], ['BDKH'], '2027-05-20'],
      ['japan-xtdt', ['M036', 'A015'], ['XTDT'], '2027-06-17'],
    ]);
    for (const { seats, tables, slots, partners } of planned) {
      expect([seats, tables, slots.length]).toEqual([12, 12, 8]);
      expect(slots.length * partners.length).toBeGreaterThanOrEqual(seats);
      expect(slots.map(({ id }) => id)).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8']);
      expect(slots.every(({ from, to }) => Date.parse(to) - Date.parse(from) === 25 * 60_000)).toBe(true);
    }
  });

  test('each planned event has an interpreter for a language of each partner', () => {
    const languagesOf = new Map(seed.partners.map(({ id, languages }) => [id, languages]));
    const unserved = withStatus('planned').flatMap(({ slug, partners, interpreters }) => {
      const spoken = new Set(interpreters.flatMap(({ languages }) => languages));
      return partners
        .filter((id) => !languagesOf.get(id)?.some((language) => spoken.has(language)))
        .map((id) => [slug, id]);
    });
    expect(unserved).toEqual([]);
  });
});
