// Interpreters: who can serve which meeting, who is there when, and how the meetings of a slot are shared out among them.
import type { Limit, Placing } from './grid.js';

export interface Staff {
  slots: number;
  /** Interpreters that can serve each meeting, ascending; null: it needs none. */
  serves: readonly (readonly number[] | null)[];
  /** Whether an interpreter is there in a slot. */
  present: readonly (readonly boolean[])[];
  /** The partner of each meeting: it keeps its interpreter where that is possible. */
  partner: readonly number[];
  /** The interpreter of a meeting in the last timetable, where it stays in its slot. */
  former(m: number, slot: number): number | null;
}

/** Meetings that can be served by nobody outside `interpreters` are at most as many as of these are there (Hall's condition). */
export function limitOf({ slots, serves, present }: Staff, interpreters: ReadonlySet<number>): Limit {
  return {
    meetings: serves.flatMap((list, m) => (list?.every((i) => interpreters.has(i)) ? [m] : [])),
    most: Array.from({ length: slots }, (_, t) => [...interpreters].filter((i) => present[i]?.[t]).length),
  };
}

/** The limits to begin with: for each set of interpreters that some meetings depend on, and for all of them. */
export function staffLimits(staff: Staff): Limit[] {
  const needed = staff.serves.filter((list) => list !== null);
  if (needed.length === 0) return [];
  const sets = new Map([needed.flat(), ...needed].map((list) => [[...new Set(list)].sort().join(), new Set(list)]));
  return [...sets.values()].map((set) => limitOf(staff, set));
}

export type Shared =
  | { ok: true; interpreters: (number | null)[] }
  /** The interpreters for whom there are too many meetings in one slot. */
  | { ok: false; short: Set<number> };

/** Gives each meeting its interpreter: the former one, else the partner's last one, else whoever is least sought after. */
export function share(staff: Staff, placing: Placing): Shared {
  const interpreters = new Array<number | null>(placing.length).fill(null);
  const sought = staff.present.map((_, i) => staff.serves.filter((list) => list?.includes(i)).length);
  const lastOf = new Map<number, number>();
  for (let slot = 0; slot < staff.slots; slot += 1) {
    const here = placing.flatMap((at, m) => (at === slot && staff.serves[m] ? [m] : []));
    const wishes = here.map((m) => {
      const first = [staff.former(m, slot), lastOf.get(staff.partner[m] as number)];
      const wish = (i: number) => (first.includes(i) ? first.indexOf(i) : first.length);
      return (staff.serves[m] as number[])
        .filter((i) => staff.present[i]?.[slot])
        .sort((i, j) => wish(i) - wish(j) || (sought[i] as number) - (sought[j] as number) || i - j);
    });
    const matched = matching(wishes);
    if ('unserved' in matched) {
      return {
        ok: false,
        short: new Set(matched.unserved.flatMap((at) => staff.serves[here[at] as number] as number[])),
      };
    }
    here.forEach((m, at) => {
      const interpreter = matched.choice[at] as number;
      interpreters[m] = interpreter;
      lastOf.set(staff.partner[m] as number, interpreter);
    });
  }
  return { ok: true, interpreters };
}

/** One of its wishes for each, no wish twice, by augmenting paths; else a set of those who wish for fewer than they are. */
function matching(wishes: readonly (readonly number[])[]): { choice: number[] } | { unserved: number[] } {
  const takenBy = new Map<number, number>();
  for (const first of wishes.keys()) {
    const seen = new Set<number>();
    const asked = new Set<number>();
    const give = (to: number): boolean => {
      asked.add(to);
      return (wishes[to] as number[]).some((wish) => {
        if (seen.has(wish)) return false;
        seen.add(wish);
        const holder = takenBy.get(wish);
        if (holder !== undefined && !give(holder)) return false;
        takenBy.set(wish, to);
        return true;
      });
    };
    if (!give(first)) return { unserved: [...asked] };
  }
  const choice = new Array<number>(wishes.length).fill(-1);
  for (const [wish, holder] of takenBy) choice[holder] = wish;
  return { choice };
}
