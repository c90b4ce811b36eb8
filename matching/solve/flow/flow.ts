// Minimum-cost flow with integer data by successive shortest paths on potentials (R. K. Ahuja, T. L. Magnanti, J. B. Orlin,
// "Network Flows", 1993, ch. 9.7): any start is first made to fit its potentials, then what nodes have too much of goes by
// the cheapest way to those that lack it. Deterministic: same arrays in, same arrays out.
import { Links } from './links.js';
import { Queue } from './queue.js';

type Numbers = ArrayLike<number>;

/** One entry of `from` … `cost` an arc; all integers, lower ≤ upper < 2^31. Positive supply is sent out; Σ supply = 0. */
export interface FlowProblem {
  nodes: number;
  from: Numbers;
  to: Numbers;
  lower: Numbers;
  upper: Numbers;
  cost: Numbers;
  supply: Numbers;
}

/** What a solution may look like, by a guess or by that of a similar problem: the nearer, the sooner it is found. */
export interface FlowStart {
  flow: Numbers;
  potential: Numbers;
}

/**
 * The potentials prove the optimum: with r = cost + potential[from] − potential[to], r > 0 only on arcs at their lower
 * bound and r < 0 only on arcs at their upper bound. `unmet[v]` is what node v could not send (negative: take in).
 */
export type FlowSolution =
  | { status: 'optimal'; flow: Int32Array; potential: Float64Array; cost: number }
  | { status: 'infeasible'; unmet: Int32Array };

/** Solves min Σ cost·flow subject to lower ≤ flow ≤ upper and, at each node, outflow − inflow = supply. */
export function minCostFlow(problem: FlowProblem, start?: FlowStart): FlowSolution {
  const paths = new CheapestPaths(problem, start);
  while (paths.reprice()) paths.send();
  return paths.solution();
}

class CheapestPaths {
  private readonly problem: FlowProblem;
  private readonly flow: Int32Array;
  private readonly potential: Float64Array;
  /** What each node still has to send; negative: to take in. */
  private readonly left: Int32Array;
  private readonly links: Links;
  private readonly distance: Float64Array;
  private readonly reached: number[] = [];
  private readonly queue = new Queue();
  private senders: number[];
  // The way of what is sent: at each node the arcs that were not tried yet, first those that leave it.
  private readonly nextOut: Int32Array;
  private readonly nextInto: Int32Array;
  private readonly isTried: Uint8Array;
  private readonly way: number[] = [];

  constructor(problem: FlowProblem, start?: FlowStart) {
    const { nodes, from, to, lower, upper, cost, supply } = problem;
    this.problem = problem;
    this.potential = new Float64Array(nodes);
    if (start) this.potential.set(start.potential);
    this.left = Int32Array.from(supply);
    this.flow = new Int32Array(from.length);
    const { potential, flow, left } = this;
    for (let e = 0; e < from.length; e++) {
      const tail = from[e] as number;
      const head = to[e] as number;
      const least = lower[e] as number;
      const most = upper[e] as number;
      const reduced = (cost[e] as number) + (potential[tail] as number) - (potential[head] as number);
      const between = start ? Math.min(Math.max(start.flow[e] as number, least), most) : least;
      const f = reduced < 0 ? most : reduced > 0 ? least : between;
      flow[e] = f;
      left[tail] = (left[tail] as number) - f;
      left[head] = (left[head] as number) + f;
    }
    this.links = new Links(problem, flow);
    this.distance = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
    this.nextOut = new Int32Array(nodes);
    this.nextInto = new Int32Array(nodes);
    this.isTried = new Uint8Array(nodes);
    this.senders = Array.from(left.keys());
  }

  solution(): FlowSolution {
    const { left, flow, potential, problem } = this;
    if (left.some((much) => much !== 0)) return { status: 'infeasible', unmet: left };
    let cost = 0;
    for (let e = 0; e < flow.length; e++) cost += (flow[e] as number) * (problem.cost[e] as number);
    return { status: 'optimal', flow, potential, cost };
  }

  /**
   * Finds how far it is from those who have too much to those who lack half of that (Dijkstra's method), and lowers what is
   * nearer: every arc stays priced right, and those of the ways there cost nothing. False when no way leads anywhere.
   */
  reprice(): boolean {
    const { queue, distance, left, potential, isTried, reached } = this;
    for (const v of reached) distance[v] = Number.POSITIVE_INFINITY;
    reached.length = 0;
    queue.clear();
    let sought = 0;
    this.senders = this.senders.filter((v) => (left[v] as number) > 0);
    for (const v of this.senders) {
      this.reach(v, 0);
      sought += (left[v] as number) / 2;
    }
    let farthest = -1;
    while (queue.size > 0 && sought > 0) {
      const d = queue.least;
      const v = queue.take();
      if (d > (distance[v] as number)) continue;
      if ((left[v] as number) < 0) {
        sought += left[v] as number;
        farthest = d;
      }
      this.reachFrom(v, d);
    }
    for (const v of reached) {
      const short = farthest - (distance[v] as number);
      if (short > 0) potential[v] = (potential[v] as number) - short;
      isTried[v] = short < 0 ? 1 : 0;
      this.nextOut[v] = this.links.outEnd[v] as number;
      this.nextInto[v] = this.links.intoStart(v);
    }
    return farthest >= 0;
  }

