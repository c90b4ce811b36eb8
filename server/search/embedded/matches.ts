// From words to documents: counts for every document which words of the query it has, and how well they speak for it.
import { type ParsedQuery, wordsOf } from '../query.js';
import type { WordIndex } from './words.js';

interface AskedWord {
  word: string;
  openEnd: boolean;
  quoted: boolean;
}

export interface Matches {
  /** How many words were asked for. */
  asked: number;
  /** Documents with at least one of the words. */
  documents: number[];
  score: Float64Array;
  /** Words of the query a document has, and those of them without a typo. */
  matched: Uint8Array;
  exact: Uint8Array;
  /** Which of the query's words a document has: one bit a word, the rarest word the highest. */
  having: Int32Array;
  /** The words of the documents that were taken for the query's. */
  words: Set<string>;
}

// Of a 32-bit number without its sign.
const bits = 31;

/**
 * @param space one more than the greatest document number.
 * @param typosForgiven how many typos may be forgiven in a word.
 */
export function matchesOf(
  query: ParsedQuery,
  index: WordIndex,
  space: number,
  typosForgiven: (word: string) => number,
): Matches {
  const asked = askedWords(query);
  const matches: Matches = {
    asked: asked.length,
    documents: [],
    score: new Float64Array(space),
    matched: new Uint8Array(space),
    exact: new Uint8Array(space),
    having: new Int32Array(space),
    words: new Set(),
  };
  asked
    .map(({ word, openEnd, quoted }) =>
      index.readings(word, { openEnd, typosForgiven: quoted ? 0 : typosForgiven(word) }),
    )
    .filter((readings) => readings.length > 0)
    .map((readings) => ({ readings, size: readings.reduce((sum, reading) => sum + reading.documents.length, 0) }))
    .sort((a, b) => a.size - b.size)
    .forEach(({ readings }, rank) => {
      tally(matches, readings, rank);
    });
  return matches;
}

function askedWords({ words, phrases, openEnd }: ParsedQuery): AskedWord[] {
  const quoted = new Set(phrases.flatMap(wordsOf).filter((word) => !words.includes(word)));
  return [
    ...words.map((word, index) => ({ word, openEnd: openEnd && index === words.length - 1, quoted: false })),
    ...[...quoted].map((word) => ({ word, openEnd: false, quoted: true })),
  ];
}

function tally(matches: Matches, readings: ReturnType<WordIndex['readings']>, rank: number): void {
  const { score, matched, exact, having, documents, words } = matches;
  const bit = rank < bits ? 1 << (bits - 1 - rank) : 0;
  // What was seen for this word already: 1 with a typo, 2 without.
  const seen = new Uint8Array(score.length);
  for (const reading of readings) {
    words.add(reading.word);
    const level = reading.exact ? 2 : 1;
    for (let index = 0; index < reading.documents.length; index++) {
      const document = reading.documents[index] ?? 0;
      const before = seen[document] ?? 0;
      score[document] = (score[document] ?? 0) + reading.factor * (reading.weights[index] ?? 0);
      if (before === 0) {
        if (matched[document] === 0) documents.push(document);
        matched[document] = (matched[document] ?? 0) + 1;
        having[document] = (having[document] ?? 0) | bit;
      }
      if (level === 2 && before < 2) exact[document] = (exact[document] ?? 0) + 1;
      if (level > before) seen[document] = level;
    }
  }
}
