// A flow problem put together arc by arc, with a flow to start from; nothing is supplied or taken in: what flows goes round.
import type { FlowProblem } from './flow.js';

export class Network {
  private readonly nodes: number;
  private size = 0;
  private from = new Int32Array(64);
  private to = new Int32Array(64);
  private lower = new Int32Array(64);
  private upper = new Int32Array(64);
  private cost = new Float64Array(64);
  private flow = new Int32Array(64);

  constructor(nodes: number) {
    this.nodes = nodes;
  }

  /**
   * From node `a` to node `b`, with the least and the most that may flow, the price of one unit, and what flows at first.
   * Gives its place among the arcs.
   */
  arc(a: number, b: number, least: number, most: number, price = 0, flow = 0): number {
    if (this.size === this.from.length) this.grow();
    const e = this.size++;
    this.from[e] = a;
    this.to[e] = b;
    this.lower[e] = least;
    this.upper[e] = most;
    this.cost[e] = price;
    this.flow[e] = flow;
    return e;
  }

  /** The arcs in the order in which they came. */
  problem(): FlowProblem & { flow: Int32Array } {
    const { nodes, size, from, to, lower, upper, cost, flow } = this;
    return {
      nodes,
      from: from.subarray(0, size),
      to: to.subarray(0, size),
      lower: lower.subarray(0, size),
      upper: upper.subarray(0, size),
      cost: cost.subarray(0, size),
      supply: new Int8Array(nodes),
      flow: flow.subarray(0, size),
    };
  }

  private grow(): void {
    const more = <T extends Int32Array | Float64Array>(wider: T, list: T): T => {
      wider.set(list);
      return wider;
    };
    const length = 2 * this.size;
    this.from = more(new Int32Array(length), this.from);
    this.to = more(new Int32Array(length), this.to);
    this.lower = more(new Int32Array(length), this.lower);
    this.upper = more(new Int32Array(length), this.upper);
    this.cost = more(new Float64Array(length), this.cost);
    this.flow = more(new Int32Array(length), this.flow);
  }
}
