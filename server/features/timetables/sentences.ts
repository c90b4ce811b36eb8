// Codes and numbers of a timetable → sentences in one language.
import type { Demand, MeetingChange, Shortage, Violation } from '../../../matching/index.js';
import type { CalendarEntry, EventRecord, EventSlot } from '../../store/event-records.js';
import type { Locale } from '../../store/records.js';
import { fill, textsOf } from '../../texts/texts.js';
import type { Names } from '../reference/naming.js';
import type { CalendarWords } from './ics.js';

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });
const time = (at: string) => clock.format(new Date(at));

export function sentences(names: Names, slots: readonly EventSlot[], locale: Locale) {
  const { timetables: texts } = textsOf(locale);
  const province = (code: string) => names.province(code)[locale];
  const partner = (code: string) => names.partner(code)[locale];
  const party = (code: string) => (names.province(code).vi === code ? partner(code) : province(code));
  /** “08:30–08:55”; a slot that is gone has only its id. */
  const slot = (id: string) => {
    const found = slots.find((one) => one.id === id);
    return found ? `${time(found.from)}–${time(found.to)}` : id;
  };
  const named = (params: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
    ...params,
    ...(params.province !== undefined && { province: province(String(params.province)) }),
    ...(params.partner !== undefined && { partner: partner(String(params.partner)) }),
    ...(params.party !== undefined && { party: party(String(params.party)) }),
    ...(params.slot !== undefined && { slot: slot(String(params.slot)) }),
  });
  const change = ({ code, province: from, partner: to, ...places }: MeetingChange): string => {
    const place = (prefix: 'from' | 'to') => {
      const at = places[prefix];
      if (!at) return {};
      return {
        [`${prefix}Slot`]: slot(at.slot),
        [`${prefix}Table`]: at.table,
        [`${prefix}Interpreter`]: at.interpreter ?? texts.nobody,
      };
    };
    const said = { ...named({ province: from, partner: to }), ...place('from'), ...place('to') };
    return fill(texts[`change.${code}`], said);
  };
  return {
    change,
    conflict: ({ code, params }: Violation) =>
      fill(texts[`conflict.${code}` as keyof typeof texts] ?? code, named(params)),
    shortage: ({ code, params }: Shortage) => fill(texts[`shortage.${code}`], named(params)),
    remedy: ({ code, params }: Shortage) => fill(texts[`remedy.${code}`], named(params)),
    demand: (demand: Demand) => fill(texts[`demand.${demand.code}`], named({ ...demand })),
    release: (demands: string) => fill(texts.release, { demands }),
    warning: (code: 'no-interpreters' | 'search-cut-short') => texts[`warning.${code}`],
  };
}
export type Sentences = ReturnType<typeof sentences>;

export function calendarWords(event: EventRecord, names: Names, locale: Locale): CalendarWords {
  const { timetables: texts } = textsOf(locale);
  const title = event.name[locale] || event.name.vi || event.name.en;
  return {
    title: ({ province, partner }: CalendarEntry) =>
      fill(texts['calendar.title'], {
        province: names.province(province)[locale],
        partner: names.partner(partner)[locale],
        event: title,
      }),
    location: ({ table }: CalendarEntry) => {
      const at = fill(texts['calendar.table'], { table });
      return event.place === '' ? at : `${event.place}, ${at}`;
    },
  };
}
