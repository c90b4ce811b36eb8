// The best pairing among those that keep enough meetings of an earlier one. A price on the kept meetings makes it a flow
// again; the price is found where two flows meet, one that keeps too little and one that keeps enough (Lagrange). Where no
// price gives exactly as many as are needed, HiGHS looks in the gap that is left.
import type { Highs } from 'highs';
import { type Candidate, type Paired, type Pairing, pair } from './pair.js';

export interface KeepingPairing extends Pairing {
  candidates: readonly (Candidate & { kept: boolean })[];
  /** Least number of meetings that are kept; null: as many as possible. */
  keep: number | null;
}
export interface KeepingPaired extends Paired {
  /** No such pairing is worth more. */
  bound: number;
  /** Meetings that are kept, and the worth of one more, in the prices as if it were part of each one's worth. */
  kept: number;
  keptPrice: number;
}

/** Null when no pairing keeps that many. */
export function pairKeeping(problem: KeepingPairing, highs: Highs): KeepingPaired | null {
  const { candidates, keep } = problem;
  const free = priced(problem, 0, 1);
  if (!free || (keep !== null && free.kept >= keep)) return free && { ...free, bound: free.value };
  const worths = candidates.reduce((sum, { worth }) => sum + worth, 0);
  const all = priced(problem, worths + 1, 1);
  if (!all) return null;
  const least = keep ?? all.kept;
  if (all.kept < least) return null;
  if (free.kept >= least) return { ...free, bound: free.value };
  const best = between(problem, free, all, least);
  const bound = Math.floor(best.combined - best.keptPrice * least + 1e-6);
  if (best.value >= bound) return { ...best, bound };
  const exact = pairExactly(problem, least, highs);
  return { ...best, ...exact, bound: exact.value };
}

interface Priced extends Paired {
  kept: number;
  keptPrice: number;
  /** Worth with the price of what is kept. */
  combined: number;
}

/** With the price `over / under` on each kept meeting; the flow's numbers stay whole. */
function priced(problem: KeepingPairing, over: number, under: number): Priced | null {
  const { candidates } = problem;
  const solved = pair({
    ...problem,
    candidates: candidates.map((own) => ({ ...own, worth: own.worth * under + (own.kept ? over : 0) })),
  });
  if (!solved) return null;
  const { a, counted, b, total } = solved.prices;
  const share = (list: readonly number[]) => list.map((price) => price / under);
  return {
    used: solved.used,
    ...sums(candidates, solved.used),
    keptPrice: over / under,
    combined: solved.value / under,
    prices: { a: share(a), counted: share(counted), b: share(b), total: total / under },
  };
}

function sums(candidates: KeepingPairing['candidates'], used: readonly boolean[]): { value: number; kept: number } {
  const taken = candidates.filter((_, e) => used[e]);
  return { value: taken.reduce((sum, { worth }) => sum + worth, 0), kept: taken.filter(({ kept }) => kept).length };
}

/** The pairing that keeps enough at the least price that makes one do so. */
function between(problem: KeepingPairing, tooLittle: Priced, enough: Priced, least: number): Priced {
  let [low, high] = [tooLittle, enough];
  for (;;) {
    const over = low.value - high.value;
    const under = high.kept - low.kept;
    const next = priced(problem, over, under);
    const atLow = low.value + (over / under) * low.kept;
    if (!next || next.combined <= atLow + 1e-6)
      // Both ends are best at this price: its own prices bound everything between them.
      return { ...high, prices: next?.prices ?? high.prices, keptPrice: over / under, combined: atLow };
    if (next.kept >= least) high = next;
    else low = next;
  }
}

function pairExactly({ candidates, parties, ...limits }: KeepingPairing, least: number, highs: Highs) {
  const { least: fewest, most, room, meetings } = limits;
  const { modelStatus, variableType, objectiveSense } = highs.constants;
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 0 });
    candidates.forEach(({ worth, must }, e) => {
      model.addCol(worth, must ? 1 : 0, 1, { indices: [], values: [] });
      model.changeColIntegrality(e, variableType.integer);
    });
    model.changeObjectiveSense(objectiveSense.maximize);
    const row = (isIn: (one: Candidate & { kept: boolean }) => boolean, from: number, to: number) => {
      const indices = candidates.flatMap((one, e) => (isIn(one) ? [e] : []));
      if (indices.length > 0) model.addRow(from, to, { indices, values: indices.map(() => 1) });
    };
    for (let a = 0; a < parties; a++) {
      row((one) => one.a === a, 0, most);
      row((one) => one.a === a && !one.short, fewest, most);
    }
    room.forEach((limit, b) => {
      row((one) => one.b === b, 0, limit);
    });
    row(() => true, 0, Math.min(meetings, candidates.length));
    row(({ kept }) => kept, least, candidates.length);
    model.run();
    const status = model.getModelStatus();
    if (status !== modelStatus.optimal) throw new Error(`HiGHS ended with status ${status}`);
    const { colValue } = model.getSolution();
    const used = candidates.map((_, e) => (colValue[e] as number) > 0.5);
    return { used, ...sums(candidates, used) };
  } finally {
    model.dispose();
  }
}
