// A search request as queries of the server: one for the hits, and one for each facet whose own filter must not count.
import type { MultiSearchQuery } from 'meilisearch';
import { tokens } from '../../../matching/text.js';
import { type FacetName, facetNames, type SearchRequest } from '../port.js';
import { parseQuery, partsOf } from '../query.js';
import { facetAttributes, shownTexts } from './settings.js';

/** Put around matched words by the server and replaced after escaping; never part of a text. */
export const marks = { open: '\u0001', close: '\u0002' };

const summaryWords = 45;

export interface Question {
  /** The first answers the hits and the facets that are not filtered. */
  queries: MultiSearchQuery[];
  /** The facets the other queries answer, in their order. */
  filtered: FacetName[];
}

/**
 * How strictly the words are taken. `exact`: as they are written; `all`: with typos, synonyms, and the last one as the
 * beginning of a longer one; `frequency`: a document may lack words, the common ones first.
 */
export type Strictness = 'exact' | 'all' | 'frequency';

export function questionOf(index: string, request: SearchRequest, strictness: Strictness): Question {
  const filters = filtersOf(request);
  const filtered = facetNames.filter((name) => filters.has(name));
  const common: MultiSearchQuery = {
    indexUid: index,
    q: written(request.query, strictness),
    matchingStrategy: strictness === 'frequency' ? 'frequency' : 'all',
  };
  const counted = facetNames.filter((name) => !filters.has(name)).map((name) => facetAttributes[name]);
  const hits: MultiSearchQuery = {
    ...common,
    filter: [...readable(request.reader), ...filters.values()],
    facets: counted,
    sort: sortOf(request.sort),
    page: request.page,
    hitsPerPage: request.pageSize,
    attributesToRetrieve: ['id', 'kind'],
    attributesToHighlight: [...shownTexts],
    attributesToCrop: ['summary', 'summaryAlt'],
    cropLength: summaryWords,
    cropMarker: '…',
    highlightPreTag: marks.open,
    highlightPostTag: marks.close,
    showRankingScore: true,
  };
  const counts = filtered.map((name): MultiSearchQuery => {
    const others = [...filters].flatMap(([other, filter]) => (other === name ? [] : [filter]));
    const filter = [...readable(request.reader), ...others];
    return { ...common, filter, facets: [facetAttributes[name]], limit: 0 };
  });
  return { queries: [hits, ...counts], filtered };
}

/** Whether documents could be found by fewer words than were asked for. */
export function mayRelax({ query, strict }: SearchRequest): boolean {
  const { words, phrases } = parseQuery(query);
  return strict !== true && words.length > 0 && words.length + phrases.length > 1;
}

/** Whether anything was asked for that a document could answer better or worse. */
export function isAsked({ query }: SearchRequest): boolean {
  const { words, phrases } = parseQuery(query);
  return words.length + phrases.length > 0;
}

// The server has no other way to ask for a word without typos than to take it for a phrase of one word.
function written(query: string, strictness: Strictness): string {
  return partsOf(query)
    .flatMap(({ kind, text }) => {
      if (kind !== 'words') return `${kind === 'without' ? '-' : ''}"${text}"`;
      const words = tokens(text).filter(({ barrier }) => !barrier);
      if (strictness === 'exact') return words.map(({ start, end }) => `"${text.slice(start, end)}"`);
      // A minus that stands alone would be taken for part of a word.
      return words.length === 0 ? [] : text;
    })
    .join(' ');
}

function filtersOf({ filters, yearFrom, yearTo }: SearchRequest): Map<FacetName, string> {
  const found = new Map<FacetName, string>();
  for (const name of facetNames) {
    const values = name === 'year' ? [] : (filters[name] ?? []);
    if (values.length > 0) found.set(name, `${facetAttributes[name]} IN [${values.flatMap(quoted).join(', ')}]`);
  }
  const years = yearsBetween(yearFrom, yearTo);
  return years === null ? found : found.set('year', years);
}

// `TO` asks for one year that is in the range; two comparisons could be met by two different years.
function yearsBetween(from: number | undefined, to: number | undefined): string | null {
  if (from !== undefined && to !== undefined) return `years ${from} TO ${to}`;
  if (from !== undefined) return `years >= ${from}`;
  return to === undefined ? null : `years <= ${to}`;
}

function readable({ all, owner }: SearchRequest['reader']): string[] {
  if (all) return [];
  const open = '(visibility = public AND status = published)';
  const own = owner === null ? [] : quoted(owner).map((name) => `owner = ${name}`);
  return [[open, ...own].join(' OR ')];
}

// No code has a quote or a backslash, so what has one matches nothing; nothing is left to be escaped.
function quoted(value: string): string[] {
  return /["\\]/.test(value) ? [] : [`"${value}"`];
}

function sortOf(sort: SearchRequest['sort']): string[] {
  const newest = ['updatedAt:desc', 'id:asc'];
  switch (sort) {
    case 'relevance':
      return [];
    case 'newest':
      return newest;
    case 'oldest':
      return ['updatedAt:asc', 'id:asc'];
    case 'year-newest':
      return ['yearFrom:desc', ...newest];
    case 'year-oldest':
      return ['yearFrom:asc', ...newest];
  }
}
