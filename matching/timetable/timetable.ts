// Meetings → a timetable: slots with a proof, then tables and interpreters; or what stands against there being one.
import { checkTimetable, countGaps } from './check.js';
import { measured, movesOf, type Placing } from './grid.js';
import { anyPlacing, type Least, least } from './least.js';
import type {
  LeastProof,
  MeetingChange,
  NoTimetable,
  PlacedMeeting,
  Shortage,
  Timetable,
  TimetableAnswer,
  TimetableInput,
  TimetableProgress,
} from './model.js';
import { type Problem, pairKey, problemOf } from './problem.js';
import type { Clingo } from './program.js';
import { fewestToRelease, shortages } from './shortage.js';
import { limitOf, type Shared, share } from './staff.js';
import { seat } from './tables.js';

export interface Listener {
  /** Hears how far it is. */
  tell(progress: TimetableProgress): void;
  /** Hears of a whole timetable that may yet be improved: what there is to show for it when the search is cut short. */
  found(timetable: Timetable): void;
}
const nobody: Listener = { tell: () => {}, found: () => {} };

interface Slotted {
  placing: Placing;
  moves: Least | null;
  gaps: Least;
}
type Arranged = (Slotted & { interpreters: readonly (number | null)[] }) | NoTimetable | TooFewAtOnce;
type TooFewAtOnce = Extract<Shared, { ok: false }>;

const none = (code: Shortage['code'], params: Shortage['params'] = {}): NoTimetable => ({
  shortages: [{ code, params }],
  release: [],
});

/**
 * Makes a timetable. First as few meetings as possible leave their former slot (by the mode), then as few gaps as
 * possible are left, then a partner stays at its table and with its interpreter. The same input gives the same answer to
 * the byte. Limits of interpreters are added as they are met: a shortage in one slot becomes a rule for all.
 */
export function timetable(given: TimetableInput, clingo: Clingo, listener: Listener = nobody): TimetableAnswer {
  const input = inOrder(given);
  const problem = problemOf(input);
  const short = shortages(input, problem);
  if (short.length > 0) return { feasible: false, shortages: short, release: [] };
  for (;;) {
    listener.tell({ stage: 'placing', done: 0, total: 1 });
    const start = anyPlacing(clingo, { grid: problem.grid, mostMoves: null });
    const outcome = start ? arrange(clingo, input, problem, start, listener) : whyNone(clingo, problem, start);
    if ('short' in outcome) problem.limits.push(limitOf(problem.staff, outcome.short));
    else if ('shortages' in outcome) return { feasible: false, ...outcome };
    else {
      listener.tell({ stage: 'checking', done: 0, total: 1 });
      return { feasible: true, timetable: finished(input, problem, outcome, outcome.interpreters) };
    }
  }
}

function arrange(
  clingo: Clingo,
  input: TimetableInput,
  problem: Problem,
  start: Placing,
  { tell, found }: Listener,
): Arranged {
  const { grid, staff } = problem;
  const keeps = input.mode !== 'free' && grid.before.some((slot) => slot !== null);
  const most = input.mode === 'at-most' ? input.atMost : null;
  const total = keeps ? 2 : 1;
  const offer = (placing: Placing, moves: Least | null) => {
    const shared = share(staff, placing);
    const gaps = { placing, value: measured(grid, 'gaps', placing), bound: 0 };
    if (shared.ok) found(finished(input, problem, { placing, moves, gaps }, shared.interpreters));
  };
  let moves: Least | null = null;
  if (keeps) {
    tell({ stage: 'arranging', done: 0, total });
    moves = least(clingo, { grid, mostMoves: null }, 'moves', start, (sofar) => {
      if (most === null || sofar.value <= most) offer(sofar.placing, sofar);
      tell({ stage: 'proving', done: 0, total });
    });
    if (most !== null && moves.value > most) {
      const shared = share(staff, moves.placing);
      return shared.ok ? none('moves', { limit: most, moves: moves.value }) : shared;
    }
  }
  tell({ stage: 'arranging', done: total - 1, total });
  const mostMoves = moves && (most ?? moves.value);
  const gaps = least(clingo, { grid, mostMoves }, 'gaps', moves?.placing ?? start, ({ placing }) => {
    offer(placing, moves);
    tell({ stage: 'proving', done: total - 1, total });
  });
  const shared = share(staff, gaps.placing);
  return shared.ok ? { placing: gaps.placing, moves, gaps, interpreters: shared.interpreters } : shared;
}

