// What a list can keep of an earlier plan at most, as a sum over its provinces. Each by itself could keep all its meetings;
// prices on the partners' room and on the meetings in all say how far they are in each other's way (weak duality).
import type { Limits } from '../rules.js';
import type { Standing } from './standing.js';

/** Of any list: what it keeps ≤ constant + the sum of `of`. */
export interface KeptBound {
  constant: number;
  of(one: Standing): number;
}

interface Prices {
  partners: readonly number[];
  meetings: number;
}

/** What each keeps by itself if the others leave it all the room. */
export const keptAtMost = (list: readonly Standing[], { perProvince }: Limits): number =>
  list.reduce((sum, { stays, met }) => sum + (stays ? 1 : 0) + Math.min(met.length, perProvince), 0);

/** Price by price as long as one more, or one less, lowers `bound`, what all lists can keep at most. */
export function keptBound(partners: number, limits: Limits, bound: (by: KeptBound) => number): KeptBound {
  let prices: Prices = { partners: Array.from({ length: partners }, () => 0), meetings: 0 };
  let best = at(prices, limits);
  let least = bound(best);
  for (let better = true; better; ) {
    better = false;
    for (const next of neighbours(prices)) {
      const tried = at(next, limits);
      const value = bound(tried);
      if (value >= least) continue;
      [prices, best, least, better] = [next, tried, value, true];
      break;
    }
  }
  return best;
}

function neighbours({ partners, meetings }: Prices): Prices[] {
  const steps = [1, -1] as const;
  return steps.flatMap((step) => [
    ...(meetings + step >= 0 ? [{ partners, meetings: meetings + step }] : []),
    // The room of all partners at once: one alone may move nothing.
    ...(partners.every((price) => price + step >= 0)
      ? [{ partners: partners.map((price) => price + step), meetings }]
      : []),
    ...partners.flatMap((price, j) =>
      price + step >= 0 ? [{ partners: partners.with(j, price + step), meetings }] : [],
    ),
  ]);
}

function at(prices: Prices, limits: Limits): KeptBound {
  const priced = (price: number, room: number) => (price > 0 ? price * room : 0);
  const ofRoom = prices.partners.reduce((sum, price) => sum + priced(price, limits.perPartner), 0);
  const known = new Map<Standing, number>();
  return {
    constant: ofRoom + priced(prices.meetings, limits.meetings),
    of(one) {
      const before = known.get(one);
      if (before !== undefined) return before;
      const own = (one.stays ? 1 : 0) + leastPrice(one, prices, limits);
      known.set(one, own);
      return own;
    },
  };
}

/** The province's own price that bounds what it adds best. */
function leastPrice({ open, met, pins, needed }: Standing, { partners, meetings }: Prices, limits: Limits) {
  const nets = open.map((j) => ({
    net: (met.includes(j) ? 1 : 0) - (partners[j] ?? 0) - meetings,
    pinned: pins.includes(j),
  }));
  const bound = (price: number) =>
    nets.reduce(
      (sum, { net, pinned }) => sum + (pinned ? net - price : Math.max(0, net - price)),
      Math.max(price * limits.perProvince, price * needed),
    );
  return nets.reduce((best, { net }) => Math.min(best, bound(net)), bound(0));
}
