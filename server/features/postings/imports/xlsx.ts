// The first sheet of an XLSX workbook.
import type ExcelJS from 'exceljs';
import { Failure } from '../../../failures.js';
import type { Line } from './sheet.js';

/** A workbook is a ZIP archive; one that unfolds to more than this is an attack on the memory. */
const mostUnfolded = 200 * 1024 * 1024;

/** Fails with `import.unreadable`, or `request.too-large`. */
export async function readXlsx(bytes: Buffer): Promise<Line[]> {
  if (unfoldedSize(bytes) > mostUnfolded) throw new Failure('request.too-large', { limit: mostUnfolded });
  // Large, and seldom needed.
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    // Whatever is wrong inside, the sender can only save it anew.
    throw new Failure('import.unreadable', { line: 0 });
  }
  const lines: Line[] = [];
  workbook.worksheets[0]?.eachRow((row, number) => {
    const cells: unknown[] = [];
    row.eachCell((cell, column) => {
      cells[column - 1] = plain(cell.value);
    });
    lines.push([number, cells]);
  });
  return lines;
}

/** The sum of the sizes that the archive's directory states (APPNOTE.TXT 4.3.12). */
function unfoldedSize(bytes: Buffer): number {
  const entry = Buffer.from('PK\x01\x02', 'latin1');
  let sum = 0;
  for (let at = bytes.indexOf(entry); at >= 0 && at + 46 <= bytes.length; at = bytes.indexOf(entry, at + 46)) {
    sum += bytes.readUInt32LE(at + 24);
  }
  return sum;
}

function plain(value: ExcelJS.CellValue): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value) return plain(value.result ?? null);
  if ('text' in value) return plain(value.text as ExcelJS.CellValue);
  return '';
}
