// The best pairing of chosen parties with counterparts: a minimum-cost flow, whose prices prove the optimum.
import { minCostFlow } from './flow.js';

export interface Candidate {
  /** Index of the party and of its counterpart. */
  a: number;
  b: number;
  /** Worth of the meeting: an integer. */
  worth: number;
  /** True when the meeting must take place. */
  must: boolean;
}
export interface Pairing {
  least: number;
  most: number;
  room: readonly number[];
  meetings: number;
  parties: number;
  candidates: readonly Candidate[];
}
/** `a`, `b`, `total`: prices of one more meeting of a party, of a counterpart, and of the whole event. */
export interface Paired {
  used: boolean[];
  value: number;
  prices: { a: number[]; b: number[]; total: number };
}

/** Null when no pairing gives each party its least number of meetings. */
export function pair({ least, most, room, meetings, parties, candidates }: Pairing): Paired | null {
  if (least > most && parties > 0) return null;
  const source = parties + room.length;
  const sink = source + 1;
  const from: number[] = [];
  const to: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const cost: number[] = [];
  const arc = (a: number, b: number, low: number, high: number, price: number) => {
    from.push(a);
    to.push(b);
    lower.push(low);
    upper.push(high);
    cost.push(price);
  };
  for (const { a, b, worth, must } of candidates) arc(a, parties + b, must ? 1 : 0, 1, -worth);
  for (let a = 0; a < parties; a++) arc(source, a, least, most, 0);
  room.forEach((limit, b) => {
    arc(parties + b, sink, 0, limit, 0);
  });
  arc(sink, source, 0, Math.min(meetings, parties * room.length), 0);
  const solution = minCostFlow({ nodes: sink + 1, from, to, lower, upper, cost, supply: new Int8Array(sink + 1) });
  if (solution.status === 'infeasible') return null;
  const at = (node: number) => solution.potential[node] as number;
  return {
    used: candidates.map((_, e) => solution.flow[e] === 1),
    value: 0 - solution.cost,
    prices: {
      a: Array.from({ length: parties }, (_, a) => at(a) - at(source)),
      b: room.map((_, b) => at(sink) - at(parties + b)),
      total: at(source) - at(sink),
    },
  };
}
