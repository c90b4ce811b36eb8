// A change named in a why-not, made to the input from the outside, as a planner or a province would make it.
import type { Change, MatchingInput, MatchingPosting } from '../../../matching/model.js';
import { posting, withRules } from './input.js';

/** Null for a change that no input expresses: more points by themselves. */
export function replayed(input: MatchingInput, province: string, { code, params }: Change): MatchingInput | null {
  const { event } = input;
  const { rules } = event;
  const list = (name: string) => String(params[name]).split(',');
  const year = Number(input.asOf.slice(0, 4));
  const withNeed = (values: Partial<MatchingPosting>): MatchingInput => ({
    ...input,
    needs: input.needs.map((need) => (need.id === params.need ? { ...need, ...values } : need)),
  });
  switch (code) {
    case 'one-more-seat':
      return { ...input, event: { ...event, seats: event.seats + 1 } };
    case 'more-seats':
      return { ...input, event: { ...event, seats: Number(params.seats) } };
    case 'region-cap-plus-one': {
      const region = String(params.region);
      return withRules(input, {
        perRegionMax: { ...rules.perRegionMax, [region]: (rules.perRegionMax?.[region] ?? 0) + 1 },
      });
    }
    case 'renew-need':
      return withNeed({ year: Number(params.year) });
    case 'name-country':
      return withNeed({ countries: list('countries') });
    case 'post-need': {
      const values = {
        themes: list('themes'),
        countries: list('countries'),
        provinces: [province],
        year,
        publishedOn: input.asOf,
      };
      return { ...input, needs: [...input.needs, posting('posted', values)] };
    }
    case 'lower-threshold':
      return withRules(input, { minScore: Number(params.minScore) });
    case 'lift-forbid':
      return withRules(input, { forbidProvinces: rules.forbidProvinces?.filter((id) => id !== province) ?? [] });
    case 'come-after-all':
      return withRules(input, { absentProvinces: rules.absentProvinces?.filter((id) => id !== province) ?? [] });
    case 'allow-repeat-meeting':
      return {
        ...input,
        history: input.history.map((past) => ({ ...past, provinces: past.provinces.filter((id) => id !== province) })),
      };
    case 'lower-meeting-threshold':
      return withRules(input, { threshold: Number(params.threshold) });
    case 'lower-not-met-minimum':
      return withRules(input, { minNotMet: { ...rules.minNotMet, provinces: Number(params.provinces) } });
    case 'allow-changes':
      return { ...input, ...(input.previous && { previous: { ...input.previous, atMost: Number(params.changes) } }) };
    case 'raise-score':
      return null;
  }
}
