// The least value of a goal, with its proof: annealing finds a good placing, the solver a better one or that there is none.
import { anneal } from './anneal.js';
import { type Goal, measured, type Placing } from './grid.js';
import { type Asked, type Clingo, solve } from './program.js';

export interface Least {
  placing: Placing;
  value: number;
  /** Nothing is below this. */
  bound: number;
}
/** Conflicts of a search among few atoms; with more of them each conflict takes longer. */
const mostConflicts = 100_000;
const fewAtoms = 4_000;

export function effort({ grid }: Asked): number {
  const atoms = grid.meetings.reduce((sum, { slots }) => sum + slots.length, 0);
  return Math.round(mostConflicts * Math.min(fewAtoms / Math.max(atoms, 1), 1));
}

/** Any placing that keeps the rules; null: there is none; undefined: none was found with the effort. */
export function anyPlacing(clingo: Clingo, asked: Asked): Placing | null | undefined {
  const found = solve(clingo, asked, { ask: 'any' }, effort(asked));
  if (found.status === 'impossible') return null;
  return found.status === 'unknown' ? undefined : found.placing;
}

/** `start` keeps the rules. `arranged` hears the best placing before the proof begins. */
export function least(
  clingo: Clingo,
  asked: Asked,
  goal: Goal,
  start: Placing,
  arranged: (found: Least) => void = () => {},
): Least {
  const placing = anneal(asked, goal, start, 0);
  const value = measured(asked.grid, goal, placing);
  if (value === 0) return { placing, value, bound: 0 };
  arranged({ placing, value, bound: 0 });
  return raised(clingo, asked, goal, proven(clingo, asked, goal, { placing, value, bound: 0 }));
}

/** Core-guided: cores raise the bound fast, until the first placing that is found is the least. */
function proven(clingo: Clingo, asked: Asked, goal: Goal, { placing, value }: Least): Least {
  const better = solve(clingo, asked, { ask: 'least', goal, below: value }, Math.round(effort(asked) / 2));
  if (better.status === 'impossible') return { placing, value, bound: value };
  const bound = Math.min(better.bound, value);
  if (better.status === 'unknown') return { placing, value, bound };
  return { placing: better.placing, value: measured(asked.grid, goal, better.placing), bound };
}

/** Where that came to no end: is there a placing as good as the bound? If so it is the least, if not the bound is one more. */
function raised(clingo: Clingo, asked: Asked, goal: Goal, best: Least): Least {
  for (let { bound } = best; bound < best.value; bound += 1) {
    const found = solve(clingo, asked, { ask: 'within', goal, most: bound }, effort(asked));
    if (found.status === 'unknown') return { ...best, bound };
    if (found.status !== 'impossible') return { placing: found.placing, value: bound, bound };
  }
  return { ...best, bound: best.value };
}
