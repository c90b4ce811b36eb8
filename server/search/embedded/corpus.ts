// One index in memory: the documents, their words (MiniSearch), their facets, and the ranking of what a query matches.
import MiniSearch, { type SearchResult } from 'minisearch';
import { fold, tokens } from '../../../matching/text.js';
import type { IndexedDocument, SearchAnswer, SearchRequest } from '../port.js';
import { FacetDictionary, type Filterable } from './facets.js';
import { highlight } from './highlight.js';
import { foldedWords, type ParsedQuery, parseQuery, phraseForm } from './query.js';

interface Entry extends Filterable {
  /** Both titles, and all other fields, in phrase form. */
  titles: string;
  body: string;
}
interface Candidate {
  entry: Entry;
  score: number;
  matched: readonly string[];
}

const fields = [
  'title',
  'titleAlt',
  'keywords',
  'place',
  'concepts',
  'aliases',
  'summary',
  'summaryAlt',
] as const satisfies readonly (keyof IndexedDocument)[];
// Measured on graded queries: together with the phrase bonus level with a full-text server.
const boost = { title: 3, titleAlt: 1, keywords: 2, place: 2, concepts: 1.5, aliases: 1, summary: 1, summaryAlt: 0.5 };
const weights = { fuzzy: 0.3, prefix: 0.5 };
const phraseBonus = { title: 3, elsewhere: 2 };
const enoughHits = 3;

export class Corpus {
  readonly #entries = new Map<string, Entry>();
  readonly #dictionary = new FacetDictionary();
  readonly #exactWords: ReadonlySet<string>;
  readonly #index = new MiniSearch<IndexedDocument>({
    fields: [...fields],
    tokenize: words,
    processTerm: (term) => fold(term),
    // Small batches, so that clearing away replaced documents never holds up a request.
    autoVacuum: { batchSize: 100, batchWait: 10, minDirtFactor: 0.1, minDirtCount: 20 },
  });

  constructor(exactWords: readonly string[] = []) {
    this.#exactWords = new Set(exactWords.flatMap(foldedWords));
  }

  get size(): number {
    return this.#entries.size;
  }

  put(document: IndexedDocument): void {
    this.remove(document.id);
    this.#index.add(document);
    this.#entries.set(document.id, {
      document,
      codes: this.#dictionary.encode(document),
      titles: phraseForm(`${document.title}\n${document.titleAlt}`),
      body: phraseForm(
        fields
          .slice(2)
          .map((field) => document[field])
          .join('\n'),
      ),
    });
  }

  remove(id: string): void {
    if (this.#entries.delete(id)) this.#index.discard(id);
  }

  search(request: SearchRequest): SearchAnswer {
    const query = parseQuery(request.query);
    const asked = query.words.length + query.phrases.length > 0;
    const { candidates, facets, relaxed } = asked ? this.#matching(query, request) : this.#everything(query, request);
    const from = (request.page - 1) * request.pageSize;
    const hits = candidates
      .sort(order(request.sort))
      .slice(from, from + request.pageSize)
      .map(({ entry: { document }, score, matched }) => ({
        id: document.id,
        kind: document.kind,
        score,
        highlight: highlight(document, new Set(matched)),
      }));
    return { hits, total: candidates.length, facets, relaxed };
  }

  #everything(query: ParsedQuery, request: SearchRequest) {
    const entries = [...this.#entries.values()].filter((entry) => !query.without.some((text) => has(entry, text)));
    const { passed, facets } = this.#dictionary.sift(entries, (entry) => entry, request);
    const candidates: Candidate[] = passed.map((entry) => ({ entry, score: 0, matched: [] }));
    return { candidates, facets, relaxed: false };
  }

  #matching(query: ParsedQuery, request: SearchRequest) {
    const sift = (results: readonly SearchResult[]) =>
      this.#dictionary.sift(
        results,
        (result) => {
          const entry = this.#entries.get(result.id);
          return entry && obeys(entry, query) ? entry : undefined;
        },
        request,
      );
    const strict = sift(this.#results(query, 'AND'));
    const loose =
      strict.passed.length < enoughHits && query.words.length > 1 ? sift(closest(this.#results(query, 'OR'))) : strict;
    const relaxed = loose.passed.length > strict.passed.length;
    const { passed, facets } = relaxed ? loose : strict;
    return { candidates: this.#ranked(passed, query), facets, relaxed };
  }

  #results(query: ParsedQuery, combineWith: 'AND' | 'OR'): SearchResult[] {
    const quoted = query.phrases.flatMap((phrase) => phrase.split(' ').filter((word) => word !== '' && word !== '|'));
    const terms = [...query.words, ...quoted.filter((word) => !query.words.includes(word))];
    const last = query.openEnd ? query.words.length - 1 : -1;
    return this.#index.search(terms.join(' '), {
      combineWith,
      boost,
      weights,
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
      prefix: (_, index) => index === last,
      fuzzy: (term, index) => (index < query.words.length ? this.#typosForgiven(term) : 0),
    });
  }

  #typosForgiven(word: string): number {
    if (/\d/.test(word) || this.#exactWords.has(word)) return 0;
    return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  }

  // Words matched, then words without a typo, then the score within that tier; mapped to 0…1 so that it can be shown.
  #ranked(results: readonly SearchResult[], query: ParsedQuery): Candidate[] {
    const open = query.openEnd ? query.words.at(-1) : undefined;
    const phrase = query.words.length > 1 ? ` ${query.words.join(' ')}${open ? '' : ' '}` : null;
    return results.flatMap((result) => {
      const entry = this.#entries.get(result.id);
      if (!entry) return [];
      const asked = Math.max(query.words.length, result.queryTerms.length);
      const exact = result.queryTerms.filter(
        (term) => term in result.match || (term === open && result.terms.some((found) => found.startsWith(term))),
      );
      const tier = result.queryTerms.length * (asked + 1) + exact.length;
      const score = result.score * (phrase ? bonus(entry, phrase) : 1);
      return { entry, score: (tier + score / (score + 100)) / ((asked + 1) * (asked + 1)), matched: result.terms };
    });
  }
}

