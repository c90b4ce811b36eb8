// The planner's rules, made into numbers: limits, forced choices, and which pairs may meet, each refusal with its code.
import type { MatchingInput, MatchingPartner, MatchingRules, Pair, PastEvent, PreviousPlan } from './model.js';
import { eventWeights, eventWeightsVersion, type PartCode, type WeightSet } from './vocabulary.js';

export interface Limits {
  seats: number;
  /** Most meetings of the whole event: tables × slots; `Infinity` without slots. */
  meetings: number;
  minMeetings: number;
  perProvince: number;
  /** `Infinity` when neither a rule nor the slots limit it. */
  perPartner: number;
  minScore: number;
  regionMin: ReadonlyMap<string, number>;
  regionMax: ReadonlyMap<string, number>;
  pinned: ReadonlySet<string>;
  /** By a rule, or because it cannot come. */
  forbidden: ReadonlySet<string>;
  absent: ReadonlySet<string>;
  pinnedPairs: ReadonlySet<string>;
  /** Who may come, and which pairs may meet, without grounds of their own: the pinned. */
  welcome: ReadonlySet<string>;
  welcomePairs: ReadonlySet<string>;
  forbiddenPairs: ReadonlySet<string>;
  metRecentlyMonths: number;
  /** Least score of the meetings that `minMeetings` counts; null: any meeting counts. */
  threshold: number | 'highest' | null;
  quota: Quota | null;
  keep: Keep | null;
}
/** At least so many of these provinces. */
export interface Quota {
  least: number;
  provinces: ReadonlySet<string>;
}
/** What of an earlier plan could be kept, and how many changes there may be; null: as few as possible. */
export interface Keep {
  invited: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  atMost: number | null;
  /** The same if this province were not forbidden. */
  lifted(province: string): Pick<Keep, 'invited' | 'pairs'>;
}
export const notMetMonths = 24;

export const pairKey = (province: string, partner: string) => `${province}|${partner}`;

export function limits(input: MatchingInput): Limits {
  const { event, partners } = input;
  const { rules, slots, tables, seats } = event;
  // A province with a pinned pair is pinned itself.
  const pinned = new Set([...(rules.pinProvinces ?? []), ...(rules.pinPairs ?? []).map((pair) => pair.province)]);
  const pinnedPairs = keysOf(rules.pinPairs);
  return {
    seats,
    meetings: slots > 0 ? tables * slots : Number.POSITIVE_INFINITY,
    minMeetings: rules.k ?? 1,
    perProvince: Math.min(rules.maxMeetingsProvince ?? partners.length, slots > 0 ? slots : partners.length),
    perPartner: Math.min(
      rules.maxMeetingsPartner ?? Number.POSITIVE_INFINITY,
      slots > 0 ? slots : Number.POSITIVE_INFINITY,
    ),
    minScore: rules.minScore ?? 0.3,
    regionMin: new Map(Object.entries(rules.perRegionMin ?? {})),
    regionMax: new Map(Object.entries(rules.perRegionMax ?? {})),
    pinned,
    forbidden: forbidden(rules),
    absent: new Set(rules.absentProvinces ?? []),
    pinnedPairs,
    welcome: pinned,
    welcomePairs: pinnedPairs,
    forbiddenPairs: keysOf(rules.forbidPairs),
    metRecentlyMonths: rules.metRecentlyMonths ?? 0,
    threshold: rules.threshold ?? null,
    quota: quota(input, rules),
    keep: input.previous ? keep(input, input.previous) : null,
  };
}

/**
 * These limits with all that others allow: who is pinned there may come, and what is forbidden there is no change of an
 * earlier plan. So a rule that is taken away only leaves more room.
 */
export const granting = (limits: Limits, { welcome, welcomePairs, keep }: Limits): Limits => ({
  ...limits,
  welcome,
  welcomePairs,
  keep: limits.keep && keep && { ...keep, atMost: limits.keep.atMost },
});

const forbidden = ({ forbidProvinces = [], absentProvinces = [] }: MatchingRules) =>
  new Set([...forbidProvinces, ...absentProvinces]);

const keysOf = (pairs: readonly Pair[] = []) =>
  new Set(pairs.map(({ province, partner }) => pairKey(province, partner)));

