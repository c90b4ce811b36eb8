// The best pairing of chosen parties with counterparts: a minimum-cost flow, whose prices prove the optimum.
import { minCostFlow } from './flow.js';
import { Network } from './network.js';

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
  const network = new Network(sink + 1);
  for (const { a, b, worth, must } of candidates) network.arc(a, parties + b, must ? 1 : 0, 1, -worth);
  for (let a = 0; a < parties; a++) network.arc(source, a, least, most);
  room.forEach((limit, b) => {
    network.arc(parties + b, sink, 0, limit);
  });
  network.arc(sink, source, 0, Math.min(meetings, parties * room.length));
  const solution = minCostFlow(network);
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
