// Regions, provinces in force, and the former units they were merged from.
import { z } from 'zod';
import type { Fresh } from '../../server/store/port.js';
import type { ProvinceRecord, RegionRecord } from '../../server/store/records.js';
import { bars, choice, code, decimal, filled, filledBars, filledList, list, text, whole } from './cells.js';
import { type Row, refuseDuplicates, refuseUnknown, type Table } from './table.js';

/** The codes of the six regions; the file has none. Abbreviations in Latin letters, the first letters of both parts where it has two. */
const regionCodes: Readonly<Record<string, string>> = {
  'Trung du và miền núi phía Bắc': 'TDMNPB',
  'Đồng bằng sông Hồng': 'DBSH',
  'Bắc Trung Bộ': 'BTB',
  'Duyên hải Nam Trung Bộ và Tây Nguyên': 'NTBTN',
  'Đông Nam Bộ': 'DNB',
  'Đồng bằng sông Cửu Long': 'DBSCL',
};

export const regionShape = z.object({
  name_vi: choice(Object.keys(regionCodes) as [string, ...string[]]),
  name_en: filled,
  abbreviations: filledBars,
  aliases_vi: bars,
  aliases_en: bars,
});

export const provinceShape = z.object({
  nso_code: code,
  name_vi: filled,
  name_en: filled,
  name_key: filled,
  kind_vi: filled,
  kind: choice(['city', 'province']),
  kind_at_2025_07_01: choice(['city', 'province']),
  kind_in_force_from: filled,
  region_vi: filled,
  region_en: filled,
  old_units: filledList,
  old_units_count: whole,
  admin_centre_old_unit: filled,
  admin_centre_town: filled,
  iso_3166_2_pre_merger: filled,
  iso_3166_2_of_old_units: filledList,
  aliases: bars,
  area_km2: decimal,
  population: whole,
  strengths_theme_codes: list,
  strengths_note: text,
  strengths_source: text,
  merge_source: filled,
  city_status_source: text,
  region_source: filled,
  admin_centre_source: filled,
  iso_source: filled,
});

export const oldUnitShape = z.object({
  old_name_vi: filled,
  old_name_ascii: filled,
  iso_3166_2: filled,
  new_unit_vi: filled,
  new_nso_code: code,
  relation: choice(['unchanged', 'name kept', 'merged']),
  seat_of_new_unit: choice(['yes', 'no']),
  aliases: bars,
});

export const tileShape = z.object({ nso_code: code, name_vi: filled, row: whole, col: whole });

export type RegionRow = z.output<typeof regionShape>;
export type ProvinceRow = z.output<typeof provinceShape>;
export type OldUnitRow = z.output<typeof oldUnitShape>;
type TileRow = z.output<typeof tileShape>;

export function regionRecords(table: Table<RegionRow>): Fresh<RegionRecord>[] {
  refuseDuplicates(table, 'name_vi');
  return table.rows.map(({ cells }) => ({
    id: regionCodes[cells.name_vi] ?? '',
    name: { vi: cells.name_vi, en: cells.name_en },
    abbreviations: cells.abbreviations,
    aliases: { vi: cells.aliases_vi, en: cells.aliases_en },
  }));
}

export function provinceRecords(
  provinces: Table<ProvinceRow>,
  oldUnits: Table<OldUnitRow>,
  tiles: Table<TileRow>,
  themes: ReadonlySet<string> | null,
): Fresh<ProvinceRecord>[] {
  for (const column of ['nso_code', 'name_vi'] as const) refuseDuplicates(provinces, column);
  refuseDuplicates(oldUnits, 'old_name_vi');
  const tileOf = tilesByProvince(tiles);
  refuseStrays(oldUnits, provinces, 'new_nso_code', 'new_unit_vi');
  refuseStrays(tiles, provinces, 'nso_code', 'name_vi');
  return provinces.rows.map((row) => {
    const { cells } = row;
    const former = oldUnits.rows.filter((unit) => unit.cells.new_nso_code === cells.nso_code);
    if (oldUnits.raw) refuseOtherFormerUnits(row, oldUnits);
    if (cells.old_units.length !== cells.old_units_count) {
      row.wrong('old_units_count', 'count.mismatch', String(cells.old_units_count));
    }
    refuseUnknown(row, 'strengths_theme_codes', cells.strengths_theme_codes, themes, 'theme.unknown');
    if (!(cells.region_vi in regionCodes)) row.wrong('region_vi', 'region.unknown', cells.region_vi);
    const tile = tileOf.get(cells.nso_code);
    if (!tile && tiles.raw) row.wrong('nso_code', 'tile.missing', cells.nso_code);
    return {
      id: cells.nso_code,
      name: { vi: cells.name_vi, en: cells.name_en },
      kind: cells.kind,
      region: regionCodes[cells.region_vi] ?? '',
      formerUnits: former.map((unit) => ({
        name: unit.cells.old_name_vi,
        nameAscii: unit.cells.old_name_ascii,
        relation: unit.cells.relation,
        aliases: unit.cells.aliases,
      })),
      seat: cells.admin_centre_town,
      aliases: cells.aliases,
      strengths: cells.strengths_theme_codes,
      strengthsNote: cells.strengths_note,
      strengthsSource: cells.strengths_source,
      areaKm2: cells.area_km2,
      population: cells.population,
      tile: tile ?? { row: 0, column: 0 },
      source: cells.merge_source,
    };
  });
}

function tilesByProvince(tiles: Table<TileRow>): Map<string, { row: number; column: number }> {
  refuseDuplicates(tiles, 'nso_code');
  const taken = new Set<string>();
  const byProvince = new Map<string, { row: number; column: number }>();
  for (const row of tiles.rows) {
    const square = `${row.cells.row}/${row.cells.col}`;
    if (taken.has(square)) row.wrong('row', 'tile.taken', square);
    taken.add(square);
    byProvince.set(row.cells.nso_code, { row: row.cells.row, column: row.cells.col });
  }
  return byProvince;
}

/** Wherever a province's code stands beside its name, both must be those of one province in force. */
function refuseStrays<T>(
  table: Table<T>,
  provinces: Table<ProvinceRow>,
  code: keyof T & string,
  name: keyof T & string,
) {
  if (!provinces.raw) return;
  const nameOf = new Map(provinces.raw.map((row) => [row.nso_code, row.name_vi]));
  for (const row of table.rows) {
    const [itsCode, itsName] = [String(row.cells[code]), String(row.cells[name])];
    const known = nameOf.get(itsCode);
    if (known === undefined) row.wrong(code, 'province.unknown', itsCode);
    else if (known !== itsName) row.wrong(name, 'province.mismatch', itsName);
  }
}

/** What a province says it was merged from must be what the former units say they went to. */
function refuseOtherFormerUnits(row: Row<ProvinceRow>, oldUnits: Table<OldUnitRow>): void {
  const told = new Set(row.cells.old_units);
  const found = (oldUnits.raw ?? []).filter((unit) => unit.new_nso_code === row.cells.nso_code);
  const names = found.map((unit) => unit.old_name_vi ?? '');
  if (names.length !== told.size || !names.every((name) => told.has(name))) {
    row.wrong('old_units', 'former-unit.mismatch', row.cells.old_units.join('; '));
  }
}
