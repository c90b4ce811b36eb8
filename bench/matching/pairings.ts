// Who meets whom, on generated instances of growing size: ours with its certificate, beside other ways in the same run.
import type { Highs } from 'highs';
import { minCostFlowForNumberNodes } from 'min-cost-flow';
import munkres from 'munkres';
import { type Candidate, type Paired, type Pairing, pair } from '../../matching/solve/pair.js';
import { memory, type Spent, timed } from '../measure.js';
import { random } from '../random.js';
import type { Report, Row } from '../report.js';
import { deferredAcceptance } from './deferred-acceptance.js';
import { greedyPairing, highsPairing, type PairingProblem } from './peers.js';
import { type Satisfaction, satisfaction } from './satisfaction.js';

interface Size {
  parties: number;
  counterparts: number;
  /** Candidates of each party; all counterparts when absent. */
  candidates?: number;
  /** Which peers can be waited for. */
  highs: boolean;
  flow: boolean;
}
const sizes: readonly Size[] = [
  { parties: 34, counterparts: 20, highs: true, flow: true },
  { parties: 34, counterparts: 100, highs: true, flow: true },
  { parties: 200, counterparts: 200, highs: true, flow: true },
  { parties: 500, counterparts: 500, highs: true, flow: false },
  { parties: 10_000, counterparts: 10_000, candidates: 20, highs: false, flow: false },
];
const assignments = [200, 500];
const themes = 12;
/** Of a meeting that is all one could wish for. */
const fullWorth = 10_000;

/** Each side cares for two or three themes; what both care for makes a meeting worth something, chance the rest. */
export function generated({ parties, counterparts, candidates }: Omit<Size, 'highs' | 'flow'>, seed: number): Pairing {
  const chance = random(seed);
  const all = Array.from({ length: themes }, (_, i) => i);
  const cares = (count: number) => Array.from({ length: count }, () => new Set(chance.some(all, 2 + chance.below(2))));
  const [ours, theirs] = [cares(parties), cares(counterparts)];
  const worth = (a: number, b: number) => {
    const common = [...(ours[a] as Set<number>)].filter((theme) => theirs[b]?.has(theme)).length;
    return 1 + 2_500 * Math.min(common, 3) + chance.below(2_500);
  };
  const few = Math.min(candidates ?? counterparts, counterparts);
  const others = Array.from({ length: counterparts }, (_, b) => b);
  const list: Candidate[] = [];
  for (let a = 0; a < parties; a++) {
    const met = few === counterparts ? others : distinct(few, () => chance.below(counterparts));
    for (const b of met) list.push({ a, b, worth: worth(a, b), must: false });
  }
  const each = 3;
  return {
    parties,
    least: few === counterparts ? 2 : 1,
    most: 4,
    room: others.map(() => Math.ceil((each * parties) / counterparts) + 1),
    meetings: each * parties,
    candidates: list,
  };
}

function distinct(count: number, draw: () => number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(draw());
  return [...drawn].sort((a, b) => a - b);
}

/** The least upper bound the prices prove (weak duality): nothing of the solver but its prices goes in. */
export function boundOf({ least, most, room, meetings, candidates }: Pairing, { prices }: Paired): number {
  let bound = meetings * Math.max(0, prices.total);
  const total = Math.max(0, prices.total);
  room.forEach((limit, b) => {
    bound += limit * Math.max(0, prices.b[b] ?? 0);
  });
  for (const price of prices.a) bound += Math.max(price * most, price * least);
  for (const { a, b, worth } of candidates)
    bound += Math.max(0, worth - (prices.a[a] ?? 0) - Math.max(0, prices.b[b] ?? 0) - total);
  return bound;
}

export async function pairings(highs: Highs): Promise<Report> {
  const rows: Row[] = [];
  for (const size of sizes) rows.push(...(await measured(size, highs)));
  for (const n of assignments) rows.push(...(await assigned(n)));
  return {
    name: 'pairings',
    about:
      'generated, the same on every run; three meetings for each delegation on average, at most four, at least two.',
    rows,
  };
}

