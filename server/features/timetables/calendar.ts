// What calendars are told of a timetable: each meeting keeps its entry for good, and every change raises its number.
import type { Pair, PlacedMeeting } from '../../../matching/index.js';
import type { CalendarEntry, EventSlot } from '../../store/event-records.js';

const isOf =
  ({ province, partner }: Pair) =>
  (other: Pair) =>
    other.province === province && other.partner === partner;

/** The entries after a new timetable: those of its meetings, and of meetings of earlier ones as cancelled. */
export function nextCalendar(
  earlier: readonly CalendarEntry[],
  meetings: readonly PlacedMeeting[],
  slots: readonly EventSlot[],
  now: string,
): CalendarEntry[] {
  const held = meetings.map((meeting) => {
    const { from, to } = slots.find(({ id }) => id === meeting.slot) as EventSlot;
    const { province, partner, table } = meeting;
    return changed(earlier.find(isOf(meeting)), { province, partner, from, to, table, cancelled: false }, now);
  });
  const gone = earlier
    .filter((entry) => !meetings.some(isOf(entry)))
    .map((entry) => changed(entry, { ...entry, cancelled: true }, now));
  return [...held, ...gone].sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1));
}

const entryKey = ({ from, province, partner }: CalendarEntry) => `${Date.parse(from)} ${province} ${partner}`;

type Shown = Omit<CalendarEntry, 'sequence' | 'changedAt'>;

function changed(earlier: CalendarEntry | undefined, entry: Shown, now: string): CalendarEntry {
  if (!earlier) return { ...entry, sequence: 0, changedAt: now };
  const fields = ['from', 'to', 'table', 'cancelled'] as const;
  const same = fields.every((field) => earlier[field] === entry[field]);
  return same ? earlier : { ...entry, sequence: earlier.sequence + 1, changedAt: now };
}
