// The counterparts of one posting: every visible offer for a need, every visible need for an offer, best first.
import type { Part } from '../../../matching/index.js';
import type { SignedIn } from '../../http/act.js';
import { type Page, type Paging, pageFrom } from '../../http/paging.js';
import type { CounterpartAnswer, Matcher } from '../../matcher/port.js';
import { matchingPosting } from '../../matcher/posting.js';
import { postingPages } from '../../store/pages.js';
import type { Store } from '../../store/port.js';
import type { PostingKind, PostingRecord } from '../../store/records.js';
import type { Postings } from '../postings/service.js';
import type { Names, Naming } from '../reference/naming.js';

export interface Match {
  id: string;
  score: number;
  parts: Part[];
  posting: PostingRecord;
}
export interface Matches extends Page<Match> {
  of: PostingRecord;
  names: Names;
}

export class Counterparts {
  readonly #store: Store;
  readonly #matcher: Matcher;
  readonly #postings: Pick<Postings, 'get' | 'sees'>;
  readonly #naming: Naming;

  constructor(store: Store, matcher: Matcher, postings: Pick<Postings, 'get' | 'sees'>, naming: Naming) {
    this.#store = store;
    this.#matcher = matcher;
    this.#postings = postings;
    this.#naming = naming;
  }

  async find(act: SignedIn, kind: PostingKind, id: string, paging: Paging): Promise<Matches> {
    const of = await this.#postings.get(act, { kind, id });
    const candidates = await this.#visible(act, kind === 'need' ? 'offer' : 'need');
    const themes = await this.#store.themes.find();
    const { ranked } = await this.#matcher.counterparts({
      posting: matchingPosting(of),
      kind,
      candidates: [...candidates.values()].map(matchingPosting),
      themes: themes.map(({ id: theme, parent, neighbours }) => ({ id: theme, parent, neighbours })),
      year: act.now.getUTCFullYear(),
    });
    const page = pageFrom(ranked, paging);
    const items = page.items.flatMap((match) => {
      const posting = candidates.get(match.id);
      return posting ? [{ ...match, posting }] : [];
    });
    return { ...page, items, of, names: await this.#names(of, page.items, items) };
  }

  async #visible(act: SignedIn, kind: PostingKind): Promise<Map<string, PostingRecord>> {
    const found = new Map<string, PostingRecord>();
    for await (const page of postingPages(this.#store.postings, { kind, status: 'published' }))
      for (const posting of page) if (this.#postings.sees(act, posting)) found.set(posting.id, posting);
    return found;
  }

  #names(of: PostingRecord, ranked: CounterpartAnswer['ranked'], items: readonly Match[]): Promise<Names> {
    const concepts = ranked
      .flatMap(({ parts }) => parts)
      .flatMap(({ facts }) => (Array.isArray(facts.concepts) ? facts.concepts : []));
    return this.#naming.names({
      concepts,
      postings: [of, ...items.map(({ posting }) => posting)].map(matchingPosting),
    });
  }
}
