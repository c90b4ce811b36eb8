// What a list that begins so can be worth at most, by greedy bounds that leave the meetings out, and whether it can meet.
import type { Limits } from '../rules.js';
import type { Standing } from './standing.js';

/** What the best list beginning with `taken` can be worth at most, `rest` being in order; −∞ when there is none. */
export function bound(taken: readonly Standing[], rest: readonly Standing[], limits: Limits, partners: number): number {
  const points = taken.reduce((sum, one) => sum + one.points, 0);
  const supply = Math.min(limits.meetings, partners * limits.perPartner);
  const left = supply - taken.reduce((sum, { needed }) => sum + needed, 0);
  const least = rest.reduce((fewest, { needed }) => Math.min(fewest, needed), Number.POSITIVE_INFINITY);
  const served = rest.length > 0 && least > 0 ? Math.floor(left / least) : Number.POSITIVE_INFINITY;
  const places = Math.min(limits.seats - taken.length, left < 0 ? -1 : served);
  if (places < 0) return Number.NEGATIVE_INFINITY;
  return (
    points +
    Math.min(
      bestByRegion(taken, rest, places, limits),
      bestByPartners(taken, rest, places, limits),
      bestByQuota(taken, rest, places, limits),
    )
  );
}

/** The pinned, then as many of the quota as are missing, then the best: exact without regions and meetings. */
function bestByQuota(taken: readonly Standing[], rest: readonly Standing[], places: number, limits: Limits): number {
  const { quota } = limits;
  if (!quota) return Number.POSITIVE_INFINITY;
  const isMember = ({ province }: Standing) => quota.provinces.has(province);
  const chosen = new Set(rest.filter(({ pinned }) => pinned));
  let missing = quota.least - taken.filter(isMember).length - [...chosen].filter(isMember).length;
  for (const one of rest) {
    if (missing <= 0 || chosen.has(one) || !isMember(one)) continue;
    chosen.add(one);
    missing--;
  }
  if (missing > 0 || chosen.size > places) return Number.NEGATIVE_INFINITY;
  for (const one of rest) if (chosen.size < places && one.points > 0) chosen.add(one);
  return [...chosen].reduce((sum, { points }) => sum + points, 0);
}

/** Each region's least first, then the best while a place and their region have room: exact without the meetings. */
function bestByRegion(taken: readonly Standing[], rest: readonly Standing[], places: number, limits: Limits): number {
  const count = new Map<string, number>();
  const add = (region: string) => count.set(region, (count.get(region) ?? 0) + 1);
  for (const { region } of taken) add(region);
  const isCrowded = ([region, own]: [string, number]) => own > (limits.regionMax.get(region) ?? own);
  if ([...count].some(isCrowded)) return Number.NEGATIVE_INFINITY;
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
    const helps = one.points > 0 && !chosen.has(one);
    if (helps && chosen.size < places && (count.get(one.region) ?? 0) < most) choose(one);
  }
  return [...chosen].reduce((sum, { points }) => sum + points, 0);
}

/**
 * The best while a place is left and the only partners they can meet have room: exact without the regions, because only
 * the pinned, who come first, can need more meetings than the others.
 */
function bestByPartners(taken: readonly Standing[], rest: readonly Standing[], places: number, limits: Limits): number {
  const circle = ({ places: at }: Standing) => at.join(' ');
  const used = new Map<string, number>();
  const use = (one: Standing) => used.set(circle(one), (used.get(circle(one)) ?? 0) + one.needed);
  for (const one of taken) use(one);
  let points = 0;
  let chosen = 0;
  for (const one of rest) {
    const full = (used.get(circle(one)) ?? 0) + one.needed > one.places.length * limits.perPartner;
    if (!one.pinned && (full || chosen >= places || one.points <= 0)) continue;
    use(one);
    chosen++;
    points += one.points;
  }
  return points;
}

/** Augmenting paths: the pinned meetings stand, and everyone gets as many more as it needs, no partner more than its room. */
export function canMeet(list: readonly Standing[], { perPartner, meetings }: Limits, partners: number): boolean {
  if (list.reduce((sum, { needed }) => sum + needed, 0) > meetings) return false;
  const held = Array.from({ length: partners }, () => new Set<Standing>());
  const fixed = Array.from({ length: partners }, (_, j) => list.filter(({ pins }) => pins.includes(j)).length);
  const hasRoom = (j: number) => (held[j]?.size ?? 0) + (fixed[j] ?? 0) < perPartner;
  const place = (one: Standing, seen: Set<number>): boolean => {
    for (const j of one.places) {
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
