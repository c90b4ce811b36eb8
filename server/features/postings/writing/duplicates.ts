// Which of an owner's postings say nearly the same, in the same words or, by their concepts, in the other language.
import { type ConceptMatcher, fold } from '../../../../matching/index.js';
import type { PostingRecord } from '../../../store/records.js';

/** From this share on, of all title words or all concepts of two postings, those in common make them possible duplicates. */
const threshold = 0.8;
/** Two postings that name a single concept each are seldom the same. */
const fewestConcepts = 2;

type Texts = Pick<PostingRecord, 'title' | 'summary'>;

/** What a posting is compared by. */
export interface Print {
  words: { vi: ReadonlySet<string>; en: ReadonlySet<string> };
  concepts: ReadonlySet<string>;
}

export function printOf(matcher: ConceptMatcher, { title, summary }: Texts): Print {
  const texts = [title.vi, summary.vi, title.en, summary.en];
  return {
    words: { vi: titleWords(title.vi), en: titleWords(title.en) },
    concepts: new Set(texts.flatMap((text) => matcher.find(text).concepts.map((mention) => mention.code))),
  };
}

export const isAlike = (a: Print, b: Print): boolean =>
  share(a.words.vi, b.words.vi) >= threshold ||
  share(a.words.en, b.words.en) >= threshold ||
  (a.concepts.size >= fewestConcepts && share(a.concepts, b.concepts) >= threshold);

const titleWords = (title: string) => new Set(fold(title).match(/[\p{L}\p{N}]+/gu) ?? []);

/** Jaccard; two empty sets have nothing in common. */
function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  // Even if all of the smaller one were common; an import compares every row with every other.
  if (small.size < threshold * large.size) return 0;
  let common = 0;
  for (const each of small) if (large.has(each)) common += 1;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}
