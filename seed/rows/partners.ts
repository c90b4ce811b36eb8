// Missions and associations, and the countries they stand for.
import { z } from 'zod';
import type { Fresh } from '../../server/store/port.js';
import type { Bilingual, PartnerRecord } from '../../server/store/records.js';
import { choice, code, filled, languages, list, looseDate, optionalCode, text } from './cells.js';
import { sourceCell, sourceOf } from './sources.js';
import { refuseDuplicates, refuseUnknown, type Table, valuesOf } from './table.js';

export const countryShape = z.object({ code, name_vi: filled, name_en: filled, languages });

export const missionShape = z.object({
  mission_id: code,
  country_iso2: code,
  country_vi: filled,
  country_en: filled,
  state_name_vi_long: text,
  name_vi: filled,
  name_en: filled,
  city: filled,
  kind: choice([
    'embassy',
    'consulate',
    'eu_delegation',
    'economic_cultural_office',
    'embassy_nonresident',
    'embassy_doubtful',
  ]),
  website: text,
  source: sourceCell,
  source_date: looseDate,
  confidence: filled,
  evidence_or_note: text,
});

export const associationShape = z.object({
  assoc_id: code,
  abbr: text,
  name_en: filled,
  name_vi: filled,
  country_iso2: optionalCode,
  kind: choice([
    'chamber',
    'business_association',
    'trade_agency',
    'dev_agency',
    'delegation',
    'forum',
    'io',
    'ngo',
    'ngo_coordination',
  ]),
  city: text,
  focus_theme_codes: list,
  note: text,
  source: sourceCell,
  source_date: looseDate,
  confidence: filled,
});

export interface Countries {
  /** Null when the file could not be read. */
  codes: ReadonlySet<string> | null;
  of(code: string): { name: Bilingual; languages: string[] } | undefined;
}

export function countries(table: Table<z.output<typeof countryShape>>): Countries {
  refuseDuplicates(table, 'code');
  const byCode = new Map(
    table.rows.map(({ cells }) => [
      cells.code,
      { name: { vi: cells.name_vi, en: cells.name_en }, languages: cells.languages },
    ]),
  );
  return { codes: valuesOf(table, 'code'), of: (code) => byCode.get(code) };
}

export function missionRecords(table: Table<z.output<typeof missionShape>>, known: Countries): Fresh<PartnerRecord>[] {
  refuseDuplicates(table, 'mission_id');
  return table.rows.map((row) => {
    const { cells } = row;
    refuseUnknown(row, 'country_iso2', [cells.country_iso2], known.codes, 'country.unknown');
    const country = known.of(cells.country_iso2);
    if (country && country.name.vi !== cells.country_vi) row.wrong('country_vi', 'country.mismatch', cells.country_vi);
    if (country && country.name.en !== cells.country_en) row.wrong('country_en', 'country.mismatch', cells.country_en);
    return {
      id: cells.mission_id,
      kind: cells.kind,
      group: 'mission' as const,
      name: { vi: cells.name_vi, en: cells.name_en },
      abbreviation: '',
      countries: [cells.country_iso2],
      countryName: { vi: cells.country_vi, en: cells.country_en },
      city: cells.city,
      website: cells.website,
      themes: [],
      languages: country?.languages ?? ['en'],
      note: cells.evidence_or_note,
      source: sourceOf(cells.source, cells.source_date, cells.confidence),
    };
  });
}

export function associationRecords(
  table: Table<z.output<typeof associationShape>>,
  known: Countries,
  themes: ReadonlySet<string> | null,
): Fresh<PartnerRecord>[] {
  refuseDuplicates(table, 'assoc_id');
  return table.rows.map((row) => {
    const { cells } = row;
    const codes = cells.country_iso2 ? [cells.country_iso2] : [];
    refuseUnknown(row, 'country_iso2', codes, known.codes, 'country.unknown');
    refuseUnknown(row, 'focus_theme_codes', cells.focus_theme_codes, themes, 'theme.unknown');
    const country = known.of(cells.country_iso2);
    return {
      id: cells.assoc_id,
      kind: cells.kind,
      group: 'association' as const,
      name: { vi: oneChina(cells.name_vi), en: cells.name_en },
      abbreviation: cells.abbr,
      countries: codes,
      countryName: country?.name ?? { vi: '', en: '' },
      city: cells.city,
      website: '',
      themes: cells.focus_theme_codes,
      languages: country?.languages ?? ['en'],
      note: cells.note,
      source: sourceOf(cells.source, cells.source_date, cells.confidence),
    };
  });
}

/** Vietnamese official texts write “Đài Loan (Trung Quốc)” and “Hồng Kông (Trung Quốc)”, inside names of bodies too. */
const oneChina = (name: string) => name.replace(/(Đài Loan|Hồng Kông)(?! \(Trung Quốc\))/g, '$1 (Trung Quốc)');
