// The best plan by trying everything, from the wording of the rules: it shares nothing with the matcher but the scores.
import type { MatchingEvent, MatchingInput, MatchingRules, Pair, RuleRef } from '../../../matching/model.js';
import { table } from '../../../matching/plan/table.js';
import { limits } from '../../../matching/rules.js';
import type { Candidate, Pairing } from '../../../matching/solve/pair.js';
import { hashLexicon } from './input.js';

type Kept = Candidate & { kept?: boolean };

/**
 * The most that pairings are worth which keep at least so many earlier meetings: `byKept[n]`, −∞ where none keeps the
 * rules. Party after party, remembering the room that is left.
 */
export function bestByKept({
  least,
  most,
  room,
  meetings,
  parties,
  candidates,
}: Omit<Pairing, 'candidates'> & { candidates: readonly Kept[] }): number[] {
  const own = Array.from({ length: parties }, (_, a) => candidates.filter((candidate) => candidate.a === a));
  const keepable = candidates.filter(({ kept }) => kept).length;
  const known = new Map<string, number[]>();
  const none = Number.NEGATIVE_INFINITY;
  const from = (a: number, left: readonly number[], held: number): number[] => {
    const best: number[] = Array.from({ length: keepable + 1 }, (_, n) => (a === parties && n === 0 ? 0 : none));
    if (a === parties) return best;
    const key = `${a}:${left}:${held}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const mine = own[a] as Kept[];
    for (let set = 0; set < 1 << mine.length; set++) {
      const taken = mine.filter((_, bit) => set & (1 << bit));
      const counted = taken.filter(({ short }) => !short).length;
      if (counted < least || taken.length > most || held + taken.length > meetings) continue;
      if (mine.some((candidate) => candidate.must && !taken.includes(candidate))) continue;
      const rest = left.map((places, b) => places - taken.filter((candidate) => candidate.b === b).length);
      if (rest.some((places) => places < 0)) continue;
      const worth = taken.reduce((sum, candidate) => sum + candidate.worth, 0);
      const kept = taken.filter((candidate) => candidate.kept).length;
      from(a + 1, rest, held + taken.length).forEach((value, n) => {
        if (value > none) best[n + kept] = Math.max(best[n + kept] as number, value + worth);
      });
    }
    known.set(key, best);
    return best;
  };
  const exactly = from(0, room, 0);
  return exactly.map((_, n) => exactly.slice(n).reduce((best, value) => Math.max(best, value), none));
}

/** The most any pairing is worth; null when none keeps the rules. */
export function bestPairing(problem: Pairing): number | null {
  const [best = 0] = bestByKept(problem);
  return best === Number.NEGATIVE_INFINITY ? null : best;
}

const whole = (points: number) => Math.round(points * 10_000);
const has = (list: readonly Pair[] | undefined, province: string, partner: string) =>
  (list ?? []).some((pair) => pair.province === province && pair.partner === partner);

interface Scores {
  /** The score of a meeting, and what is added for waiting; as fractions of 1. */
  cell(province: string, partner: string): { score: number; stated: boolean };
  waiting(province: string): number;
}
export function scoresOf(input: MatchingInput): Scores {
  const { rows, partners } = table(input, limits(input), hashLexicon);
  const rowOf = new Map(rows.map((row) => [row.province.id, row]));
  return {
    cell(province, partner) {
      const cell = rowOf.get(province)?.cells[partners.findIndex(({ id }) => id === partner)];
      return { score: cell?.score ?? 0, stated: cell?.need != null };
    },
    waiting: (province) => rowOf.get(province)?.waiting?.points ?? 0,
  };
}

const firstDay = (date: string) => date + '-01-01'.slice(date.length === 4 ? 0 : date.length === 7 ? 3 : 6);

/** Whether the province met those countries (null: any) after the day that lies so many months before; of a date known in part the first day counts. */
function metWithin(
  { history, asOf }: MatchingInput,
  months: number,
  province: string,
  countries: readonly string[] | null,
): boolean {
  const earliest = new Date(`${asOf}T00:00:00Z`);
  earliest.setUTCMonth(earliest.getUTCMonth() - months);
  return history.some(
    ({ date, ...past }) =>
      date !== '' &&
      firstDay(date) > earliest.toISOString().slice(0, 10) &&
      firstDay(date) <= asOf &&
      past.provinces.includes(province) &&
      (countries === null || past.countries.some((country) => countries.includes(country))),
  );
}

export interface Best {
  /** Ten-thousandths. */
  value: number;
  /** Each list of that value. */
  lists: string[][];
  /** The most the meetings of a list are worth that the changes left to it allow. */
  pairing(list: readonly string[]): number | null;
  /** Fewest changes of an earlier plan, whatever the list is worth. */
  fewest: number;
}

const pinnedBy = ({ pinProvinces = [], pinPairs = [] }: MatchingRules) =>
  new Set([...pinProvinces, ...pinPairs.map(({ province }) => province)]);
const awayFrom = ({ forbidProvinces = [], absentProvinces = [] }: MatchingRules) =>
  new Set([...forbidProvinces, ...absentProvinces]);

/**
 * Tries every list. Null when none keeps the rules. `granted`: the pinned of this event may come and meet, and the forbidden
 * of this event are no loss, whatever `input` says of them.
 */
export function bestOfAll(input: MatchingInput, scores: Scores = scoresOf(input), granted = input): Best | null {
  const { event, provinces } = input;
  const { rules, slots, tables, seats } = event;
  const partners = input.partners.filter(({ id }) => event.partners.includes(id));
  const floor = whole(rules.minScore ?? 0.3);
  const pins = rules.pinPairs ?? [];
  const pinned = pinnedBy(rules);
  const forbidden = awayFrom(rules);
  const given = granted.event.rules;
  const welcome = pinnedBy(given);
  const unkeepable =
    [...pinned].some((id) => !provinces.some((province) => province.id === id)) ||
    pins.some(
      ({ province, partner }) =>
        has(rules.forbidPairs, province, partner) || !partners.some(({ id }) => id === partner),
    );
  if (unkeepable) return null;

  const sides = provinces.map(({ id, region }) => {
    const cells = partners.map((partner) => {
      const must = has(pins, id, partner.id);
      const refused =
        has(rules.forbidPairs, id, partner.id) ||
        (!has(given.pinPairs, id, partner.id) && metWithin(input, rules.metRecentlyMonths ?? 0, id, partner.countries));
      const { score, stated } = scores.cell(id, partner.id);
      return { score, points: whole(score), stated, must, refused };
    });
    const allowed = cells.filter(({ refused }) => !refused);
    const best = allowed.reduce((most, { score }) => Math.max(most, score), 0);
    const grounded = allowed.some(({ points, stated }) => stated && points === whole(best) && points >= floor);
    // Scores are told to six places.
    const points = whole(Number((best + scores.waiting(id)).toFixed(6)));
    const candidates = cells.flatMap(({ points, must, refused }, b) =>
      must || (!refused && (welcome.has(id) || points >= floor)) ? [{ b, worth: points, must }] : [],
    );
    return { id, region, mayCome: welcome.has(id) || grounded, points, candidates };
  });

  const least = rules.k ?? 1;
  const unlimited = Number.POSITIVE_INFINITY;
  const most = Math.min(rules.maxMeetingsProvince ?? unlimited, slots || unlimited);
  const room = partners.map(() => Math.min(rules.maxMeetingsPartner ?? unlimited, slots || unlimited));
  const { previous } = input;
  const couldStay = (id: string) => provinces.some((province) => province.id === id) && !awayFrom(given).has(id);
  const before = (previous?.invited ?? []).filter(couldStay);
  const metBefore = (previous?.pairs ?? []).filter(
    ({ province, partner }) =>
      couldStay(province) && partners.some(({ id }) => id === partner) && !has(given.forbidPairs, province, partner),
  );
  const keepable = before.length + metBefore.length;
  /** What the meetings of a list are worth by the number of earlier ones kept, at a threshold in ten-thousandths. */
  const byKept = (list: readonly string[], threshold: number) =>
    bestByKept({
      least,
      most,
      room,
      meetings: slots ? tables * slots : unlimited,
      parties: list.length,
      candidates: list.flatMap((id, a) =>
        (sides.find((side) => side.id === id)?.candidates ?? []).map((one) => ({
          ...one,
          a,
          short: one.worth < threshold,
          kept: has(metBefore, id, partners[one.b]?.id ?? ''),
        })),
      ),
    });
  const none = Number.NEGATIVE_INFINITY;
  const fixed = typeof rules.threshold === 'number' ? whole(rules.threshold) : none;
  const stay = (list: readonly string[]) => list.filter((id) => before.includes(id)).length;
  /** Null when the list cannot meet. */
  const fewestChanges = (list: readonly string[]): number | null => {
    const most = byKept(list, fixed).findLastIndex((value) => value > none);
    return most < 0 ? null : keepable - stay(list) - most;
  };
  const keepsTheRules = (list: typeof sides) => {
    const inRegion = (region: string) => list.filter((side) => side.region === region).length;
    const { provinces: notMet = 0, months = 24 } = rules.minNotMet ?? {};
    return (
      list.length <= seats &&
      list.every(({ id, mayCome }) => mayCome && !forbidden.has(id)) &&
      [...pinned].every((id) => list.some((side) => side.id === id)) &&
      Object.entries(rules.perRegionMin ?? {}).every(([region, count]) => inRegion(region) >= count) &&
      Object.entries(rules.perRegionMax ?? {}).every(([region, count]) => inRegion(region) <= count) &&
      list.filter(({ id }) => !metWithin(input, months, id, null)).length >= notMet
    );
  };
  const lists: { ids: string[]; value: number; changes: number }[] = [];
  for (let set = 0; set < 1 << sides.length; set++) {
    const list = sides.filter((_, bit) => set & (1 << bit));
    const ids = list.map(({ id }) => id);
    const changes = keepsTheRules(list) ? fewestChanges(ids) : null;
    if (changes !== null) lists.push({ ids, changes, value: list.reduce((sum, { points }) => sum + points, 0) });
  }
  const fewest = lists.reduce((least, { changes }) => Math.min(least, changes), unlimited);
  const allowed = previous ? (previous.atMost ?? fewest) : unlimited;
  const within = lists.filter(({ changes }) => changes <= allowed);
  if (within.length === 0) return null;
  const value = within.reduce((best, list) => Math.max(best, list.value), none);
  return {
    value,
    fewest,
    lists: within.filter((list) => list.value === value).map(({ ids }) => ids),
    pairing(list) {
      const keep = Math.max(0, keepable - allowed - stay(list));
      const at = (threshold: number) => byKept(list, threshold)[keep] ?? none;
      const scores = sides.flatMap(({ candidates }) => candidates.map(({ worth }) => worth)).sort((a, b) => b - a);
      const threshold = rules.threshold === 'highest' ? (scores.find((score) => at(score) > none) ?? none) : fixed;
      return at(threshold) === none ? null : at(threshold);
    },
  };
}

/** Every rule an event has, as it would stand in a conflict. */
export function rulesOf({ event: { rules, seats, slots, tables }, previous }: MatchingInput): RuleRef[] {
  const limit = (code: RuleRef['code'], value: number | undefined): RuleRef[] =>
    value === undefined ? [] : [{ code, params: { limit: value } }];
  const perRegion = (code: RuleRef['code'], regions: Record<string, number> = {}): RuleRef[] =>
    Object.entries(regions).map(([region, value]) => ({ code, params: { region, limit: value } }));
  const provinces = (code: RuleRef['code'], ids: readonly string[] = []): RuleRef[] =>
    ids.map((province) => ({ code, params: { province } }));
  const pairs = (code: RuleRef['code'], list: readonly Pair[] = []): RuleRef[] =>
    [...new Map(list.map((pair) => [`${pair.province}|${pair.partner}`, pair])).values()].map((pair) => ({
      code,
      params: { ...pair },
    }));
  return [
    ...limit('seats', seats),
    ...perRegion('region-min', rules.perRegionMin),
    ...perRegion('region-max', rules.perRegionMax),
    ...provinces('pin-province', rules.pinProvinces),
    ...provinces('forbid-province', rules.forbidProvinces),
    ...provinces('absent-province', rules.absentProvinces),
    ...pairs('pin-pair', rules.pinPairs),
    ...pairs('forbid-pair', rules.forbidPairs),
    ...(rules.metRecentlyMonths
      ? [{ code: 'met-recently', params: { months: rules.metRecentlyMonths } } as const]
      : []),
    ...limit('min-meetings', rules.k ?? 1),
    ...limit('max-meetings-province', rules.maxMeetingsProvince),
    ...limit('max-meetings-partner', rules.maxMeetingsPartner),
    ...(slots ? [...limit('slots', slots), ...limit('tables', tables * slots)] : []),
    ...(rules.minNotMet
      ? [
          {
            code: 'min-not-met',
            params: { limit: rules.minNotMet.provinces, months: rules.minNotMet.months ?? 24 },
          } as const,
        ]
      : []),
    ...(typeof rules.threshold === 'number' ? limit('threshold', rules.threshold) : []),
    ...limit('at-most', previous?.atMost ?? undefined),
  ];
}

/** The input with a rule set to a number, or (null) without it. */
export function changed(input: MatchingInput, { code, params }: RuleRef, to: number | null): MatchingInput {
  const { event, provinces, partners } = input;
  const { rules } = event;
  const everyone = provinces.length * partners.length + 1;
  const region = String(params.region);
  const other = (pair: Pair) => pair.province !== params.province || pair.partner !== params.partner;
  const changes: Record<RuleRef['code'], () => Partial<MatchingEvent>> = {
    seats: () => ({ seats: to ?? everyone }),
    slots: () => ({ slots: to ?? 0 }),
    tables: () => ({ tables: event.slots ? Math.ceil((to ?? everyone) / event.slots) : everyone }),
    'region-min': () => ({ rules: { ...rules, perRegionMin: { ...rules.perRegionMin, [region]: to ?? 0 } } }),
    'region-max': () => ({ rules: { ...rules, perRegionMax: { ...rules.perRegionMax, [region]: to ?? everyone } } }),
    'pin-province': () => ({
      rules: { ...rules, pinProvinces: rules.pinProvinces?.filter((id) => id !== params.province) ?? [] },
    }),
    'forbid-province': () => ({
      rules: { ...rules, forbidProvinces: rules.forbidProvinces?.filter((id) => id !== params.province) ?? [] },
    }),
    'absent-province': () => ({
      rules: { ...rules, absentProvinces: rules.absentProvinces?.filter((id) => id !== params.province) ?? [] },
    }),
    'pin-pair': () => ({ rules: { ...rules, pinPairs: rules.pinPairs?.filter(other) ?? [] } }),
    'forbid-pair': () => ({ rules: { ...rules, forbidPairs: rules.forbidPairs?.filter(other) ?? [] } }),
    'met-recently': () => ({ rules: { ...rules, metRecentlyMonths: 0 } }),
    'min-meetings': () => ({ rules: { ...rules, k: to ?? 0 } }),
    'max-meetings-province': () => ({ rules: { ...rules, maxMeetingsProvince: to ?? everyone } }),
    'max-meetings-partner': () => ({ rules: { ...rules, maxMeetingsPartner: to ?? everyone } }),
    'min-not-met': () => ({ rules: { ...rules, minNotMet: { ...rules.minNotMet, provinces: to ?? 0 } } }),
    threshold: () => ({ rules: { ...rules, threshold: to ?? 0 } }),
    'at-most': () => ({}),
  };
  if (code === 'at-most' && input.previous)
    return { ...input, previous: { ...input.previous, atMost: to ?? everyone * 2 } };
  return { ...input, event: { ...event, ...changes[code]() } };
}
