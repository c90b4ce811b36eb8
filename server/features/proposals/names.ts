// The names behind the codes of a plan, fetched in one go.
import type { Plan } from '../../../matching/index.js';
import type { Store } from '../../store/port.js';
import type { Bilingual, EventRecord, ProposalRecord, ProvinceRecord } from '../../store/records.js';

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

type Told = Pick<ProposalRecord, 'inputs'> & { plan: Plan | null };

/** Everything a plan (or a conflict) may mention. */
export async function namesFor(store: Store, { inputs, plan }: Told): Promise<Names> {
  const [provinces, partners, themes, forms, regions, held] = await Promise.all([
    store.provinces.find(),
    store.partners.find(),
    store.themes.find(),
    store.forms.find(),
    store.regions.find(),
    store.events.find({ where: { status: 'held' } }),
  ]);
  const cited = inputs.needs.concat(inputs.offers).map(({ id, title, year }) => [id, { title, year }] as const);
  const postings = new Map(cited);
  const concepts = await Promise.all(conceptsIn(plan).map((code) => store.terms.get(code)));
  const countries = new Map<string, Bilingual>(blocs);
  // Embassies first: an association's country may be a region.
  for (const { countries: codes, countryName, group } of [...partners].sort((a, b) => (a.group > b.group ? -1 : 1))) {
    const [code] = codes;
    if (codes.length === 1 && code && !countries.has(code) && group) countries.set(code, plainCountry(countryName));
  }
  return {
    province: lookUp(new Map(provinces.map((row) => [row.id, fullName(row)]))),
    partner: lookUp(new Map(partners.map((row) => [row.id, row.name]))),
    country: lookUp(countries),
    theme: lookUp(new Map(themes.map((row) => [row.id, row.label]))),
    concept: lookUp(new Map(concepts.flatMap((row) => (row ? [[row.id, { vi: row.vi, en: row.en }] as const] : [])))),
    form: lookUp(new Map(forms.map((row) => [row.id, row.label]))),
    region: lookUp(new Map(regions.map((row) => [row.id, row.name]))),
    event: lookUp(new Map(held.map((row): [string, Bilingual] => [row.id, eventName(row)]))),
    posting: (id) => postings.get(id) ?? { title: same(id), year: null },
  };
}

function conceptsIn(plan: Plan | null): string[] {
  const parts = [...(plan?.provinces ?? []), ...(plan?.pairs ?? [])].flatMap((row) => row.parts);
  const codes = parts.flatMap(({ facts }) => (Array.isArray(facts.concepts) ? facts.concepts : []));
  return [...new Set(codes)];
}

/** The list of missions writes “I-xra-en (Israel)”, “Anh (Vương quốc Anh)”; a sentence takes the name postings use. */
function plainCountry({ vi, en }: Bilingual): Bilingual {
  const [, transcribed = vi, given = ''] = /^(.*?)\s*\((.*)\)$/.exec(vi) ?? [];
  if (given === 'Trung Quốc') return { vi, en };
  return { vi: transcribed.includes('-') && given !== '' ? (given.split(',')[0] ?? given) : transcribed, en };
}

const fullName = ({ name, kind }: ProvinceRecord): Bilingual => ({
  vi: name.vi.startsWith('TP.') ? name.vi : kind === 'city' ? `TP. ${name.vi}` : name.vi,
  en: name.en,
});

const eventName = ({ name, date }: EventRecord): Bilingual =>
  date === '' ? name : { vi: `${name.vi} (${date.slice(0, 4)})`, en: `${name.en || name.vi} (${date.slice(0, 4)})` };
