// A timetable's ids → numbers: the grid to be filled, and what interpreters and tables are shared out by.
import type { Pair } from '../model.js';
import type { Grid, Limit, Placing } from './grid.js';
import type { Demand, PlacedMeeting, TimetableInput } from './model.js';
import { type Staff, staffLimits } from './staff.js';
import type { Seating } from './tables.js';

const vietnamese = 'vi';

export interface Problem {
  /** With all that the planner demands, and without it. Both hold the same list of limits, which may grow. */
  grid: Grid;
  free: Grid;
  limits: Limit[];
  demands: readonly Demand[];
  staff: Staff;
  seating: Seating;
  /** Those among the limits that stand for interpreters, to begin with. */
  staffed: readonly Limit[];
  /** Interpreters by index who share a language with the partner; null: it needs none. */
  servers(partner: string): readonly number[] | null;
  meetingOf(pair: Pair): number;
  partyOf(party: string): number;
  slotOf(slot: string): number;
  placed(placing: Placing, tables: readonly number[], interpreters: readonly (number | null)[]): PlacedMeeting[];
}

export const pairKey = ({ province, partner }: Pair): string => `${province}\n${partner}`;

export function problemOf(input: TimetableInput): Problem {
  const { slots, tables, meetings, interpreters } = input;
  const slotIndex = new Map(slots.map((slot, t) => [slot, t]));
  const slotOf = (slot: string) => slotIndex.get(slot) ?? -1;
  const parties = [...new Set(meetings.flatMap(({ province, partner }) => [province, partner]))];
  const partyIndex = new Map(parties.map((party, p) => [party, p]));
  const partyOf = (party: string) => partyIndex.get(party) ?? -1;
  const meetingIndex = new Map(meetings.map((pair, m) => [pairKey(pair), m]));
  const meetingOf = (pair: Pair) => meetingIndex.get(pairKey(pair)) ?? -1;

  const previous = new Map(input.previous.map((meeting) => [pairKey(meeting), meeting]));
  const formerOf = (m: number) => previous.get(pairKey(meetings[m] as Pair)) ?? null;
  const before = meetings.map((_, m) => {
    const slot = slotOf(formerOf(m)?.slot ?? '');
    return slot < 0 ? null : slot;
  });

  const servers = (partner: string) => serversOf(input, partner);
  const staff: Staff = {
    slots: slots.length,
    serves: meetings.map(({ partner }) => (interpreters.length === 0 ? null : servers(partner))),
    present: interpreters.map(({ unavailable }) => slots.map((slot) => !unavailable.includes(slot))),
    partner: meetings.map(({ partner }) => partyOf(partner)),
    former: (m, slot) => {
      if (before[m] !== slot) return null;
      const at = interpreters.findIndex(({ id }) => id === formerOf(m)?.interpreter);
      return at < 0 ? null : at;
    },
  };
  const staffed = staffLimits(staff);
  const limits = [{ meetings: meetings.map((_, m) => m), most: slots.map(() => tables) }, ...staffed];

  const every = slots.map((_, t) => t);
  const locks = new Map(input.locked.map((lock) => [pairKey(lock), slotOf(lock.slot)]));
  const away = new Set(input.unavailable.flatMap(({ party, slots: ids }) => ids.map((id) => `${party}\n${id}`)));
  const isThere = (party: string, t: number) => !away.has(`${party}\n${slots[t]}`);
  const gridWith = (allowed: (pair: Pair) => readonly number[]): Grid => ({
    slots: slots.length,
    parties: parties.length,
    meetings: meetings.map((pair) => ({ a: partyOf(pair.province), b: partyOf(pair.partner), slots: allowed(pair) })),
    limits,
    order: [],
    fairness: null,
    before,
  });
  return {
    grid: gridWith((pair) => {
      const lock = locks.get(pairKey(pair));
      return every.filter(
        (t) => isThere(pair.province, t) && isThere(pair.partner, t) && (lock === undefined || lock === t),
      );
    }),
    free: gridWith(() => every),
    limits,
    staffed,
    demands: demandsOf(input, partyOf),
    staff,
    seating: {
      slots: slots.length,
      tables,
      partner: staff.partner,
      former: (m, slot) => (before[m] === slot ? (formerOf(m) as PlacedMeeting).table - 1 : null),
      home: (partner) => {
        const sat = input.previous.find((meeting) => meeting.partner === parties[partner]);
        return sat ? sat.table - 1 : null;
      },
    },
    servers,
    meetingOf,
    partyOf,
    slotOf,
    placed: (placing, seats, served) =>
      meetings
        .map(({ province, partner }, m) => ({
          province,
          partner,
          slot: slots[placing[m] as number] as string,
          table: (seats[m] as number) + 1,
          interpreter: interpreters[served[m] ?? -1]?.id ?? null,
        }))
        .sort((a, b) => slotOf(a.slot) - slotOf(b.slot) || a.table - b.table),
  };
}

function serversOf({ languages, interpreters }: TimetableInput, partner: string): readonly number[] | null {
  const spoken = languages[partner] ?? [];
  if (spoken.includes(vietnamese)) return null;
  return interpreters.flatMap((interpreter, i) =>
    interpreter.languages.some((language) => spoken.includes(language)) ? [i] : [],
  );
}

/** Only what touches a meeting can stand against a timetable; what is said twice is one demand. */
function demandsOf({ locked, unavailable, slots }: TimetableInput, partyOf: (party: string) => number): Demand[] {
  const locks: Demand[] = locked.map(({ province, partner, slot }) => ({ code: 'locked', province, partner, slot }));
  const away = unavailable
    .filter(({ party }) => partyOf(party) >= 0)
    .flatMap(({ party, slots: ids }) => ids.map((slot): Demand => ({ code: 'unavailable', party, slot })))
    .filter(({ slot }) => slots.includes(slot));
  return [...new Map([...locks, ...away].map((demand) => [Object.values(demand).join('\n'), demand])).values()];
}
