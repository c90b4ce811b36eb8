// Where the planner's rules contradict each other on their face, whatever the data say.
import type { MatchingRules } from '../../../matching/index.js';

export interface Contradiction {
  error: string;
  /** The place in the rules. */
  path: (string | number)[];
}
/** What of the rules is compared; a schema's optional fields may be `undefined`. */
type Compared = {
  [K in
    | 'perRegionMin'
    | 'perRegionMax'
    | 'k'
    | 'maxMeetingsProvince'
    | 'pinProvinces'
    | 'forbidProvinces'
    | 'absentProvinces'
    | 'pinPairs'
    | 'forbidPairs']?: MatchingRules[K] | undefined;
};

export function contradictions(rules: Compared): Contradiction[] {
  const { pinProvinces = [], forbidProvinces = [], absentProvinces = [], pinPairs = [], forbidPairs = [] } = rules;
  const { perRegionMin = {}, perRegionMax = {}, k = 0, maxMeetingsProvince } = rules;
  const found: Contradiction[] = [];
  const pinned = new Set([...pinProvinces, ...pinPairs.map(({ province }) => province)]);
  forbidProvinces.forEach((province, i) => {
    if (pinned.has(province)) found.push({ error: 'event.pinned-and-forbidden', path: ['forbidProvinces', i] });
  });
  absentProvinces.forEach((province, i) => {
    if (pinned.has(province)) found.push({ error: 'event.pinned-and-absent', path: ['absentProvinces', i] });
  });
  const pinnedPairs = new Set(pinPairs.map(({ province, partner }) => `${province}|${partner}`));
  forbidPairs.forEach(({ province, partner }, i) => {
    if (pinnedPairs.has(`${province}|${partner}`))
      found.push({ error: 'event.pair-pinned-and-forbidden', path: ['forbidPairs', i] });
  });
  for (const [region, least] of Object.entries(perRegionMin)) {
    if (least > (perRegionMax[region] ?? Number.POSITIVE_INFINITY))
      found.push({ error: 'event.region-min-above-max', path: ['perRegionMin', region] });
  }
  if (k > (maxMeetingsProvince ?? Number.POSITIVE_INFINITY))
    found.push({ error: 'event.min-above-max-meetings', path: ['k'] });
  return found;
}
