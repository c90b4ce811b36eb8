// How a pairing treats each delegation: what the least satisfied has, how unequal all are, and who envies whom.
import type { Pairing } from '../../matching/solve/pair.js';

export interface Satisfaction {
  /** Worth of the meetings of the least satisfied delegation, to the mean of all. */
  least: number;
  gini: number;
  /** Delegations with fewer meetings than each should have. */
  short: number;
  /** The worth of the last of the meetings each should have, best first, of whoever's is least; nothing counts 0. */
  kthBest: number;
  /** Ordered pairs of which one would rather have the other's meetings, even without the best of these (not EF1). */
  envious: number;
}

export function satisfaction({ parties, least, room, candidates }: Pairing, used: readonly boolean[]): Satisfaction {
  const worths = Array.from({ length: parties }, () => new Float64Array(room.length));
  const met = Array.from({ length: parties }, (): number[] => []);
  for (const [e, { a, b, worth }] of candidates.entries()) {
    (worths[a] as Float64Array)[b] = worth;
    if (used[e]) met[a]?.push(b);
  }
  const toOneself = met.map((own, a) => own.map((b) => worths[a]?.[b] as number).sort((x, y) => y - x));
  const sums = toOneself.map((own) => own.reduce((sum, worth) => sum + worth, 0));
  const all = sums.reduce((sum, each) => sum + each, 0);
  return {
    least: sums.reduce((lowest, sum) => Math.min(lowest, sum), Number.POSITIVE_INFINITY) / (all / parties),
    gini: gini(sums),
    short: met.filter(({ length }) => length < least).length,
    kthBest: toOneself.reduce((lowest, own) => Math.min(lowest, own[least - 1] ?? 0), Number.POSITIVE_INFINITY),
    envious: enviousPairs(met, worths, sums),
  };
}

/** How unequal they are: 0 = all alike. */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  const all = sorted.reduce((sum, value) => sum + value, 0);
  const weighted = sorted.reduce((sum, value, i) => sum + (2 * (i + 1) - sorted.length - 1) * value, 0);
  return weighted / (sorted.length * all);
}

function enviousPairs(
  met: readonly (readonly number[])[],
  worths: readonly Float64Array[],
  sums: readonly number[],
): number {
  let count = 0;
  for (const [a, own] of worths.entries()) {
    for (const theirs of met) {
      let [sum, best] = [0, 0];
      for (const b of theirs) {
        const worth = own[b] as number;
        sum += worth;
        best = Math.max(best, worth);
      }
      if (sum - best > (sums[a] as number)) count++;
    }
  }
  return count;
}
