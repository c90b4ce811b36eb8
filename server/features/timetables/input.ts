// Records → what the timetabler is given.
import { createHash } from 'node:crypto';
import type { Pair, PlacedMeeting, TimetableInput } from '../../../matching/index.js';
import type { EventRecord, EventSlot, TimetableRequest } from '../../store/event-records.js';

export const inTime = (slots: readonly EventSlot[]): EventSlot[] =>
  [...slots].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));

/** Meetings of those who no longer come are left out. */
export function timetableInput(
  event: Pick<EventRecord, 'slots' | 'tables' | 'interpreters'>,
  pairs: readonly Pair[],
  languages: Readonly<Record<string, readonly string[]>>,
  { locked, unavailable, dropOut, mode, atMost }: TimetableRequest,
  previous: readonly PlacedMeeting[],
): TimetableInput {
  return {
    slots: inTime(event.slots).map(({ id }) => id),
    tables: event.tables,
    meetings: pairs
      .filter(({ province, partner }) => !dropOut.includes(province) && !dropOut.includes(partner))
      .map(({ province, partner }) => ({ province, partner })),
    locked,
    unavailable,
    languages,
    interpreters: event.interpreters.map(({ id, languages: spoken, unavailable: away }) => ({
      id,
      languages: spoken,
      unavailable: away,
    })),
    previous,
    mode,
    atMost,
  };
}

/** SHA-256 over the input as it is kept. */
export const digest = (input: TimetableInput): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(input)).digest('hex')}`;
