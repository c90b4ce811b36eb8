// Can everyone chosen get the meetings it needs? If not, which parties want more than their counterparts can hold.
import { minCostFlow } from './flow.js';

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

/** Null when everyone chosen can get what it needs; else a violated cut. */
export function shortage(
  { needed, counterparts, room, meetings }: MeetingSupply,
  chosen: readonly boolean[],
): Cut | null {
  const wanted = needed.reduce((sum, least, i) => sum + (chosen[i] ? least : 0), 0);
  if (wanted === 0) return null;
  if (wanted > meetings) return { parties: needed.map((_, i) => i), coefficients: [...needed], limit: meetings };
  const n = counterparts.length;
  const source = n + room.length;
  const sink = source + 1;
  const from: number[] = [];
  const to: number[] = [];
  const upper: number[] = [];
  const cost: number[] = [];
  const arc = (a: number, b: number, most: number, price: number) => {
    from.push(a);
    to.push(b);
    upper.push(most);
    cost.push(price);
  };
  for (let i = 0; i < n; i++) {
    if (!chosen[i]) continue;
    arc(source, i, needed[i] as number, 0);
    for (const j of counterparts[i] as readonly number[]) arc(i, n + j, 1, 0);
  }
  room.forEach((most, j) => {
    if (most > 0) arc(n + j, sink, Math.min(most, wanted), 0);
  });
  arc(sink, source, wanted, -1);
  const lower = new Int8Array(from.length);
  const solution = minCostFlow({ nodes: sink + 1, from, to, lower, upper, cost, supply: new Int8Array(sink + 1) });
  if (solution.status === 'infeasible' || -solution.cost === wanted) return null;

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
