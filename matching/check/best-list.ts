// Whether any list could be better: depth first over all lists, cut short by greedy bounds that leave the meetings out.
// Mostly the first bound is enough.
import type { Plan } from '../model.js';
import type { Limits } from '../rules.js';
import { keptAtMost, keptBound } from './kept-bound.js';
import { bound, canMeet } from './list-bound.js';
import { mostKept } from './most-kept.js';
import { type Standing, tenThousandths } from './standing.js';

/** Lists looked at before giving up: then nothing is proven. */
const effort = 20_000;
/** How often the meetings that a list can keep are counted out before taking them for granted. */
const countings = 10_000;

/**
 * No list is worth more; of an earlier plan, none that keeps as much as it must. Then also none keeps more than the plan,
 * where it claims the fewest changes.
 */
export function inviteListIsBest(known: readonly Standing[], partners: number, limits: Limits, plan: Plan): boolean {
  const value = tenThousandths(plan.certificate.inviteList.value);
  const { keep } = limits;
  if (!keep) return noneAbove(known, partners, limits, value);
  const total = keep.invited.size + keep.pairs.size;
  const least = total - (keep.atMost ?? plan.changes?.total ?? 0);
  const ownPoints = new Map(known.map((one) => [one.province, one.points]));
  const worthOf = (list: readonly Standing[]) =>
    list.reduce((sum, { province }) => sum + (ownPoints.get(province) ?? 0), 0);
  let left = countings;
  const counted = new WeakMap<readonly Standing[], number>();
  const count = (taken: readonly Standing[]) => {
    const before = counted.get(taken);
    if (before !== undefined) return before;
    const own = left-- > 0 ? stayed(taken) + mostKept(taken, partners, limits) : keptAtMost(taken, limits);
    counted.set(taken, own);
    return own;
  };
  /** Whether a list that begins like this can keep so much: whoever comes after can only take room away. */
  const canKeep = (taken: readonly Standing[], rest: readonly Standing[], atLeast: number) => {
    const others = keptAtMost(rest, limits);
    if (keptAtMost(taken, limits) + others < atLeast) return false;
    return count(taken) + others >= atLeast;
  };
  const options = known.filter(({ mayCome }) => mayCome);
  const mostOf = (points: (one: Standing) => number) =>
    bound([], inOrder(options.map((one) => ({ ...one, points: points(one) }))), limits, partners);
  const kept = keptBound(partners, limits, ({ constant, of }) => constant + mostOf(of));
  const price = lowest(
    0,
    1 + worthOf(known),
    (tried) => mostOf((one) => one.points + tried * kept.of(one)) - tried * (least - kept.constant),
  );
  const byPrice = known.map((one) => ({ ...one, points: one.points + price * kept.of(one) }));
  const isWorthMore = (list: readonly Standing[]) => worthOf(list) > value;
  const keeps = (taken: readonly Standing[], rest: readonly Standing[]) => canKeep(taken, rest, least);
  const target = value + price * (least - kept.constant);
  if (!noneAbove(byPrice, partners, limits, target, isWorthMore, keeps)) return false;
  if (keep.atMost !== null) return true;
  const byKept = known.map((one) => ({ ...one, points: kept.of(one) }));
  const keepsMore = (taken: readonly Standing[], rest: readonly Standing[]) => canKeep(taken, rest, least + 1);
  return noneAbove(byKept, partners, limits, least - kept.constant, () => true, keepsMore);
}

const stayed = (list: readonly Standing[]) => list.filter(({ stays }) => stays).length;

/** Where a function that falls and then rises is least, between whole numbers. */
function lowest(from: number, to: number, value: (at: number) => number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (value(middle) <= value(middle + 1)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const inOrder = (options: readonly Standing[]) =>
  [...options].sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.points - a.points);

/**
 * True when no list that keeps the rules has more points than `value` and is better. `canBecome`: whether one that begins
 * with the first provinces, and takes of the others only what comes after, can be better at all.
 */
function noneAbove(
  known: readonly Standing[],
  partners: number,
  limits: Limits,
  value: number,
  isBetter: (list: readonly Standing[]) => boolean = () => true,
  canBecome: (taken: readonly Standing[], rest: readonly Standing[]) => boolean = () => true,
): boolean {
  const options = inOrder(known.filter(({ mayCome }) => mayCome));
  let looks = 0;
  /** True when a list that begins with `taken` and goes on from `at` is better, or the effort is spent. */
  const better = (taken: readonly Standing[], at: number): boolean => {
    const rest = options.slice(at);
    if (bound(taken, rest, limits, partners) <= value) return false;
    if (++looks > effort) return true;
    const [next] = rest;
    if (!next) return keepsCounts(taken, limits) && isBetter(taken);
    const more = [...taken, next];
    if (canMeet(more, limits, partners) && canBecome(more, rest.slice(1)) && better(more, at + 1)) return true;
    return !next.pinned && canBecome(taken, rest.slice(1)) && better(taken, at + 1);
  };
  return !better([], 0);
}

const keepsCounts = (list: readonly Standing[], { regionMin, quota }: Limits) =>
  [...regionMin].every(([region, least]) => list.filter((one) => one.region === region).length >= least) &&
  (!quota || list.filter(({ province }) => quota.provinces.has(province)).length >= quota.least);
