// Words as numbers: a document becomes a row of them, which is small, and quick to count and to find a phrase in.
import SearchableMap from 'minisearch/SearchableMap';
import { tokens } from '../../../matching/text.js';
import type { IndexedDocument } from '../port.js';
import { barrier as barrierWord, foldedWord, type Phrase } from '../query.js';

/**
 * The words of a document in the order of its texts: title, names, concepts and body, each closed by `fieldEnd`; 0 stands
 * where no phrase may cross.
 */
export type Row = Uint32Array;

/** Words that stand side by side. */
export interface Run {
  numbers: readonly number[];
  /** One of them follows at the end. */
  endings: ReadonlySet<number> | null;
}

/** Words by their numbers, and spellings of them with the number of each. */
export interface KeptDictionary {
  words: readonly string[];
  written: readonly string[];
  numbers: Uint32Array;
}

const barrier = 0;
export const fieldEnd = 1;
const firstWord = 2;
export const isWord = (number: number): boolean => number >= firstWord;

export class Dictionary {
  readonly #numbers = new Map<string, number>();
  /** The same numbers by the words as they are written. */
  readonly #written = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #inUse = new SearchableMap<number>();
  /** Names and concepts come again and again. */
  readonly #parts = new Map<string, Uint32Array>();
  #row = new Uint32Array(4096);
  #length = 0;

  /** None of the words kept is in use before `use` says so. */
  constructor(kept: KeptDictionary = { words: [], written: [], numbers: new Uint32Array() }) {
    for (const word of kept.words) this.#numbers.set(word, this.#words.push(word) - 1 + firstWord);
    for (const [place, written] of kept.written.entries()) this.#written.set(written, kept.numbers[place] ?? 0);
  }

  /** What makes the same dictionary again. */
  kept(): KeptDictionary {
    return {
      words: this.#words,
      written: [...this.#written.keys()],
      numbers: Uint32Array.from(this.#written.values()),
    };
  }

  /** One more than the greatest number. */
  get space(): number {
    return this.#words.length + firstWord;
  }

  /** null when it stands in no document; with an open end its last word may be the beginning of a longer one. */
  run(phrase: Phrase, openEnd = false): Run | null {
    const words = openEnd ? phrase.slice(0, -1) : phrase;
    const numbers = words.map((word) => (word === barrierWord ? barrier : this.#numbers.get(word)));
    const endings = openEnd
      ? new Set(Array.from(this.beginningWith(phrase.at(-1) ?? ''), ([, number]) => number))
      : null;
    const isPossible = !numbers.includes(undefined) && endings?.size !== 0;
    return isPossible ? { numbers: numbers as number[], endings } : null;
  }

  /** undefined when no document ever had the word. */
  numberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  rowOf({ title, titleAlt, keywords, place, aliases, concepts, summary, summaryAlt }: IndexedDocument): Row {
    this.#length = 0;
    this.#readText(title);
    this.#push(fieldEnd);
    for (const names of [keywords, place, aliases]) this.#readParts(names.split('; '));
    this.#push(fieldEnd);
    this.#readParts(concepts.split('\n'));
    this.#push(fieldEnd);
    for (const text of [titleAlt, summary, summaryAlt]) {
      this.#readText(text);
      this.#push(barrier);
    }
    this.#push(fieldEnd);
    return this.#row.slice(0, this.#length);
  }

  /** Words in use can be found by their beginning and by similar words. */
  use(number: number): void {
    this.#inUse.set(this.#words[number - firstWord] ?? '', number);
  }

  forget(number: number): void {
    this.#inUse.delete(this.#words[number - firstWord] ?? '');
  }

  /** Words in use that begin like this. */
  beginningWith(word: string): Iterable<[word: string, number: number]> {
    return this.#inUse.atPrefix(word);
  }

  /** Words in use that differ by at most so many letters, the word itself included. */
  similarTo(word: string, typos: number): Iterable<[word: string, [number: number, typos: number]]> {
    return this.#inUse.fuzzyGet(word, typos);
  }

  #readText(text: string): void {
    for (const token of tokens(text)) {
      if (!token.barrier) this.#push(this.#numberFor(token.text));
      else if (token.text !== ',') this.#push(barrier);
    }
  }

  #readParts(parts: readonly string[]): void {
    for (const part of parts) {
      const known = this.#parts.get(part);
      if (known) this.#append(known);
      else {
        const begin = this.#length;
        this.#readText(part);
        this.#push(barrier);
        this.#parts.set(own(part), this.#row.slice(begin, this.#length));
      }
    }
  }

  #numberFor(written: string): number {
    const known = this.#written.get(written);
    if (known !== undefined) return known;
    const word = own(foldedWord(written));
    const number = this.#numbers.get(word) ?? this.space;
    if (number === this.space) {
      this.#words.push(word);
      this.#numbers.set(word, number);
    }
    this.#written.set(own(written), number);
    return number;
  }

  #append(numbers: Uint32Array): void {
    this.#makeRoom(numbers.length);
    this.#row.set(numbers, this.#length);
    this.#length += numbers.length;
  }

  #push(number: number): void {
    this.#makeRoom(1);
    this.#row[this.#length] = number;
    this.#length += 1;
  }

  #makeRoom(needed: number): void {
    if (this.#length + needed <= this.#row.length) return;
    const larger = new Uint32Array(2 * (this.#length + needed));
    larger.set(this.#row);
    this.#row = larger;
  }
}

export const titleLength = (row: Row): number => row.indexOf(fieldEnd);

/** Where it begins in the row; −1 when it does not stand there. */
export function placeOf({ numbers, endings }: Run, row: Row): number {
  const [first = -1] = numbers;
  for (let at = row.indexOf(first); at >= 0; at = row.indexOf(first, at + 1)) {
    let length = 1;
    while (length < numbers.length && row[at + length] === numbers[length]) length += 1;
    const isWhole = length === numbers.length && (endings === null || endings.has(row[at + length] ?? barrier));
    if (isWhole) return at;
  }
  return -1;
}

// A piece of a string keeps the whole of it in memory.
const own = (piece: string): string => Buffer.from(piece, 'utf16le').toString('utf16le');
