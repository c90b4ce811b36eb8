// The names behind codes, fetched in one go, in both languages.

import type { EventRecord } from '../../store/event-records.js';
import type { Store } from '../../store/port.js';
import type { Bilingual, ProvinceRecord } from '../../store/records.js';

export interface Names {
  province(code: string): Bilingual;
  partner(code: string): Bilingual;
  country(code: string): Bilingual;
  theme(code: string): Bilingual;
  concept(code: string): Bilingual;
  form(code: string): Bilingual;
  region(code: string): Bilingual;
  event(id: string): Bilingual;
  /** Title and year; the year is null when unknown. */
  posting(id: string): { title: Bilingual; year: number | null };
}

type Named = ReadonlyMap<string, Bilingual>;
const lookUp = (names: Named) => (code: string) => names.get(code) ?? { vi: code, en: code };
const same = (text: string): Bilingual => ({ vi: text, en: text });
const blocs: Named = new Map([
  ['EU', { vi: 'Liên minh châu Âu', en: 'the European Union' }],
  ['NORDIC', { vi: 'các nước Bắc Âu', en: 'the Nordic countries' }],
  ['UN', { vi: 'Liên hợp quốc', en: 'the United Nations' }],
  ['INT', { vi: 'quốc tế', en: 'international partners' }],
]);

/** What is to be named besides the reference data: concepts by code, postings as they were. */
export interface ToName {
  concepts: readonly string[];
  postings: readonly { id: string; title: Bilingual; year: number | null }[];
}

export class Naming {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async names({ concepts, postings }: ToName): Promise<Names> {
    const store = this.#store;
    const [provinces, partners, themes, forms, regions, held, terms] = await Promise.all([
      store.provinces.find(),
      store.partners.find(),
      store.themes.find(),
      store.forms.find(),
      store.regions.find(),
      store.events.find({ where: { status: 'held' } }),
      store.terms.find({ where: { id: { in: [...new Set(concepts)] } } }),
    ]);
    const known = new Map(postings.map(({ id, title, year }) => [id, { title, year }] as const));
    const countries = new Map<string, Bilingual>(blocs);
    // Missions first: an association's country may be a region.
    for (const { countries: codes, countryName } of [...partners].sort((a, b) => (a.group > b.group ? -1 : 1))) {
      const [code] = codes;
      if (codes.length === 1 && code && !countries.has(code)) countries.set(code, plainCountry(countryName));
    }
    return {
      province: lookUp(new Map(provinces.map((row) => [row.id, fullName(row)]))),
      partner: lookUp(new Map(partners.map((row) => [row.id, row.name]))),
      country: lookUp(countries),
      theme: lookUp(new Map(themes.map((row) => [row.id, row.label]))),
      concept: lookUp(new Map(terms.map((row) => [row.id, { vi: row.vi, en: row.en }]))),
      form: lookUp(new Map(forms.map((row) => [row.id, row.label]))),
      region: lookUp(new Map(regions.map((row) => [row.id, row.name]))),
      event: lookUp(new Map(held.map((row): [string, Bilingual] => [row.id, eventName(row)]))),
      posting: (id) => known.get(id) ?? { title: same(id), year: null },
    };
  }
}

/** The list of missions writes “I-xra-en (Israel)”, “Anh (Vương quốc Anh)”; a sentence takes the name postings use. */
function plainCountry({ vi, en }: Bilingual): Bilingual {
  const [, transcribed = vi, given = ''] = /^(.*?)\s*\((.*)\)$/.exec(vi) ?? [];
  if (given === 'Trung Quốc') return { vi, en };
  return {
    vi: transcribed.includes('-') && given !== '' ? (given.split(',')[0] ?? given) : transcribed,
    en: withArticle(en),
  };
}

const withArticle = (name: string) =>
  /^(?:Netherlands|Philippines|Republic |United )/.test(name) ? `the ${name}` : name;

const fullName = ({ name, kind }: ProvinceRecord): Bilingual => ({
  vi: name.vi.startsWith('TP.') ? name.vi : kind === 'city' ? `TP. ${name.vi}` : name.vi,
  en: name.en,
});

const eventName = ({ name, date }: EventRecord): Bilingual =>
  date === '' ? name : { vi: `${name.vi} (${date.slice(0, 4)})`, en: `${name.en || name.vi} (${date.slice(0, 4)})` };
