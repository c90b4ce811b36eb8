// A grid → an answer set program, and its answer → a placing.
import type { ClingoError, ClingoResult } from 'clingo-wasm';
import { type Goal, type Grid, measured } from './grid.js';

/** `run` of an initialised clingo-wasm: program, number of models (0 = all), options. */
export type Clingo = (program: string, models?: number, options?: string[]) => ClingoResult | ClingoError;

export interface Asked {
  grid: Grid;
  /** Most meetings that may leave their former slot. */
  mostMoves: number | null;
}

/** Every slot of every meeting is an atom `at(M,S)`; the last two rules follow from the others and make the search short. */
export function program({ grid, mostMoves }: Asked, goal: Goal | null): string {
  const { meetings, limits, order, before, slots } = grid;
  return [
    `slot(0..${slots - 1}).`,
    ...meetings.map(({ a, b }, m) => `of(${m},${a}). of(${m},${b}).`),
    ...meetings.flatMap(({ slots: allowed }, m) => (allowed.length === 0 ? [] : [`can(${m},${ranges(allowed)}).`])),
    `meeting(0..${meetings.length - 1}).`,
    '1 { at(M,S) : can(M,S) } 1 :- meeting(M).',
    ...before.flatMap((slot, m) => (slot === null ? [] : [`before(${m},${slot}).`])),
    'busy(P,S) :- at(M,S), of(M,P).',
    ':- of(_,P), slot(S), 2 { at(M,S) : of(M,P) }.',
    ...limits.flatMap(limit),
    ...order.map(([earlier, later]) => `:- at(${earlier},S), at(${later},R), S >= R.`),
    'moved(M) :- before(M,S), not at(M,S).',
    ...(mostMoves === null ? [] : [`:- #count { M : moved(M) } > ${mostMoves}.`]),
    ...(goal === 'gaps' || grid.fairness !== null ? [gaps] : []),
    ...(grid.fairness === null ? [] : fair(grid, grid.fairness)),
    ...(goal === null ? [] : [`#minimize { ${goal === 'gaps' ? '1,P,S : gap(P,S)' : '1,M : moved(M)'} }.`]),
    'degree(P,D) :- of(_,P), D = #count { M : of(M,P) }.',
    ':- degree(P,D), #count { S : busy(P,S) } != D.',
    '#show at/2.',
  ].join('\n');
}

const gaps = `later(P,S) :- busy(P,S).
later(P,S-1) :- later(P,S), S > 0.
gap(P,S) :- busy(P,S), not busy(P,S+1), later(P,S+2).`;

/** Ascending numbers as intervals: the solver takes programs of up to about a megabyte. */
function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let from = 0, to = 0; from < numbers.length; from = to + 1) {
    to = from;
    while (numbers[to + 1] === (numbers[to] as number) + 1) to += 1;
    parts.push(`${numbers[from]}..${numbers[to]}`);
  }
  return `(${parts.join(';')})`;
}

function limit({ meetings, most }: Grid['limits'][number], g: number): string[] {
  const binding = most.flatMap((cap, t) => (cap < meetings.length ? [`most(${g},${t},${cap}).`] : []));
  if (binding.length === 0) return [];
  return [
    ...binding,
    `under(${ranges(meetings)},${g}).`,
    `:- most(${g},S,C), #count { M : at(M,S), under(M,${g}) } > C.`,
    // Two parties a meeting.
    ...(meetings.length < 2 ? [] : [`:- most(${g},S,C), #count { P : at(M,S), of(M,P), under(M,${g}) } > 2*C.`]),
  ];
}

/** Whoever has at most one meeting has no gaps, so that nobody's may exceed the difference; else the least is searched. */
function fair({ parties, meetings, slots }: Grid, difference: number): string[] {
  const degrees = new Array<number>(parties).fill(0);
  for (const { a, b } of meetings) for (const party of [a, b]) degrees[party] = (degrees[party] ?? 0) + 1;
  const floor = degrees.some((degree) => degree < 2) ? 'least(0).' : `1 { least(0..${slots}) } 1.`;
  return [
    floor,
    `:- of(_,P), least(L), #count { S : gap(P,S) } > L + ${difference}.`,
    ':- of(_,P), least(L), #count { S : gap(P,S) } < L.',
  ];
}

/** `unknown`: the effort ran out; `bound` is then what has been proven so far. */
export type Solved =
  | { status: 'optimal' | 'found'; placing: number[]; bound: number }
  | { status: 'impossible' }
  | { status: 'unknown'; bound: number };

/** `least`: the least value there is below a limit; `within`: any value up to a limit; `any`: whatever keeps the rules. */
export type Question =
  | { ask: 'any' }
  | { ask: 'least'; goal: Goal; below: number }
  | { ask: 'within'; goal: Goal; most: number };

/** `conflicts` measures the effort, so that the same question gets the same answer. */
export function solve(clingo: Clingo, asked: Asked, question: Question, conflicts: number): Solved {
  const goal = question.ask === 'any' ? null : question.goal;
  const answer = clingo(program(asked, goal), question.ask === 'least' ? 0 : 1, [
    `--solve-limit=${conflicts}`,
    ...(question.ask === 'least' ? ['--opt-strategy=usc,oll', `--opt-mode=opt,${question.below - 1}`] : []),
    ...(question.ask === 'within' ? [`--opt-mode=enum,${question.most}`] : []),
  ]);
  return readAnswer(answer, asked.grid, goal);
}

export function readAnswer(answer: ClingoResult | ClingoError, grid: Grid, goal: Goal | null): Solved {
  if (answer.Result === 'ERROR') throw new Error(`clingo: ${answer.Error.slice(0, 200) || 'the program is too large'}`);
  if (answer.Result === 'UNSATISFIABLE') return { status: 'impossible' };
  // The types of the package leave out the bounds.
  const { Bounds } = answer as ClingoResult & { Bounds?: { Lower?: number[] } };
  const bound = Math.max(Bounds?.Lower?.[0] ?? 0, 0);
  const witness = answer.Call.flatMap(({ Witnesses = [] }) => Witnesses)
    .filter(({ Value }) => Value !== undefined)
    .at(-1);
  if (!witness) return { status: 'unknown', bound };
  const placing = readPlacing(witness.Value, grid.meetings.length);
  if (answer.Result === 'OPTIMUM FOUND')
    return { status: 'optimal', placing, bound: goal === null ? 0 : measured(grid, goal, placing) };
  return { status: 'found', placing, bound };
}

function readPlacing(atoms: readonly string[], meetings: number): number[] {
  const placing = new Array<number>(meetings).fill(-1);
  for (const atom of atoms) {
    const [, meeting, slot] = /^at\((\d+),(\d+)\)$/.exec(atom) ?? [];
    if (meeting !== undefined) placing[Number(meeting)] = Number(slot);
  }
  return placing;
}
