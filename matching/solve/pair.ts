// The best pairing of chosen parties with counterparts: a minimum-cost flow, whose prices prove the optimum.
import { minCostFlow } from './flow/flow.js';
import { Network } from './flow/network.js';
import { type Guess, guess } from './guess.js';

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

/** Candidates that the guess finds worse by more than this part of the highest worth are left out until the prices want them. */
const margin = 0.05;

/** Null when no pairing gives each party its least number of meetings. Throws a RangeError above `mostParties`. */
export function pair(pairing: Pairing): Paired | null {
  const { least, most, room, parties, candidates } = pairing;
  if (Math.max(parties, room.length) > mostParties)
    throw new RangeError(`${parties} × ${room.length} parties: at most ${mostParties} on either side`);
  if (least > most && parties > 0) return null;
  const first = guess(pairing);
  const isIn = promising(candidates, first);
  for (;;) {
    const solved = solve(pairing, first, isIn);
    // Not one that was left out would make it better: the best of some is the best of all.
    const added = solved ? addWanted(candidates, solved.prices, isIn) : addAll(isIn);
    if (!added) return solved;
  }
}

function promising(candidates: readonly Candidate[], { used, prices }: Guess): Uint8Array {
  const isIn = new Uint8Array(candidates.length);
  let dearest = 0;
  for (const { worth } of candidates) dearest = Math.max(dearest, worth);
  for (let e = 0; e < candidates.length; e++) {
    const { a, b, worth } = candidates[e] as Candidate;
    const costs = (prices.a[a] as number) + (prices.b[b] as number) + prices.total;
    if (used[e] || costs - worth <= margin * dearest) isIn[e] = 1;
  }
  return isIn;
}

/** Lets in what is worth more than it costs. False when there is nothing. */
function addWanted(candidates: readonly Candidate[], prices: Paired['prices'], isIn: Uint8Array): boolean {
  let added = false;
  for (let e = 0; e < candidates.length; e++) {
    if (isIn[e]) continue;
    const { a, b, worth, short } = candidates[e] as Candidate;
    const own = (prices.a[a] as number) + (short ? 0 : (prices.counted[a] as number));
    if (worth <= own + (prices.b[b] as number) + prices.total) continue;
    isIn[e] = 1;
    added = true;
  }
  return added;
}

function addAll(isIn: Uint8Array): boolean {
  const added = isIn.includes(0);
  isIn.fill(1);
  return added;
}

/** The best pairing of the candidates that are in. */
function solve(pairing: Pairing, first: Guess, isIn: Uint8Array): Paired | null {
  const { least, most, room, meetings, parties, candidates } = pairing;
  const source = parties + room.length;
  const sink = source + 1;
  // A party with meetings that do not count takes the others through a node of their own.
  const counting = Array.from({ length: parties }, (_, a) => a);
  let nodes = sink + 1;
  for (const { a, short } of candidates) if (short && counting[a] === a) counting[a] = nodes++;
  const network = new Network(nodes);
  counting.forEach((own, a) => {
    network.arc(source, a, own === a ? least : 0, most, 0, first.ofParty[a]);
    if (own !== a) network.arc(a, own, least, most, 0, first.ofParty[a]);
  });
  room.forEach((limit, b) => {
    network.arc(parties + b, sink, 0, limit, 0, first.ofCounterpart[b]);
  });
  network.arc(sink, source, 0, Math.min(meetings, parties * room.length + 1), 0, first.meetings);
  const arcs = new Int32Array(candidates.length).fill(-1);
  for (let e = 0; e < candidates.length; e++) {
    if (!isIn[e]) continue;
    const { a, b, worth, must, short } = candidates[e] as Candidate;
    const from = short ? a : (counting[a] as number);
    arcs[e] = network.arc(from, parties + b, must ? 1 : 0, 1, -worth, first.used[e]);
  }
  const problem = network.problem();
  const solution = minCostFlow(problem, { flow: problem.flow, potential: potentials(first, counting, nodes) });
  if (solution.status === 'infeasible') return null;
  const at = (node: number) => solution.potential[node] as number;
  return {
    used: candidates.map((_, e) => solution.flow[arcs[e] as number] === 1),
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

/** Those of the parties, the counterparts, the source, the sink and the counting nodes, by the prices of the guess. */
function potentials({ prices }: Guess, counting: readonly number[], nodes: number): Float64Array {
  const { a: ofParty, b: ofCounterpart, total } = prices;
  const potential = new Float64Array(nodes);
  ofCounterpart.forEach((price, b) => {
    potential[counting.length + b] = -total - price;
  });
  potential[counting.length + ofCounterpart.length + 1] = -total;
  counting.forEach((own, a) => {
    potential[a] = ofParty[a] as number;
    potential[own] = ofParty[a] as number;
  });
  return potential;
}
