// Larger events than the data files hold, made from them; the same seed makes the same event.
import type { MatchingInput, MatchingPosting } from '../matching/index.js';

/** Mulberry32: a number in [0, 1) at each call. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The event with so many partners: synthetic ones are added, each with one to three offers worded as real ones are. */
export function withPartners(input: MatchingInput, count: number, random: () => number): MatchingInput {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const countries = [...new Set(input.needs.flatMap((need) => need.countries))].sort();
  const added = Array.from({ length: Math.max(0, count - input.partners.length) }, (_, i) => ({
    id: `S${String(i + 1).padStart(3, '0')}`,
    countries: [pick(countries)],
  }));
  const offers = added.flatMap(({ id, countries: from }) =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, (_, k): MatchingPosting => {
      const model = pick(input.offers);
      const themes = random() < 0.5 ? [pick(input.event.themes), ...model.themes] : model.themes;
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
