// What is wrong with the data files, gathered over all of them so that one run names every fault.
import type { Issue, Params } from '../../server/failures.js';

export const issueCodes = [
  'file.missing',
  'file.not-utf8',
  'file.unreadable',
  'column.missing',
  'column.unknown',
  'row.wrong-width',
  'cell.missing',
  'cell.not-a-choice',
  'cell.not-a-code',
  'cell.not-a-date',
  'cell.not-a-number',
  'cell.not-an-address',
  'cell.repeated-value',
  'count.mismatch',
  'id.duplicate',
  'name.ambiguous',
  'name.missing',
  'country.mismatch',
  'country.unknown',
  'event.unknown',
  'form.unknown',
  'former-unit.mismatch',
  'neighbour.one-sided',
  'owner.missing',
  'parent.circular',
  'partner.unknown',
  'place.unknown',
  'province.mismatch',
  'province.unknown',
  'region.unknown',
  'slot.unreadable',
  'term.unknown',
  'theme.unknown',
  'tile.missing',
  'tile.taken',
  'year.unreadable',
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** Where a fault is. `row` counts as a spreadsheet does (the header is 1); null when the whole file or column is meant. */
export interface Cell {
  file: string;
  row: number | null;
  column: string | null;
}

export class Findings {
  readonly #found: { cell: Cell; issue: Issue }[] = [];

  add(cell: Cell, code: IssueCode, value: string, more: Params = {}): void {
    const pointer = `/${[cell.file, cell.row, cell.column].filter((part) => part !== null).join('/')}`;
    this.#found.push({ cell, issue: { pointer, code, params: { ...cell, value, ...more } } });
  }

  /** By file, then from top to bottom, whatever the order in which the checks ran. */
  issues(): Issue[] {
    return this.#found
      .toSorted((a, b) => compare(a.cell.file, b.cell.file) || (a.cell.row ?? 0) - (b.cell.row ?? 0))
      .map((found) => found.issue);
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
