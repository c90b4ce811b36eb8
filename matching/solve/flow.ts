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
  for (let v = 0; v < problem.nodes; v++) paths.sendFrom(v);
  return paths.solution();
}

const NONE = -1;

class CheapestPaths {
  private readonly problem: FlowProblem;
  private readonly flow: Int32Array;
  private readonly potential: Float64Array;
  /** What each node still has to send; negative: to take in. */
  private readonly left: Int32Array;
  private readonly links: Links;
  private readonly distance: Float64Array;
  /** The arc by which a node was reached. */
  private readonly by: Int32Array;
  private readonly reached: number[] = [];
  private readonly queue = new Queue();

  constructor(problem: FlowProblem, start?: FlowStart) {
    const { nodes, from, to, lower, upper, cost, supply } = problem;
    this.problem = problem;
    this.potential = new Float64Array(nodes);
    if (start) this.potential.set(start.potential);
    this.left = Int32Array.from(supply);
    this.flow = new Int32Array(from.length);
    const { potential, flow, left } = this;
    for (let e = 0; e < from.length; e++) {
      const [tail, head] = [from[e] as number, to[e] as number];
      const [least, most] = [lower[e] as number, upper[e] as number];
      const reduced = (cost[e] as number) + (potential[tail] as number) - (potential[head] as number);
      const between = start ? Math.min(Math.max(start.flow[e] as number, least), most) : least;
      const f = reduced < 0 ? most : reduced > 0 ? least : between;
      flow[e] = f;
      left[tail] = (left[tail] as number) - f;
      left[head] = (left[head] as number) + f;
    }
    this.links = new Links(problem, flow);
    this.distance = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
    this.by = new Int32Array(nodes).fill(NONE);
  }

  /** Sends what node `source` has too much of to wherever it is lacking, as far as it can. */
  sendFrom(source: number): void {
    while ((this.left[source] as number) > 0) {
      const target = this.search(source);
      this.reprice(target);
      if (target !== NONE) this.send(source, target);
      for (const v of this.reached) this.distance[v] = Number.POSITIVE_INFINITY;
      this.reached.length = 0;
      if (target === NONE) return;
    }
  }

  solution(): FlowSolution {
    const { left, flow, potential, problem } = this;
    if (left.some((much) => much !== 0)) return { status: 'infeasible', unmet: left };
    let cost = 0;
    for (let e = 0; e < flow.length; e++) cost += (flow[e] as number) * (problem.cost[e] as number);
    return { status: 'optimal', flow, potential, cost };
  }

  /** The nearest node that lacks something (Dijkstra's method), or −1. */
  private search(source: number): number {
    const { queue, distance, left, links, flow, potential, by } = this;
    const { from, to, upper, cost } = this.problem;
    const { out, outEnd, into, intoEnd } = links;
    let target = NONE;
    let limit = Number.POSITIVE_INFINITY;
    queue.clear();
    distance[source] = 0;
    by[source] = NONE;
    this.reached.push(source);
    queue.add(source, 0);
    while (queue.size > 0) {
      const key = queue.least;
      const v = queue.take();
      if (key > (distance[v] as number)) continue;
      if (key >= limit) break;
      const base = key + (potential[v] as number);
      for (let i = outEnd[v] as number, end = outEnd[v + 1] as number; i < end; i++) {
        const e = out[i] as number;
        const w = to[e] as number;
        const d = base + (cost[e] as number) - (potential[w] as number);
        if (d >= limit || d >= (distance[w] as number) || flow[e] === upper[e]) continue;
        if (distance[w] === Number.POSITIVE_INFINITY) this.reached.push(w);
        distance[w] = d;
        by[w] = e;
        if ((left[w] as number) < 0) {
          limit = d;
          target = w;
        } else queue.add(w, d);
      }
      for (let i = links.intoStart(v), end = intoEnd[v] as number; i < end; i++) {
        const e = into[i] as number;
        const w = from[e] as number;
        const d = base - (cost[e] as number) - (potential[w] as number);
        if (d >= limit || d >= (distance[w] as number)) continue;
        if (distance[w] === Number.POSITIVE_INFINITY) this.reached.push(w);
        distance[w] = d;
        by[w] = ~e;
        if ((left[w] as number) < 0) {
          limit = d;
          target = w;
        } else queue.add(w, d);
      }
    }
    return target;
  }

  /** Lowers what lies nearer than the target, so that every arc stays priced right and those of the path cost nothing. */
  private reprice(target: number): void {
    if (target === NONE) return;
    const { distance, potential } = this;
    const all = distance[target] as number;
    for (const v of this.reached) {
      const short = all - (distance[v] as number);
      if (short > 0) potential[v] = (potential[v] as number) - short;
    }
  }

  private send(source: number, target: number): void {
    const { by, flow, left, links } = this;
    const { from, to, lower, upper } = this.problem;
    let much = Math.min(left[source] as number, -(left[target] as number));
    for (let v = target; v !== source; ) {
      const e = by[v] as number;
      if (e >= 0) much = Math.min(much, (upper[e] as number) - (flow[e] as number));
      else much = Math.min(much, (flow[~e] as number) - (lower[~e] as number));
      v = (e >= 0 ? from[e] : to[~e]) as number;
    }
    for (let v = target; v !== source; ) {
      const step = by[v] as number;
      const e = step >= 0 ? step : ~step;
      const before = flow[e] as number;
      flow[e] = step >= 0 ? before + much : before - much;
      links.changed(e, before, flow[e] as number);
      v = (step >= 0 ? from[e] : to[e]) as number;
    }
    left[source] = (left[source] as number) - much;
    left[target] = (left[target] as number) + much;
  }
}
