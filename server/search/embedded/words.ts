// Which documents have a word, and how much it weighs in each (BM25 over fields of different weight).
import { type Dictionary, fieldEnd, isWord, type Row } from './dictionary.js';
import { Occurrences } from './occurrences.js';

/** A word of the documents that is taken for a word of the query. */
export interface Reading {
  word: string;
  /** Without a typo; the beginning of a longer word counts, where it may be one. */
  exact: boolean;
  /** What this word adds to the score of `documents[i]` is `factor * weights[i]`. */
  factor: number;
  documents: Uint32Array;
  weights: Float32Array;
}

// Title, names, concepts, body as [boost, typical length in words]; a fixed length, so that a score depends on its own document alone.
const fields: readonly (readonly [number, number])[] = [
  [3, 12],
  [2, 120],
  [1.5, 120],
  [1, 50],
];
const bm25 = { k: 1.2, b: 0.7, d: 0.5 };
const closeness = { prefix: 0.5, typo: 0.3 };

/** The documents of some words, one word after the other: `sizes[i]` of them have word `first + i`. */
export interface KeptWords {
  first: number;
  sizes: Uint32Array;
  documents: Uint32Array;
  weights: Float32Array;
}
const wordsAtOnce = 2000;

export class WordIndex {
  readonly #dictionary: Dictionary;
  /** By word. */
  readonly #occurrences: Occurrences[] = [];
  readonly #weigh = scales();
  #documents = 0;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  /** What `restore` takes, piece by piece. */
  *kept(): Generator<KeptWords> {
    for (let first = 0; first < this.#occurrences.length; first += wordsAtOnce) {
      const words = Array.from(
        { length: Math.min(wordsAtOnce, this.#occurrences.length - first) },
        (_, i) => this.#occurrences[first + i] ?? new Occurrences(),
      );
      const sizes = Uint32Array.from(words, ({ size }) => size);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const [documents, weights] = [new Uint32Array(total), new Float32Array(total)];
      let at = 0;
      for (const word of words) {
        documents.set(word.documents, at);
        weights.set(word.weights, at);
        at += word.size;
      }
      yield { first, sizes, documents, weights };
    }
  }

  restore({ first, sizes, documents, weights }: KeptWords): void {
    let at = 0;
    sizes.forEach((size, i) => {
      if (size === 0) return;
      const word = first + i;
      this.#occurrences[word] = new Occurrences(documents.subarray(at, at + size), weights.subarray(at, at + size));
      this.#dictionary.use(word);
      at += size;
    });
  }

  /** After the last piece: how many documents all words were counted in. */
  restored(documents: number): void {
    this.#documents = documents;
  }

  add(document: number, row: Row): void {
    this.#documents += 1;
    this.#weigh(row, this.#dictionary.space, (word, weight) => {
      const occurrences = this.#occurrencesOf(word);
      if (occurrences.size === 0) this.#dictionary.use(word);
      occurrences.add(document, weight);
    });
  }

  remove(document: number, row: Row): void {
    this.#documents -= 1;
    this.#weigh(row, this.#dictionary.space, (word) => {
      const occurrences = this.#occurrencesOf(word);
      occurrences.remove(document);
      if (occurrences.size === 0) this.#dictionary.forget(word);
    });
  }

  /** The number of documents that have the word itself. */
  frequency(word: string): number {
    const number = this.#dictionary.numberOf(word);
    return number === undefined ? 0 : this.#occurrencesOf(number).size;
  }

  /** @param openEnd the word may be the beginning of a longer one. */
  readings(word: string, { openEnd, typosForgiven }: { openEnd: boolean; typosForgiven: number }): Reading[] {
    const found = new Map<string, Reading>();
    const add = (other: string, number: number, exact: boolean, factor: number) => {
      if (found.has(other)) return;
      const { size, documents, weights } = this.#occurrencesOf(number);
      found.set(other, { word: other, exact, factor: factor * this.#rarity(size), documents, weights });
    };
    const itself = this.#dictionary.numberOf(word);
    if (itself !== undefined && this.frequency(word) > 0) add(word, itself, true, 1);
    if (openEnd) {
      for (const [longer, number] of this.#dictionary.beginningWith(word)) {
        add(longer, number, true, (closeness.prefix * longer.length) / (1.3 * longer.length - 0.3 * word.length));
      }
    }
    if (typosForgiven > 0) {
      for (const [similar, [number, typos]] of this.#dictionary.similarTo(word, typosForgiven)) {
        add(similar, number, false, (closeness.typo * similar.length) / (similar.length + typos));
      }
    }
    return [...found.values()];
  }

  #occurrencesOf(word: number): Occurrences {
    this.#occurrences[word] ??= new Occurrences();
    return this.#occurrences[word];
  }

  #rarity(frequency: number): number {
    return Math.log(1 + (this.#documents - frequency + 0.5) / (frequency + 0.5));
  }
}

/** Tells each word of a row and its weight there; the tables it counts in are kept from one row to the next. */
function scales() {
  let times = new Uint32Array();
  let weights = new Float64Array();
  return (row: Row, space: number, tell: (word: number, weight: number) => void): void => {
    if (times.length < space) {
      times = new Uint32Array(2 * space);
      weights = new Float64Array(2 * space);
    }
    const words: number[] = [];
    let begin = 0;
    for (const [boost, typicalLength] of fields) {
      const end = row.indexOf(fieldEnd, begin);
      const inField: number[] = [];
      let length = 0;
      for (let at = begin; at < end; at++) {
        const word = row[at] ?? 0;
        if (!isWord(word)) continue;
        length += 1;
        if (times[word] === 0) inField.push(word);
        times[word] = (times[word] ?? 0) + 1;
      }
      const damping = bm25.k * (1 - bm25.b + (bm25.b * length) / typicalLength);
      for (const word of inField) {
        const count = times[word] ?? 0;
        const before = weights[word] ?? 0;
        if (before === 0) words.push(word);
        weights[word] = before + boost * (bm25.d + (count * (bm25.k + 1)) / (count + damping));
        times[word] = 0;
      }
      begin = end + 1;
    }
    for (const word of words) {
      tell(word, weights[word] ?? 0);
      weights[word] = 0;
    }
  };
}
