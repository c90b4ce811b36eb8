// Calendar entries as an iCalendar file (RFC 5545).
import { createEvents, type EventAttributes } from 'ics';
import type { CalendarEntry } from '../../store/event-records.js';

export interface CalendarWords {
  title(entry: CalendarEntry): string;
  location(entry: CalendarEntry): string;
}

const product = '-//gap-go-dai-su//timetable//VI';

/**
 * The meetings that are held and those that no longer are (STATUS:CANCELLED), as METHOD:PUBLISH; with `cancelled` only
 * the latter, as METHOD:CANCEL. A meeting of a pair at an event has the same UID in every file.
 */
export function calendarFile(
  event: string,
  entries: readonly CalendarEntry[],
  words: CalendarWords,
  cancelled: boolean,
): string {
  const shown = entries.filter((entry) => entry.cancelled || !cancelled);
  const method = cancelled ? 'CANCEL' : 'PUBLISH';
  const { error, value } = createEvents(
    shown.map((entry) => attributes(event, entry, words)),
    { productId: product, method },
  );
  if (error || value == null) throw error ?? new Error('no calendar');
  return value;
}

/** The package takes the time of its stamp (DTSTAMP), though its types leave it out. */
type Stamped = EventAttributes & { timestamp: number };

function attributes(event: string, entry: CalendarEntry, { title, location }: CalendarWords): Stamped {
  const changed = Date.parse(entry.changedAt);
  return {
    uid: `${event}.${entry.province}.${entry.partner}@gap-go-dai-su`,
    sequence: entry.sequence,
    status: entry.cancelled ? 'CANCELLED' : 'CONFIRMED',
    start: Date.parse(entry.from),
    end: Date.parse(entry.to),
    startInputType: 'utc',
    startOutputType: 'utc',
    endInputType: 'utc',
    endOutputType: 'utc',
    title: title(entry),
    location: location(entry),
    timestamp: changed,
    lastModified: changed,
  };
}
