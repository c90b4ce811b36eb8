// Larger events than the data files hold, made from them; the same random numbers make the same event.
import type { MatchingInput, MatchingPosting } from '../../matching/index.js';
import type { Random } from '../random.js';

/** The event with so many partners: synthetic ones are added, each with one to three offers worded as real ones are. */
export function withPartners(input: MatchingInput, count: number, { below, pick }: Random): MatchingInput {
  const countries = [...new Set(input.needs.flatMap((need) => need.countries))].sort();
  const added = Array.from({ length: Math.max(0, count - input.partners.length) }, (_, i) => ({
    id: `S${String(i + 1).padStart(3, '0')}`,
    countries: [pick(countries)],
  }));
  const offers = added.flatMap(({ id, countries: from }) =>
    Array.from({ length: 1 + below(3) }, (_, k): MatchingPosting => {
      const model = pick(input.offers);
      const themes = below(2) === 0 ? [pick(input.event.themes), ...model.themes] : model.themes;
      return { ...model, id: `${id}-${k + 1}`, partners: [id], countries: from, themes: [...new Set(themes)] };
    }),
  );
  const partners = [...input.partners, ...added];
  return {
    ...input,
    partners,
    offers: [...input.offers, ...offers],
    event: { ...input.event, partners: partners.map(({ id }) => id) },
  };
}
