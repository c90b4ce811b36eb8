// The names, former and present, by which needs, offers and events call the provinces and regions.
import type { Findings } from './findings.js';
import type { OldUnitRow, ProvinceRow, RegionRow } from './places.js';
import type { Table } from './table.js';

/** Built from the raw rows: a fault elsewhere in a row must not make its name unknown. */
export interface Gazetteer {
  /** The code of the province in force behind a present or former name or alias. */
  province(name: string): string | undefined;
  /** All provinces of a region, by its name, abbreviation or alias; 'miền Trung' is both regions of the centre. */
  region(name: string): readonly string[] | undefined;
}

/** Null when the files cannot be read well enough to tell a known name from an unknown one. */
export function gazetteer(
  regions: Table<RegionRow>,
  provinces: Table<ProvinceRow>,
  oldUnits: Table<OldUnitRow>,
  findings: Findings,
): Gazetteer | null {
  if (!regions.raw || !provinces.raw || !oldUnits.raw) return null;
  const parts = (value: string | undefined) => (value ?? '').split('|').filter((part) => part !== '');
  const byName = new Map<string, string>();
  const learn = (file: string, index: number, column: string, name: string, province: string) => {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, province);
    else if (known !== province) findings.add({ file, row: index + 2, column }, 'name.ambiguous', name);
  };
  for (const [index, row] of provinces.raw.entries()) {
    const names = [
      ['name_vi', row.name_vi ?? ''] as const,
      ...parts(row.aliases).map((name) => ['aliases', name] as const),
    ];
    for (const [column, name] of names) learn(provinces.file, index, column, name, row.nso_code ?? '');
  }
  for (const [index, row] of oldUnits.raw.entries()) {
    const names = [
      ['old_name_vi', row.old_name_vi ?? ''] as const,
      ...parts(row.aliases).map((name) => ['aliases', name] as const),
    ];
    for (const [column, name] of names) learn(oldUnits.file, index, column, name, row.new_nso_code ?? '');
  }
  const provincesOf = (region: string) =>
    (provinces.raw ?? []).filter((row) => row.region_vi === region).map((row) => row.nso_code ?? '');
  const byRegion = new Map<string, readonly string[]>();
  for (const row of regions.raw) {
    const name = row.name_vi ?? '';
    for (const alias of [name, ...parts(row.abbreviations), ...parts(row.aliases_vi)]) {
      byRegion.set(alias, provincesOf(name));
    }
  }
  byRegion.set('miền Trung', ['Bắc Trung Bộ', 'Duyên hải Nam Trung Bộ và Tây Nguyên'].flatMap(provincesOf));
  return { province: (name) => byName.get(name), region: (name) => byRegion.get(name) };
}
