// The flow solver against HiGHS and against its own proof, on thousands of small networks and one large one.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { type FlowProblem, minCostFlow } from '../../../matching/solve/flow/flow.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

interface Arc {
  from: number;
  to: number;
  lower: number;
  upper: number;
  cost: number;
}
let highs: Highs;
beforeAll(async () => {
  highs = await solver();
});

const problem = (nodes: number, arcs: readonly Arc[], supply: readonly number[]): FlowProblem => ({
  nodes,
  from: arcs.map((arc) => arc.from),
  to: arcs.map((arc) => arc.to),
  lower: arcs.map((arc) => arc.lower),
  upper: arcs.map((arc) => arc.upper),
  cost: arcs.map((arc) => arc.cost),
  supply,
});
const arc = (from: number, to: number, lower: number, upper: number, cost: number): Arc => ({
  from,
  to,
  lower,
  upper,
  cost,
});

/** The cost of the cheapest flow by linear programming; null when there is none. */
function cheapest(nodes: number, arcs: readonly Arc[], supply: readonly number[]): number | null {
  if (arcs.length === 0) return supply.every((one) => one === 0) ? 0 : null;
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false });
    for (let v = 0; v < nodes; v++) {
      model.addRow(supply[v] ?? 0, supply[v] ?? 0, { indices: [], values: [] });
    }
    for (const { from, to, lower, upper, cost } of arcs) {
      const loop = from === to;
      model.addCol(cost, lower, upper, { indices: loop ? [] : [from, to], values: loop ? [] : [1, -1] });
    }
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return null;
    const { colValue } = model.getSolution();
    return arcs.reduce((sum, { cost }, e) => sum + cost * Math.round(colValue[e] as number), 0);
  } finally {
    model.dispose();
  }
}

/** What is wrong with a solution: bounds, conservation, or a potential that does not prove it. */
function faults(arcs: readonly Arc[], supply: readonly number[], flow: Int32Array, potential: Float64Array): string[] {
  const balance = [...supply];
  const found = arcs.flatMap(({ from, to, lower, upper, cost }, e) => {
    const f = flow[e] as number;
    balance[from] = (balance[from] as number) - f;
    balance[to] = (balance[to] as number) + f;
    const reduced = cost + (potential[from] as number) - (potential[to] as number);
    return [
      ...(f < lower || f > upper ? [`arc ${e} carries ${f}`] : []),
      ...(reduced > 0 && f > lower ? [`arc ${e} is too dear to be used`] : []),
      ...(reduced < 0 && f < upper ? [`arc ${e} is too cheap to be spared`] : []),
    ];
  });
  return [...found, ...balance.flatMap((left, v) => (left === 0 ? [] : [`node ${v} keeps ${left}`]))];
}

const network = fc.integer({ min: 2, max: 7 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    arcs: fc.array(
      fc
        .record({
          from: fc.nat(nodes - 1),
          to: fc.nat(nodes - 1),
          lower: fc.nat(2),
          more: fc.nat(4),
          cost: fc.integer({ min: -9, max: 9 }),
        })
        .map(({ more, ...rest }) => ({ ...rest, upper: rest.lower + more })),
      { maxLength: 16 },
    ),
    supply: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: nodes, maxLength: nodes }).map((list) => {
      const sum = list.reduce((all, one) => all + one, 0);
      return list.map((one, v) => (v === 0 ? one - sum : one));
    }),
  }),
);

