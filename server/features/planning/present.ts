// What to plan next, with every proposal also said in words.
import { type Paging, pageFrom } from '../../http/paging.js';
import type { Locale } from '../../store/records.js';
import { fill, textsOf } from '../../texts/texts.js';
import type { Planned } from './service.js';

export function presentNextEvents({ events, counts, unserved, needs, names }: Planned, paging: Paging, locale: Locale) {
  const texts = textsOf(locale).planning;
  const named = (need: string) => {
    const posting = needs.get(need);
    return { need, title: posting?.title ?? { vi: '', en: '' }, province: posting?.provinces[0] ?? '' };
  };
  const ranked = events.map((event, place) => ({ rank: place + 1, ...event }));
  const { items, ...page } = pageFrom(ranked, paging);
  return {
    ...page,
    items: items.map(({ needs: served, ...event }) => ({
      ...event,
      text: fill(texts[served.length === 1 ? 'next.one' : 'next'], {
        partner: names.partner(event.partner)[locale] || names.partner(event.partner).vi,
        theme: names.theme(event.theme)[locale],
        needs: served.length,
        provinces: event.provinces,
      }),
      needs: served.map(({ score, parts, offer, need }) => ({
        ...named(need),
        score,
        parts: parts.map(({ facts: _, ...part }) => part),
        offer,
      })),
    })),
    counts,
    unserved: unserved.map(named),
  };
}
