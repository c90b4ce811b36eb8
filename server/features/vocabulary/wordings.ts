// No wording belongs to two concepts: what a text says must name one thing.
import { fold, marked } from '../../../matching/index.js';
import type { Issue } from '../../failures.js';
import type { TermBlockRecord, TermRecord } from '../../store/records.js';

type Wordings = Pick<TermRecord, 'vi' | 'en' | 'variants' | 'markedVi' | 'abbreviations'>;
interface Wording {
  pointer: string;
  text: string;
}

/** Which terms have a wording, by the forms in which wordings are compared. */
export interface Owners {
  folded: Map<string, Set<string>>;
  marked: Map<string, Set<string>>;
  exact: Map<string, Set<string>>;
}

export function ownersOf(terms: readonly TermRecord[]): Owners {
  const owners: Owners = { folded: new Map(), marked: new Map(), exact: new Map() };
  const add = (form: Map<string, Set<string>>, key: string, id: string) => {
    const ids = form.get(key) ?? new Set();
    form.set(key, ids.add(id));
  };
  for (const term of terms) {
    for (const { text } of free(term)) {
      add(owners.folded, words(fold(text)), term.id);
      add(owners.marked, words(marked(text)), term.id);
    }
    for (const text of term.markedVi) add(owners.marked, words(marked(text)), term.id);
    for (const text of term.abbreviations) add(owners.exact, text, term.id);
  }
  return owners;
}

/** An issue for each wording that another term has already, or that is blocked. */
export function wordingIssues(
  term: Wordings & { id: string },
  owners: Owners,
  blocks: readonly TermBlockRecord[],
): Issue[] {
  const blocked = new Set(blocks.map(({ phrase }) => words(marked(phrase))));
  const issues = ({ pointer, text }: Wording, ...ids: (ReadonlySet<string> | undefined)[]): Issue[] => {
    const other = ids.flatMap((set) => [...(set ?? [])]).find((id) => id !== term.id);
    return other === undefined ? [] : [{ pointer, code: 'term.wording-taken', params: { wording: text, code: other } }];
  };
  const markedOwners = ({ text }: Wording) => owners.marked.get(words(marked(text)));
  return [
    ...free(term).flatMap((wording) => {
      const { pointer, text } = wording;
      const having = owners.folded.get(words(fold(text)));
      // The seeded vocabulary keeps a few blocked phrases as wordings of the one concept that may have them.
      const isBlocked = blocked.has(words(marked(text))) && !having?.has(term.id);
      if (isBlocked) return [{ pointer, code: 'term.wording-blocked', params: { wording: text } }];
      return issues(wording, having, markedOwners(wording));
    }),
    ...at('/markedVi', term.markedVi).flatMap((wording) => issues(wording, markedOwners(wording))),
    ...at('/abbreviations', term.abbreviations).flatMap((wording) => issues(wording, owners.exact.get(wording.text))),
  ];
}

/** Whether any wording, or the code, holds the folded words. */
export function mentions(term: TermRecord, folded: string): boolean {
  const texts = [...free(term).map(({ text }) => text), ...term.markedVi, ...term.abbreviations, term.id];
  return texts.some((text) => words(fold(text)).includes(folded));
}

export const words = (text: string): string => (text.match(/[\p{L}\p{N}&'+]+/gu) ?? []).join(' ');

/** The wordings that are found with and without marks. */
function free({ vi, en, variants }: Wordings): Wording[] {
  return [
    { pointer: '/vi', text: vi },
    { pointer: '/en', text: en },
    ...at('/variants/vi', variants.vi),
    ...at('/variants/en', variants.en),
  ];
}

const at = (pointer: string, texts: readonly string[]): Wording[] =>
  texts.map((text, index) => ({ pointer: `${pointer}/${index}`, text }));
