// One order for every list of the input, so that no answer depends on the order in which the lists came.
import type { MatchingInput, MatchingPosting, MatchingRules, Pair } from '../model.js';

export const byId = <T extends { id: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

const inOrder = (codes: readonly string[]): string[] => [...new Set(codes)].sort();

/** The same input with its records by id, its codes in alphabetical order and once each, and only the event's partners. */
export function ordered(input: MatchingInput): MatchingInput {
  const { event } = input;
  const posting = (own: MatchingPosting): MatchingPosting => ({
    ...own,
    themes: inOrder(own.themes),
    forms: inOrder(own.forms),
    countries: inOrder(own.countries),
    provinces: inOrder(own.provinces),
    partners: inOrder(own.partners),
  });
  const attending = new Set(event.partners);
  return {
    asOf: input.asOf,
    event: {
      ...event,
      themes: inOrder(event.themes),
      partners: inOrder(event.partners),
      rules: orderedRules(event.rules),
    },
    provinces: byId(input.provinces).map((own) => ({ ...own, strengths: inOrder(own.strengths) })),
    partners: byId(input.partners)
      .filter(({ id }) => attending.has(id))
      .map((own) => ({ ...own, countries: inOrder(own.countries) })),
    needs: byId(input.needs).map(posting),
    offers: byId(input.offers).map(posting),
    history: byId(input.history).map((own) => ({
      ...own,
      countries: inOrder(own.countries),
      provinces: inOrder(own.provinces),
    })),
    themes: byId(input.themes).map((own) => ({ ...own, neighbours: inOrder(own.neighbours) })),
    ...(input.previous && {
      previous: {
        ...input.previous,
        invited: inOrder(input.previous.invited),
        pairs: orderedPairs(input.previous.pairs),
      },
    }),
  };
}

function orderedPairs(pairs: readonly Pair[]): Pair[] {
  const once = new Map(pairs.map(({ province, partner }) => [`${province} ${partner}`, { province, partner }]));
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

function orderedRules(rules: MatchingRules): MatchingRules {
  const regions = (limits: Record<string, number>) =>
    Object.fromEntries(Object.entries(limits).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...rules,
    ...(rules.perRegionMin && { perRegionMin: regions(rules.perRegionMin) }),
    ...(rules.perRegionMax && { perRegionMax: regions(rules.perRegionMax) }),
    ...(rules.pinProvinces && { pinProvinces: inOrder(rules.pinProvinces) }),
    ...(rules.forbidProvinces && { forbidProvinces: inOrder(rules.forbidProvinces) }),
    ...(rules.absentProvinces && { absentProvinces: inOrder(rules.absentProvinces) }),
    ...(rules.pinPairs && { pinPairs: orderedPairs(rules.pinPairs) }),
    ...(rules.forbidPairs && { forbidPairs: orderedPairs(rules.forbidPairs) }),
  };
}
