// The choice as a mixed-integer program for HiGHS. What meetings allow is not in it: it comes in as cuts, one for each
// shortage of a choice (a min cut: Hall's condition) and for each choice that was thought to keep more than it can.
import type { Highs, Model } from 'highs';
import type { Choice, Chosen } from './choose.js';
import type { Keeping } from './keeping.js';
import { shortage, supplyOf } from './shortage.js';

export function chooseWithCuts(problem: Choice, highs: Highs): Chosen | null {
  const { weight, keeping } = problem;
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 0 });
    addParties(model, problem, highs);
    if (keeping) {
      addKept(model, keeping, highs);
      const least = keeping.least ?? mostKept(model, problem, keeping, highs);
      if (least === null) return null;
      model.addRow(least, Number.POSITIVE_INFINITY, keptRow(keeping));
    }
    const chosen = solved(model, problem, [...weight, 0], highs);
    if (!chosen) return null;
    const value = weight.reduce((sum, own, i) => sum + (chosen[i] ? own : 0), 0);
    return { chosen, value, bound: Math.max(value, Math.floor((model.info.get('mip_dual_bound') as number) + 0.25)) };
  } finally {
    model.dispose();
  }
}

/** A column a party; the rows of the rules. */
function addParties(model: Model, problem: Choice, { constants }: Highs): void {
  const { weight, seats, group, groupMin, groupMax, forced, needed, quota } = problem;
  const all = weight.map((_, i) => i);
  for (const i of all) {
    model.addCol(weight[i] as number, forced[i] === 1 ? 1 : 0, forced[i] === -1 ? 0 : 1, { indices: [], values: [] });
    model.changeColIntegrality(i, constants.variableType.integer);
  }
  model.changeObjectiveSense(constants.objectiveSense.maximize);
  const members = (which: readonly number[], least: number, most: number) =>
    model.addRow(least, most, { indices: which, values: which.map(() => 1) });
  members(all, 0, seats);
  model.addRow(0, supplyOf(problem), { indices: all, values: [...needed] });
  groupMin.forEach((least, g) => {
    const inGroup = all.filter((i) => group[i] === g);
    if (inGroup.length > 0) members(inGroup, least, Math.max(Math.min(groupMax[g] as number, inGroup.length), 0));
  });
  if (quota) {
    const counted = all.filter((i) => quota.member[i]);
    members(counted, quota.least, counted.length);
  }
}

/** One more column: the meetings that are kept, at most what the chosen could keep by themselves. */
function addKept(model: Model, { most }: Keeping, { constants }: Highs): void {
  const column = most.length;
  const all = most.reduce((sum, own) => sum + own, 0);
  model.addCol(0, 0, all, { indices: [], values: [] });
  model.changeColIntegrality(column, constants.variableType.integer);
  model.addRow(0, Number.POSITIVE_INFINITY, { indices: [...most.keys(), column], values: [...most, -1] });
}

const keptRow = ({ own }: Keeping) => ({ indices: [...own.keys(), own.length], values: [...own, 1] });

/** The most that any choice keeps; null when there is no choice. */
function mostKept(model: Model, problem: Choice, keeping: Keeping, highs: Highs): number | null {
  const chosen = solved(model, problem, [...keeping.own, 1], highs);
  if (!chosen) return null;
  const own = keeping.own.reduce((sum, worth, i) => sum + (chosen[i] ? worth : 0), 0);
  return own + keeping.meetings(chosen).kept;
}

/** The choice of most worth by `costs` (the last one: of a kept meeting), after all the cuts that it takes. */
function solved(model: Model, problem: Choice, costs: readonly number[], highs: Highs): boolean[] | null {
  const { weight, keeping } = problem;
  const n = weight.length;
  const columns = Array.from({ length: keeping ? n + 1 : n }, (_, i) => i);
  for (const i of columns) model.changeColCost(i, costs[i] as number);
  const { modelStatus } = highs.constants;
  for (;;) {
    model.run();
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible) return null;
    if (status !== modelStatus.optimal) throw new Error(`HiGHS ended with status ${status}`);
    const { colValue } = model.getSolution();
    const chosen = weight.map((_, i) => (colValue[i] as number) > 0.5);
    const short = shortage(problem, chosen);
    if (short) {
      model.addRow(Number.NEGATIVE_INFINITY, short.limit, { indices: short.parties, values: short.coefficients });
      continue;
    }
    const most = keeping?.meetings(chosen);
    if (!most || Math.round(colValue[n] as number) <= most.kept) return chosen;
    model.addRow(Number.NEGATIVE_INFINITY, most.limit, {
      indices: columns,
      values: [...most.coefficients.map((own) => -own), 1],
    });
  }
}
