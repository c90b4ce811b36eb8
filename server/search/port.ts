// The search port: ids, scores, highlights, totals and facets. Records come from the store, which is the truth.

/** What is indexed of a posting; made by `document.ts` alone, the same for every engine. Facet values are codes. */
export interface IndexedDocument {
  id: string;
  kind: 'need' | 'offer';
  title: string;
  titleAlt: string;
  keywords: string;
  place: string;
  concepts: string;
  aliases: string;
  summary: string;
  themes: string[];
  provinces: string[];
  regions: string[];
  countries: string[];
  partners: string[];
  forms: string[];
  status: string;
  visibility: 'public' | 'restricted';
  /** `<kind>:<code>` of the owning organisation. */
  owner: string;
  yearFrom: number | null;
  yearTo: number | null;
  /** Milliseconds since the epoch. */
  updatedAt: number;
}

export const facetNames = [
  'kind',
  'theme',
  'province',
  'region',
  'country',
  'partner',
  'form',
  'status',
  'year',
] as const;
export type FacetName = (typeof facetNames)[number];

/** Values of one facet are joined by OR, facets by AND. A facet's own counts ignore its own filter (disjunctive facets). */
export interface SearchRequest {
  query: string;
  filters: { readonly [F in Exclude<FacetName, 'year'>]?: readonly string[] };
  yearFrom?: number;
  yearTo?: number;
  /** Restricted postings, and those not published, are shown only to these owners; `all` shows everything. */
  reader: { all: boolean; owner: string | null };
  sort: 'relevance' | 'newest' | 'oldest' | 'year-newest' | 'year-oldest';
  page: number;
  pageSize: number;
}
export interface SearchHit {
  id: string;
  kind: 'need' | 'offer';
  score: number;
  /** Matched words inside `<em>`, everything else HTML-escaped, original accents kept. */
  highlight: { title: string; summary: string };
}
export interface SearchAnswer {
  hits: SearchHit[];
  total: number;
  facets: Record<FacetName, Record<string, number>>;
  /** True when fewer than 3 documents had all the words and documents with some of them were added. */
  relaxed: boolean;
}

export interface SearchEngine {
  put(documents: readonly IndexedDocument[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** Resolves when every write accepted so far can be found. */
  settled(): Promise<void>;
  /** Builds beside and swaps: searches meanwhile are answered from the old index, writes meanwhile reach the new one. */
  rebuild(documents: AsyncIterable<IndexedDocument>): Promise<{ documents: number }>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
