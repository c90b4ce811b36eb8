// Tables: in each slot every meeting gets its own, and a partner stays at its table, so that the provinces come to it.
import type { Placing } from './grid.js';

export interface Seating {
  slots: number;
  tables: number;
  /** The partner of each meeting. */
  partner: readonly number[];
  /** The table of a meeting in the last timetable, where it stays in its slot. */
  former(m: number, slot: number): number | null;
  /** Where a partner sat in the last timetable. */
  home(partner: number): number | null;
}

/** Tables from 0. No slot has more meetings than there are tables. */
export function seat({ slots, tables, partner, former, home }: Seating, placing: Placing): number[] {
  const seats = new Array<number>(placing.length).fill(-1);
  const partnerOf = (m: number) => partner[m] as number;
  const lastAt = new Map<number, number>();
  for (const each of new Set(partner)) {
    const table = home(each);
    if (table !== null && table < tables) lastAt.set(each, table);
  }
  for (let slot = 0; slot < slots; slot += 1) {
    const free = new Set(Array.from({ length: tables }, (_, table) => table));
    const here = placing.flatMap((at, m) => (at === slot ? [m] : []));
    const claim = (wish: (m: number) => number | null) => {
      for (const m of here) {
        const table = (seats[m] as number) < 0 ? wish(m) : null;
        if (table === null || !free.delete(table)) continue;
        seats[m] = table;
        lastAt.set(partnerOf(m), table);
      }
    };
    claim((m) => former(m, slot));
    claim((m) => lastAt.get(partnerOf(m)) ?? null);
    const wanted = wantedAgain({ slots, partner, placing, lastAt }, slot);
    claim(() => [...free].reduce((best, table) => (wanted(table) > wanted(best) ? table : best)));
  }
  return seats;
}

/** In which slot a table will be sought again by someone who sat there; the later, the better it can be given away. */
function wantedAgain(
  {
    slots,
    partner,
    placing,
    lastAt,
  }: { slots: number; partner: readonly number[]; placing: Placing; lastAt: Map<number, number> },
  now: number,
): (table: number) => number {
  const next = new Map<number, number>();
  placing.forEach((slot, m) => {
    const table = lastAt.get(partner[m] as number);
    if (table !== undefined && slot > now) next.set(table, Math.min(next.get(table) ?? slots, slot));
  });
  return (table) => next.get(table) ?? slots;
}
