// The seeded vocabulary and postings' texts, read straight from the CSV files.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { BlockedPhrase, TermWordings, ThemeWordings, Vocabulary } from '../../matching/concepts.js';

const folder = new URL('../../../seed/data/', import.meta.url);
const list = (field: string | undefined) => (field ? field.split('|') : []);

export function rows(file: string): Record<string, string>[] {
  return parse(readFileSync(new URL(file, folder)), { columns: true, bom: true });
}

export function seededVocabulary(): Vocabulary {
  const text = (row: Record<string, string>, field: string) => row[field] ?? '';
  const themes: ThemeWordings[] = rows('themes.csv').map((row) => ({
    id: text(row, 'code'),
    label: { vi: text(row, 'label_vi'), en: text(row, 'label_en') },
    synonyms: { vi: list(row.synonyms_vi), en: list(row.synonyms_en) },
    abbreviations: list(row.abbreviations),
    unaccented: list(row.no_diacritics),
    sensitive: ['KS', 'TMBG', 'BOM'].includes(text(row, 'code')),
  }));
  const terms: TermWordings[] = rows('terms.csv').map((row) => ({
    id: text(row, 'code'),
    themes: list(row.themes),
    vi: text(row, 'vi'),
    en: text(row, 'en'),
    variants: { vi: list(row.variants_vi), en: list(row.variants_en) },
    markedVi: list(row.marked_vi),
    abbreviations: list(row.abbreviations),
  }));
  const blocks: BlockedPhrase[] = rows('term_blocks.csv').map((row) => ({ phrase: text(row, 'phrase') }));
  return { themes, terms, blocks };
}
