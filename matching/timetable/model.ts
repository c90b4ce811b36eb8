// What the timetabler is given and what it answers: plain data, codes and numbers, never sentences.
import type { Pair, Violation } from '../model.js';

export const timetableModes = ['fewest-changes', 'at-most', 'free'] as const;
export type TimetableMode = (typeof timetableModes)[number];

export interface TimetableInterpreter {
  id: string;
  /** Beside Vietnamese, ISO 639-1. */
  languages: readonly string[];
  /** Slots in which the interpreter is not there. */
  unavailable: readonly string[];
}
export interface SlottedPair extends Pair {
  slot: string;
}
/** A meeting with all it takes. `table` counts from 1; `interpreter` is null when none is needed, or none are listed. */
export interface PlacedMeeting extends SlottedPair {
  table: number;
  interpreter: string | null;
}
export interface TimetableInput {
  /** Ids in the order of time. */
  slots: readonly string[];
  tables: number;
  meetings: readonly Pair[];
  /** Meetings that stay in their slot whatever else happens. */
  locked: readonly SlottedPair[];
  /** When a province or a partner cannot meet anyone. */
  unavailable: readonly { party: string; slots: readonly string[] }[];
  /** Languages each partner works in; a partner that works in Vietnamese needs no interpreter. */
  languages: Readonly<Record<string, readonly string[]>>;
  /** Nobody listed: the timetable is made without interpreters. */
  interpreters: readonly TimetableInterpreter[];
  /** The last timetable, which the modes other than `free` keep to. */
  previous: readonly PlacedMeeting[];
  mode: TimetableMode;
  /** `at-most`: so many meetings of the last timetable may move. */
  atMost: number | null;
}

/** `optimal`: proven that nothing less can be had, and confirmed by the judge; else the best found and a bound below it. */
export interface LeastProof {
  status: 'optimal' | 'feasible';
  value: number;
  bound: number;
  /** value − bound */
  gap: number;
}
export interface MeetingChange extends Pair {
  code: 'moved' | 'added' | 'dropped' | 'other-table' | 'other-interpreter';
  from: Omit<PlacedMeeting, keyof Pair> | null;
  to: Omit<PlacedMeeting, keyof Pair> | null;
}
export interface Timetable {
  /** By slot, then table. */
  meetings: PlacedMeeting[];
  /** Idle runs between the first and the last meeting, summed over all provinces and partners. */
  gaps: number;
  certificate: {
    /** Meetings that moved against the last timetable; null where that was not to be kept to. */
    moves: LeastProof | null;
    gaps: LeastProof;
    checker: { ok: boolean; violations: Violation[] };
  };
  /** Where the last timetable breaks what now holds: why something had to move. */
  conflicts: Violation[];
  /** Against the last timetable, by province and partner. */
  changes: MeetingChange[];
}

export const shortageCodes = [
  'slots-of-party',
  'places',
  'interpreter-of-partner',
  'interpreters',
  'interpreters-at-once',
  'moves',
  'effort',
] as const;
/** Something there is too little of: so much is needed, so much is there. */
export interface Shortage {
  code: (typeof shortageCodes)[number];
  params: Record<string, string | number>;
}
/** What a planner asked for, and could let go. */
export type Demand = ({ code: 'locked' } & SlottedPair) | { code: 'unavailable'; party: string; slot: string };
/**
 * No timetable: because there is too little of something, or because demands contradict each other. Then `release` is
 * the fewest demands without which there is a timetable, as a re-solve has shown.
 */
export interface NoTimetable {
  shortages: Shortage[];
  release: Demand[];
}
export type TimetableAnswer = { feasible: true; timetable: Timetable } | ({ feasible: false } & NoTimetable);

export interface TimetableProgress {
  stage: 'placing' | 'arranging' | 'proving' | 'checking';
  done: number;
  total: number;
}
