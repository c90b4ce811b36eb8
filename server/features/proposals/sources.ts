// What the store knows that can touch an event: fetched by theme and partner, so that it stays small however much there is.
import { taxonomy } from '../../../matching/index.js';
import type { EventRecord } from '../../store/event-records.js';
import type { Store } from '../../store/port.js';
import type { PostingRecord, PostingStatus } from '../../store/records.js';
import type { Sources } from './input.js';

const everPublished: readonly PostingStatus[] = ['published', 'closed', 'expired'];

export async function sourcesFor(store: Store, event: Pick<EventRecord, 'themes' | 'partners'>): Promise<Sources> {
  const [provinces, partners, themes, held] = await Promise.all([
    store.provinces.find(),
    store.partners.find(),
    store.themes.find(),
    store.events.find({ where: { status: 'held' } }),
  ]);
  const { nearness } = taxonomy(themes);
  const near = themes.map(({ id }) => id).filter((id) => event.themes.some((theme) => nearness(theme, id) > 0));
  const postings = new Map<string, PostingRecord>();
  for (const status of everPublished) {
    const needs = await store.postings.find({ where: { kind: 'need', status, themes: { in: near } } });
    const offers = await store.postings.find({ where: { kind: 'offer', status, partners: { in: event.partners } } });
    for (const posting of [...needs, ...offers]) postings.set(posting.id, posting);
  }
  return { provinces, partners, themes, held, postings: [...postings.values()] };
}
