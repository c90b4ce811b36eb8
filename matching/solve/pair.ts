// The best pairing of chosen parties with counterparts: a minimum-cost flow, whose prices prove the optimum.
import { minCostFlow } from './flow.js';
import { guess } from './guess.js';
import { Network } from './network.js';

export interface Candidate {
  /** Index of the party and of its counterpart. */
  a: number;
  b: number;
  /** Worth of the meeting: an integer. */
  worth: number;
  /** True when the meeting must take place. */
  must: boolean;
  /** True when it does not count towards the least number of meetings. */
  short?: boolean;
}
export interface Pairing {
  /** Least number of meetings of a party that count, and most of all its meetings. */
  least: number;
  most: number;
  room: readonly number[];
  meetings: number;
  parties: number;
  candidates: readonly Candidate[];
}
/**
 * `a`, `b`, `total`: prices of one more meeting of a party, of a counterpart, and of the whole event; `counted`: of one
 * more that counts, beside that of the party (0 where all of its meetings count).
 */
export interface Paired {
  used: boolean[];
  value: number;
  prices: { a: number[]; counted: number[]; b: number[]; total: number };
}

/** Of either side: measured to this size, over some twenty candidates a party. */
export const mostParties = 10_000;

/** Null when no pairing gives each party its least number of meetings. Throws a RangeError above `mostParties`. */
export function pair(pairing: Pairing): Paired | null {
  const { least, most, room, meetings, parties, candidates } = pairing;
  if (Math.max(parties, room.length) > mostParties)
    throw new RangeError(`${parties} × ${room.length} parties: at most ${mostParties} on either side`);
  if (least > most && parties > 0) return null;
  const source = parties + room.length;
  const sink = source + 1;
  // A party with meetings that do not count takes the others through a node of their own.
  const counting = Array.from({ length: parties }, (_, a) => a);
  let nodes = sink + 1;
  for (const { a, short } of candidates) if (short && counting[a] === a) counting[a] = nodes++;
  const first = guess(pairing);
  const network = new Network(nodes);
  candidates.forEach(({ a, b, worth, must, short }, e) => {
    network.arc(short ? a : (counting[a] as number), parties + b, must ? 1 : 0, 1, -worth, first.used[e]);
  });
  counting.forEach((own, a) => {
    network.arc(source, a, own === a ? least : 0, most, 0, first.ofParty[a]);
    if (own !== a) network.arc(a, own, least, most, 0, first.ofParty[a]);
  });
  room.forEach((limit, b) => {
    network.arc(parties + b, sink, 0, limit, 0, first.ofCounterpart[b]);
  });
  network.arc(sink, source, 0, Math.min(meetings, parties * room.length + 1), 0, first.meetings);
  const potential = new Float64Array(nodes);
  potential[sink] = -first.prices.total;
  first.prices.b.forEach((price, b) => {
    potential[parties + b] = -first.prices.total - price;
  });
  counting.forEach((own, a) => {
    potential[a] = first.prices.a[a] as number;
    potential[own] = first.prices.a[a] as number;
  });
  const problem = network.problem();
  const solution = minCostFlow(problem, { flow: problem.flow, potential });
  if (solution.status === 'infeasible') return null;
  const at = (node: number) => solution.potential[node] as number;
  return {
    used: candidates.map((_, e) => solution.flow[e] === 1),
    value: 0 - solution.cost,
    prices: {
      a: Array.from({ length: parties }, (_, a) => at(a) - at(source)),
      counted: counting.map((own, a) => at(own) - at(a)),
      // A counterpart or an event with room to spare asks for nothing, whatever the potential of one that nobody meets.
      b: room.map((_, b) => Math.max(0, at(sink) - at(parties + b))),
      total: Math.max(0, at(source) - at(sink)),
    },
  };
}