describe('the cheapest flow', () => {
  test('is the one linear programming finds, is proven by its potentials, and is missing only where there is none', () => {
    let infeasible = 0;
    fc.assert(
      fc.property(network, ({ nodes, arcs, supply }) => {
        const solution = minCostFlow(problem(nodes, arcs, supply));
        const expected = cheapest(nodes, arcs, supply);
        if (solution.status === 'infeasible') {
          infeasible++;
          expect(expected).toBeNull();
          expect(solution.unmet.some((left) => left !== 0)).toBe(true);
        } else {
          expect(solution.cost).toBe(expected);
          expect(faults(arcs, supply, solution.flow, solution.potential)).toEqual([]);
        }
      }),
      { numRuns: 1500, seed: 1 },
    );
    expect(infeasible).toBeGreaterThan(100);
    expect(infeasible).toBeLessThan(1400);
  });

  test.each<[string, number, Arc[], number[], number[]]>([
    [
      'of two ways, the cheaper one',
      3,
      [arc(0, 1, 0, 9, 1), arc(1, 2, 0, 9, 1), arc(0, 2, 0, 9, 3)],
      [4, 0, -4],
      [4, 4, 0],
    ],
    [
      'the dearer one for what does not fit',
      3,
      [arc(0, 1, 0, 3, 1), arc(1, 2, 0, 9, 1), arc(0, 2, 0, 9, 3)],
      [4, 0, -4],
      [3, 3, 1],
    ],
    ['a lower bound, although it is dear', 2, [arc(0, 1, 1, 9, 8), arc(0, 1, 0, 9, 1)], [3, -3], [1, 2]],
    ['round a gainful circle as much as it holds', 2, [arc(0, 1, 0, 5, -3), arc(1, 0, 0, 7, 1)], [0, 0], [5, 5]],
    ['a gainful loop', 1, [arc(0, 0, 1, 4, -1)], [0], [4]],
    ['a loop that costs', 1, [arc(0, 0, 1, 4, 1)], [0], [1]],
    ['nothing where nothing is', 3, [], [0, 0, 0], []],
  ])('takes %s', (_, nodes, arcs, supply, flow) => {
    const solution = minCostFlow(problem(nodes, arcs, supply));
    expect(solution.status === 'optimal' && [...solution.flow]).toEqual(flow);
  });

  test('names who cannot send and who cannot receive', () => {
    const solution = minCostFlow(problem(3, [arc(0, 1, 0, 2, 1), arc(1, 2, 0, 1, 1)], [2, 0, -2]));
    expect(solution.status === 'infeasible' && solution.unmet.reduce((sum, left) => sum + left, 0)).toBe(0);
    expect(solution.status === 'infeasible' && solution.unmet[2]).toBe(-1);
  });
});

describe('degenerate networks end', () => {
  /** Sides of n, everyone once, all costs from a short list: most pivots move nothing. */
  const assignment = (n: number, cost: (a: number, b: number) => number) => {
    const arcs: Arc[] = [];
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) arcs.push(arc(a, n + b, 0, 1, cost(a, b)));
    const supply = Array.from({ length: 2 * n }, (_, v) => (v < n ? 1 : -1));
    return { arcs, supply, solution: minCostFlow(problem(2 * n, arcs, supply)) };
  };

  test.each<[string, (a: number, b: number) => number]>([
    ['equal costs', () => 1],
    ['no costs', () => 0],
    ['two costs', (a, b) => (a * b) % 2],
    ['costs that are potentials', (a, b) => a - b],
    ['products', (a, b) => a * b],
    ['negative costs', (a, b) => -((a * 7 + b * 13) % 5)],
  ])('with %s', (_, cost) => {
    const { arcs, supply, solution } = assignment(40, cost);
    expect(solution.status === 'optimal' && faults(arcs, supply, solution.flow, solution.potential)).toEqual([]);
  });

  test('and a dense one of 300 × 300 is solved with proof', () => {
    let state = 1;
    const { arcs, supply, solution } = assignment(300, () => {
      state = (state * 48_271) % 2_147_483_647;
      return -(state % 10_000);
    });
    expect(solution.status === 'optimal' && faults(arcs, supply, solution.flow, solution.potential)).toEqual([]);
  });
});

test('whatever the start, the flow is as cheap and proven', () => {
  const start = fc.record({
    flow: fc.array(fc.nat(6), { minLength: 16, maxLength: 16 }),
    potential: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 7, maxLength: 7 }),
  });
  let optimal = 0;
  fc.assert(
    fc.property(network, start, ({ nodes, arcs, supply }, { flow, potential }) => {
      const given = problem(nodes, arcs, supply);
      const cold = minCostFlow(given);
      const warm = minCostFlow(given, { flow, potential: potential.slice(0, nodes) });
      expect(warm.status).toBe(cold.status);
      if (warm.status === 'infeasible' || cold.status === 'infeasible') return;
      optimal++;
      expect(warm.cost).toBe(cold.cost);
      expect(faults(arcs, supply, warm.flow, warm.potential)).toEqual([]);
    }),
    { numRuns: 2000, seed: 3 },
  );
  expect(optimal).toBeGreaterThan(200);
});

test('the same arrays give the same flow', () => {
  fc.assert(
    fc.property(network, ({ nodes, arcs, supply }) => {
      const given = problem(nodes, arcs, supply);
      expect(minCostFlow(given)).toEqual(minCostFlow(given));
    }),
    { numRuns: 100, seed: 2 },
  );
});