function quota({ provinces, history, asOf }: MatchingInput, { minNotMet }: MatchingRules): Quota | null {
  if (!minNotMet) return null;
  const { provinces: least, months = notMetMonths } = minNotMet;
  const notMet = provinces.filter(({ id }) => !tookPart(history, id, asOf, months));
  return { least, provinces: new Set(notMet.map(({ id }) => id)) };
}

function keep({ event, provinces }: MatchingInput, { invited, pairs, atMost }: PreviousPlan): Keep {
  const away = forbidden(event.rules);
  const forbiddenPairs = keysOf(event.rules.forbidPairs);
  const known = new Set(provinces.map(({ id }) => id));
  const without = (lifted: string | null) => {
    const isThere = (id: string) => known.has(id) && (id === lifted || !away.has(id));
    const couldMeet = ({ province, partner }: Pair) =>
      isThere(province) && event.partners.includes(partner) && !forbiddenPairs.has(pairKey(province, partner));
    return { invited: new Set(invited.filter(isThere)), pairs: keysOf(pairs.filter(couldMeet)) };
  };
  return { ...without(null), atMost, lifted: without };
}

/** The weights of this event, scaled to sum 1, and their name: the set's version, or a list of what was changed. */
export function weightsOf(custom: WeightSet | undefined): { version: string; weights: WeightSet } {
  if (!custom || Object.keys(custom).length === 0) return { version: eventWeightsVersion, weights: eventWeights };
  const merged: Record<string, number> = { ...eventWeights, ...custom };
  const codes = Object.keys(merged).sort() as PartCode[];
  const sum = codes.reduce((all, code) => all + (merged[code] ?? 0), 0);
  const weights = Object.fromEntries(codes.map((code) => [code, (merged[code] ?? 0) / sum]));
  const changed = Object.keys(custom).sort() as PartCode[];
  return { version: `${eventWeightsVersion}+${changed.map((code) => `${code}=${custom[code]}`).join(',')}`, weights };
}

/** Whole months from a date as precise as it is known (its first day counts) to `asOf`; null when unknown. */
function monthsSince(date: string, asOf: string): number | null {
  const at = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  const to = /^(\d{4})-(\d{2})-(\d{2})/.exec(asOf);
  if (!at || !to) return null;
  const months = (Number(to[1]) - Number(at[1])) * 12 + Number(to[2]) - Number(at[2] ?? '01');
  return Number(to[3]) < Number(at[3] ?? '01') ? months - 1 : months;
}

const since = (event: PastEvent, asOf: string) => monthsSince(event.date, asOf) ?? Number.POSITIVE_INFINITY;

function isWithin(event: PastEvent, asOf: string, months: number): boolean {
  const age = since(event, asOf);
  return age >= 0 && age < months;
}

/** The latest first, ties by id. */
const byDate = (a: PastEvent, b: PastEvent) => (a.date > b.date ? -1 : a.date < b.date ? 1 : a.id < b.id ? -1 : 1);

/** The past event at which the two met within the last `months`, the latest first; null when there is none. */
export function metRecently(
  history: readonly PastEvent[],
  province: string,
  partner: MatchingPartner,
  asOf: string,
  months: number,
): PastEvent | null {
  if (months <= 0) return null;
  const met = history.filter(
    (event) =>
      event.provinces.includes(province) &&
      event.countries.some((country) => partner.countries.includes(country)) &&
      isWithin(event, asOf, months),
  );
  return met.sort(byDate)[0] ?? null;
}

/** True when the province took part in a recorded event in the `months` before. */
export function tookPart(history: readonly PastEvent[], province: string, asOf: string, months: number): boolean {
  return history.some((event) => event.provinces.includes(province) && isWithin(event, asOf, months));
}

/** Dated past events since the province last took part in one (all of them when it never did), and that last one. */
export function waitedEvents(history: readonly PastEvent[], province: string, asOf: string) {
  const dated = history.filter((event) => Number.isFinite(since(event, asOf)) && since(event, asOf) >= 0).sort(byDate);
  const last = dated.findIndex((event) => event.provinces.includes(province));
  return { waited: last < 0 ? dated.length : last, last: dated[last]?.id ?? null };
}
