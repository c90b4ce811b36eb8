// Posting → indexed document, the same for every engine: what a posting says, and what else it may be asked for by.
import { type ConceptMatcher, conceptMatcher } from '../../matching/concepts.js';
import type {
  Bilingual,
  FormRecord,
  PartnerRecord,
  PostingRecord,
  ProvinceRecord,
  RegionRecord,
  TermBlockRecord,
  TermRecord,
  ThemeRecord,
} from '../store/records.js';
import type { IndexedDocument } from './port.js';

export interface ReferenceRecords {
  themes: readonly ThemeRecord[];
  forms: readonly FormRecord[];
  regions: readonly RegionRecord[];
  provinces: readonly ProvinceRecord[];
  partners: readonly PartnerRecord[];
  terms: readonly TermRecord[];
  termBlocks: readonly TermBlockRecord[];
}

/** The reference data, laid out for looking up. */
export interface Reference {
  themes: ReadonlyMap<string, ThemeRecord>;
  forms: ReadonlyMap<string, FormRecord>;
  regions: ReadonlyMap<string, RegionRecord>;
  provinces: ReadonlyMap<string, ProvinceRecord>;
  partners: ReadonlyMap<string, PartnerRecord>;
  terms: ReadonlyMap<string, TermRecord>;
  /** ISO country → its names. */
  countries: ReadonlyMap<string, Bilingual>;
  matcher: ConceptMatcher;
}

export function reference(records: ReferenceRecords): Reference {
  return {
    themes: byId(records.themes),
    forms: byId(records.forms),
    regions: byId(records.regions),
    provinces: byId(records.provinces),
    partners: byId(records.partners),
    terms: byId(records.terms),
    countries: countryNames(records.partners),
    matcher: conceptMatcher({ themes: records.themes, terms: records.terms, blocks: records.termBlocks }),
  };
}

/** The words in which an engine forgives no typos. */
export function abbreviations(records: Pick<ReferenceRecords, 'themes' | 'regions' | 'terms'>): string[] {
  const all = [...records.themes, ...records.regions, ...records.terms].flatMap((record) => record.abbreviations);
  return [...new Set(all)];
}

/** What is written short and what it stands for, both ways. */
export function synonyms(records: Pick<ReferenceRecords, 'regions' | 'terms'>): Record<string, string[]> {
  const named = [
    ...records.regions.map(({ name, abbreviations }) => ({ ...name, abbreviations })),
    ...records.terms.filter(({ abbreviations }) => abbreviations.length > 0),
  ];
  const meanings = new Map<string, Set<string>>();
  for (const { vi, en, abbreviations } of named) {
    const wordings = [vi, en, ...abbreviations].filter((wording) => wording !== '');
    for (const wording of wordings) {
      const others = meanings.get(wording) ?? new Set();
      for (const other of wordings) if (other !== wording) others.add(other);
      meanings.set(wording, others);
    }
  }
  return Object.fromEntries([...meanings].map(([wording, others]) => [wording, [...others]]));
}

/** To be raised whenever `indexedDocument` makes another document of the same posting: indexes that outlive the process are then rebuilt. */
export const documentEdition = 1;

export function indexedDocument(posting: PostingRecord, known: Reference): IndexedDocument {
  const { title, summary } = posting;
  const vietnameseFirst = title.vi !== '';
  const [first, second] = vietnameseFirst ? (['vi', 'en'] as const) : (['en', 'vi'] as const);
  const provinces = pick(posting.provinces, known.provinces);
  const regions = pick(
    provinces.map((province) => province.region),
    known.regions,
  );
  const themes = pick(posting.themes, known.themes);
  const yearTo = posting.yearTo ?? posting.yearFrom;
  return {
    id: posting.id,
    kind: posting.kind,
    title: title[first],
    titleAlt: title[second],
    keywords: list([...themes, ...pick(posting.forms, known.forms)].flatMap(({ label }) => [label.vi, label.en])),
    place: list([
      posting.namedAs,
      posting.counterpartNamedAs,
      ...provinces.flatMap(provinceNames),
      ...regions.flatMap(regionNames),
      ...pick(posting.countries, known.countries).flatMap(({ vi, en }) => [vi, en]),
      ...pick(posting.partners, known.partners).flatMap(({ name, abbreviation }) => [name.vi, name.en, abbreviation]),
    ]),
    concepts: list(conceptWordings(posting, known)),
    aliases: list(themes.flatMap(({ label, abbreviations }) => [label.vi, label.en, ...abbreviations])),
    summary: summary[first],
    summaryAlt: summary[second],
    themes: posting.themes,
    provinces: posting.provinces,
    regions: regions.map((region) => region.id),
    countries: posting.countries,
    partners: posting.partners,
    forms: posting.forms,
    status: posting.status,
    visibility: posting.visibility,
    owner: `${posting.owner.kind}:${posting.owner.code}`,
    yearFrom: posting.yearFrom,
    yearTo,
    years: years(posting.yearFrom, yearTo),
    updatedAt: Date.parse(posting.updatedAt),
  };
}

// Every wording of each concept named in either language, and of its broader concept.
function conceptWordings(posting: PostingRecord, known: Reference): string[] {
  const { title, summary } = posting;
  const texts = [`${title.vi}\n${summary.vi}`, `${title.en}\n${summary.en}`];
  const named = texts.flatMap((text) => known.matcher.find(text).concepts.map((mention) => mention.code));
  const broader = pick(named, known.terms).flatMap((term) => (term.broader ? [term.broader] : []));
  return pick([...named, ...broader], known.terms).flatMap((term) => [
    term.vi,
    term.en,
    ...term.variants.vi,
    ...term.variants.en,
    ...term.markedVi,
    ...term.abbreviations,
  ]);
}

function provinceNames({ name, aliases, formerUnits }: ProvinceRecord): string[] {
  return [name.vi, name.en, ...aliases, ...formerUnits.flatMap((unit) => [unit.name, unit.nameAscii, ...unit.aliases])];
}

function regionNames({ name, abbreviations, aliases }: RegionRecord): string[] {
  return [name.vi, name.en, ...abbreviations, ...aliases.vi, ...aliases.en];
}

// A partner of one country carries that country's name; one of several (“Bắc Âu”) does not.
function countryNames(partners: readonly PartnerRecord[]): Map<string, Bilingual> {
  const names = new Map<string, Bilingual>();
  for (const { countries, countryName } of partners) {
    const [country] = countries;
    if (country && countries.length === 1 && !names.get(country)?.vi) names.set(country, countryName);
  }
  return names;
}

function years(from: number | null, to: number | null): number[] {
  if (from === null || to === null) return [];
  return Array.from({ length: Math.max(to - from, 0) + 1 }, (_, index) => from + index);
}

function byId<R extends { id: string }>(records: readonly R[]): Map<string, R> {
  return new Map(records.map((record) => [record.id, record]));
}

function pick<R>(codes: readonly string[], records: ReadonlyMap<string, R>): R[] {
  return [...new Set(codes)].flatMap((code) => records.get(code) ?? []);
}

// A semicolon ends a phrase in every engine, so that none runs from one name into the next.
function list(parts: readonly string[]): string {
  return [...new Set(parts.filter((part) => part !== ''))].join('; ');
}
