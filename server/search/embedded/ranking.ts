// In which order found documents are shown, and the one page of it that is asked for.
import type { SearchRequest } from '../port.js';
import { placeOf, type Row, type Run, titleLength } from './dictionary.js';
import type { KeptDocument } from './facets.js';
import { Leaders } from './leaders.js';
import type { Matches } from './matches.js';

export interface Ranked {
  document: KeptDocument;
  row: Row;
}
export interface Placed {
  document: KeptDocument;
  score: number;
}
type Compare = (a: KeptDocument, b: KeptDocument) => number;

// A score of this size stands in the middle of its tier; it changes no order.
const scoreHalfway = 25;
const phraseBonus = { title: 3, elsewhere: 2 };

export class Ranking {
  readonly #entryOf: (number: number) => Ranked;
  readonly #matches: Matches | null;
  readonly #phrase: Run | null;

  /** @param phrase the words asked for, side by side; null when that cannot be. */
  constructor(entryOf: (number: number) => Ranked, matches: Matches | null, phrase: Run | null) {
    this.#entryOf = entryOf;
    this.#matches = matches;
    this.#phrase = phrase;
  }

  page(documents: readonly number[], { sort, page, pageSize }: SearchRequest): Placed[] {
    const most = Math.min(page * pageSize, documents.length);
    const leaders = sort === 'relevance' ? this.#mostRelevant(documents, most) : this.#sorted(documents, most, sort);
    return leaders
      .inOrder()
      .slice((page - 1) * pageSize)
      .map((number) => ({ document: this.#entryOf(number).document, score: this.#score(number) }));
  }

  #sorted(documents: readonly number[], most: number, sort: Exclude<SearchRequest['sort'], 'relevance'>): Leaders {
    const compare = orders[sort];
    const leaders = new Leaders(most, (a, b) => compare(this.#entryOf(a).document, this.#entryOf(b).document));
    for (const number of documents) leaders.offer(number);
    return leaders;
  }

  // Looking for the phrase takes longest, so it is looked for only where it could bring the document onto the page.
  #mostRelevant(documents: readonly number[], most: number): Leaders {
    const scores = new Float64Array(this.#matches?.score.length ?? 0);
    const scoreOf = (number: number) => scores[number] ?? 0;
    const leaders = new Leaders(
      most,
      (a, b) => scoreOf(b) - scoreOf(a) || orders.newest(this.#entryOf(a).document, this.#entryOf(b).document),
    );
    for (const number of documents) {
      const { last } = leaders;
      if (last !== undefined && this.#score(number, phraseBonus.title) < scoreOf(last)) continue;
      scores[number] = this.#score(number);
      leaders.offer(number);
    }
    return leaders;
  }

  // Words matched, then words without a typo, then the score within that tier; mapped to 0…1 so that it can be shown.
  #score(number: number, bonus = this.#bonus(number)): number {
    if (!this.#matches) return 0;
    const { asked, matched, exact, score } = this.#matches;
    const tiers = asked + 1;
    const tier = (matched[number] ?? 0) * tiers + (exact[number] ?? 0);
    const weight = (score[number] ?? 0) * bonus;
    return (tier + weight / (weight + scoreHalfway)) / tiers ** 2;
  }

  #bonus(number: number): number {
    if (!this.#phrase) return 1;
    const { row } = this.#entryOf(number);
    const place = placeOf(this.#phrase, row);
    if (place < 0) return 1;
    return place < titleLength(row) ? phraseBonus.title : phraseBonus.elsewhere;
  }
}

const yearOf = ({ yearFrom }: KeptDocument, unknown: number): number => yearFrom ?? unknown;
const last = Number.POSITIVE_INFINITY;
const newest: Compare = (a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : Number(a.id > b.id));
const orders: Readonly<Record<Exclude<SearchRequest['sort'], 'relevance'>, Compare>> = {
  newest,
  oldest: (a, b) => a.updatedAt - b.updatedAt || newest(a, b),
  'year-newest': (a, b) => yearOf(b, -last) - yearOf(a, -last) || newest(a, b),
  'year-oldest': (a, b) => yearOf(a, last) - yearOf(b, last) || newest(a, b),
};
