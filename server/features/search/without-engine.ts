// When the engine is down: the words as they are written, looked for in the published postings, newest first, with bounded work.
import { fold } from '../../../matching/index.js';
import { highlight } from '../../search/highlight.js';
import {
  type FacetName,
  facetNames,
  type Highlight,
  type SearchAnswer,
  type SearchHit,
  type SearchRequest,
} from '../../search/port.js';
import { foldedWords, type ParsedQuery, parseQuery, wordsOf } from '../../search/query.js';
import type { Store, Where } from '../../store/port.js';
import type { PostingRecord } from '../../store/records.js';

/** So many postings are read for one search at most. */
export const mostRead = 3000;
const pageSize = 500;

export interface StoreAnswer extends SearchAnswer {
  /** There are more postings than were read. */
  isPartial: boolean;
}
type Sources = Pick<Store, 'postings' | 'provinces'>;
type Values = Readonly<Record<FacetName, readonly string[]>>;

interface Candidate {
  posting: PostingRecord;
  values: Values;
  /** Share of the words that stand in a title; 0 when nothing was asked for. */
  score: number;
}

/** The answer an engine would give, but without typos, vocabulary and relaxing; facets count what was found. */
export async function searchStore(store: Sources, request: SearchRequest, most = mostRead): Promise<StoreAnswer> {
  const query = parseQuery(request.query);
  const regions = new Map((await store.provinces.find()).map(({ id, region }) => [id, region]));
  const found: Candidate[] = [];
  let read = 0;
  let isWhole = false;
  while (read < most && !isWhole) {
    const sort = [['updatedAt', 'desc']] as const;
    const limit = Math.min(pageSize, most - read);
    const page = await store.postings.find({ where: whereOf(request), sort, skip: read, limit });
    for (const posting of page) {
      const values = valuesOf(posting, regions);
      if (isWanted(posting, values, request) && hasAll(posting, query))
        found.push({ posting, values, score: scoreOf(posting, query) });
    }
    read += page.length;
    isWhole = page.length < limit;
  }
  const from = (request.page - 1) * request.pageSize;
  return {
    hits: found
      .sort(orders[request.sort])
      .slice(from, from + request.pageSize)
      .map((candidate) => hitOf(candidate, query)),
    total: found.length,
    facets: countsOf(found),
    relaxed: false,
    isPartial: !isWhole,
  };
}

function whereOf({ filters }: SearchRequest): Where<'postings'> {
  const among = (codes: readonly string[] | undefined) => (codes && codes.length > 0 ? { in: codes } : undefined);
  return {
    status: 'published',
    kind: among(filters.kind),
    themes: among(filters.theme),
    provinces: among(filters.province),
    countries: among(filters.country),
    partners: among(filters.partner),
  };
}

function isWanted(posting: PostingRecord, values: Values, request: SearchRequest): boolean {
  const { filters, reader, yearFrom, yearTo } = request;
  const isReadable =
    reader.all || posting.visibility === 'public' || `${posting.owner.kind}:${posting.owner.code}` === reader.owner;
  const isChosen = (name: Exclude<FacetName, 'year'>) => {
    const wanted = filters[name] ?? [];
    return wanted.length === 0 || values[name].some((value) => wanted.includes(value));
  };
  const isInRange = (year: string) => Number(year) >= (yearFrom ?? 0) && Number(year) <= (yearTo ?? 9999);
  const isDated = (yearFrom === undefined && yearTo === undefined) || values.year.some(isInRange);
  return isReadable && isDated && (['region', 'form', 'status'] as const).every(isChosen);
}

const textOf = ({ title, summary, namedAs, counterpartNamedAs }: PostingRecord): string =>
  spaced([title.vi, title.en, summary.vi, summary.en, namedAs, counterpartNamedAs].join('\n'));

/** Folded, with single spaces around each word. */
const spaced = (text: string): string => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;

function hasAll(posting: PostingRecord, { words, phrases, without }: ParsedQuery): boolean {
  const text = textOf(posting);
  const isIn = (phrase: readonly string[]) => text.includes(spaced(wordsOf(phrase).join(' ')));
  return words.every((word) => text.includes(word)) && phrases.every(isIn) && !without.some(isIn);
}

function scoreOf({ title }: PostingRecord, { words, phrases }: ParsedQuery): number {
  const asked = [...words, ...phrases.flatMap(wordsOf)];
  if (asked.length === 0) return 0;
  const text = spaced(`${title.vi}\n${title.en}`);
  return (1 + asked.filter((word) => text.includes(word)).length) / (1 + asked.length);
}

const newest = ({ posting: a }: Candidate, { posting: b }: Candidate): number => {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  return a.id < b.id ? -1 : 1;
};
const byYear =
  (unknown: number, direction: 1 | -1) =>
  (a: Candidate, b: Candidate): number =>
    direction * ((a.posting.yearFrom ?? unknown) - (b.posting.yearFrom ?? unknown)) || newest(a, b);

const orders: Readonly<Record<SearchRequest['sort'], (a: Candidate, b: Candidate) => number>> = {
  relevance: (a, b) => b.score - a.score || newest(a, b),
  newest,
  oldest: (a, b) =>
    a.posting.updatedAt === b.posting.updatedAt ? newest(a, b) : a.posting.updatedAt < b.posting.updatedAt ? -1 : 1,
  'year-newest': byYear(0, -1),
  'year-oldest': byYear(9999, 1),
};

function hitOf({ posting: { id, kind, title, summary }, score }: Candidate, query: ParsedQuery): SearchHit {
  const [first, second] = title.vi === '' ? (['en', 'vi'] as const) : (['vi', 'en'] as const);
  const texts: Highlight = {
    title: title[first],
    titleAlt: title[second],
    summary: summary[first],
    summaryAlt: summary[second],
  };
  const asked = [...query.words, ...query.phrases.flatMap(wordsOf)];
  const matched = foldedWords(Object.values(texts).join('\n')).filter((word) =>
    asked.some((part) => word.includes(part)),
  );
  return { id, kind, score, highlight: highlight(texts, new Set(matched)) };
}

function valuesOf(posting: PostingRecord, regions: ReadonlyMap<string, string>): Values {
  const { kind, status, themes, provinces, countries, partners, forms, yearFrom, yearTo } = posting;
  const years = yearFrom === null ? 0 : Math.max((yearTo ?? yearFrom) - yearFrom, 0) + 1;
  return {
    kind: [kind],
    theme: themes,
    province: provinces,
    region: [...new Set(provinces.flatMap((province) => regions.get(province) ?? []))],
    country: countries,
    partner: partners,
    form: forms,
    status: [status],
    year: Array.from({ length: years }, (_, index) => String((yearFrom ?? 0) + index)),
  };
}

function countsOf(found: readonly Candidate[]): SearchAnswer['facets'] {
  const facets = facetNames.map((name) => {
    const counts: Record<string, number> = {};
    for (const { values } of found) for (const value of values[name]) counts[value] = (counts[value] ?? 0) + 1;
    return [name, counts];
  });
  return Object.fromEntries(facets);
}
