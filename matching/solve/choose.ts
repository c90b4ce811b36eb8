// The best set of parties under seats, group limits and forced choices, such that each one chosen can get its meetings.
// Without the meetings it is a flow, and with them too while one meeting each is enough; both are solved exactly. A quota
// across the groups, and as much as possible kept of an earlier choice, fit into the flow as well. Where the first choice
// leaves someone short or keeps too little, HiGHS solves the mixed-integer program (cuts.ts).
import type { Highs } from 'highs';
import { chooseWithCuts } from './cuts.js';
import { minCostFlow } from './flow/flow.js';
import { Network } from './flow/network.js';
import { type Keeping, keptAtMost } from './keeping.js';
import { type MeetingSupply, shortage, supplyOf } from './shortage.js';

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
  /** At least so many of the members, whatever their groups. */
  quota?: { member: readonly boolean[]; least: number };
  /** Comes before the worth. */
  keeping?: Keeping;
}
export type Chosen = { chosen: boolean[]; value: number; bound: number };

/** The best choice with a proof (bound = value), or null when no choice keeps the rules. */
export function choose(given: Choice, highs: Highs): Chosen | null {
  if (given.meetings < 0 || given.room.some((room) => room < 0)) return null;
  const problem = tightened(given);
  if (!problem) return null;
  const relaxed = chooseByFlow({ ...problem, needed: problem.needed.map(() => 0) });
  if (!relaxed) return null;
  if (!shortage(problem, relaxed.chosen)) {
    if (keepsEnough(problem.keeping, relaxed.chosen)) return relaxed;
  } else if (!problem.quota && problem.needed.every((least) => least <= 1)) {
    const served = chooseByFlow(problem);
    if (!served || keepsEnough(problem.keeping, served.chosen)) return served;
  }
  return chooseWithCuts(problem, highs);
}

/** Whether a choice keeps as much as was asked, or as much as any choice could that is as good by what each party keeps. */
function keepsEnough(keeping: Keeping | undefined, chosen: readonly boolean[]): boolean {
  if (!keeping) return true;
  const { kept } = keeping.meetings(chosen);
  const own = keeping.own.reduce((sum, worth, i) => sum + (chosen[i] ? worth : 0), 0);
  if (keeping.least !== null) return own + kept >= keeping.least;
  return own + kept === keptAtMost(keeping, chosen);
}

/** The same choices, with those left out that never get their meetings, and no more seats than meetings allow. */
function tightened(problem: Choice): Choice | null {
  const { needed, counterparts, room } = problem;
  const isOpen = (j: number) => (room[j] as number) > 0;
  const allOpen = room.every((most) => most > 0);
  const helpless = needed.map((least, i) => {
    const own = counterparts[i] ?? [];
    return least > (allOpen ? own : own.filter(isOpen)).length;
  });
  if (problem.forced.some((must, i) => must === 1 && helpless[i])) return null;
  const forced = problem.forced.map((must, i) => (helpless[i] ? -1 : must));
  return { ...problem, forced, seats: Math.min(problem.seats, mostServed({ ...problem, forced })) };
}

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

/**
 * Exact where nobody needs more than one meeting, nor one under a quota: source → group → party → (counterpart → all
 * meetings → or member of the quota →) sink → source. What a party keeps comes first: it is worth more than everything else.
 */
function chooseByFlow(problem: Choice): Chosen | null {
  const { weight, seats, group, groupMin, groupMax, forced, needed, counterparts, room, meetings, quota } = problem;
  const n = weight.length;
  const groups = groupMin.length;
  const met = n + groups;
  const source = met + room.length;
  const sink = source + 1;
  const hub = source + 2;
  const price = weightWithKept(problem);
  const first = heaviest(price, problem);
  const taken = (isIn: (i: number) => boolean) =>
    weight.reduce((sum, _, i) => sum + (isIn(i) ? (first.in[i] ?? 0) : 0), 0);
  const network = new Network(hub + 1);
  for (let g = 0; g < groups; g++) {
    const most = Math.min(groupMax[g] as number, n);
    if ((groupMin[g] as number) > most) return null;
    const members = taken((i) => group[i] === g);
    network.arc(source, n + g, groupMin[g] as number, most, 0, members);
  }
  for (let i = 0; i < n; i++) {
    const least = forced[i] === 1 ? 1 : 0;
    network.arc(n + (group[i] as number), i, least, forced[i] === -1 ? 0 : 1, -(price[i] as number), first.in[i]);
  }
  for (let i = 0; i < n; i++) {
    if (needed[i] === 0) network.arc(i, quota?.member[i] ? hub : sink, 0, 1, 0, first.in[i]);
    else for (const j of counterparts[i] as readonly number[]) network.arc(i, met + j, 0, 1);
  }
  if (quota) {
    if (quota.least > n) return null;
    const members = taken((i) => quota.member[i] === true);
    network.arc(hub, sink, quota.least, n, 0, members);
  } else {
    room.forEach((most, j) => {
      network.arc(met + j, hub, 0, Math.min(most, n));
    });
    network.arc(hub, sink, 0, Math.min(meetings, n));
  }
  const places = taken(() => true);
  network.arc(sink, source, 0, Math.min(seats, n), 0, places);
  const potential = new Float64Array(hub + 1).fill(-first.seat);
  potential.fill(0, n, met);
  potential[source] = 0;
  const flow = network.problem();
  const solution = minCostFlow(flow, { flow: flow.flow, potential });
  if (solution.status === 'infeasible') return null;
  const chosen = weight.map((_, i) => solution.flow[groups + i] === 1);
  const value = weight.reduce((sum, own, i) => sum + (chosen[i] ? own : 0), 0);
  return { chosen, value, bound: value };
}

/** A guess for the flow to start from: 1 for those who would have the seats by weight alone, and the price of a seat then. */
function heaviest(price: readonly number[], { forced, seats }: Choice): { in: Uint8Array; seat: number } {
  const order = price.map((_, i) => i).filter((i) => forced[i] !== -1);
  const must = (i: number) => (forced[i] === 1 ? 1 : 0);
  order.sort((a, b) => must(b) - must(a) || (price[b] as number) - (price[a] as number) || a - b);
  const chosen = new Uint8Array(price.length);
  for (const i of order.slice(0, seats)) chosen[i] = 1;
  const next = order[seats];
  return { in: chosen, seat: next === undefined ? 0 : (price[next] as number) };
}

/** The weights; where as much as possible is to be kept, one kept thing more outweighs all of them together. */
function weightWithKept({ weight, seats, keeping }: Choice): readonly number[] {
  if (!keeping || keeping.least !== null) return weight;
  const heaviest = weight.reduce((most, own) => Math.max(most, own), 0);
  const first = heaviest * Math.min(seats, weight.length) + 1;
  return weight.map((own, i) => own + first * ((keeping.own[i] as number) + (keeping.most[i] as number)));
}
