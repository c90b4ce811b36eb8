// Can everyone chosen get the meetings it needs? If not, which parties want more than their counterparts can hold.
import { minCostFlow } from './flow/flow.js';
import { Network } from './flow/network.js';

export interface MeetingSupply {
  /** Meetings each party must get when it is chosen. */
  needed: readonly number[];
  /** The counterparts each party can meet, once each. */
  counterparts: readonly (readonly number[])[];
  /** Meetings each counterpart can hold, and all together. */
  room: readonly number[];
  meetings: number;
}
/** Valid for every choice: Σ coefficients·chosen ≤ limit; broken by the choice it was found for. */
export interface Cut {
  parties: number[];
  coefficients: number[];
  limit: number;
}

/** Meetings there can be at all. */
export const supplyOf = ({ room, meetings }: Pick<MeetingSupply, 'room' | 'meetings'>): number =>
  Math.min(
    meetings,
    room.reduce((sum, most) => sum + most, 0),
  );

/**
 * Whether serving one party after the other, those with least choice first and each from the counterparts with most room,
 * gives everyone what it needs. Mostly it does; where it does not, the flow decides.
 */
function isServedGreedily(
  { needed, counterparts, room }: Omit<MeetingSupply, 'meetings'>,
  chosen: readonly boolean[],
): boolean {
  const choice = (i: number) => (counterparts[i]?.length ?? 0) - (needed[i] as number);
  const order = needed.map((_, i) => i).filter((i) => chosen[i] && (needed[i] as number) > 0);
  const left = Int32Array.from(room, (most) => Math.min(most, order.length));
  const metBy = new Int32Array(room.length).fill(-1);
  for (const i of order.sort((a, b) => choice(a) - choice(b) || a - b)) {
    for (let count = needed[i] as number; count > 0; count--) {
      let best = -1;
      for (const j of counterparts[i] as readonly number[]) {
        if (metBy[j] !== i && (left[j] as number) > (best < 0 ? 0 : (left[best] as number))) best = j;
      }
      if (best < 0) return false;
      metBy[best] = i;
      left[best] = (left[best] as number) - 1;
    }
  }
  return true;
}

/** Null when everyone chosen can get what it needs; else a violated cut. */
export function shortage(
  { needed, counterparts, room, meetings }: MeetingSupply,
  chosen: readonly boolean[],
): Cut | null {
  const wanted = needed.reduce((sum, least, i) => sum + (chosen[i] ? least : 0), 0);
  if (wanted === 0) return null;
  if (wanted > meetings) return { parties: needed.map((_, i) => i), coefficients: [...needed], limit: meetings };
  if (isServedGreedily({ needed, counterparts, room }, chosen)) return null;
  const n = counterparts.length;
  const source = n + room.length;
  const sink = source + 1;
  const network = new Network(sink + 1);
  for (let i = 0; i < n; i++) {
    if (!chosen[i]) continue;
    network.arc(source, i, 0, needed[i] as number);
    for (const j of counterparts[i] as readonly number[]) network.arc(i, n + j, 0, 1);
  }
  room.forEach((most, j) => {
    if (most > 0) network.arc(n + j, sink, 0, Math.min(most, wanted));
  });
  network.arc(sink, source, 0, wanted, -1);
  const problem = network.problem();
  const solution = minCostFlow(problem);
  if (solution.status === 'infeasible' || -solution.cost === wanted) return null;

  const { from, to, upper } = problem;
  // The source side of the min cut, reached over arcs with room left.
  const open = new Map<number, number[]>();
  const link = (a: number, b: number) => open.set(a, [...(open.get(a) ?? []), b]);
  for (let e = 0; e + 1 < from.length; e++) {
    const f = solution.flow[e] as number;
    if (f < (upper[e] as number)) link(from[e] as number, to[e] as number);
    if (f > 0) link(to[e] as number, from[e] as number);
  }
  const reached = new Set([source]);
  for (const node of reached) for (const next of open.get(node) ?? []) reached.add(next);
  const inCut = (j: number) => reached.has(n + j);

  const cut: Cut = { parties: [], coefficients: [], limit: 0 };
  room.forEach((most, j) => {
    if (inCut(j)) cut.limit += most;
  });
  counterparts.forEach((partners, i) => {
    // What party i must take from the crowded counterparts, since only so many others are open to it.
    const must = (needed[i] as number) - partners.filter((j) => !inCut(j)).length;
    if (must > 0) {
      cut.parties.push(i);
      cut.coefficients.push(must);
    }
  });
  return cut;
}
