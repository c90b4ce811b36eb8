// The closed lists of the matcher. Codes leave the program as they stand here; their words are elsewhere.

/** Changes whenever the same input may give another answer. */
export const engineVersion = '1.2';

/** What a score is made of. */
export const partCodes = [
  'theme',
  'country',
  'strength',
  'freshness',
  'concepts',
  'form',
  'place',
  'wording',
  'waiting',
] as const;
export type PartCode = (typeof partCodes)[number];

/** A named set of weights; they sum to 1. */
export type WeightSet = { readonly [P in PartCode]?: number };

/** Province × partner at an event: a stated need in the event's theme towards this partner leads, everything else supports. */
export const eventWeights = {
  theme: 0.4,
  country: 0.2,
  strength: 0.15,
  freshness: 0.1,
  concepts: 0.1,
  form: 0.05,
} as const satisfies WeightSet;
export const eventWeightsVersion = 'event/1';

/** Need × offer on their own. */
export const counterpartWeights = {
  theme: 0.3,
  country: 0.3,
  concepts: 0.2,
  form: 0.05,
  place: 0.05,
  freshness: 0.05,
  wording: 0.05,
} as const satisfies WeightSet;
export const counterpartWeightsVersion = 'counterpart/1';

/** Why a province is not invited. */
export const whyNotCodes = [
  'seats-full',
  'region-full',
  'meetings-full',
  'no-grounds',
  'forbidden',
  'absent',
  'met-recently',
  'below-threshold',
  'not-met-minimum',
  'kept-list',
  'not-explained',
] as const;
export type WhyNotCode = (typeof whyNotCodes)[number];

/** What would bring a province in; each is proven by solving again with just that change. */
export const changeCodes = [
  'one-more-seat',
  'more-seats',
  'region-cap-plus-one',
  'renew-need',
  'name-country',
  'post-need',
  'raise-score',
  'lower-threshold',
  'lift-forbid',
  'come-after-all',
  'allow-repeat-meeting',
  'lower-meeting-threshold',
  'lower-not-met-minimum',
  'allow-changes',
] as const;
export type ChangeCode = (typeof changeCodes)[number];

/** The planner's rules that can contradict each other. */
export const ruleCodes = [
  'seats',
  'region-min',
  'region-max',
  'pin-province',
  'forbid-province',
  'absent-province',
  'pin-pair',
  'forbid-pair',
  'met-recently',
  'min-meetings',
  'max-meetings-province',
  'max-meetings-partner',
  'slots',
  'tables',
  'min-not-met',
  'threshold',
  'at-most',
] as const;
export type RuleCode = (typeof ruleCodes)[number];

/** What is priced by solving again: each rule without it, and the changes of a limit by one. */
export const priceCodes = [
  ...ruleCodes,
  'waiting',
  'highest-threshold',
  'fewest-changes',
  'one-more-seat',
  'one-seat-less',
  'one-more-meeting',
] as const;
export type PriceCode = (typeof priceCodes)[number];

export const warningCodes = [
  'cut-short',
  'seats-unfilled',
  'old-need',
  'undated-need',
  'partner-without-meeting',
  'pinned-without-grounds',
] as const;
export type WarningCode = (typeof warningCodes)[number];
