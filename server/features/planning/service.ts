// Which ambassador next, and on what: from the needs that nothing has served yet.
import type { MatchingPosting, Outlook } from '../../../matching/index.js';
import type { Matcher } from '../../matcher/port.js';
import { matchingPosting } from '../../matcher/posting.js';
import { postingPages } from '../../store/pages.js';
import type { Store } from '../../store/port.js';
import type { PostingKind } from '../../store/records.js';
import type { Names, Naming } from '../reference/naming.js';
import type { NextEventQuery } from './schema.js';

/** Heads of mission, before associations and consuls. */
const firstOfAll = new Set(['embassy', 'eu_delegation']);
/** More than a ministry holds in years. */
const mostEvents = 200;

export interface Planned extends Outlook {
  needs: ReadonlyMap<string, MatchingPosting>;
  names: Names;
}

export class Planning {
  readonly #store: Store;
  readonly #matcher: Matcher;
  readonly #naming: Naming;

  constructor(store: Store, matcher: Matcher, naming: Naming) {
    this.#store = store;
    this.#matcher = matcher;
    this.#naming = naming;
  }

  async nextEvents({ seats, asOf }: Pick<NextEventQuery, 'seats' | 'asOf'>, now: Date): Promise<Planned> {
    const store = this.#store;
    const day = asOf ?? now.toISOString().slice(0, 10);
    const [provinces, partners, themes, events] = await Promise.all([
      store.provinces.find(),
      store.partners.find(),
      store.themes.find(),
      store.events.find(),
    ]);
    const [needs, offers] = [await this.#published('need', day), await this.#published('offer', day)];
    const outlook = await this.#matcher.nextEvents({
      asOf: day,
      provinces: provinces.map(({ id, region, strengths }) => ({ id, region, strengths })),
      partners: partners.map(({ id, countries, kind, group }) => ({
        id,
        countries,
        precedence: firstOfAll.has(kind) ? 0 : group === 'association' ? 1 : 2,
      })),
      needs,
      offers,
      history: events
        .filter(({ status, date }) => status === 'held' && date <= day)
        .map(({ id, date, countries, provinces: attended, themes: on }) => ({
          id,
          date,
          countries,
          provinces: attended,
          themes: on,
        })),
      themes: themes.map(({ id, parent, neighbours }) => ({ id, parent, neighbours })),
      planned: events
        .filter(({ status, date }) => status === 'planned' && date >= day)
        .map((event) => ({ partners: event.partners, themes: event.themes })),
      paired: await this.#paired(),
      seats,
      most: mostEvents,
    });
    const names = await this.#naming.names({ concepts: [], postings: [] });
    return { ...outlook, needs: new Map(needs.map((need) => [need.id, need])), names };
  }

  async #published(kind: PostingKind, day: string): Promise<MatchingPosting[]> {
    const found: MatchingPosting[] = [];
    for await (const page of postingPages(this.#store.postings, { kind, status: 'published' }))
      found.push(...page.map(matchingPosting).filter(({ publishedOn }) => publishedOn <= day));
    return found;
  }

  /** One proposal at a time: each is large. */
  async #paired(): Promise<string[]> {
    const paired = new Set<string>();
    for (let skip = 0; ; skip++) {
      const [released] = await this.#store.proposals.find({ where: { status: 'released' }, skip, limit: 1 });
      if (!released) return [...paired].sort();
      for (const { need } of released.document.pairs) if (need !== null) paired.add(need);
    }
  }
}
