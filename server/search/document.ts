// Posting → indexed document, the same for every engine: what a posting says, and what else it may be asked for by.
import { type ConceptMatcher, conceptMatcher } from '../../matching/concepts.js';
import type { Fresh } from '../store/port.js';
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
  themes: readonly Fresh<ThemeRecord>[];
  forms: readonly Fresh<FormRecord>[];
  regions: readonly Fresh<RegionRecord>[];
  provinces: readonly Fresh<ProvinceRecord>[];
  partners: readonly Fresh<PartnerRecord>[];
  terms: readonly Fresh<TermRecord>[];
  termBlocks: readonly Fresh<TermBlockRecord>[];
}

/** The reference data, laid out for looking up: what each code says in a list, and what follows from it. */
export interface Reference {
  themes: Texts;
  /** Labels with the abbreviations. */
  aliases: Texts;
  forms: Texts;
  regions: Texts;
  /** A province's names and those of its former units. */
  provinces: Texts;
  regionOf: ReadonlyMap<string, string>;
  partners: Texts;
  /** By ISO country. */
  countries: Texts;
  /** Every wording of a concept, in both languages, as one list. */
  concepts: ReadonlyMap<string, string>;
  broaderOf: ReadonlyMap<string, string>;
  matcher(): ConceptMatcher;
}
type Texts = ReadonlyMap<string, readonly string[]>;

export function reference(records: ReferenceRecords): Reference {
  const { themes, forms, regions, provinces, partners, terms } = records;
  return {
    themes: texts(themes, ({ label }) => [label.vi, label.en]),
    aliases: texts(themes, ({ label, abbreviations }) => [label.vi, label.en, ...abbreviations]),
    forms: texts(forms, ({ label }) => [label.vi, label.en]),
    regions: texts(regions, regionNames),
    provinces: texts(provinces, provinceNames),
    regionOf: new Map(provinces.map(({ id, region }) => [id, region])),
    partners: texts(partners, ({ name, abbreviation }) => [name.vi, name.en, abbreviation]),
    countries: new Map([...countryNames(partners)].map(([country, { vi, en }]) => [country, [vi, en]])),
    concepts: new Map(terms.map((term) => [term.id, list(wordings(term))])),
    broaderOf: new Map(terms.flatMap(({ id, broader }) => (broader ? [[id, broader]] : []))),
    matcher: once(() => conceptMatcher({ themes, terms, blocks: records.termBlocks })),
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
export const documentEdition = 2;

export function indexedDocument(posting: PostingRecord, known: Reference): IndexedDocument {
  const { title, summary } = posting;
  const vietnameseFirst = title.vi !== '';
  const [first, second] = vietnameseFirst ? (['vi', 'en'] as const) : (['en', 'vi'] as const);
  const regions = [...new Set(posting.provinces.flatMap((province) => known.regionOf.get(province) ?? []))];
  const yearTo = posting.yearTo ?? posting.yearFrom;
  return {
    id: posting.id,
    version: posting.version,
    kind: posting.kind,
    title: title[first],
    titleAlt: title[second],
    keywords: list([...pick(posting.themes, known.themes), ...pick(posting.forms, known.forms)]),
    place: list([
      posting.namedAs,
      posting.counterpartNamedAs,
      ...pick(posting.provinces, known.provinces),
      ...pick(regions, known.regions),
      ...pick(posting.countries, known.countries),
      ...pick(posting.partners, known.partners),
    ]),
    concepts: concepts(posting, known),
    aliases: list(pick(posting.themes, known.aliases)),
    summary: summary[first],
    summaryAlt: summary[second],
    themes: posting.themes,
    provinces: posting.provinces,
    regions,
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

/** The concepts named in either language, and their broader ones, each a line. */
function concepts({ title, summary }: PostingRecord, { matcher, broaderOf, concepts }: Reference): string {
  const named = [`${title.vi}\n${summary.vi}`, `${title.en}\n${summary.en}`].flatMap((text) =>
    matcher()
      .find(text)
      .concepts.map(({ code }) => code),
  );
  const codes = new Set([...named, ...named.flatMap((code) => broaderOf.get(code) ?? [])]);
  return [...codes].flatMap((code) => concepts.get(code) ?? []).join(';\n');
}

// Takes a third of a second to make, and an index that is kept may never ask for it.
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function wordings({ vi, en, variants, markedVi, abbreviations }: Fresh<TermRecord>): string[] {
  return [vi, en, ...variants.vi, ...variants.en, ...markedVi, ...abbreviations];
}

function provinceNames({ name, aliases, formerUnits }: Fresh<ProvinceRecord>): string[] {
  return [name.vi, name.en, ...aliases, ...formerUnits.flatMap((unit) => [unit.name, unit.nameAscii, ...unit.aliases])];
}

function regionNames({ name, abbreviations, aliases }: Fresh<RegionRecord>): string[] {
  return [name.vi, name.en, ...abbreviations, ...aliases.vi, ...aliases.en];
}

// A partner of one country carries that country's name; one of several (“Bắc Âu”) does not.
function countryNames(partners: readonly Fresh<PartnerRecord>[]): Map<string, Bilingual> {
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

function texts<R extends { id: string }>(records: readonly R[], parts: (record: R) => string[]): Texts {
  return new Map(records.map((record) => [record.id, parts(record)]));
}

function pick(codes: readonly string[], from: Texts): string[] {
  const picked: string[] = [];
  for (const code of codes) picked.push(...(from.get(code) ?? []));
  return picked;
}

// A semicolon ends a phrase in every engine, so that none runs from one name into the next.
function list(parts: readonly string[]): string {
  const different = new Set(parts);
  different.delete('');
  return [...different].join('; ');
}
