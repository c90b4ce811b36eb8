// One box over needs and offers: the engine finds, the store answers, and nobody sees more than he may.
import { Failure } from '../../failures.js';
import type { Account, SignedIn } from '../../http/act.js';
import type { Page, Paging } from '../../http/paging.js';
import type { SearchAnswer, SearchEngine, SearchHit, SearchRequest } from '../../search/port.js';
import type { Store } from '../../store/port.js';
import type { MissedQueryRecord, PostingRecord } from '../../store/records.js';
import type { Postings } from '../postings/service.js';
import type { Reference } from '../reference/service.js';
import { keepMissed, missedPage } from './missed.js';
import { placesMeant } from './places.js';
import type { SearchQuery } from './schema.js';
import { searchStore } from './without-engine.js';

export interface FoundPosting extends SearchHit {
  posting: PostingRecord;
}
export interface Found extends Page<FoundPosting>, Pick<SearchAnswer, 'facets' | 'relaxed'> {
  /** How far the store stood in for an engine that is down; null when it did not. */
  standIn: StandIn | null;
  /** Milliseconds. */
  took: number;
}
/** `partly`: there are more postings than it could look through. */
export type StandIn = 'wholly' | 'partly';

interface Parts {
  store: Store;
  engine: SearchEngine;
  postings: Pick<Postings, 'visible'>;
  reference: Pick<Reference, 'list' | 'provinces'>;
  /** Milliseconds since any fixed moment. */
  elapsed: () => number;
  /** Told of every search the engine could not answer. */
  onOutage: (error: Failure) => void;
}

export class Search {
  readonly #parts: Parts;
  /** How many searches the store has answered, for want of an engine. */
  standIns = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async search(act: SignedIn, query: SearchQuery): Promise<Found> {
    const { reference, postings, elapsed } = this.#parts;
    const begin = elapsed();
    const places = await placesMeant(reference, { province: query.province ?? [], region: query.region ?? [] });
    const request = requestOf(act.account, { ...query, ...places });
    const { hits, total, facets, relaxed, standIn } = await this.#find(request);
    // The index may be a moment behind the store, which alone knows what the reader may see.
    const visible = await postings.visible(
      act,
      hits.map(({ id }) => id),
    );
    const byId = new Map(visible.map((posting) => [posting.id, posting]));
    const items = hits.flatMap((hit) => {
      const posting = byId.get(hit.id);
      return posting ? [{ ...hit, posting }] : [];
    });
    const took = Math.round(elapsed() - begin);
    if (query.page === 1 && (total === 0 || relaxed) && !standIn) await this.#noteMissed(query.q, act.now);
    return { items, total, page: query.page, pageSize: query.pageSize, facets, relaxed, standIn, took };
  }

  missed(paging: Paging): Promise<Page<MissedQueryRecord>> {
    return missedPage(this.#parts.store, paging);
  }

  async #find(request: SearchRequest): Promise<SearchAnswer & { standIn: StandIn | null }> {
    const { engine, store } = this.#parts;
    const answer = await this.#unlessDown(engine.search(request));
    if (answer) return { ...answer, standIn: null };
    this.standIns += 1;
    const { isPartial, ...found } = await searchStore(store, request);
    return { ...found, standIn: isPartial ? 'partly' : 'wholly' };
  }

  /** Whatever the engine fails with, people go on searching; a mistake of ours is not covered up. */
  async #unlessDown(answer: Promise<SearchAnswer>): Promise<SearchAnswer | null> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#parts.onOutage(error);
      return null;
    }
  }

  /** Only words that no posting has, whoever asks: filters and rights hide much that is there. */
  async #noteMissed(query: string, now: Date): Promise<void> {
    if (query.trim() === '') return;
    const { engine, store } = this.#parts;
    const anybody = { all: true, owner: null };
    const asked = {
      query,
      filters: {},
      reader: anybody,
      sort: 'relevance',
      strict: true,
      page: 1,
      pageSize: 1,
    } as const;
    const answer = await this.#unlessDown(engine.search(asked));
    if (answer?.total === 0) await keepMissed(store, query, now);
  }
}

function requestOf({ organisation }: Account, query: SearchQuery): SearchRequest {
  const { q, kind, theme, province, region, country, partner, form, status } = query;
  const { yearFrom, yearTo, sort, page, pageSize } = query;
  return {
    query: q,
    filters: { kind, theme, province, region, country, partner, form, status },
    yearFrom,
    yearTo,
    reader: { all: organisation.kind === 'ministry', owner: `${organisation.kind}:${organisation.code}` },
    sort,
    page,
    pageSize,
  };
}