function words(text: string): string[] {
  return tokens(text)
    .filter((token) => !token.barrier)
    .map((token) => token.text);
}

function has(entry: Entry, phrase: string): boolean {
  return entry.titles.includes(phrase) || entry.body.includes(phrase);
}

function obeys(entry: Entry, query: ParsedQuery): boolean {
  return query.phrases.every((phrase) => has(entry, phrase)) && !query.without.some((phrase) => has(entry, phrase));
}

function bonus(entry: Entry, phrase: string): number {
  if (entry.titles.includes(phrase)) return phraseBonus.title;
  return entry.body.includes(phrase) ? phraseBonus.elsewhere : 1;
}

// Of the documents with some of the words, those with the rarest word that is known at all, or with most of the known words.
function closest(results: readonly SearchResult[]): SearchResult[] {
  const frequency = new Map<string, number>();
  for (const { queryTerms } of results) {
    for (const term of queryTerms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  const [rarest] = [...frequency].reduce((least, next) => (next[1] < least[1] ? next : least), ['', Infinity]);
  return results.filter(({ queryTerms }) => queryTerms.includes(rarest) || queryTerms.length * 2 > frequency.size);
}

function order(sort: SearchRequest['sort']): (a: Candidate, b: Candidate) => number {
  const newest = (a: Candidate, b: Candidate) =>
    b.entry.document.updatedAt - a.entry.document.updatedAt || (a.entry.document.id < b.entry.document.id ? -1 : 1);
  const year = (candidate: Candidate) => candidate.entry.document.yearFrom;
  switch (sort) {
    case 'relevance':
      return (a, b) => b.score - a.score || newest(a, b);
    case 'newest':
      return newest;
    case 'oldest':
      return (a, b) => a.entry.document.updatedAt - b.entry.document.updatedAt || newest(a, b);
    case 'year-newest':
      return (a, b) => (year(b) ?? -Infinity) - (year(a) ?? -Infinity) || newest(a, b);
    case 'year-oldest':
      return (a, b) => (year(a) ?? Infinity) - (year(b) ?? Infinity) || newest(a, b);
  }
}
