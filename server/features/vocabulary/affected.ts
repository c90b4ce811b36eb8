// Which postings are found by other words once a term has changed.
import { type ConceptMatcher, conceptMatcher } from '../../../matching/index.js';
import { postingPages } from '../../store/pages.js';
import type { Collections } from '../../store/port.js';
import type { PostingRecord, TermRecord } from '../../store/records.js';

type Store = Pick<Collections, 'terms' | 'postings'>;
type Term = Omit<TermRecord, 'version'>;

/**
 * Ids of the postings that name the term, or one narrower than it, before the change or after it. They are looked for by
 * these terms alone, so a few more may be named than the whole vocabulary would: where another term's longer wording hides
 * this one's. None is missed.
 */
export async function affectedPostings(store: Store, after: Term): Promise<string[]> {
  const before = await store.terms.get(after.id);
  const narrower = (await store.terms.find()).filter(({ broader }) => broader === after.id);
  const terms: Term[] = [...(before ? [before] : []), after, ...narrower];
  const matcher = conceptMatcher({ themes: [], terms, blocks: [] });
  const affected: string[] = [];
  for await (const page of postingPages(store.postings))
    affected.push(...page.filter((posting) => isNamedIn(posting, matcher)).map(({ id }) => id));
  return affected;
}

function isNamedIn({ title, summary }: PostingRecord, matcher: ConceptMatcher): boolean {
  const texts = [`${title.vi}\n${summary.vi}`, `${title.en}\n${summary.en}`];
  return texts.some((text) => matcher.find(text).concepts.length > 0);
}
