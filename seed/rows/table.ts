// One CSV file as checked rows.
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { Findings, IssueCode } from './findings.js';

export interface Row<T> {
  readonly cells: T;
  wrong(column: keyof T & string, code: IssueCode, value: string): void;
}

export interface Table<T> {
  readonly file: string;
  /** The rows whose cells are all well formed. */
  readonly rows: readonly Row<T>[];
  /**
   * Every row as text, faulty ones too, so that one broken cell does not make each reference to its row look wrong.
   * Null when the file could not be read or has not all its columns: then nothing can be said about references to it.
   */
  readonly raw: readonly Readonly<Record<string, string>>[] | null;
}

/** Reads `file` of `folder`; the shape's keys are the columns, and its messages are issue codes. */
export async function readTable<T extends z.ZodRawShape>(
  folder: string,
  file: string,
  shape: z.ZodObject<T>,
  findings: Findings,
): Promise<Table<z.output<z.ZodObject<T>>>> {
  const lines = await readLines(folder, file, findings);
  if (!lines) return { file, rows: [], raw: null };
  const header = lines[0] ?? [];
  const columns = Object.keys(shape.shape);
  for (const column of header) {
    if (!columns.includes(column)) findings.add({ file, row: 1, column }, 'column.unknown', column);
  }
  const missing = columns.filter((column) => !header.includes(column));
  for (const column of missing) findings.add({ file, row: 1, column }, 'column.missing', column);
  if (missing.length > 0) return { file, rows: [], raw: null };

  const raw: Record<string, string>[] = [];
  const rows: Row<z.output<z.ZodObject<T>>>[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const row = index + 1;
    const text: Record<string, string> = {};
    for (const [position, column] of header.entries()) text[column] = line[position] ?? '';
    raw.push(text);
    if (line.length !== header.length) {
      findings.add({ file, row, column: null }, 'row.wrong-width', String(line.length), { expected: header.length });
      continue;
    }
    const checked = shape.safeParse(text);
    for (const issue of checked.error?.issues ?? []) {
      const column = String(issue.path[0]);
      findings.add({ file, row, column }, issue.message as IssueCode, text[column] ?? '');
    }
    if (!checked.success) continue;
    rows.push({
      cells: checked.data,
      wrong: (column, code, value) => findings.add({ file, row, column }, code, value),
    });
  }
  return { file, rows, raw };
}

async function readLines(folder: string, file: string, findings: Findings): Promise<string[][] | null> {
  const whole = { file, row: null, column: null };
  const bytes = await readIfThere(join(folder, file));
  if (!bytes) {
    findings.add(whole, 'file.missing', '');
    return null;
  }
  if (!isUtf8(bytes)) {
    findings.add(whole, 'file.not-utf8', '');
    return null;
  }
  try {
    const text = bytes.toString('utf8').normalize('NFC');
    const lines: string[][] = parse(text, { bom: true, relax_column_count: true });
    return lines.map((line) => line.map((cell) => cell.trim()));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    findings.add(whole, 'file.unreadable', error.code, { line: Number(error.lines ?? 0) });
    return null;
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The values of a column, as references may name them; null when they cannot be known. */
export function valuesOf<T>(table: Table<T>, column: keyof T & string): ReadonlySet<string> | null {
  return table.raw && new Set(table.raw.map((row) => row[column] ?? ''));
}

/** Names each row whose value of `column` an earlier row already has. */
export function refuseDuplicates<T>(table: Table<T>, column: keyof T & string): void {
  const seen = new Set<unknown>();
  for (const row of table.rows) {
    const value = row.cells[column];
    if (seen.has(value)) row.wrong(column, 'id.duplicate', String(value));
    seen.add(value);
  }
}

/** Names each of the values that is not among the known ones. */
export function refuseUnknown<T>(
  row: Row<T>,
  column: keyof T & string,
  values: readonly string[],
  known: ReadonlySet<string> | null,
  code: IssueCode,
): void {
  for (const value of values) {
    if (known && !known.has(value)) row.wrong(column, code, value);
  }
}
