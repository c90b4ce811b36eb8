// One box over needs and offers: the engine finds, the store answers, and nobody sees more than he may.
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

export interface FoundPosting extends SearchHit {
  posting: PostingRecord;
}
export interface Found extends Page<FoundPosting>, Pick<SearchAnswer, 'facets' | 'relaxed'> {
  /** Milliseconds. */
  took: number;
}

interface Parts {
  store: Store;
  engine: SearchEngine;
  postings: Pick<Postings, 'visible'>;
  reference: Pick<Reference, 'list' | 'provinces'>;
  /** Milliseconds since any fixed moment. */
  elapsed: () => number;
}

export class Search {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async search(act: SignedIn, query: SearchQuery): Promise<Found> {
    const { engine, reference, postings, elapsed } = this.#parts;
    const begin = elapsed();
    const places = await placesMeant(reference, { province: query.province ?? [], region: query.region ?? [] });
    const { hits, total, facets, relaxed } = await engine.search(requestOf(act.account, { ...query, ...places }));
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
    if (query.page === 1 && (total === 0 || relaxed)) await this.#noteMissed(query.q, act.now);
    return { items, total, page: query.page, pageSize: query.pageSize, facets, relaxed, took };
  }

  missed(paging: Paging): Promise<Page<MissedQueryRecord>> {
    return missedPage(this.#parts.store, paging);
  }

  /** Only words that no posting has, whoever asks: filters and rights hide much that is there. */
  async #noteMissed(query: string, now: Date): Promise<void> {
    if (query.trim() === '') return;
    const { engine, store } = this.#parts;
    const anybody = { all: true, owner: null };
    const { total } = await engine.search({
      query,
      filters: {},
      reader: anybody,
      sort: 'relevance',
      strict: true,
      page: 1,
      pageSize: 1,
    });
    if (total === 0) await keepMissed(store, query, now);
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
