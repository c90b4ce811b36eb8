// What a benchmark found, and how it is shown: as a table for people, as JSON for programs.

export interface Target {
  most?: number;
  least?: number;
}
/** One figure. `cpu` is the processor time of the same work, which says more than the clock on a machine that is shared. */
export interface Row {
  what: string;
  value: number;
  unit: 'ms' | 'MB' | 'ratio' | 'per second' | 'count';
  target?: Target;
  cpu?: number;
}
export interface Report {
  name: string;
  /** One sentence: what was measured, on what. */
  about: string;
  rows: Row[];
}

export const isMissed = ({ value, target }: Row): boolean =>
  (target?.most !== undefined && value > target.most) || (target?.least !== undefined && value < target.least);

export function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString('en', { maximumFractionDigits: digits, useGrouping: false });
}

const withUnit = (value: number, unit: Row['unit']): string =>
  unit === 'count' || unit === 'ratio' ? number(value) : `${number(value)} ${unit}`;

function targetText({ target = {}, unit }: Row): string {
  const { most, least } = target;
  if (most !== undefined && least !== undefined) return `${number(least)} … ${withUnit(most, unit)}`;
  if (most !== undefined) return `≤ ${withUnit(most, unit)}`;
  return least === undefined ? '' : `≥ ${withUnit(least, unit)}`;
}

/** The rows as cells: what, measured, processor time, target, verdict. */
export function cells(row: Row): string[] {
  const verdict = row.target === undefined ? '' : isMissed(row) ? 'missed' : 'met';
  const cpu = row.cpu === undefined ? '' : withUnit(row.cpu, 'ms');
  return [row.what, withUnit(row.value, row.unit), cpu, targetText(row), verdict];
}

const headings = ['', 'measured', 'processor', 'target', ''];

export function table({ name, about, rows }: Report): string {
  const lines = [headings, ...rows.map(cells)];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  return [`${name}: ${about}`, ...padded.map((line) => line.join('  ').trimEnd())].join('\n');
}
