// Simulated annealing from one placing to a better one; the same seed and effort give the same placing.
import { Chains } from './chains.js';
import type { Goal, Placing } from './grid.js';
import type { Asked } from './program.js';

/** Tries for each meeting, and no more than so many in all. */
const triesEach = 10_000;
const mostTries = 3_000_000;
/** A change for the worse by one is taken with probability e^(−1/heat). */
const heats = { first: 0.5, last: 0.1 } as const;
/** What gaps beyond the fair difference cost besides. */
const unfair = 2;

/** Never worse than `start`, and keeps all that the start keeps. Stops at `enough`. */
export function anneal({ grid, mostMoves }: Asked, goal: Goal, start: Placing, enough: number): number[] {
  const chains = new Chains(grid, start);
  const value = () => (goal === 'gaps' ? chains.gaps : chains.moves);
  const limit = grid.fairness ?? Number.POSITIVE_INFINITY;
  const excess = (gaps: number) => unfair * Math.max(gaps - limit, 0);
  const random = mulberry(1);
  const tries = Math.min(triesEach * grid.meetings.length, mostTries);
  let best = value();
  let kept = Int32Array.from(chains.at);
  for (let i = 0; i < tries && best > enough; i += 1) {
    const m = Math.floor(random() * grid.meetings.length);
    const { slots } = grid.meetings[m] as { slots: readonly number[] };
    const to = slots[Math.floor(random() * slots.length)] as number;
    const from = chains.at[m] as number;
    const change = chains.consider(m, to);
    if (!change || (mostMoves !== null && chains.moves + change.moves > mostMoves)) continue;
    let worse = goal === 'gaps' ? change.gaps : change.moves;
    if (grid.fairness !== null) {
      for (const [party, gaps] of chains.changed()) worse += excess(gaps) - excess(chains.gapsOf[party] as number);
    }
    const heat = heats.first * (heats.last / heats.first) ** (i / tries);
    if (worse > 0 && random() >= Math.exp(-worse / heat)) continue;
    chains.commit(change, from, to);
    if (value() < best && isFair(chains.gapsOf, grid.fairness)) {
      best = value();
      kept = Int32Array.from(chains.at);
    }
  }
  return [...kept];
}

function isFair(gaps: Int32Array, difference: number | null): boolean {
  if (difference === null) return true;
  let most = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const each of gaps) {
    most = Math.max(most, each);
    least = Math.min(least, each);
  }
  return most - least <= difference;
}

/** Mulberry32, by Tommy Ettinger: numbers from 0 to 1, the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