  private reachFrom(v: number, d: number): void {
    const { distance, links, flow, potential } = this;
    const { from, to, upper, cost } = this.problem;
    const { out, outEnd, into, intoEnd } = links;
    const base = d + (potential[v] as number);
    for (let i = outEnd[v] as number, end = outEnd[v + 1] as number; i < end; i++) {
      const e = out[i] as number;
      const w = to[e] as number;
      const next = base + (cost[e] as number) - (potential[w] as number);
      if (next < (distance[w] as number) && flow[e] !== upper[e]) this.reach(w, next);
    }
    for (let i = links.intoStart(v), end = intoEnd[v] as number; i < end; i++) {
      const e = into[i] as number;
      const w = from[e] as number;
      const next = base - (cost[e] as number) - (potential[w] as number);
      if (next < (distance[w] as number)) this.reach(w, next);
    }
  }

  private reach(v: number, d: number): void {
    if (this.distance[v] === Number.POSITIVE_INFINITY) this.reached.push(v);
    this.distance[v] = d;
    this.queue.add(v, d);
  }

  /** Sends what there is along arcs that cost nothing. */
  send(): void {
    for (const v of this.senders) while ((this.left[v] as number) > 0 && this.findWay(v)) this.sendOn(v);
  }

  /** The next way from a node to one that lacks something, arc by arc. */
  private findWay(source: number): boolean {
    const { way, isTried, left } = this;
    const { from, to } = this.problem;
    way.length = 0;
    if (isTried[source]) return false;
    isTried[source] = 1;
    for (let v = source; ; ) {
      if ((left[v] as number) < 0) return true;
      const step = this.nextStep(v);
      if (step !== null) {
        way.push(step);
        v = (step >= 0 ? to[step] : from[~step]) as number;
        isTried[v] = 1;
        continue;
      }
      const last = way.pop();
      if (last === undefined) return false;
      v = (last >= 0 ? from[last] : to[~last]) as number;
    }
  }

  /** The next arc that costs nothing and has room, to a node that was not tried: e, or ~e for its flow to be taken back. */
  private nextStep(v: number): number | null {
    const { links, flow, potential, isTried, distance, nextOut, nextInto } = this;
    const { from, to, upper, cost } = this.problem;
    const own = potential[v] as number;
    for (let i = nextOut[v] as number, end = links.outEnd[v + 1] as number; i < end; i++) {
      const e = links.out[i] as number;
      const w = to[e] as number;
      if (isTried[w] || flow[e] === upper[e] || distance[w] === Number.POSITIVE_INFINITY) continue;
      if (own + (cost[e] as number) !== potential[w]) continue;
      nextOut[v] = i;
      return e;
    }
    nextOut[v] = links.outEnd[v + 1] as number;
    for (let i = nextInto[v] as number, end = links.intoEnd[v] as number; i < end; i++) {
      const e = links.into[i] as number;
      const w = from[e] as number;
      if (isTried[w] || distance[w] === Number.POSITIVE_INFINITY || own - (cost[e] as number) !== potential[w])
        continue;
      nextInto[v] = i;
      return ~e;
    }
    nextInto[v] = links.intoEnd[v] as number;
    return null;
  }

  private sendOn(source: number): void {
    const { way, flow, left, links, isTried } = this;
    const { from, to, lower, upper } = this.problem;
    let target = source;
    let much = left[source] as number;
    for (const step of way) {
      const e = step >= 0 ? step : ~step;
      target = (step >= 0 ? to[e] : from[e]) as number;
      const room = step >= 0 ? (upper[e] as number) - (flow[e] as number) : (flow[e] as number) - (lower[e] as number);
      much = Math.min(much, room);
    }
    much = Math.min(much, -(left[target] as number));
    isTried[source] = 0;
    for (const step of way) {
      const e = step >= 0 ? step : ~step;
      const before = flow[e] as number;
      flow[e] = step >= 0 ? before + much : before - much;
      links.changed(e, before, flow[e] as number);
      isTried[(step >= 0 ? to[e] : from[e]) as number] = 0;
    }
    left[source] = (left[source] as number) - much;
    left[target] = (left[target] as number) + much;
  }
}
