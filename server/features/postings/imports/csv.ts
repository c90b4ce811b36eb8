// CSV as spreadsheets write it: UTF-8, comma or semicolon or tab, quotes where needed.
import { CsvError, parse } from 'csv-parse/sync';
import { Failure } from '../../../failures.js';
import type { Line } from './sheet.js';

/** Fails with `import.not-utf8`, or `import.unreadable` (params: line). */
export function readCsv(bytes: Buffer): Line[] {
  const text = decoded(bytes);
  try {
    const records = parse(text, { delimiter: delimiterOf(text), bom: true, relax_column_count: true });
    return records.map((cells, index) => [index + 1, cells]);
  } catch (error) {
    if (error instanceof CsvError) throw new Failure('import.unreadable', { line: Number(error.lines ?? 0) });
    throw error;
  }
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Failure('import.not-utf8');
  }
}

/** Whichever stands most often in the header; column names hold none of them. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r|\n|$/));
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
