// How alike two postings are in content: by the concepts both name, in whichever language, and by their wording.
import { type ConceptMatcher, conceptMatcher, type Vocabulary } from './concepts.js';
import type { MatchingPosting } from './model.js';
import { fold, tokens } from './text.js';

export interface LexiconVocabulary extends Vocabulary {
  terms: readonly (Vocabulary['terms'][number] & { broader: string | null })[];
}

/** The vocabulary made ready once; it remembers the concepts of texts it has read. */
export interface Lexicon {
  conceptsOf(text: string): readonly string[];
  broader(code: string): string | null;
}

const remembered = 100_000;

export function lexicon(vocabulary: LexiconVocabulary, matcher: ConceptMatcher = conceptMatcher(vocabulary)): Lexicon {
  const broader = new Map(vocabulary.terms.map((term) => [term.id, term.broader]));
  const known = new Map<string, readonly string[]>();
  return {
    broader: (code) => broader.get(code) ?? null,
    conceptsOf(text) {
      let codes = known.get(text);
      if (!codes) {
        codes = [...new Set(matcher.find(text).concepts.map((mention) => mention.code))];
        if (known.size >= remembered) known.clear();
        known.set(text, codes);
      }
      return codes;
    },
  };
}

interface Vector {
  weights: Map<string, number>;
  norm: number;
}
export interface Likeness {
  /** idf-weighted cosine over concepts, a broader concept counting half: 0 … 1. */
  concepts(a: MatchingPosting, b: MatchingPosting): number;
  /** The concepts both name themselves, the rarest first. */
  shared(a: MatchingPosting, b: MatchingPosting): string[];
  /** idf-weighted cosine over folded pairs of neighbouring words: 0 … 1. */
  wording(a: MatchingPosting, b: MatchingPosting): number;
}

/** Rarity is counted over `postings`: the same ones give the same numbers, in whatever order. */
export function likeness(postings: readonly MatchingPosting[], words: Lexicon): Likeness {
  const concepts = space(postings, (posting) => conceptCounts(posting, words));
  let wording: Space | null = null;
  const known = new Map<MatchingPosting, ReadonlySet<string>>();
  const named = (posting: MatchingPosting) => {
    const own = known.get(posting) ?? ownConcepts(posting, words);
    known.set(posting, own);
    return own;
  };
  return {
    concepts: (a, b) => cosine(concepts.vector(a), concepts.vector(b)),
    shared(a, b) {
      const others = named(b);
      return [...named(a)]
        .filter((code) => others.has(code))
        .sort((x, y) => concepts.rarity(y) - concepts.rarity(x) || (x < y ? -1 : 1));
    },
    wording(a, b) {
      wording ??= space(postings, wordPairs);
      return cosine(wording.vector(a), wording.vector(b));
    },
  };
}

const texts = (posting: MatchingPosting) => [
  posting.title.vi,
  posting.summary.vi,
  posting.title.en,
  posting.summary.en,
];

function ownConcepts(posting: MatchingPosting, words: Lexicon): Set<string> {
  return new Set(texts(posting).flatMap((text) => words.conceptsOf(text)));
}

function conceptCounts(posting: MatchingPosting, words: Lexicon): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of ownConcepts(posting, words)) counts.set(code, 1);
  for (const code of [...counts.keys()]) {
    const above = words.broader(code);
    if (above !== null && !counts.has(above)) counts.set(above, 0.5);
  }
  return counts;
}

function wordPairs(posting: MatchingPosting): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts(posting)) {
    const words = tokens(text).filter((token) => !token.barrier);
    for (let i = 0; i + 1 < words.length; i++) {
      counts.set(`${fold(words[i]?.text ?? '')} ${fold(words[i + 1]?.text ?? '')}`, 1);
    }
  }
  return counts;
}

interface Space {
  vector(posting: MatchingPosting): Vector;
  rarity(feature: string): number;
}

function space(
  postings: readonly MatchingPosting[],
  features: (posting: MatchingPosting) => Map<string, number>,
): Space {
  const counts = new Map(postings.map((posting) => [posting, features(posting)]));
  const frequency = new Map<string, number>();
  for (const own of counts.values()) for (const key of own.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  // A posting that says nothing makes nothing rarer.
  const speaking = [...counts.values()].filter((own) => own.size > 0).length;
  const rarity = (key: string) => Math.log(1 + speaking / (frequency.get(key) ?? 1));
  const vectors = new Map<MatchingPosting, Vector>();
  return {
    rarity,
    vector(posting) {
      let vector = vectors.get(posting);
      if (!vector) {
        // Sorted, so that sums of floats do not depend on the order in which texts were read.
        const own = [...(counts.get(posting) ?? features(posting))].sort(([a], [b]) => (a < b ? -1 : 1));
        const weights = new Map(own.map(([key, count]) => [key, count * rarity(key)]));
        let square = 0;
        for (const weight of weights.values()) square += weight * weight;
        vector = { weights, norm: Math.sqrt(square) };
        vectors.set(posting, vector);
      }
      return vector;
    },
  };
}

function cosine(a: Vector, b: Vector): number {
  if (a.norm === 0 || b.norm === 0) return 0;
  const [small, large] = a.weights.size <= b.weights.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [key, weight] of small.weights) dot += weight * (large.weights.get(key) ?? 0);
  return Math.min(1, dot / (a.norm * b.norm));
}
