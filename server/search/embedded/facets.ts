// Filters and facet counts over the documents a query matched.
import { type FacetName, facetNames, type IndexedDocument, type SearchAnswer, type SearchRequest } from '../port.js';

const valuesOf: Record<FacetName, (document: IndexedDocument) => readonly string[]> = {
  kind: (document) => [document.kind],
  theme: (document) => document.themes,
  province: (document) => document.provinces,
  region: (document) => document.regions,
  country: (document) => document.countries,
  partner: (document) => document.partners,
  form: (document) => document.forms,
  status: (document) => [document.status],
  year: (document) => document.years.map(String),
};

/** What is kept of a document to filter, order and show it. */
export type KeptDocument = Pick<
  IndexedDocument,
  | 'id'
  | 'version'
  | 'kind'
  | 'title'
  | 'titleAlt'
  | 'summary'
  | 'summaryAlt'
  | 'status'
  | 'visibility'
  | 'owner'
  | 'yearFrom'
  | 'updatedAt'
>;

/** `facet` is the place of its name in `facetNames`. */
export interface FacetValue {
  facet: number;
  value: string;
}

export interface Filterable {
  document: KeptDocument;
  /** The numbers of its facet values. */
  codes: readonly number[];
}

/** Gives each value of each facet a number, so that filtering and counting are looking up and adding in an array. */
export class FacetDictionary {
  readonly #numbers = facetNames.map(() => new Map<string, number>());
  /** By number. */
  readonly #values: FacetValue[] = [];

  constructor(values: readonly FacetValue[] = []) {
    for (const { facet, value } of values) this.#numberOf(facet, value);
  }

  /** What makes the same dictionary again. */
  get values(): readonly FacetValue[] {
    return this.#values;
  }

  encode(document: IndexedDocument): number[] {
    const codes = facetNames.flatMap((name, facet) =>
      valuesOf[name](document).map((value) => this.#numberOf(facet, value)),
    );
    return [...new Set(codes)];
  }

  sieve(request: SearchRequest): Sieve {
    const filters = new Uint16Array(this.#values.length);
    let wanted = 0;
    for (const [facet, name] of facetNames.entries()) {
      const isWanted = filterOf(name, request);
      if (!isWanted) continue;
      wanted |= 1 << facet;
      for (const [value, number] of this.#numbers[facet] ?? []) if (isWanted(value)) filters[number] = 1 << facet;
    }
    return new Sieve(request.reader, filters, wanted);
  }

  count(): FacetCounts {
    return new FacetCounts(this.#values);
  }

  #numberOf(facet: number, value: string): number {
    const numbers = this.#numbers[facet];
    const known = numbers?.get(value);
    if (known !== undefined) return known;
    const number = this.#values.push({ facet, value }) - 1;
    numbers?.set(value, number);
    return number;
  }
}

/** What becomes of a document: `passes`, `refused`, or the one facet whose filter it fails. */
export type Verdict = number;
export const passes = -1;
export const refused = -2;

/** The filters of one request, each facet a bit. */
class Sieve {
  readonly #reader: SearchRequest['reader'];
  readonly #filters: Uint16Array;
  readonly #wanted: number;

  /** @param filters for each value the bit of its facet where it is asked for. */
  constructor(reader: SearchRequest['reader'], filters: Uint16Array, wanted: number) {
    this.#reader = reader;
    this.#filters = filters;
    this.#wanted = wanted;
  }

  verdict({ document, codes }: Filterable): Verdict {
    if (!isVisible(document, this.#reader)) return refused;
    if (this.#wanted === 0) return passes;
    let has = 0;
    for (const code of codes) has |= this.#filters[code] ?? 0;
    const failed = this.#wanted & ~has;
    if (failed === 0) return passes;
    return (failed & (failed - 1)) === 0 ? 31 - Math.clz32(failed) : refused;
  }
}

/** Counts for each facet what passes all filters but its own. */
class FacetCounts {
  readonly #values: readonly FacetValue[];
  readonly #counts: Uint32Array;

  constructor(values: readonly FacetValue[]) {
    this.#values = values;
    this.#counts = new Uint32Array(values.length);
  }

  add({ codes }: Filterable, verdict: Verdict): void {
    for (const code of codes) {
      if (verdict === passes || this.#values[code]?.facet === verdict)
        this.#counts[code] = (this.#counts[code] ?? 0) + 1;
    }
  }

  byName(): SearchAnswer['facets'] {
    const facets = facetNames.map((name) => [name, {} as Record<string, number>] as const);
    for (const [number, { facet, value }] of this.#values.entries()) {
      const count = this.#counts[number] ?? 0;
      const counts = facets[facet]?.[1];
      if (count > 0 && counts) counts[value] = count;
    }
    return Object.fromEntries(facets) as SearchAnswer['facets'];
  }
}

/** Which values of a facet are asked for; null when all are. */
function filterOf(name: FacetName, request: SearchRequest): ((value: string) => boolean) | null {
  if (name === 'year') return yearFilter(request);
  const wanted = request.filters[name];
  return wanted && wanted.length > 0 ? (value) => wanted.includes(value) : null;
}

function yearFilter({ yearFrom, yearTo }: SearchRequest): ((value: string) => boolean) | null {
  if (yearFrom === undefined && yearTo === undefined) return null;
  const [from, to] = [yearFrom ?? Number.NEGATIVE_INFINITY, yearTo ?? Number.POSITIVE_INFINITY];
  return (value) => Number(value) >= from && Number(value) <= to;
}

function isVisible(document: KeptDocument, reader: SearchRequest['reader']): boolean {
  if (reader.all || document.owner === reader.owner) return true;
  return document.visibility === 'public' && document.status === 'published';
}
