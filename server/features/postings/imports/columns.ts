// The columns of an import, and what each becomes in the body of a posting.
import { fold } from '../../../../matching/index.js';
import type { PostingKind } from '../../../store/records.js';

const texts = [
  'title_vi',
  'title_en',
  'summary_vi',
  'summary_en',
  'visibility',
  'source_name',
  'source_url',
  'source_date',
  'contact_name',
  'contact_post',
  'contact_email',
  'contact_phone',
];
/** Lists are separated by semicolons. */
const lists = ['themes', 'forms', 'countries', 'partners'];
const years = ['year_from', 'year_to'];

export const columns: readonly string[] = ['kind', ...texts, ...lists, ...years, 'province', 'provinces', 'partner'];

type Cells = Readonly<Record<string, unknown>>;

const kinds: Readonly<Record<string, PostingKind>> = {
  need: 'need',
  'nhu cau': 'need',
  'nhu cau hop tac': 'need',
  offer: 'offer',
  'chao hop tac': 'offer',
};

/** The kind a row names, in either language; null for any other word, undefined when it names none. */
export function kindOf({ kind }: Cells): PostingKind | null | undefined {
  const named = fold(textOf(kind)).trim();
  return named === '' ? undefined : (kinds[named] ?? null);
}

export function provincesNamedIn(cells: Cells): string[] {
  return [...listOf(cells.province), ...listOf(cells.provinces)];
}

/** The row as the body of a new posting; `codeOf` knows the province behind a name or a code. */
export function bodyOf(cells: Cells, kind: PostingKind, codeOf: (province: string) => string): object {
  const text = (name: string) => textOf(cells[name]);
  const filled = (name: string, value: unknown) => (isEmpty(cells[name]) ? {} : { [name]: value });
  const [lead] = listOf(cells.province);
  return {
    title: { vi: text('title_vi'), en: text('title_en') },
    summary: { vi: text('summary_vi'), en: text('summary_en') },
    themes: listOf(cells.themes),
    forms: listOf(cells.forms),
    countries: listOf(cells.countries),
    ...(kind === 'need' && lead !== undefined ? { province: codeOf(lead) } : {}),
    provinces: listOf(cells.provinces).map(codeOf),
    ...(kind === 'offer' ? filled('partner', text('partner').trim()) : {}),
    partners: listOf(cells.partners),
    yearFrom: yearOf(cells.year_from),
    yearTo: yearOf(cells.year_to),
    ...filled('visibility', text('visibility').trim()),
    source: { name: text('source_name'), url: text('source_url').trim(), date: text('source_date').trim() },
    contact: {
      name: text('contact_name'),
      post: text('contact_post'),
      email: text('contact_email').trim(),
      phone: text('contact_phone').trim(),
    },
  };
}

/** What a row fills although its kind has no such field. */
export function strayColumns(cells: Cells, kind: PostingKind): string[] {
  const stray = kind === 'need' ? 'partner' : 'province';
  return isEmpty(cells[stray]) ? [] : [stray];
}

/** `/title/vi` → `title_vi`, `/themes/1` → `themes`, `/yearFrom` → `year_from` */
export function columnOf(pointer: string): string {
  const name = pointer
    .split('/')
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .join('_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return name === 'title' ? 'title_vi' : name;
}

const isEmpty = (cell: unknown) => textOf(cell).trim() === '';

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return Array.isArray(cell) ? cell.map(textOf).join(';') : String(cell);
}

function listOf(cell: unknown): string[] {
  return textOf(cell)
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What is no number stays as it is, for the posting's own check to name. */
function yearOf(cell: unknown): unknown {
  const text = textOf(cell).trim();
  if (text === '') return null;
  return /^\d+$/.test(text) ? Number(text) : text;
}
