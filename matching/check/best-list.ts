// Whether any list could be worth more: depth first over all lists, cut short by greedy bounds that leave the meetings
// out. Mostly the first bound is enough.
import type { Plan } from '../model.js';
import type { Limits } from '../rules.js';
import { type Standing, tenThousandths } from './standing.js';

/** Lists looked at before giving up: then nothing is proven. */
const effort = 20_000;

export function inviteListIsBest(known: readonly Standing[], partners: number, limits: Limits, plan: Plan): boolean {
  const value = tenThousandths(plan.certificate.inviteList.value);
  const options = known
    .filter(({ mayCome }) => mayCome)
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.points - a.points);
  let looks = 0;
  /** True when a list that begins with `taken` and goes on from `at` is worth more, or the effort is spent. */
  const better = (taken: readonly Standing[], at: number): boolean => {
    const rest = options.slice(at);
    if (bound(taken, rest, limits, partners) <= value) return false;
    if (++looks > effort) return true;
    const [next] = rest;
    if (!next) return keepsRegions(taken, limits);
    const more = [...taken, next];
    if (canMeet(more, limits, partners) && better(more, at + 1)) return true;
    return !next.pinned && better(taken, at + 1);
  };
  return !better([], 0);
}

const keepsRegions = (list: readonly Standing[], { regionMin }: Limits) =>
  [...regionMin].every(([region, least]) => list.filter((one) => one.region === region).length >= least);

/** What the best list beginning with `taken` can be worth at most, `rest` being in order; −∞ when there is none. */
function bound(taken: readonly Standing[], rest: readonly Standing[], limits: Limits, partners: number): number {
  const points = taken.reduce((sum, one) => sum + one.points, 0);
  const supply = Math.min(limits.meetings, partners * limits.perPartner);
  const left = supply - taken.reduce((sum, { needed }) => sum + needed, 0);
  const least = rest.reduce((fewest, { needed }) => Math.min(fewest, needed), Number.POSITIVE_INFINITY);
  const places = Math.min(limits.seats - taken.length, least > 0 ? Math.floor(left / least) : Number.POSITIVE_INFINITY);
  if (places < 0) return Number.NEGATIVE_INFINITY;
  return points + Math.min(bestByRegion(taken, rest, places, limits), bestByPartners(taken, rest, places, limits));
}

/** Each region's least first, then the best while a place and their region have room: exact without the meetings. */
function bestByRegion(taken: readonly Standing[], rest: readonly Standing[], places: number, limits: Limits): number {
  const count = new Map<string, number>();
  const add = (region: string) => count.set(region, (count.get(region) ?? 0) + 1);
  for (const { region } of taken) add(region);
  const chosen = new Set<Standing>();
  const choose = (one: Standing) => {
    chosen.add(one);
    add(one.region);
  };
  for (const one of rest) if (one.pinned) choose(one);
  for (const one of rest) {
    if (!chosen.has(one) && (count.get(one.region) ?? 0) < (limits.regionMin.get(one.region) ?? 0)) choose(one);
  }
  if (chosen.size > places) return Number.NEGATIVE_INFINITY;
  for (const one of rest) {
    const most = limits.regionMax.get(one.region) ?? Number.POSITIVE_INFINITY;
    if (chosen.size < places && !chosen.has(one) && (count.get(one.region) ?? 0) < most) choose(one);
  }
  return [...chosen].reduce((sum, { points }) => sum + points, 0);
}

/**
 * The best while a place is left and the only partners they can meet have room: exact without the regions, because only
 * the pinned, who come first, can need more meetings than the others.
 */
function bestByPartners(taken: readonly Standing[], rest: readonly Standing[], places: number, limits: Limits): number {
  const circle = ({ open }: Standing) => open.join(' ');
  const used = new Map<string, number>();
  const use = (one: Standing) => used.set(circle(one), (used.get(circle(one)) ?? 0) + one.needed);
  for (const one of taken) use(one);
  let points = 0;
  let chosen = 0;
  for (const one of rest) {
    const full = (used.get(circle(one)) ?? 0) + one.needed > one.open.length * limits.perPartner;
    if (!one.pinned && (full || chosen >= places)) continue;
    use(one);
    chosen++;
    points += one.points;
  }
  return points;
}

/** Augmenting paths: the pinned meetings stand, and everyone gets as many more as it needs, no partner more than its room. */
function canMeet(list: readonly Standing[], { perPartner, meetings }: Limits, partners: number): boolean {
  if (list.reduce((sum, { needed }) => sum + needed, 0) > meetings) return false;
  const held = Array.from({ length: partners }, () => new Set<Standing>());
  const fixed = Array.from({ length: partners }, (_, j) => list.filter(({ pins }) => pins.includes(j)).length);
  const hasRoom = (j: number) => (held[j]?.size ?? 0) + (fixed[j] ?? 0) < perPartner;
  const place = (one: Standing, seen: Set<number>): boolean => {
    for (const j of one.open) {
      const others = held[j] as Set<Standing>;
      if (seen.has(j) || others.has(one) || one.pins.includes(j)) continue;
      seen.add(j);
      if (hasRoom(j)) {
        others.add(one);
        return true;
      }
      for (const other of others) {
        if (!place(other, seen)) continue;
        others.delete(other);
        others.add(one);
        return true;
      }
    }
    return false;
  };
  return (
    fixed.every((count) => count <= perPartner) &&
    list.every((one) => Array.from({ length: one.needed - one.pins.length }).every(() => place(one, new Set())))
  );
}
