// A timetable as plain numbers: who meets whom is any graph, and slots, parties and meetings count from 0.

export interface GridMeeting {
  a: number;
  b: number;
  /** The slots it may be in, ascending. */
  slots: readonly number[];
}
/** Of these meetings at most `most[t]` may be in slot t. */
export interface Limit {
  meetings: readonly number[];
  most: readonly number[];
}
export interface Grid {
  slots: number;
  parties: number;
  meetings: readonly GridMeeting[];
  limits: readonly Limit[];
  /** The first of two meetings is in an earlier slot than the second. */
  order: readonly (readonly [earlier: number, later: number])[];
  /** The gaps of any two parties differ at most by so much; null: they need not. */
  fairness: number | null;
  /** The slot of each meeting in the last timetable; null: it was not there. */
  before: readonly (number | null)[];
}
/** The slot of each meeting. */
export type Placing = readonly number[];

/** What is made least: idle runs between first and last meetings, or meetings that leave their former slot. */
export type Goal = 'gaps' | 'moves';

export const movesOf = (grid: Grid, placing: Placing): number =>
  grid.before.filter((slot, m) => slot !== null && placing[m] !== slot).length;

/** The idle runs of each party. */
export function gapsByParty(grid: Grid, placing: Placing): number[] {
  const busy = Array.from({ length: grid.parties }, () => new Uint8Array(grid.slots));
  grid.meetings.forEach(({ a, b }, m) => {
    for (const party of [a, b]) (busy[party] as Uint8Array)[placing[m] as number] = 1;
  });
  return busy.map((slots) => {
    const runs = slots.reduce((count, here, t) => count + (here && !slots[t - 1] ? 1 : 0), 0);
    return Math.max(runs - 1, 0);
  });
}

export const measured = (grid: Grid, goal: Goal, placing: Placing): number =>
  goal === 'moves' ? movesOf(grid, placing) : gapsByParty(grid, placing).reduce((sum, gaps) => sum + gaps, 0);
