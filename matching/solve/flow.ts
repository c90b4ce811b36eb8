// Minimum-cost flow with integer data by the primal network simplex method on strongly feasible spanning trees
// (R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", 1993, ch. 11; block search as in P. Kovács, "Minimum-cost
// flow algorithms: an experimental evaluation", 2015). Deterministic: same arrays in, same arrays out.

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

/**
 * The potentials prove the optimum: with r = cost + potential[from] − potential[to], r > 0 only on arcs at their lower
 * bound and r < 0 only on arcs at their upper bound. `unmet[v]` is what node v could not send (negative: take in).
 */
export type FlowSolution =
  | { status: 'optimal'; flow: Int32Array; potential: Float64Array; cost: number; pivots: number }
  | { status: 'infeasible'; unmet: Int32Array };

/** Solves min Σ cost·flow subject to lower ≤ flow ≤ upper and, at each node, outflow − inflow = supply. */
export function minCostFlow(problem: FlowProblem): FlowSolution {
  const simplex = new NetworkSimplex(problem);
  for (let entering = simplex.entering(); entering >= 0; entering = simplex.entering()) simplex.pivot(entering);
  return simplex.solution();
}

const AT_LOWER = 1;
const IN_TREE = 0;
const AT_UPPER = -1;
const NONE = -1;

class NetworkSimplex {
  private readonly n: number;
  private readonly m: number;
  private readonly lower: Numbers;
  // Arcs: the m given ones, then one artificial arc between each node and the root.
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly cap: Int32Array;
  private readonly cost: Float64Array;
  private readonly flow: Int32Array;
  private readonly state: Int8Array;
  // The spanning tree: parent and the arc to it, children as doubly linked lists.
  private readonly parent: Int32Array;
  private readonly pred: Int32Array;
  private readonly depth: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly prevSibling: Int32Array;
  private readonly potential: Float64Array;
  private nextArc = 0;
  private pivots = 0;

  constructor(p: FlowProblem) {
    const n = p.nodes;
    const m = p.from.length;
    this.n = n;
    this.m = m;
    this.lower = p.lower;
    this.from = new Int32Array(m + n);
    this.to = new Int32Array(m + n);
    this.cap = new Int32Array(m + n);
    this.cost = new Float64Array(m + n);
    this.flow = new Int32Array(m + n);
    this.state = new Int8Array(m + n).fill(AT_LOWER);
    this.parent = new Int32Array(n + 1).fill(NONE);
    this.pred = new Int32Array(n + 1).fill(NONE);
    this.depth = new Int32Array(n + 1);
    this.firstChild = new Int32Array(n + 1).fill(NONE);
    this.nextSibling = new Int32Array(n + 1).fill(NONE);
    this.prevSibling = new Int32Array(n + 1).fill(NONE);
    this.potential = new Float64Array(n + 1);

    const supply = Float64Array.from(p.supply);
    let dearest = 0;
    for (let e = 0; e < m; e++) {
      const lower = p.lower[e] as number;
      const tail = p.from[e] as number;
      const head = p.to[e] as number;
      this.from[e] = tail;
      this.to[e] = head;
      this.cap[e] = (p.upper[e] as number) - lower;
      this.cost[e] = p.cost[e] as number;
      supply[tail] = (supply[tail] as number) - lower;
      supply[head] = (supply[head] as number) + lower;
      dearest = Math.max(dearest, Math.abs(p.cost[e] as number));
    }
    // The first tree: every node hangs on the root by an artificial arc dearer than any path of real arcs.
    const artificial = (dearest + 1) * (n + 1);
    for (let v = 0; v < n; v++) {
      const e = m + v;
      const s = supply[v] as number;
      this.from[e] = s >= 0 ? v : n;
      this.to[e] = s >= 0 ? n : v;
      this.cap[e] = 0x7fffffff;
      this.cost[e] = artificial;
      this.flow[e] = Math.abs(s);
      this.state[e] = IN_TREE;
      this.pred[v] = e;
      this.potential[v] = s >= 0 ? -artificial : artificial;
      this.depth[v] = 1;
      this.adopt(n, v);
    }
  }

  /** The arc with the worst violation in the next block that has one, or −1 when the tree is optimal. */
  entering(): number {
    const { m, from, to, cost, state, potential } = this;
    const block = Math.max(16, Math.ceil(Math.sqrt(m)));
    let best = NONE;
    let worst = 0;
    let left = block;
    for (let seen = 0, e = this.nextArc; seen < m; seen++) {
      const s = state[e] as number;
      if (s !== IN_TREE) {
        const r =
          s * ((cost[e] as number) + (potential[from[e] as number] as number) - (potential[to[e] as number] as number));
        if (r < worst) {
          worst = r;
          best = e;
        }
      }
      e = e + 1 === m ? 0 : e + 1;
      if (--left === 0) {
        if (best !== NONE) {
          this.nextArc = e;
          return best;
        }
        left = block;
      }
    }
    return best;
  }

