// A question to the solver that was answered, and what is asked again about it.
import type { Highs } from 'highs';
import type { MatchingInput } from '../model.js';
import type { Limits } from '../rules.js';
import { type Invitation, type Inviter, isShort, scale } from './invite.js';
import { mayMeet } from './pairing.js';
import type { Row, Table } from './table.js';

/** The question that was answered, and how to ask it again. Lists that several provinces ask for are kept in `known`. */
export interface Asked extends Inviter {
  input: MatchingInput;
  table: Table;
  limits: Limits;
  highs: Highs;
  best: Invitation;
  known: Map<string, Invitation | null>;
  /** Changes that the plan makes to an earlier one. */
  changed: number;
}
export interface Forced {
  loss: number;
  /** The same loss with ties broken: only for ordering. */
  exact: number;
  displaces: number[];
}

export const pointsOf = (points: readonly number[], rows: readonly number[]) =>
  rows.reduce((sum, i) => sum + (points[i] ?? 0), 0) / scale;

/** What the list loses when row `i` is forced in (or out); null when no list keeps the rules then. */
export function forced({ best, ask }: Asked, i: number): Forced | null {
  const other = ask(best.invited.includes(i) ? { forceOut: i } : { forceIn: i });
  if (!other) return null;
  return {
    loss: pointsOf(best.points, best.invited) - pointsOf(other.points, other.invited),
    exact: best.value - other.value,
    displaces: best.invited.filter((row) => row !== i && !other.invited.includes(row)),
  };
}

/** A list that is the same for every province that asks for it. */
export function shared({ known }: Asked, name: string, solve: () => Invitation | null): Invitation | null {
  if (!known.has(name)) known.set(name, solve());
  return known.get(name) ?? null;
}

/** Meetings of the province that could count towards the least number. */
export function countable({ table, limits }: Asked, i: number): number {
  const row = table.rows[i] as Row;
  return row.cells.filter((cell, j) => mayMeet(row, j, limits) && !isShort(cell.score, limits)).length;
}
