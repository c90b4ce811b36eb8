// Which documents have a word, and how much it weighs in each (BM25 over fields of different weight).
import SearchableMap from 'minisearch/SearchableMap';
import type { IndexedDocument } from '../port.js';
import { phraseForm, wordsOf } from './query.js';

/** The texts of a document in phrase form, those of like weight joined. */
export interface Texts {
  title: string;
  names: string;
  concepts: string;
  body: string;
}

export function textsOf(document: IndexedDocument): Texts {
  const joined = (...texts: string[]) => phraseForm(texts.join('\n'));
  return {
    title: joined(document.title),
    names: joined(document.keywords, document.place, document.aliases),
    concepts: joined(document.concepts),
    body: joined(document.titleAlt, document.summary, document.summaryAlt),
  };
}

/** A word of the documents that is taken for a word of the query. */
export interface Reading {
  word: string;
  /** Without a typo; the beginning of a longer word counts, where it may be one. */
  exact: boolean;
  /** What this word adds to the score of `documents[i]` is `factor * weights[i]`. */
  factor: number;
  documents: readonly number[];
  weights: readonly number[];
}

/** Documents in ascending order, and beside each the weight of the word in it. */
interface Postings {
  documents: number[];
  weights: number[];
}

// Fields as [boost, typical length in words]; a fixed length, so that a score depends on its own document alone.
const fields: readonly (readonly [keyof Texts, number, number])[] = [
  ['title', 3, 12],
  ['names', 2, 120],
  ['concepts', 1.5, 120],
  ['body', 1, 50],
];
const bm25 = { k: 1.2, b: 0.7, d: 0.5 };
const closeness = { prefix: 0.5, typo: 0.3 };

export class WordIndex {
  readonly #postings = new SearchableMap<Postings>();
  #documents = 0;

  add(document: number, texts: Texts): void {
    this.#documents += 1;
    for (const [word, weight] of weights(texts)) {
      const postings = this.#postings.fetch(word, () => ({ documents: [], weights: [] }));
      if (document > (postings.documents.at(-1) ?? -1)) {
        postings.documents.push(document);
        postings.weights.push(weight);
      } else {
        const at = position(postings.documents, document);
        postings.documents.splice(at, 0, document);
        postings.weights.splice(at, 0, weight);
      }
    }
  }

  remove(document: number, texts: Texts): void {
    this.#documents -= 1;
    for (const word of weights(texts).keys()) {
      const postings = this.#postings.get(word);
      if (!postings) continue;
      const at = position(postings.documents, document);
      postings.documents.splice(at, 1);
      postings.weights.splice(at, 1);
      if (postings.documents.length === 0) this.#postings.delete(word);
    }
  }

  /** The number of documents that have the word itself. */
  frequency(word: string): number {
    return this.#postings.get(word)?.documents.length ?? 0;
  }

  /** @param openEnd the word may be the beginning of a longer one. */
  readings(word: string, { openEnd, typosForgiven }: { openEnd: boolean; typosForgiven: number }): Reading[] {
    const found = new Map<string, Reading>();
    const add = (other: string, postings: Postings, exact: boolean, factor: number) => {
      if (!found.has(other))
        found.set(other, { word: other, exact, factor: factor * this.#rarity(postings), ...postings });
    };
    const itself = this.#postings.get(word);
    if (itself) add(word, itself, true, 1);
    if (openEnd) {
      for (const [longer, postings] of this.#postings.atPrefix(word)) {
        add(longer, postings, true, (closeness.prefix * longer.length) / (1.3 * longer.length - 0.3 * word.length));
      }
    }
    if (typosForgiven > 0) {
      for (const [similar, [postings, typos]] of this.#postings.fuzzyGet(word, typosForgiven).entries()) {
        add(similar, postings, false, (closeness.typo * similar.length) / (similar.length + typos));
      }
    }
    return [...found.values()];
  }

  #rarity({ documents }: Postings): number {
    return Math.log(1 + (this.#documents - documents.length + 0.5) / (documents.length + 0.5));
  }
}

function weights(texts: Texts): Map<string, number> {
  const total = new Map<string, number>();
  for (const [field, boost, typicalLength] of fields) {
    const words = wordsOf(texts[field]);
    const times = new Map<string, number>();
    for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
    const damping = bm25.k * (1 - bm25.b + (bm25.b * words.length) / typicalLength);
    for (const [word, count] of times) {
      const weight = boost * (bm25.d + (count * (bm25.k + 1)) / (count + damping));
      total.set(word, (total.get(word) ?? 0) + weight);
    }
  }
  return total;
}

// The place of a document in an ascending list, whether it is there or not.
function position(documents: readonly number[], document: number): number {
  let low = 0;
  let high = documents.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}
