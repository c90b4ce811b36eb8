// Needs and offers: published postings that carry the year and the source of the statement they rest on.
import { z } from 'zod';
import type { Fresh } from '../../server/store/port.js';
import type { PostingRecord } from '../../server/store/records.js';
import { code, filled, filledList, list, text } from './cells.js';
import type { Gazetteer } from './gazetteer.js';
import { sourceCell, sourceOf } from './sources.js';
import { type Row, refuseDuplicates, refuseUnknown, type Table } from './table.js';
import { publishedAt, yearsOf } from './years.js';

const common = {
  title_vi: filled,
  title_en: filled,
  theme_codes: filledList,
  theme_text: text,
  year: filled,
  statement_vi: filled,
  statement_en: filled,
  source: sourceCell,
  source_quality: filled,
  form_codes: filledList,
  partner_id: list,
};
export const needShape = z.object({
  need_id: code,
  unit_as_named: filled,
  current_unit: filledList,
  partner_addressed: filled,
  partner_iso2: list,
  ...common,
});
export const offerShape = z.object({
  offer_id: code,
  country_vi: filled,
  country_iso2: list,
  who_offers: filled,
  province_or_area: filled,
  note: text,
  ...common,
});

type CommonRow = z.output<z.ZodObject<typeof common>>;

/** What references are checked against; null where it cannot be known. */
export interface Known {
  themes: ReadonlySet<string> | null;
  forms: ReadonlySet<string> | null;
  partners: ReadonlySet<string> | null;
  countries: ReadonlySet<string> | null;
  places: Gazetteer | null;
}

export function needRecords(table: Table<z.output<typeof needShape>>, known: Known): Fresh<PostingRecord>[] {
  refuseDuplicates(table, 'need_id');
  return table.rows.map((row) => {
    const { cells } = row;
    refuseUnknown(row, 'partner_iso2', cells.partner_iso2, known.countries, 'country.unknown');
    const provinces = provincesInForce(row, 'current_unit', cells.current_unit, known.places);
    const named = known.places?.province(cells.unit_as_named);
    if (named !== undefined && !provinces.includes(named) && !provinces.includes('')) {
      row.wrong('current_unit', 'province.mismatch', cells.current_unit.join('; '));
    }
    return {
      ...statement(row, known),
      id: cells.need_id,
      kind: 'need' as const,
      countries: cells.partner_iso2,
      provinces,
      namedAs: cells.unit_as_named,
      counterpartNamedAs: cells.partner_addressed,
      owner: { kind: 'province' as const, code: provinces[0] ?? '' },
    };
  });
}

export function offerRecords(table: Table<z.output<typeof offerShape>>, known: Known): Fresh<PostingRecord>[] {
  refuseDuplicates(table, 'offer_id');
  return table.rows.map((row) => {
    const { cells } = row;
    refuseUnknown(row, 'country_iso2', cells.country_iso2, known.countries, 'country.unknown');
    const [partner] = cells.partner_id;
    const [country] = cells.country_iso2;
    if (!partner && !country) row.wrong('partner_id', 'owner.missing', '');
    return {
      ...statement(row, known),
      id: cells.offer_id,
      kind: 'offer' as const,
      countries: cells.country_iso2,
      provinces: provincesOffered(row, known.places),
      namedAs: cells.who_offers,
      counterpartNamedAs: cells.province_or_area,
      // What no listed institution offers was passed on by Việt Nam's own mission in that country.
      owner: partner ? { kind: 'partner' as const, code: partner } : { kind: 'mission' as const, code: country ?? '' },
    };
  });
}

function statement(row: Row<CommonRow>, known: Known) {
  const { cells } = row;
  refuseUnknown(row, 'theme_codes', cells.theme_codes, known.themes, 'theme.unknown');
  refuseUnknown(row, 'form_codes', cells.form_codes, known.forms, 'form.unknown');
  refuseUnknown(row, 'partner_id', cells.partner_id, known.partners, 'partner.unknown');
  const years = yearsOf(cells.year);
  if (!years) row.wrong('year', 'year.unreadable', cells.year);
  const { from, to, exact } = years ?? { from: null, to: null, exact: false };
  const at = publishedAt({ from, to, exact });
  return {
    status: 'published' as const,
    title: { vi: cells.title_vi, en: cells.title_en },
    summary: { vi: cells.statement_vi, en: cells.statement_en },
    themes: cells.theme_codes,
    forms: cells.form_codes,
    partners: cells.partner_id,
    yearFrom: from,
    yearTo: to,
    yearText: cells.year,
    visibility: 'public' as const,
    source: sourceOf(cells.source, exact ? cells.year : '', cells.source_quality),
    contact: null,
    publishedAt: at,
    expiresAt: null,
    createdAt: at,
    updatedAt: at,
  };
}

/** The codes of provinces named as they are called today, each once, in the order of the cell; '' for one reported as unknown. */
export function provincesInForce<T>(
  row: Row<T>,
  column: keyof T & string,
  names: readonly string[],
  places: Gazetteer | null,
): string[] {
  const codes = names.map((name) => {
    const found = places?.province(name);
    if (places && !found) row.wrong(column, 'province.unknown', name);
    return found ?? '';
  });
  return [...new Set(codes)];
}

/** The whole country: an offer to it names no province. */
const everywhere = ['toàn quốc', 'các địa phương'];

/**
 * The area of an offer, e.g. 'Hậu Giang (nay Cần Thơ)', 'Hà Nội (3 dự án), Bình Định (nay Gia Lai)', 'Cần Thơ, ĐBSCL':
 * named provinces first, in their order; a region stands for all of its provinces.
 */
function provincesOffered(row: Row<z.output<typeof offerShape>>, places: Gazetteer | null): string[] {
  const area = row.cells.province_or_area;
  if (!places || everywhere.includes(area)) return [];
  const codes = area.split(',').flatMap((part) => {
    const [, name = '', remark = ''] = /^\s*(.*?)\s*(?:\((.*)\))?\s*$/.exec(part) ?? [];
    const province = places.province(name);
    const successor = /^nay (.*)$/.exec(remark)?.[1];
    if (province && successor !== undefined && places.province(successor) !== province) {
      row.wrong('province_or_area', 'province.mismatch', part.trim());
    }
    const found = province ? [province] : places.region(name);
    if (!found) row.wrong('province_or_area', 'place.unknown', part.trim());
    return found ?? [];
  });
  return [...new Set(codes)];
}
