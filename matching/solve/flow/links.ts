// The arcs at each node of a network: those that leave it, and of those that reach it the ones whose flow can be taken back.
import type { FlowProblem } from './flow.js';

export class Links {
  /** Arcs that leave node v: `out[outEnd[v]]` up to before `out[outEnd[v + 1]]`. Loops are in neither list. */
  readonly out: Int32Array;
  readonly outEnd: Int32Array;
  /** Arcs that reach node v with more than their lower bound: `into[intoStart(v)]` up to before `into[intoEnd[v]]`. */
  readonly into: Int32Array;
  readonly intoEnd: Int32Array;
  private readonly starts: Int32Array;
  private readonly place: Int32Array;
  private readonly problem: FlowProblem;

  constructor(problem: FlowProblem, flow: Int32Array) {
    const { nodes, from, to, lower } = problem;
    const m = from.length;
    this.problem = problem;
    this.outEnd = new Int32Array(nodes + 1);
    this.starts = new Int32Array(nodes + 1);
    const { outEnd, starts } = this;
    for (let e = 0; e < m; e++) {
      if (from[e] === to[e]) continue;
      outEnd[from[e] as number] = (outEnd[from[e] as number] as number) + 1;
      starts[to[e] as number] = (starts[to[e] as number] as number) + 1;
    }
    let [outs, intos] = [0, 0];
    for (let v = 0; v <= nodes; v++) {
      const leaving = outEnd[v] as number;
      const reaching = starts[v] as number;
      outEnd[v] = outs;
      starts[v] = intos;
      outs += leaving;
      intos += reaching;
    }
    this.out = new Int32Array(outs);
    this.into = new Int32Array(intos);
    this.place = new Int32Array(m);
    this.intoEnd = starts.slice(0, nodes);
    const nextOut = outEnd.slice(0, nodes);
    const nextInto = starts.slice(0, nodes);
    const { out, into, place, intoEnd } = this;
    for (let e = 0; e < m; e++) {
      const tail = from[e] as number;
      const head = to[e] as number;
      if (tail === head) continue;
      out[nextOut[tail] as number] = e;
      nextOut[tail] = (nextOut[tail] as number) + 1;
      const at = nextInto[head] as number;
      into[at] = e;
      place[e] = at;
      nextInto[head] = at + 1;
      if ((flow[e] as number) > (lower[e] as number)) {
        this.swap(at, intoEnd[head] as number);
        intoEnd[head] = (intoEnd[head] as number) + 1;
      }
    }
  }

  intoStart(v: number): number {
    return this.starts[v] as number;
  }

  /** To be told of each change of flow. */
  changed(e: number, before: number, after: number): void {
    const least = this.problem.lower[e] as number;
    const head = this.problem.to[e] as number;
    if (before === least && after > least) {
      this.swap(this.place[e] as number, this.intoEnd[head] as number);
      this.intoEnd[head] = (this.intoEnd[head] as number) + 1;
    } else if (before > least && after === least) {
      this.intoEnd[head] = (this.intoEnd[head] as number) - 1;
      this.swap(this.place[e] as number, this.intoEnd[head] as number);
    }
  }

  private swap(at: number, other: number): void {
    const { into, place } = this;
    const one = into[at] as number;
    const two = into[other] as number;
    into[at] = two;
    into[other] = one;
    place[two] = at;
    place[one] = other;
  }
}