  pivot(entering: number): void {
    this.pivots++;
    const { from, to, cap, flow, state, parent, pred, depth } = this;
    const forward = state[entering] === AT_LOWER;
    const first = (forward ? from[entering] : to[entering]) as number;
    const second = (forward ? to[entering] : from[entering]) as number;

    let apex = first;
    for (let other = second; apex !== other; ) {
      if ((depth[apex] as number) >= (depth[other] as number)) apex = parent[apex] as number;
      else other = parent[other] as number;
    }

    // Leaving arc: the last blocking one along the cycle from the apex keeps the tree strongly feasible, so no cycling.
    let delta = cap[entering] as number;
    let cut = NONE;
    let cutOnFirst = false;
    for (let v = first; v !== apex; v = parent[v] as number) {
      const e = pred[v] as number;
      const room = from[e] === v ? (flow[e] as number) : (cap[e] as number) - (flow[e] as number);
      if (room < delta) {
        delta = room;
        cut = v;
        cutOnFirst = true;
      }
    }
    for (let v = second; v !== apex; v = parent[v] as number) {
      const e = pred[v] as number;
      const room = from[e] === v ? (cap[e] as number) - (flow[e] as number) : (flow[e] as number);
      if (room <= delta) {
        delta = room;
        cut = v;
        cutOnFirst = false;
      }
    }

    if (delta > 0) {
      flow[entering] = (flow[entering] as number) + (forward ? delta : -delta);
      for (let v = first; v !== apex; v = parent[v] as number) {
        const e = pred[v] as number;
        flow[e] = (flow[e] as number) + (from[e] === v ? -delta : delta);
      }
      for (let v = second; v !== apex; v = parent[v] as number) {
        const e = pred[v] as number;
        flow[e] = (flow[e] as number) + (from[e] === v ? delta : -delta);
      }
    }
    if (cut === NONE) {
      state[entering] = forward ? AT_UPPER : AT_LOWER;
      return;
    }
    const leaving = pred[cut] as number;
    state[entering] = IN_TREE;
    state[leaving] = flow[leaving] === 0 ? AT_LOWER : AT_UPPER;
    this.rehang(cut, cutOnFirst ? first : second, cutOnFirst ? second : first, entering);
  }

  solution(): FlowSolution {
    const { n, m } = this;
    const unmet = new Int32Array(n);
    let feasible = true;
    for (let v = 0; v < n; v++) {
      const left = this.flow[m + v] as number;
      if (left === 0) continue;
      feasible = false;
      unmet[v] = this.from[m + v] === v ? left : -left;
    }
    if (!feasible) return { status: 'infeasible', unmet };
    const flow = new Int32Array(m);
    let cost = 0;
    for (let e = 0; e < m; e++) {
      const f = (this.flow[e] as number) + (this.lower[e] as number);
      flow[e] = f;
      cost += f * (this.cost[e] as number);
    }
    return { status: 'optimal', flow, potential: this.potential.slice(0, n), cost, pivots: this.pivots };
  }

  /** Cuts the subtree of `cut` off and hangs it under `newParent` by `arc`, turning the path from `newRoot` up to `cut`. */
  private rehang(cut: number, newRoot: number, newParent: number, arc: number): void {
    const { parent, pred } = this;
    let node = newRoot;
    let above = newParent;
    let by = arc;
    for (;;) {
      const formerParent = parent[node] as number;
      const formerArc = pred[node] as number;
      this.orphan(formerParent, node);
      this.adopt(above, node);
      pred[node] = by;
      if (node === cut) break;
      above = node;
      by = formerArc;
      node = formerParent;
    }
    this.relabel(newRoot);
  }

  /** Sets depth and potential of a whole subtree from its root's parent, in preorder. */
  private relabel(root: number): void {
    const { parent, pred, depth, potential, from, cost, firstChild, nextSibling } = this;
    let v = root;
    for (;;) {
      const p = parent[v] as number;
      const e = pred[v] as number;
      depth[v] = (depth[p] as number) + 1;
      const c = cost[e] as number;
      potential[v] = (potential[p] as number) + (from[e] === v ? -c : c);
      if (firstChild[v] !== NONE) {
        v = firstChild[v] as number;
        continue;
      }
      while (v !== root && nextSibling[v] === NONE) v = parent[v] as number;
      if (v === root) return;
      v = nextSibling[v] as number;
    }
  }

  private adopt(parent: number, child: number): void {
    const head = this.firstChild[parent] as number;
    this.parent[child] = parent;
    this.nextSibling[child] = head;
    this.prevSibling[child] = NONE;
    if (head !== NONE) this.prevSibling[head] = child;
    this.firstChild[parent] = child;
  }

  private orphan(parent: number, child: number): void {
    const before = this.prevSibling[child] as number;
    const after = this.nextSibling[child] as number;
    if (before === NONE) this.firstChild[parent] = after;
    else this.nextSibling[before] = after;
    if (after !== NONE) this.prevSibling[after] = before;
  }
}
