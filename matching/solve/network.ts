// A flow problem put together arc by arc, with a flow to start from; nothing is supplied or taken in: what flows goes round.
import type { FlowProblem } from './flow.js';

export class Network implements FlowProblem {
  readonly nodes: number;
  readonly supply: Int8Array;
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly cost: number[] = [];
  readonly flow: number[] = [];

  constructor(nodes: number) {
    this.nodes = nodes;
    this.supply = new Int8Array(nodes);
  }

  /** From node `a` to node `b`, with the least and the most that may flow, the price of one unit, and what flows at first. */
  arc(a: number, b: number, least: number, most: number, price = 0, flow = 0): void {
    this.from.push(a);
    this.to.push(b);
    this.lower.push(least);
    this.upper.push(most);
    this.cost.push(price);
    this.flow.push(flow);
  }
}