async function measured(size: Size, highs: Highs): Promise<Row[]> {
  const problem = generated(size, 1);
  const name = `${size.parties} × ${size.counterparts}${size.candidates ? `, ${size.candidates} candidates each` : ''}`;
  const before = memory();
  const ours = await best(3, () => pair(problem));
  const taken = (process.memoryUsage().rss - before) / 2 ** 20;
  const { result } = ours;
  if (!result) throw new Error(`${name}: no pairing`);
  const bound = boundOf(problem, result);
  const again = pair(problem);
  const peer = peersView(problem);
  const greedy = await best(3, () => greedyPairing(peer));
  const two = await best(3, () => twoPassFill(problem));
  const rows: Row[] = [
    time(`${name}, ours`, ours),
    ratio(`${name}, ours to the proven bound`, result.value / bound, 1),
    ratio(`${name}, twice the same`, Number(JSON.stringify(again) === JSON.stringify(result)), 1),
    ...inequality(`${name}, ours`, satisfaction(problem, result.used)),
    time(`${name}, greedy`, greedy),
    ratio(`${name}, greedy to the optimum`, greedy.result.value / result.value),
    { what: `${name}, delegations that greedy leaves short`, value: greedy.result.short, unit: 'count' },
    time(`${name}, two-pass fill`, two),
    ratio(`${name}, two-pass fill to the optimum`, two.result.value / result.value),
  ];
  if (!size.candidates) rows.push(...(await compared(name, problem, result, greedy.result.met)));
  if (size.candidates)
    rows.push({ what: `${name}, memory beside the input`, value: taken, unit: 'MB', target: { most: 300 } });
  if (size.highs) {
    const theirs = await timed(() => highsPairing(peer, highs));
    rows.push(
      time(`${name}, HiGHS`, theirs),
      ratio(`${name}, HiGHS to the optimum`, theirs.result.value / result.value),
      ratio(`${name}, ours to HiGHS in time`, ours.cpu / theirs.cpu),
    );
  }
  if (size.flow) {
    const theirs = await timed(() => successivePaths(problem));
    rows.push(
      time(`${name}, min-cost-flow`, theirs),
      ratio(`${name}, min-cost-flow to the optimum`, theirs.result.value / result.value),
    );
  }
  return rows;
}

/** Gale–Shapley beside it, and what the delegations think of the three pairings. */
async function compared(name: string, problem: Pairing, ours: Paired, greedy: readonly number[][]): Promise<Row[]> {
  const theirs = await best(3, () => stable(problem));
  const byUs = satisfaction(problem, ours.used);
  const byGreed = satisfaction(
    problem,
    problem.candidates.map(({ a, b }) => greedy[a]?.includes(b) ?? false),
  );
  const byStability = satisfaction(problem, theirs.result.used);
  return [
    time(`${name}, Gale–Shapley`, theirs),
    ratio(`${name}, Gale–Shapley to the optimum`, theirs.result.value / ours.value),
    { what: `${name}, delegations that Gale–Shapley leaves short`, value: byStability.short, unit: 'count' },
    ...envy(`${name}, ours`, problem, byUs),
    ...envy(`${name}, greedy`, problem, byGreed),
    ...envy(`${name}, Gale–Shapley`, problem, byStability),
  ];
}

const time = (what: string, { wall, cpu }: Spent): Row => ({ what, value: wall, unit: 'ms', cpu });
const ratio = (what: string, value: number, least?: number): Row => ({
  what,
  value,
  unit: 'ratio',
  ...(least !== undefined && { target: { least } }),
});

async function best<T>(rounds: number, work: () => T): Promise<Spent & { result: T }> {
  let fastest = await timed(work);
  for (let round = 1; round < rounds; round++) {
    const next = await timed(work);
    if (next.cpu < fastest.cpu) fastest = next;
  }
  return fastest;
}

/** Of a pairing that there is: what the least satisfied delegation has, and how unequal all are. */
function inequality(what: string, { least, gini }: Satisfaction): Row[] {
  return [
    ratio(`${what}, least satisfied delegation to the mean`, least),
    ratio(`${what}, Gini of satisfaction`, gini),
  ];
}

/** Where everyone could meet everyone: what each delegation thinks of its meetings, and of those of the others. */
function envy(what: string, { parties }: Pairing, { kthBest, envious }: Satisfaction): Row[] {
  const all = parties * (parties - 1);
  return [
    ratio(`${what}, second-best meeting of whoever’s is worst`, kthBest / fullWorth),
    { what: `${what}, envious even without the other’s best meeting, of ${all}`, value: envious, unit: 'count' },
  ];
}

