// A kept timetable → its document on the wire, its calendar, or why there is none.
import type { Demand, NoTimetable } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import type { TimetableRecord, TimetableRequest } from '../../store/event-records.js';
import type { Locale } from '../../store/records.js';
import { calendarFile } from './ics.js';
import { calendarWords, type Sentences } from './sentences.js';
import type { Calendar, TimetableJob } from './service.js';

export const presentJob = ({ id, event, progress }: TimetableJob) => ({
  proposal: id,
  event,
  status: 'computing' as const,
  progress,
});

export function presentTimetable(record: TimetableRecord, say: Sentences) {
  const { id, timetable, request, inputs, calendar: _, ...head } = record;
  const isLocked = (province: string, partner: string) =>
    request.locked.some((lock) => lock.province === province && lock.partner === partner);
  const warnings = [
    ...(inputs.interpreters.length === 0 ? (['no-interpreters'] as const) : []),
    ...(head.cutShort ? (['search-cut-short'] as const) : []),
  ];
  return {
    proposal: id,
    ...head,
    ...request,
    ...timetable,
    meetings: timetable.meetings.map((meeting) => ({
      ...meeting,
      locked: isLocked(meeting.province, meeting.partner),
    })),
    conflicts: timetable.conflicts.map((conflict) => ({ ...conflict, text: say.conflict(conflict) })),
    changes: timetable.changes.map((change) => ({ ...change, text: say.change(change) })),
    warnings: warnings.map((code) => ({ code, text: say.warning(code) })),
  };
}

/** Each shortage, or each demand to let go, is an issue of its own, where it stands in the request. */
export function infeasible(
  { shortages, release, request }: NoTimetable & { request: TimetableRequest },
  say: Sentences,
) {
  const demands = release.map(say.demand).join('; ');
  const short = shortages.map((shortage) => ({ shortage, text: say.shortage(shortage) }));
  const remedies = [...new Set(shortages.map(say.remedy)), ...(demands === '' ? [] : [say.release(demands)])];
  return new Failure(
    'timetable.infeasible',
    {
      conflict: [...short.map(({ text }) => text), ...(demands === '' ? [] : [demands])].join('; '),
      remedy: remedies.join('; '),
    },
    [
      ...short.map(({ shortage, text }) => ({
        pointer: shortage.code === 'moves' ? '/atMost' : '',
        code: 'timetable.too-little',
        params: { shortage: text },
      })),
      ...release.map((demand) => ({
        pointer: placeOf(demand, request),
        code: 'timetable.demand-in-conflict',
        params: { demand: say.demand(demand) },
      })),
    ],
  );
}

function placeOf(demand: Demand, { locked, unavailable }: TimetableRequest): string {
  if (demand.code === 'locked') {
    const { province, partner } = demand;
    return `/locked/${locked.findIndex((lock) => lock.province === province && lock.partner === partner)}`;
  }
  const { party, slot } = demand;
  const entry = unavailable.findIndex((one) => one.party === party && one.slots.includes(slot));
  return `/unavailable/${entry}/slots/${unavailable[entry]?.slots.indexOf(slot)}`;
}

export function presentCalendar({ event, whose, timetable, names }: Calendar, cancelled: boolean, locale: Locale) {
  const entries = timetable.calendar.filter(
    ({ province, partner }) =>
      (whose.province === undefined || whose.province === province) &&
      (whose.partner === undefined || whose.partner === partner),
  );
  const name = [event.slug, whose.province, whose.partner].filter((part) => part !== undefined).join('-');
  const file = calendarFile(event.id, entries, calendarWords(event, names, locale), cancelled);
  return { name: `${name}.ics`, file: Buffer.from(file) };
}
