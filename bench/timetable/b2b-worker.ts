// One published instance in a thread of its own.
import { parentPort, workerData } from 'node:worker_threads';
import type { Grid } from '../../matching/timetable/grid.js';
import { anyPlacing, least } from '../../matching/timetable/least.js';
import { loadClingo } from '../../server/timetabler/clingo.js';
import { fairness, type Instance } from './dzn.js';

/** `placing`: the slot of each meeting, from 1. */
export type Found =
  | { status: 'found'; placing: number[]; value: number; bound: number }
  | { status: 'infeasible' | 'unknown' };

function gridOf({ slots, participants, tables, morning, meetings, forbidden, fixed, precedences }: Instance): Grid {
  const every = Array.from({ length: slots }, (_, t) => t + 1);
  const isAllowed = (m: number, slot: number): boolean => {
    const { a, b, session } = meetings[m] as Instance['meetings'][number];
    if (forbidden[a - 1]?.includes(slot) || forbidden[b - 1]?.includes(slot)) return false;
    if (fixed[m] && fixed[m] !== slot) return false;
    return session === 3 || (session === 1) === slot <= morning;
  };
  return {
    slots,
    parties: participants,
    meetings: meetings.map(({ a, b }, m) => ({
      a: a - 1,
      b: b - 1,
      slots: every.filter((slot) => isAllowed(m, slot)).map((slot) => slot - 1),
    })),
    limits: [{ meetings: meetings.map((_, m) => m), most: every.map(() => tables) }],
    order: precedences.flatMap((earlier, m) => earlier.map((one) => [one - 1, m] as const)),
    fairness,
    before: meetings.map(() => null),
  };
}

async function solve(instance: Instance): Promise<Found> {
  const clingo = await loadClingo();
  const asked = { grid: gridOf(instance), mostMoves: null };
  const start = anyPlacing(clingo, asked);
  if (!start) return { status: start === null ? 'infeasible' : 'unknown' };
  const { placing, value, bound } = least(clingo, asked, 'gaps', start);
  return { status: 'found', placing: placing.map((slot) => slot + 1), value, bound };
}

parentPort?.postMessage(await solve(workerData as Instance));
