// Past events, as press and portals told of them, and the planned ones.
import { z } from 'zod';
import type { EventRecord, EventSlot } from '../../server/store/event-records.js';
import type { Fresh } from '../../server/store/port.js';
import { choice, code, day, filled, filledList, languagesEach, list, looseDate, text, whole } from './cells.js';
import { type Known, provincesInForce } from './postings.js';
import { sourceCell, sourceOf } from './sources.js';
import { type Row, refuseDuplicates, refuseUnknown, type Table, valuesOf } from './table.js';
import { collectedOn, yearsOf } from './years.js';

export const eventShape = z.object({
  event_id: code,
  name_vi: filled,
  series: filled,
  date_start: looseDate,
  date_end: looseDate,
  year: text,
  place: text,
  place_unit_2025: text,
  partner_iso2: list,
  organisers_or_parties: text,
  details_basis: choice(['source', 'inferred in part']),
  theme_codes: list,
  theme_text: text,
  provinces_named_as_in_source: list,
  provinces_current_units: list,
  scale: text,
  outcome_or_note: text,
  source: sourceCell,
  source_quality: filled,
});
export const eventNameShape = z.object({ event_id: code, name_en: filled });

export const plannedEventShape = z.object({
  slug: code,
  name_vi: filled,
  name_en: filled,
  series: filled,
  partner_ids: filledList,
  theme_codes: filledList,
  date: day,
  place: filled,
  seats: whole,
  tables: whole,
  slots: filledList,
  interpreter_languages: languagesEach,
  note: text,
});

type EventRow = z.output<typeof eventShape>;
type PlannedRow = z.output<typeof plannedEventShape>;

const recorded = `${collectedOn}T00:00:00.000Z`;

export function heldEventRecords(
  table: Table<EventRow>,
  names: Table<z.output<typeof eventNameShape>>,
  known: Known,
): Fresh<EventRecord>[] {
  refuseDuplicates(table, 'event_id');
  refuseDuplicates(names, 'event_id');
  const events = valuesOf(table, 'event_id');
  for (const row of names.rows) refuseUnknown(row, 'event_id', [row.cells.event_id], events, 'event.unknown');
  const english = new Map(names.rows.map(({ cells }) => [cells.event_id, cells.name_en]));
  return table.rows.map((row) => {
    const { cells } = row;
    refuseUnknown(row, 'partner_iso2', cells.partner_iso2, known.countries, 'country.unknown');
    refuseUnknown(row, 'theme_codes', cells.theme_codes, known.themes, 'theme.unknown');
    if (cells.place_unit_2025) provincesInForce(row, 'place_unit_2025', [cells.place_unit_2025], known.places);
    if (names.raw && !english.has(cells.event_id)) row.wrong('event_id', 'name.missing', cells.event_id);
    return {
      id: cells.event_id,
      slug: cells.event_id.toLowerCase(),
      status: 'held' as const,
      name: { vi: cells.name_vi, en: english.get(cells.event_id) ?? '' },
      series: cells.series,
      partners: [],
      countries: cells.partner_iso2,
      themes: cells.theme_codes,
      ...heldDates(row),
      place: cells.place,
      seats: 0,
      tables: 0,
      slots: [],
      interpreters: [],
      rules: {},
      provinces: provincesInForce(row, 'provinces_current_units', cells.provinces_current_units, known.places),
      note: heldNote(cells),
      source: sourceOf(cells.source, '', cells.source_quality),
      createdAt: recorded,
      updatedAt: recorded,
    };
  });
}

/** Some time in 2014–2016 is told as from 2014 to 2016. */
function heldDates(row: Row<EventRow>): { date: string; dateEnd: string } {
  const { date_start, date_end, year } = row.cells;
  if (date_start !== '') {
    if (!date_start.startsWith(year)) row.wrong('year', 'year.unreadable', year);
    return { date: date_start, dateEnd: date_end };
  }
  const years = year === '' ? { from: null, to: null } : yearsOf(year);
  if (!years) row.wrong('year', 'year.unreadable', year);
  const { from, to } = years ?? { from: null, to: null };
  return { date: from === null ? '' : String(from), dateEnd: to === null || to === from ? '' : String(to) };
}

function heldNote(cells: EventRow): string {
  const parts = [
    ['Chủ đề', cells.theme_text],
    ['Bên tổ chức, tham gia', cells.organisers_or_parties],
    ['Quy mô', cells.scale],
    ['Kết quả, ghi chú', cells.outcome_or_note],
    ['Độ tin cậy của chi tiết', cells.details_basis === 'source' ? '' : 'một phần do suy luận'],
  ] as const;
  return parts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}`)
    .join('. ');
}

export function plannedEventRecords(
  table: Table<PlannedRow>,
  known: Known,
  countriesOf: (partner: string) => readonly string[],
): Fresh<EventRecord>[] {
  refuseDuplicates(table, 'slug');
  return table.rows.map((row) => {
    const { cells } = row;
    refuseUnknown(row, 'partner_ids', cells.partner_ids, known.partners, 'partner.unknown');
    refuseUnknown(row, 'theme_codes', cells.theme_codes, known.themes, 'theme.unknown');
    return {
      id: cells.slug,
      slug: cells.slug,
      status: 'planned' as const,
      name: { vi: cells.name_vi, en: cells.name_en },
      series: cells.series,
      partners: cells.partner_ids,
      countries: [...new Set(cells.partner_ids.flatMap(countriesOf))],
      themes: cells.theme_codes,
      date: cells.date,
      dateEnd: '',
      place: cells.place,
      seats: cells.seats,
      tables: cells.tables,
      slots: cells.slots.map((times, index) => slot(row, times, index + 1)),
      interpreters: cells.interpreter_languages.map((languages, index) => ({
        id: `i${index + 1}`,
        name: `Phiên dịch ${index + 1}`,
        languages,
        unavailable: [],
      })),
      rules: {},
      provinces: [],
      note: cells.note,
      source: null,
      createdAt: recorded,
      updatedAt: recorded,
    };
  });
}

/** '08:30-08:55' on the day of the event, in the time of Việt Nam. */
function slot(row: Row<PlannedRow>, times: string, number: number): EventSlot {
  const [, from = '', to = ''] = /^([01]\d:[0-5]\d|2[0-3]:[0-5]\d)-([01]\d:[0-5]\d|2[0-3]:[0-5]\d)$/.exec(times) ?? [];
  if (from === '' || from >= to) row.wrong('slots', 'slot.unreadable', times);
  const at = (time: string) => `${row.cells.date}T${time}:00+07:00`;
  return { id: `s${number}`, from: at(from), to: at(to) };
}