/** `start`: null when it is proven that there is no placing, undefined when none was found. */
function whyNone(clingo: Clingo, problem: Problem, start: null | undefined): NoTimetable | TooFewAtOnce {
  if (start === undefined) return none('effort');
  const released = problem.demands.length === 0 ? null : fewestToRelease(clingo, problem);
  if (released === undefined) return none('effort');
  // Without demands the slots and tables that were counted are enough for everyone's meetings (Kőnig): it is the interpreters.
  if (released === null) return none('interpreters-at-once', { interpreters: problem.staff.present.length });
  const shared = share(problem.staff, released.placing);
  return shared.ok ? { shortages: [], release: released.release } : shared;
}

function finished(
  input: TimetableInput,
  problem: Problem,
  { placing, moves, gaps }: Slotted,
  interpreters: readonly (number | null)[],
): Timetable {
  const meetings = problem.placed(placing, seat(problem.seating, placing), interpreters);
  const violations = checkTimetable(input, meetings);
  const counted = countGaps(input.slots, meetings);
  if (counted !== gaps.value) violations.push({ code: 'gaps-wrong', params: { value: gaps.value, counted } });
  const ok = violations.length === 0;
  return {
    meetings,
    gaps: counted,
    certificate: {
      moves: moves && proof(movesOf(problem.grid, placing), moves.bound, ok),
      gaps: proof(counted, gaps.bound, ok),
      checker: { ok, violations },
    },
    conflicts: checkTimetable(input, input.previous).filter(({ code }) => code !== 'pair-missing'),
    changes: input.previous.length === 0 ? [] : changes(input.previous, meetings),
  };
}

/** `at-most` may move more than it must: then the bound is no proof of its moves, and need not be. */
const proof = (value: number, bound: number, ok: boolean): LeastProof => ({
  status: ok && value === bound ? 'optimal' : 'feasible',
  value,
  bound,
  gap: value - bound,
});

function changes(previous: readonly PlacedMeeting[], meetings: readonly PlacedMeeting[]): MeetingChange[] {
  const now = new Map(meetings.map((meeting) => [pairKey(meeting), meeting]));
  const former = new Map(previous.map((meeting) => [pairKey(meeting), meeting]));
  const at = ({ slot, table, interpreter }: PlacedMeeting) => ({ slot, table, interpreter });
  return [...new Set([...former.keys(), ...now.keys()])].sort().flatMap((pair) => {
    const from = former.get(pair) ?? null;
    const to = now.get(pair) ?? null;
    const code = changeOf(from, to);
    const { province, partner } = (to ?? from) as PlacedMeeting;
    return code ? [{ code, province, partner, from: from && at(from), to: to && at(to) }] : [];
  });
}

function changeOf(from: PlacedMeeting | null, to: PlacedMeeting | null): MeetingChange['code'] | null {
  if (!from) return 'added';
  if (!to) return 'dropped';
  if (from.slot !== to.slot) return 'moved';
  if (from.table !== to.table) return 'other-table';
  return from.interpreter === to.interpreter ? null : 'other-interpreter';
}

/** Lists whose order says nothing come in one order, so that it changes nothing. */
function inOrder(input: TimetableInput): TimetableInput {
  const by =
    <T>(name: (item: T) => string) =>
    (a: T, b: T) =>
      name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0;
  return {
    ...input,
    meetings: [...input.meetings].sort(by(pairKey)),
    locked: [...input.locked].sort(by(pairKey)),
    unavailable: [...input.unavailable].sort(by(({ party }) => party)),
    interpreters: [...input.interpreters].sort(by(({ id }) => id)),
    previous: [...input.previous].sort(by(pairKey)),
  };
}
