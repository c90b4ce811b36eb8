// The best set of parties under seats, group limits and forced choices, such that each one chosen can get its meetings.
// Without the meetings it is a flow, and with them too while one meeting each is enough; both are solved exactly. Where
// more are needed and the first choice leaves someone short, HiGHS solves the mixed-integer program with one cut for each
// shortage found (a min cut: Hall's condition).
import type { Highs } from 'highs';
import { minCostFlow } from './flow.js';
import { Network } from './network.js';
import { type MeetingSupply, shortage } from './shortage.js';

export interface Choice extends MeetingSupply {
  /** Worth of choosing each party: integers ≥ 0. */
  weight: readonly number[];
  seats: number;
  /** Group of each party, and the least and most of each group. */
  group: readonly number[];
  groupMin: readonly number[];
  groupMax: readonly number[];
  /** 1 must be chosen, −1 must not, 0 free. */
  forced: readonly (-1 | 0 | 1)[];
}
export type Chosen = { chosen: boolean[]; value: number; bound: number };

/** The best choice with a proof (bound = value), or null when no choice keeps the rules. */
export function choose(given: Choice, highs: Highs): Chosen | null {
  if (given.meetings < 0 || given.room.some((room) => room < 0)) return null;
  const problem = tightened(given);
  if (!problem) return null;
  const relaxed = chooseByFlow({ ...problem, needed: problem.needed.map(() => 0) });
  if (!relaxed || !shortage(problem, relaxed.chosen)) return relaxed;
  return problem.needed.every((least) => least <= 1) ? chooseByFlow(problem) : chooseWithCuts(problem, highs);
}

/** The same choices, with those left out that never get their meetings, and no more seats than meetings allow. */
function tightened(problem: Choice): Choice | null {
  const { needed, counterparts, room } = problem;
  const helpless = needed.map(
    (least, i) => least > (counterparts[i]?.filter((j) => (room[j] as number) > 0).length ?? 0),
  );
  if (problem.forced.some((must, i) => must === 1 && helpless[i])) return null;
  const forced = problem.forced.map((must, i) => (helpless[i] ? -1 : must));
  return { ...problem, forced, seats: Math.min(problem.seats, mostServed({ ...problem, forced })) };
}

/** Meetings there can be at all. */
const supplyOf = ({ room, meetings }: Pick<MeetingSupply, 'room' | 'meetings'>) =>
  Math.min(
    meetings,
    room.reduce((sum, most) => sum + most, 0),
  );

/** How many parties there are meetings for at most: those that must be chosen, and of the free ones those that need least. */
function mostServed({ needed, forced, ...supply }: Choice): number {
  const those = (must: -1 | 0 | 1) => needed.filter((_, i) => forced[i] === must);
  const order = [...those(1), ...those(0).sort((a, b) => a - b)];
  let left = supplyOf(supply);
  let served = 0;
  for (const least of order) {
    left -= least;
    if (left < 0) break;
    served++;
  }
  return served;
}

/** Exact where nobody needs more than one meeting: source → group → party → (counterpart → all meetings →) sink → source. */
function chooseByFlow(problem: Choice): Chosen | null {
  const { weight, seats, group, groupMin, groupMax, forced, needed, counterparts, room, meetings } = problem;
  const n = weight.length;
  const groups = groupMin.length;
  const met = n + groups;
  const source = met + room.length;
  const sink = source + 1;
  const hub = source + 2;
  const network = new Network(hub + 1);
  for (let g = 0; g < groups; g++) {
    const most = Math.min(groupMax[g] as number, n);
    if ((groupMin[g] as number) > most) return null;
    network.arc(source, n + g, groupMin[g] as number, most);
  }
  for (let i = 0; i < n; i++) {
    network.arc(n + (group[i] as number), i, forced[i] === 1 ? 1 : 0, forced[i] === -1 ? 0 : 1, -(weight[i] as number));
  }
  for (let i = 0; i < n; i++) {
    if (needed[i] === 0) network.arc(i, sink, 0, 1);
    else for (const j of counterparts[i] as readonly number[]) network.arc(i, met + j, 0, 1);
  }
  room.forEach((most, j) => {
    network.arc(met + j, hub, 0, Math.min(most, n));
  });
  network.arc(hub, sink, 0, Math.min(meetings, n));
  network.arc(sink, source, 0, Math.min(seats, n));
  const solution = minCostFlow(network);
  if (solution.status === 'infeasible') return null;
  const value = 0 - solution.cost;
  return { chosen: weight.map((_, i) => solution.flow[groups + i] === 1), value, bound: value };
}

function chooseWithCuts(problem: Choice, highs: Highs): Chosen | null {
  const { weight, seats, group, groupMin, groupMax, forced, needed } = problem;
  const all = weight.map((_, i) => i);
  const { modelStatus } = highs.constants;
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 0 });
    for (const i of all) {
      model.addCol(weight[i] as number, forced[i] === 1 ? 1 : 0, forced[i] === -1 ? 0 : 1, { indices: [], values: [] });
      model.changeColIntegrality(i, highs.constants.variableType.integer);
    }
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
    model.addRow(0, seats, { indices: all, values: all.map(() => 1) });
    model.addRow(0, supplyOf(problem), { indices: all, values: [...needed] });
    groupMin.forEach((least, g) => {
      const members = all.filter((i) => group[i] === g);
      const limit = Math.min(groupMax[g] as number, members.length);
      if (members.length > 0)
        model.addRow(least, Math.max(limit, 0), { indices: members, values: members.map(() => 1) });
    });
    for (;;) {
      model.run();
      const status = model.getModelStatus();
      if (status === modelStatus.infeasible) return null;
      if (status !== modelStatus.optimal) throw new Error(`HiGHS ended with status ${status}`);
      const { colValue } = model.getSolution();
      const chosen = all.map((i) => (colValue[i] as number) > 0.5);
      const cut = shortage(problem, chosen);
      if (!cut) {
        const value = all.reduce((sum, i) => sum + (chosen[i] ? (weight[i] as number) : 0), 0);
        return {
          chosen,
          value,
          bound: Math.max(value, Math.floor((model.info.get('mip_dual_bound') as number) + 0.25)),
        };
      }
      model.addRow(-Infinity, cut.limit, { indices: cut.parties, values: cut.coefficients });
    }
  } finally {
    model.dispose();
  }
}
