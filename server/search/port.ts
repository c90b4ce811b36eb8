// The search port: ids, scores, highlights, totals and facets. Records come from the store, which is the truth.

/** What is indexed of a posting; made by `document.ts` alone, the same for every engine. Facet values are codes. */
export interface IndexedDocument {
  id: string;
  /** Of the posting it was made of. */
  version: number;
  kind: 'need' | 'offer';
  /** Vietnamese; the English one where there is no other. */
  title: string;
  /** The other language; '' when there is none. */
  titleAlt: string;
  /** Names, each ended by a semicolon and a space. */
  keywords: string;
  place: string;
  aliases: string;
  /** A concept a line, each a list of its wordings. */
  concepts: string;
  /** In the language of `title`. */
  summary: string;
  /** In the language of `titleAlt`. */
  summaryAlt: string;
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
  /** Every year from the one to the other: the values of the facet `year`. */
  years: number[];
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

/**
 * Values of one facet are joined by OR, facets by AND; an empty list filters nothing. A facet's own counts ignore its own
 * filter (disjunctive facets).
 */
export interface SearchRequest {
  /** Words, "a phrase in quotes", -words that must not occur. Without words: everything. At most 10 words count. */
  query: string;
  filters: { readonly [F in Exclude<FacetName, 'year'>]?: readonly string[] };
  /** A posting is in the range when one of its years is; one without a year never is. */
  yearFrom?: number;
  yearTo?: number;
  /** Restricted postings, and those not published, are shown only to these owners; `all` shows everything. */
  reader: { all: boolean; owner: string | null };
  /** By `updatedAt`, or by `yearFrom` with unknown years last; ties: newest first, then by id. */
  sort: 'relevance' | 'newest' | 'oldest' | 'year-newest' | 'year-oldest';
  /** From 1. */
  page: number;
  pageSize: number;
  /** True: only documents that have all the words, however few (never `relaxed`). Default false. */
  strict?: boolean;
}
/** The fields of the indexed document of the same names. */
export interface Highlight {
  title: string;
  titleAlt: string;
  summary: string;
  summaryAlt: string;
}
export interface SearchHit {
  id: string;
  kind: 'need' | 'offer';
  /** 0 to 1, falling along the order of relevance; 0 when nothing was asked for. */
  score: number;
  /** Matched words inside `<em>`, everything else HTML-escaped, original accents kept; summaries cut around the first match. */
  highlight: Highlight;
}
export interface SearchAnswer {
  hits: SearchHit[];
  total: number;
  facets: Record<FacetName, Record<string, number>>;
  /** True when fewer than 3 documents had all the words and documents with some of them were added. */
  relaxed: boolean;
}

/** What an index knows besides its documents. */
export interface IndexVocabulary {
  /** Words in which no typos are forgiven: the abbreviations of the vocabulary. */
  exactWords: readonly string[];
  /** By wording, the wordings a query may as well have meant. An engine may do without: documents carry the vocabulary. */
  synonyms: Readonly<Record<string, readonly string[]>>;
  /** Another whenever the same posting would make another document. */
  edition: string;
}

/** Tells one state of a posting from every other. */
export const stateOf = ({ version, updatedAt }: Pick<IndexedDocument, 'version' | 'updatedAt'>): string =>
  `${version} ${updatedAt}`;

/** What is asked of an engine that cannot be reached, or has no index yet, fails with `search.unavailable`; `rebuild` makes one. */
export interface SearchEngine {
  /** False: the index is this process’s own, so whoever else writes to the store does not change it. */
  readonly durable: boolean;
  /**
   * Goes on with the index that is there, from now on with this vocabulary. False when there is none, or one that was not
   * built whole by this version: it has to be rebuilt. An index that may have missed writes tells the state of each
   * posting in it (see `stateOf`): what the store has otherwise has to be put or removed.
   */
  resume(vocabulary: IndexVocabulary): Promise<boolean | ReadonlyMap<string, string>>;
  /** Resolves when the engine has taken them, fails when it refuses them (`search.refused`); see `settled`. */
  put(documents: readonly IndexedDocument[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** Resolves when every write accepted so far can be found. */
  settled(): Promise<void>;
  /** Builds beside and swaps: searches meanwhile are answered from the old index, writes meanwhile reach the new one. */
  rebuild(
    documents: AsyncIterable<IndexedDocument>,
    vocabulary?: Partial<IndexVocabulary>,
  ): Promise<{ documents: number }>;
  /** Another number after each change of what is found; absent when other processes write too. */
  revision?(): number;
  ping(): Promise<void>;
  close(): Promise<void>;
}
