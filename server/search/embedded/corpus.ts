// One index in memory: the documents, their words, their facets, and the ranking of what a query finds.

import { highlight } from '../highlight.js';
import type { IndexedDocument, SearchAnswer, SearchRequest } from '../port.js';
import { foldedWords, type ParsedQuery, parseQuery } from '../query.js';
import { Dictionary, placeOf } from './dictionary.js';
import { FacetDictionary, type Filterable, type KeptDocument, passes, refused, type Verdict } from './facets.js';
import { type Matches, matchesOf } from './matches.js';
import { type Ranked, Ranking } from './ranking.js';
import { WordIndex } from './words.js';

type Entry = Filterable & Ranked;
type Filter = (entry: Entry) => Verdict;
interface Found {
  documents: number[];
  facets: SearchAnswer['facets'];
  relaxed: boolean;
  matches: Matches | null;
}

const enoughHits = 3;

export class Corpus {
  /** By document number; a number that was given up is given out again. */
  readonly #entries: (Entry | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #vacant: number[] = [];
  readonly #dictionary = new Dictionary();
  readonly #words = new WordIndex(this.#dictionary);
  readonly #facets = new FacetDictionary();
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
    const row = this.#dictionary.rowOf(document);
    this.#words.add(number, row);
    this.#entries[number] = { document: kept(document), row, codes: this.#facets.encode(document) };
    this.#numbers.set(document.id, number);
  }

  remove(id: string): void {
    const number = this.#numbers.get(id);
    const entry = number === undefined ? undefined : this.#entries[number];
    if (number === undefined || !entry) return;
    this.#words.remove(number, entry.row);
    this.#entries[number] = undefined;
    this.#numbers.delete(id);
    this.#vacant.push(number);
  }

  search(request: SearchRequest): SearchAnswer {
    const query = parseQuery(request.query);
    const asked = query.words.length + query.phrases.length > 0;
    const found = asked ? this.#matching(query, request) : this.#everything(query, request);
    const phrase = query.words.length < 2 ? null : this.#dictionary.run(query.words, query.openEnd);
    const ranking = new Ranking((number) => this.#entryOf(number), found.matches, phrase);
    const words = found.matches?.words ?? new Set<string>();
    const hits = ranking.page(found.documents, request).map(({ document, score }) => ({
      id: document.id,
      kind: document.kind,
      score,
      highlight: highlight(document, words),
    }));
    return { hits, total: found.documents.length, facets: found.facets, relaxed: found.relaxed };
  }

  #everything(query: ParsedQuery, request: SearchRequest): Found {
    const found = this.#counted([...this.#entries.keys()], this.#filter(query, request));
    return { ...found, relaxed: false, matches: null };
  }

  #matching(query: ParsedQuery, request: SearchRequest): Found {
    // A word that the documents have is no typo: “bàng” and “bằng” are neighbours, and so is half of the language.
    const matches = matchesOf(query, this.#words, this.#entries.length, (word) =>
      this.#words.frequency(word) > 0 ? 0 : this.#typosForgiven(word),
    );
    const filter = this.#filter(query, request);
    const strict = this.#counted(
      matches.documents.filter((number) => matches.matched[number] === matches.asked),
      filter,
    );
    const isEnough = request.strict === true || strict.documents.length >= enoughHits || matches.asked === 1;
    if (isEnough) return { ...strict, relaxed: false, matches };
    const some = matches.documents.filter((number) => filter(this.#entryOf(number)) === passes);
    const loose = this.#counted(closest(matches, some), filter);
    return { ...loose, relaxed: loose.documents.length > strict.documents.length, matches };
  }

  #filter(query: ParsedQuery, request: SearchRequest): Filter {
    const sieve = this.#facets.sieve(request);
    const wanted = query.phrases.map((phrase) => this.#dictionary.run(phrase));
    const unwanted = query.without.flatMap((phrase) => this.#dictionary.run(phrase) ?? []);
    const obeys = ({ row }: Entry) =>
      wanted.every((run) => run !== null && placeOf(run, row) >= 0) && unwanted.every((run) => placeOf(run, row) < 0);
    const isFree = wanted.length + unwanted.length === 0;
    return (entry) => {
      const verdict = sieve.verdict(entry);
      return verdict === refused || isFree || obeys(entry) ? verdict : refused;
    };
  }

  #counted(numbers: readonly number[], filter: Filter): Pick<Found, 'documents' | 'facets'> {
    const counts = this.#facets.count();
    const documents: number[] = [];
    for (const number of numbers) {
      const entry = this.#entries[number];
      const verdict = entry ? filter(entry) : refused;
      if (!entry || verdict === refused) continue;
      counts.add(entry, verdict);
      if (verdict === passes) documents.push(number);
    }
    return { documents, facets: counts.byName() };
  }

  #entryOf(number: number): Entry {
    const entry = this.#entries[number];
    if (!entry) throw new Error(`no document ${number}`);
    return entry;
  }

  #typosForgiven(word: string): number {
    if (/\d/.test(word) || this.#exactWords.has(word)) return 0;
    return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  }
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

// The rest is in the row and the codes.
function kept({ id, kind, title, titleAlt, summary, summaryAlt, ...rest }: IndexedDocument): KeptDocument {
  const { status, visibility, owner, yearFrom, updatedAt } = rest;
  return { id, kind, title, titleAlt, summary, summaryAlt, status, visibility, owner, yearFrom, updatedAt };
}