/** Each side ranks by what a meeting is worth to both and by a taste of its own; the tables are shared out evenly. */
function stable({ parties, room, meetings, candidates }: Pairing): { value: number; used: boolean[] } {
  const chance = random(3);
  const taste = () => candidates.map(({ worth }) => worth + chance.below(fullWorth / 5));
  const [toParty, toCounterpart] = [taste(), taste()];
  const quota = Math.floor(meetings / parties);
  const used = deferredAcceptance({ parties, quota, room, pairs: candidates, toParty, toCounterpart });
  return { value: candidates.reduce((sum, { worth }, e) => sum + (used[e] ? worth : 0), 0), used };
}

function peersView({ least, most, room, meetings, parties, candidates }: Pairing): PairingProblem {
  const rows = Array.from({ length: parties }, () => new Map<number, number>());
  for (const { a, b, worth } of candidates) rows[a]?.set(b, worth);
  return { meetings: rows, least, most, room, all: meetings };
}

/** First each delegation in turn its least number of meetings, the best that are left; then greedily. */
function twoPassFill({ least, most, room, meetings, parties, candidates }: Pairing): { value: number } {
  const free = [...room];
  const has = new Uint8Array(parties);
  const taken = new Set<number>();
  let [value, left] = [0, meetings];
  const take = (e: number, limit: number) => {
    const { a, b, worth } = candidates[e] as Candidate;
    if (left === 0 || (has[a] ?? 0) >= limit || (free[b] ?? 0) === 0 || taken.has(e)) return;
    taken.add(e);
    has[a] = (has[a] ?? 0) + 1;
    free[b] = (free[b] ?? 0) - 1;
    left -= 1;
    value += worth;
  };
  const own = Array.from({ length: parties }, () => [] as number[]);
  for (const [e, { a }] of candidates.entries()) own[a]?.push(e);
  const byWorth = (x: number, y: number) => (candidates[y] as Candidate).worth - (candidates[x] as Candidate).worth;
  for (const list of own) for (const e of list.sort(byWorth)) take(e, least);
  for (const e of candidates.map((_, i) => i).sort(byWorth)) take(e, most);
  return { value };
}

/** The npm package of that name: successive shortest paths. The first `least` meetings of a party go free, the others pay. */
function successivePaths({ least, most, room, meetings, parties, candidates }: Pairing): { value: number } {
  const reward = 10_000;
  const penalty = 10_000_000;
  const sink = 1 + 2 * parties + room.length;
  const party = (a: number) => 1 + 2 * a;
  const counterpart = (b: number) => 1 + 2 * parties + b;
  const edges = [
    ...Array.from({ length: parties }, (_, a) => [
      { from: 0, to: party(a), capacity: least, cost: 0 },
      { from: 0, to: party(a) + 1, capacity: most - least, cost: penalty },
      { from: party(a) + 1, to: party(a), capacity: most - least, cost: 0 },
    ]).flat(),
    ...candidates.map(({ a, b, worth }) => ({ from: party(a), to: counterpart(b), capacity: 1, cost: reward - worth })),
    ...room.map((capacity, b) => ({ from: counterpart(b), to: sink, capacity, cost: 0 })),
  ];
  const solved = minCostFlowForNumberNodes(edges, meetings);
  const chosen = solved.filter(
    ({ from, to, flow }) => flow === 1 && from >= 1 && from <= 2 * parties && to > 2 * parties,
  );
  return { value: chosen.reduce((sum, { cost }) => sum + reward - cost, 0) };
}

/** One meeting each, as the Hungarian method has it. */
async function assigned(n: number): Promise<Row[]> {
  const problem = { ...generated({ parties: n, counterparts: n }, 2), least: 1, most: 1, meetings: n };
  const single = { ...problem, room: problem.room.map(() => 1) };
  const ours = await best(3, () => pair(single));
  const costs = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (const { a, b, worth } of single.candidates) (costs[a] as number[])[b] = 10_000 - worth;
  const theirs = await timed(() => munkres(costs));
  const value = theirs.result.reduce((sum, [a, b]) => sum + 10_000 - (costs[a]?.[b] ?? 0), 0);
  const name = `${n} × ${n}, one meeting each`;
  return [
    time(`${name}, ours`, ours),
    time(`${name}, munkres`, theirs),
    ratio(`${name}, munkres to ours`, value / (ours.result?.value ?? 0)),
    ratio(`${name}, ours to munkres in time`, ours.cpu / theirs.cpu),
  ];
}
