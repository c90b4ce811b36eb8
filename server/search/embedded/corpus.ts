// One index in memory: the documents, their words, their facets, and the ranking of what a query finds.

import { highlight } from '../highlight.js';
import { type IndexedDocument, type SearchAnswer, type SearchRequest, stateOf } from '../port.js';
import { foldedWords, type ParsedQuery, parseQuery } from '../query.js';
import { Dictionary, type KeptDictionary, placeOf } from './dictionary.js';
import {
  FacetDictionary,
  type FacetValue,
  type Filterable,
  type KeptDocument,
  passes,
  refused,
  type Verdict,
} from './facets.js';
import { type Matches, matchesOf } from './matches.js';
import { type Ranked, Ranking } from './ranking.js';
import { type KeptWords, WordIndex } from './words.js';

type Entry = Filterable & Ranked;
type Filter = (entry: Entry) => Verdict;
interface Found {
  documents: number[];
  facets: SearchAnswer['facets'];
  relaxed: boolean;
  matches: Matches | null;
}

/** A corpus in pieces that can be written down and read again, in this order. */
export type Piece =
  | { dictionary: KeptDictionary; facets: readonly FacetValue[] }
  | { words: KeptWords }
  | { entries: KeptEntries };
/** Some documents: `rows` holds one row after the other, `lengths` says how long each is; the codes likewise. */
interface KeptEntries {
  numbers: readonly number[];
  documents: readonly KeptDocument[];
  lengths: readonly number[];
  rows: Uint32Array;
  codes: readonly (readonly number[])[];
}
const entriesAtOnce = 500;
const enoughHits = 3;

export class Corpus {
  /** By document number; a number that was given up is given out again. */
  readonly #entries: (Entry | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #vacant: number[] = [];
  #dictionary = new Dictionary();
  #words = new WordIndex(this.#dictionary);
  #facets = new FacetDictionary();
  readonly #exactWords: ReadonlySet<string>;

  constructor(exactWords: readonly string[] = []) {
    this.#exactWords = new Set(exactWords.flatMap(foldedWords));
  }

  /** What `restore` takes; nothing may be put or removed before the last piece. */
  *pieces(): Generator<Piece> {
    yield { dictionary: this.#dictionary.kept(), facets: this.#facets.values };
    for (const words of this.#words.kept()) yield { words };
    const numbers = [...this.#numbers.values()].sort((a, b) => a - b);
    for (let first = 0; first < numbers.length; first += entriesAtOnce) {
      yield { entries: this.#keptEntries(numbers.slice(first, first + entriesAtOnce)) };
    }
  }

  /** Into an empty corpus. */
  restore(pieces: Iterable<Piece>): void {
    for (const piece of pieces) {
      if ('words' in piece) this.#words.restore(piece.words);
      else if ('entries' in piece) this.#restoreEntries(piece.entries);
      else {
        this.#dictionary = new Dictionary(piece.dictionary);
        this.#words = new WordIndex(this.#dictionary);
        this.#facets = new FacetDictionary(piece.facets);
      }
    }
    this.#words.restored(this.size);
    for (let number = this.#entries.length - 1; number >= 0; number--) {
      if (this.#entries[number] === undefined) this.#vacant.push(number);
    }
  }

  /** The state of each posting, by id. */
  states(): Map<string, string> {
    return new Map([...this.#numbers].map(([id, number]) => [id, stateOf(this.#entryOf(number).document)]));
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

  #keptEntries(numbers: readonly number[]): KeptEntries {
    const entries = numbers.map((number) => this.#entryOf(number));
    const lengths = entries.map(({ row }) => row.length);
    const rows = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
    let at = 0;
    for (const { row } of entries) {
      rows.set(row, at);
      at += row.length;
    }
    const documents = entries.map(({ document }) => document);
    return { numbers, documents, lengths, rows, codes: entries.map(({ codes }) => codes) };
  }

  #restoreEntries({ numbers, documents, lengths, rows, codes }: KeptEntries): void {
    let at = 0;
    documents.forEach((document, i) => {
      const number = numbers[i] ?? 0;
      const end = at + (lengths[i] ?? 0);
      this.#entries[number] = { document, row: rows.subarray(at, end), codes: codes[i] ?? [] };
      this.#numbers.set(document.id, number);
      at = end;
    });
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
function kept({ id, version, kind, title, titleAlt, summary, summaryAlt, ...rest }: IndexedDocument): KeptDocument {
  const { status, visibility, owner, yearFrom, updatedAt } = rest;
  return { id, version, kind, title, titleAlt, summary, summaryAlt, status, visibility, owner, yearFrom, updatedAt };
}
