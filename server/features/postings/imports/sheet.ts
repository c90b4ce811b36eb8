// A file of rows, whatever its kind, as cells by column.
import { Failure } from '../../../failures.js';
import { columns } from './columns.js';

/** One line of a file: where it stands as a spreadsheet counts, and its cells as they were read. */
export type Line = readonly [row: number, cells: readonly unknown[]];
export interface Row {
  /** As a spreadsheet counts: the header is 1. For JSON, the position from 1. */
  row: number;
  cells: Readonly<Record<string, unknown>>;
  /** Cells stand where no column is. */
  overflows: boolean;
}

export const mostRows = 2000;

/** The first line names the columns; lines without content are left out. Fails as `checkedRows` does. */
export function rowsOf([head, ...lines]: readonly Line[]): Row[] {
  const names = (head?.[1] ?? []).map((cell) => nameOf(String(cell ?? '')));
  const rows = lines
    .filter(([, cells]) => cells.some(isFilled))
    .map(([row, cells]) => ({
      row,
      cells: Object.fromEntries(names.flatMap((name, index) => (name === '' ? [] : [[name, cells[index]]]))),
      overflows: cells.some((cell, index) => isFilled(cell) && (names[index] ?? '') === ''),
    }));
  return checkedRows(
    rows,
    names.filter((name) => name !== ''),
  );
}

/** JSON rows: flat as a spreadsheet's, or in the shape of the API (`title: {vi}` is the column `title_vi`). */
export function rowsOfJson(objects: readonly object[]): Row[] {
  const rows = objects.map((object, index) => ({ row: index + 1, cells: flat(object), overflows: false }));
  return checkedRows(rows, [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))]);
}

/** Fails with `import.unknown-columns`, `import.repeated-columns`, `import.empty` or `import.too-many-rows`. */
function checkedRows(rows: Row[], names: readonly string[]): Row[] {
  const unknown = names.filter((name) => !columns.includes(name));
  if (unknown.length > 0) throw new Failure('import.unknown-columns', { unknown, known: columns });
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) throw new Failure('import.repeated-columns', { repeated });
  if (rows.length === 0) throw new Failure('import.empty');
  if (rows.length > mostRows) throw new Failure('import.too-many-rows', { rows: rows.length, most: mostRows });
  return rows;
}

const isFilled = (cell: unknown) => cell !== null && cell !== undefined && cell !== '';

/** `yearFrom`, `Year from` → `year_from` */
const nameOf = (name: string) =>
  name
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/\s+/g, '_')
    .toLowerCase();

function flat(object: object, prefix = ''): Record<string, unknown> {
  const entries = Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
    const name = `${prefix}${nameOf(key)}`;
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isNested ? Object.entries(flat(value, `${name}_`)) : [[name, value]];
  });
  return Object.fromEntries(entries);
}
