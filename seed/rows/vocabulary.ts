// Themes, forms of cooperation and the concept vocabulary.
import { z } from 'zod';
import type { Fresh } from '../../server/store/port.js';
import type { FormRecord, TermBlockRecord, TermRecord, ThemeRecord } from '../../server/store/records.js';
import { bars, code, filled, filledBars, optionalCode, text, whole, yesNo } from './cells.js';
import { type Row, refuseDuplicates, refuseUnknown, type Table, valuesOf } from './table.js';

export const themeShape = z.object({
  code,
  label_vi: filled,
  label_en: filled,
  synonyms_vi: bars,
  synonyms_en: bars,
  abbreviations: bars,
  no_diacritics: bars,
  forms: bars,
  needs_count: whole,
  offers_count: whole,
  note: text,
});
export const themeRelationShape = z.object({ code, parent: optionalCode, neighbours: bars, sensitive: yesNo });
export const formShape = z.object({ code, label_vi: filled, label_en: filled });
export const termShape = z.object({
  code,
  themes: filledBars,
  vi: filled,
  en: filled,
  variants_vi: bars,
  variants_en: bars,
  marked_vi: bars,
  abbreviations: bars,
  broader: optionalCode,
});
export const termBlockShape = z.object({ phrase: filled, instead_of: filled });

export function formRecords(table: Table<z.output<typeof formShape>>): Fresh<FormRecord>[] {
  refuseDuplicates(table, 'code');
  return table.rows.map(({ cells }) => ({ id: cells.code, label: { vi: cells.label_vi, en: cells.label_en } }));
}

export function themeRecords(
  table: Table<z.output<typeof themeShape>>,
  relations: Table<z.output<typeof themeRelationShape>>,
  forms: ReadonlySet<string> | null,
): Fresh<ThemeRecord>[] {
  refuseDuplicates(table, 'code');
  refuseDuplicates(relations, 'code');
  const codes = valuesOf(table, 'code');
  const relationOf = new Map(relations.rows.map((row) => [row.cells.code, row]));
  for (const row of relations.rows) {
    const { cells } = row;
    refuseUnknown(row, 'code', [cells.code], codes, 'theme.unknown');
    refuseUnknown(row, 'parent', cells.parent ? [cells.parent] : [], codes, 'theme.unknown');
    refuseUnknown(row, 'neighbours', cells.neighbours, codes, 'theme.unknown');
    for (const neighbour of cells.neighbours) {
      const back = relationOf.get(neighbour)?.cells.neighbours ?? [];
      if (!back.includes(cells.code)) row.wrong('neighbours', 'neighbour.one-sided', neighbour);
    }
  }
  refuseCircles(relations.rows, 'parent');
  return table.rows.map((row) => {
    const { cells } = row;
    refuseUnknown(row, 'forms', cells.forms, forms, 'form.unknown');
    const relation = relationOf.get(cells.code)?.cells;
    return {
      id: cells.code,
      label: { vi: cells.label_vi, en: cells.label_en },
      synonyms: { vi: cells.synonyms_vi, en: cells.synonyms_en },
      abbreviations: cells.abbreviations,
      unaccented: cells.no_diacritics,
      parent: relation?.parent || null,
      neighbours: relation?.neighbours ?? [],
      forms: cells.forms,
      sensitive: relation?.sensitive ?? false,
      note: cells.note,
    };
  });
}

/** A theme tells how many needs and offers name it; another number is a sign of rows lost or changed by mistake. */
export function refuseMiscounted(
  themes: Table<z.output<typeof themeShape>>,
  postings: Record<'needs_count' | 'offers_count', Table<{ theme_codes: string[] }>>,
): void {
  for (const column of ['needs_count', 'offers_count'] as const) {
    const { raw } = postings[column];
    if (!raw) continue;
    const named = raw.flatMap((row) => (row.theme_codes ?? '').split(';').map((theme) => theme.trim()));
    for (const row of themes.rows) {
      const count = named.filter((theme) => theme === row.cells.code).length;
      if (count !== row.cells[column]) row.wrong(column, 'count.mismatch', String(row.cells[column]));
    }
  }
}

export function termRecords(
  table: Table<z.output<typeof termShape>>,
  themes: ReadonlySet<string> | null,
): Fresh<TermRecord>[] {
  refuseDuplicates(table, 'code');
  const codes = valuesOf(table, 'code');
  refuseCircles(table.rows, 'broader');
  return table.rows.map((row) => {
    const { cells } = row;
    refuseUnknown(row, 'themes', cells.themes, themes, 'theme.unknown');
    refuseUnknown(row, 'broader', cells.broader ? [cells.broader] : [], codes, 'term.unknown');
    return {
      id: cells.code,
      themes: cells.themes,
      vi: cells.vi,
      en: cells.en,
      variants: { vi: cells.variants_vi, en: cells.variants_en },
      markedVi: cells.marked_vi,
      abbreviations: cells.abbreviations,
      broader: cells.broader || null,
    };
  });
}

/** 'the same' repeats the reason of the row above. The id is the phrase in plain letters, so that rows can be added anywhere. */
export function termBlockRecords(table: Table<z.output<typeof termBlockShape>>): Fresh<TermBlockRecord>[] {
  refuseDuplicates(table, 'phrase');
  let reason = '';
  return table.rows.map(({ cells }) => {
    if (cells.instead_of !== 'the same') reason = cells.instead_of;
    return { id: plain(cells.phrase), phrase: cells.phrase, reason };
  });
}

const plain = (phrase: string) =>
  phrase
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]+/g, '-');

/** Names each row that reaches itself by way of its parents. */
function refuseCircles<Column extends string>(
  rows: readonly Row<Record<Column | 'code', string> & Record<string, unknown>>[],
  column: Column,
): void {
  const parentOf = new Map(rows.map((row) => [row.cells.code, row.cells[column]]));
  for (const row of rows) {
    const seen = new Set<string>();
    let at: string | undefined = row.cells[column];
    while (at && at !== row.cells.code && !seen.has(at)) {
      seen.add(at);
      at = parentOf.get(at);
    }
    if (at === row.cells.code) row.wrong(column, 'parent.circular', at);
  }
}
