// One index in memory: the documents, their words, their facets, and the ranking of what a query finds.
import type { IndexedDocument, SearchAnswer, SearchRequest } from '../port.js';
import { FacetDictionary, type Filterable } from './facets.js';
import { highlight } from './highlight.js';
import { type Matches, matchesOf } from './matches.js';
import { foldedWords, type ParsedQuery, parseQuery } from './query.js';
import { type Texts, textsOf, WordIndex } from './words.js';

interface Entry extends Filterable {
  texts: Texts;
}
interface Found {
  documents: number[];
  facets: SearchAnswer['facets'];
  relaxed: boolean;
  matches: Matches | null;
}

const enoughHits = 3;
// A score of this size stands in the middle of its tier; it changes no order.
const scoreHalfway = 25;
const phraseBonus = { title: 3, elsewhere: 2 };

export class Corpus {
  /** By document number; a number that was given up is given out again. */
  readonly #entries: (Entry | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #vacant: number[] = [];
  readonly #words = new WordIndex();
  readonly #dictionary = new FacetDictionary();
  readonly #exactWords: ReadonlySet<string>;

  constructor(exactWords: readonly string[] = []) {
    this.#exactWords = new Set(exactWords.flatMap(foldedWords));
  }

  get size(): number {
    return this.#numbers.size;
  }

  put(document: IndexedDocument): void {
    this.remove(document.id);
    const number = this.#vacant.pop() ?? this.#entries.length;
    const texts = textsOf(document);
    this.#words.add(number, texts);
    this.#entries[number] = { document, texts, codes: this.#dictionary.encode(document) };
    this.#numbers.set(document.id, number);
  }

  remove(id: string): void {
    const number = this.#numbers.get(id);
    const entry = number === undefined ? undefined : this.#entries[number];
    if (number === undefined || !entry) return;
    this.#words.remove(number, entry.texts);
    this.#entries[number] = undefined;
    this.#numbers.delete(id);
    this.#vacant.push(number);
  }

  search(request: SearchRequest): SearchAnswer {
    const query = parseQuery(request.query);
    const asked = query.words.length + query.phrases.length > 0;
    const { documents, facets, relaxed, matches } = asked
      ? this.#matching(query, request)
      : this.#everything(query, request);
    const from = (request.page - 1) * request.pageSize;
    const words = matches?.words ?? new Set<string>();
    const hits = documents
      .flatMap((number) => this.#candidate(number, query, matches))
      .sort(order(request.sort))
      .slice(from, from + request.pageSize)
      .map(({ document, score }) => ({
        id: document.id,
        kind: document.kind,
        score,
        highlight: highlight(document, words),
      }));
    return { hits, total: documents.length, facets, relaxed };
  }

  #everything(query: ParsedQuery, request: SearchRequest): Found {
    return { ...this.#sift([...this.#entries.keys()], query, request), relaxed: false, matches: null };
  }

  #matching(query: ParsedQuery, request: SearchRequest): Found {
    // A word that the documents have is no typo: “bàng” and “bằng” are neighbours, and so is half of the language.
    const matches = matchesOf(query, this.#words, this.#entries.length, (word) =>
      this.#words.frequency(word) > 0 ? 0 : this.#typosForgiven(word),
    );
    const strict = this.#sift(
      matches.documents.filter((number) => matches.matched[number] === matches.asked),
      query,
      request,
    );
    const isEnough = request.strict === true || strict.documents.length >= enoughHits || matches.asked === 1;
    if (isEnough) return { ...strict, relaxed: false, matches };
    const some = this.#sift(matches.documents, query, request).documents;
    const loose = this.#sift(closest(matches, some), query, request);
    return { ...loose, relaxed: loose.documents.length > strict.documents.length, matches };
  }

  #sift(numbers: readonly number[], query: ParsedQuery, request: SearchRequest) {
    const entryOf = (number: number) => {
      const entry = this.#entries[number];
      return entry && obeys(entry.texts, query) ? entry : undefined;
    };
    const { passed, facets } = this.#dictionary.sift(numbers, entryOf, request);
    return { documents: passed, facets };
  }

  #typosForgiven(word: string): number {
    if (/\d/.test(word) || this.#exactWords.has(word)) return 0;
    return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  }

  // Words matched, then words without a typo, then the score within that tier; mapped to 0…1 so that it can be shown.
  #candidate(number: number, query: ParsedQuery, matches: Matches | null): Candidate[] {
    const entry = this.#entries[number];
    if (!entry) return [];
    if (!matches) return [{ document: entry.document, score: 0 }];
    const tiers = matches.asked + 1;
    const tier = (matches.matched[number] ?? 0) * tiers + (matches.exact[number] ?? 0);
    const score = (matches.score[number] ?? 0) * bonus(entry.texts, query);
    return [{ document: entry.document, score: (tier + score / (score + scoreHalfway)) / tiers ** 2 }];
  }
}

interface Candidate {
  document: IndexedDocument;
  score: number;
}

// Documents that lack one word of three or more, and those with the rarest words that enough of the readable ones have.
function closest(matches: Matches, readable: readonly number[]): number[] {
  const having = readable.map((number) => matches.having[number] ?? 0).sort((a, b) => b - a);
  const least = leadingRun(having[enoughHits - 1] ?? 0);
  const most = Math.max(matches.asked - 1, 2);
  return matches.documents.filter(
    (number) => (matches.having[number] ?? 0) >= least || (matches.matched[number] ?? 0) >= most,
  );
}

// 0110 1000 → 0110 0000
function leadingRun(bits: number): number {
  const ended = ~bits & ((1 << (31 - Math.clz32(bits))) - 1);
  return ended === 0 ? bits : bits & ~((1 << (32 - Math.clz32(ended))) - 1);
}

function has(texts: Texts, phrase: string): boolean {
  const { title, names, concepts, body } = texts;
  return title.includes(phrase) || names.includes(phrase) || concepts.includes(phrase) || body.includes(phrase);
}

function obeys(texts: Texts, query: ParsedQuery): boolean {
  if (query.phrases.length + query.without.length === 0) return true;
  return query.phrases.every((phrase) => has(texts, phrase)) && !query.without.some((phrase) => has(texts, phrase));
}

function bonus(texts: Texts, query: ParsedQuery): number {
  if (query.words.length < 2) return 1;
  const phrase = ` ${query.words.join(' ')}${query.openEnd ? '' : ' '}`;
  if (texts.title.includes(phrase)) return phraseBonus.title;
  return has(texts, phrase) ? phraseBonus.elsewhere : 1;
}

function order(sort: SearchRequest['sort']): (a: Candidate, b: Candidate) => number {
  const newest = ({ document: a }: Candidate, { document: b }: Candidate) =>
    b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1);
  const year = ({ document }: Candidate, unknown: number) => document.yearFrom ?? unknown;
  const last = Number.POSITIVE_INFINITY;
  switch (sort) {
    case 'relevance':
      return (a, b) => b.score - a.score || newest(a, b);
    case 'newest':
      return newest;
    case 'oldest':
      return (a, b) => a.document.updatedAt - b.document.updatedAt || newest(a, b);
    case 'year-newest':
      return (a, b) => year(b, -last) - year(a, -last) || newest(a, b);
    case 'year-oldest':
      return (a, b) => year(a, last) - year(b, last) || newest(a, b);
  }
}
