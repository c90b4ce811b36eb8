// The planned events, and larger ones than the data files hold, made from them; the same random numbers make the same event.
import type { MatchingInput, MatchingPosting } from '../../matching/index.js';
import type { Seed } from '../../seed/read.js';
import { matchingInput } from '../../server/features/proposals/input.js';
import type { Random } from '../random.js';

const asOf = '2026-11-22';

export function plannedInputs(seed: Seed): MatchingInput[] {
  const held = seed.events.filter(({ status }) => status === 'held');
  const planned = seed.events.filter(({ status }) => status === 'planned');
  if (planned.length === 0) throw new Error('the seed has no planned event');
  return planned.map((event) => matchingInput(event, { ...seed, held }, asOf));
}

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

/** The event with so many provinces: synthetic ones are added, each with one or two needs worded as real ones are. */
export function withProvinces(input: MatchingInput, count: number, { below, pick }: Random): MatchingInput {
  const added = Array.from({ length: Math.max(0, count - input.provinces.length) }, (_, i) => ({
    ...pick(input.provinces),
    id: `G${String(i + 1).padStart(3, '0')}`,
  }));
  const needs = added.flatMap(({ id }) =>
    Array.from({ length: 1 + below(2) }, (_, k): MatchingPosting => {
      const model = pick(input.needs);
      const themes = below(2) === 0 ? [pick(input.event.themes), ...model.themes] : model.themes;
      return { ...model, id: `${id}-${k + 1}`, provinces: [id], themes: [...new Set(themes)] };
    }),
  );
  return { ...input, provinces: [...input.provinces, ...added], needs: [...input.needs, ...needs] };
}
