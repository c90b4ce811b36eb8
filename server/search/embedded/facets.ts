// Filters and facet counts in one pass over the documents a query matched.
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

/** A document's values by facet (in the order of `facetNames`), each value a small number. */
export type FacetCodes = readonly (readonly number[])[];

/** What is kept of a document to filter, order and show it. */
export type KeptDocument = Pick<
  IndexedDocument,
  | 'id'
  | 'kind'
  | 'title'
  | 'titleAlt'
  | 'summary'
  | 'summaryAlt'
  | 'status'
  | 'visibility'
  | 'owner'
  | 'yearFrom'
  | 'years'
  | 'updatedAt'
>;

export interface Filterable {
  document: KeptDocument;
  codes: FacetCodes;
}

/** Gives each facet value a number, so that counting is adding in an array. */
export class FacetDictionary {
  readonly #numbers = facetNames.map(() => new Map<string, number>());

  encode(document: IndexedDocument): FacetCodes {
    return facetNames.map((name, facet) =>
      [...new Set(valuesOf[name](document))].map((value) => this.#numberOf(facet, value)),
    );
  }

  /** Keeps the items that pass, and counts for each facet what passes all filters but its own. */
  sift<T>(
    items: Iterable<T>,
    entryOf: (item: T) => Filterable | undefined,
    request: SearchRequest,
  ): { passed: T[]; facets: SearchAnswer['facets'] } {
    const filters = facetNames.map((name, facet) => this.#filter(name, facet, request));
    const active = filters.flatMap((filter, facet) => (filter ? [{ facet, filter }] : []));
    const counts = this.#numbers.map((numbers) => new Uint32Array(numbers.size));
    const passed: T[] = [];
    for (const item of items) {
      const entry = entryOf(item);
      if (!entry || !isVisible(entry.document, request.reader)) continue;
      let failed = 0;
      let failedFacet = -1;
      for (const { facet, filter } of active) {
        if (filter(entry)) continue;
        failed += 1;
        failedFacet = facet;
      }
      if (failed === 0) {
        passed.push(item);
        for (let facet = 0; facet < counts.length; facet++) count(counts[facet], entry.codes[facet]);
      } else if (failed === 1) count(counts[failedFacet], entry.codes[failedFacet]);
    }
    return { passed, facets: this.#named(counts) };
  }

  #numberOf(facet: number, value: string): number {
    const numbers = this.#numbers[facet];
    const known = numbers?.get(value);
    if (known !== undefined || !numbers) return known ?? 0;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  }

  #filter(name: FacetName, facet: number, request: SearchRequest): ((entry: Filterable) => boolean) | null {
    if (name === 'year') return yearFilter(request);
    const wanted = request.filters[name];
    if (!wanted || wanted.length === 0) return null;
    const numbers = new Set(wanted.flatMap((value) => this.#numbers[facet]?.get(value) ?? []));
    return (entry) => entry.codes[facet]?.some((value) => numbers.has(value)) ?? false;
  }

  #named(counts: readonly Uint32Array[]): SearchAnswer['facets'] {
    const facets = facetNames.map((name, facet) => {
      const named: [string, number][] = [];
      for (const [value, number] of this.#numbers[facet] ?? []) {
        const count = counts[facet]?.[number] ?? 0;
        if (count > 0) named.push([value, count]);
      }
      return [name, Object.fromEntries(named)] as const;
    });
    return Object.fromEntries(facets) as SearchAnswer['facets'];
  }
}

function count(counts: Uint32Array = new Uint32Array(), values: readonly number[] = []): void {
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
}

function yearFilter({ yearFrom, yearTo }: SearchRequest): ((entry: Filterable) => boolean) | null {
  if (yearFrom === undefined && yearTo === undefined) return null;
  const [from, to] = [yearFrom ?? Number.NEGATIVE_INFINITY, yearTo ?? Number.POSITIVE_INFINITY];
  return ({ document }) => document.years.some((year) => year >= from && year <= to);
}

function isVisible(document: KeptDocument, reader: SearchRequest['reader']): boolean {
  if (reader.all || document.owner === reader.owner) return true;
  return document.visibility === 'public' && document.status === 'published';
}
