// Text → concepts and themes, by the vocabulary it is given: leftmost longest match on tokens, against words and abbreviations.
import { fold, hasMarks, marked, type Token, tokens } from './text.js';

interface Bilingual {
  vi: string;
  en: string;
}
interface BilingualLists {
  vi: readonly string[];
  en: readonly string[];
}
export interface ThemeWordings {
  id: string;
  label: Bilingual;
  synonyms: BilingualLists;
  abbreviations: readonly string[];
  /** Unaccented habits of writing; compared only with texts that carry no marks. */
  unaccented: readonly string[];
  /** Never suggested, nor is anything for a concept that carries it. */
  sensitive: boolean;
}
export interface TermWordings extends Bilingual {
  id: string;
  /** Theme codes, the nearest first. */
  themes: readonly string[];
  variants: BilingualLists;
  /** Safe only with marks; compared only with texts that carry them. */
  markedVi: readonly string[];
  abbreviations: readonly string[];
}
export interface BlockedPhrase {
  phrase: string;
}
export interface Vocabulary {
  themes: readonly ThemeWordings[];
  terms: readonly TermWordings[];
  blocks: readonly BlockedPhrase[];
}

/** One place in a text where a concept or a theme is named. */
export interface Mention {
  /** Concept code, or theme code. */
  code: string;
  /** The wording exactly as the text has it: `text.slice(start, end)`. */
  wording: string;
  start: number;
  end: number;
  /** A wording that has other meanings too (“TT”, unaccented “duoc”): it counts only beside better ground. */
  weak: boolean;
}
export interface Mentions {
  concepts: Mention[];
  themes: Mention[];
}
export interface ConceptMatcher {
  /** All mentions in text order; a wording that names both a concept and a theme stands in both lists. */
  find(text: string): Mentions;
  /** The term behind a concept code. */
  term(code: string): TermWordings | undefined;
  theme(code: string): ThemeWordings | undefined;
}

/** What a wording names. */
interface Sense {
  kind: 'concept' | 'theme';
  code: string;
  weak: boolean;
}
/** `senses` is null where no wording ends, and empty where a blocked phrase does. */
interface Node {
  next: Map<number, Node> | null;
  senses: readonly Sense[] | null;
}

/** How words are compared: with marks, without any, or letter by letter. */
const forms = { marked, folded: fold, exact: (word: string) => word };
type Form = keyof typeof forms;
/** The numbers of a word among the words of the wordings, form by form; 0 where none has it. */
type Keys = Readonly<Record<Form, number>>;

// Abbreviations that mean something else as often (TT: thể thao, thông tin, thị trấn…).
const ambiguous = new Set(['NL', 'TS', 'TM', 'DL', 'LĐ', 'KN', 'MT', 'TT']);

/** Builds the matcher once for a vocabulary; finding takes time linear in the text. */
export function conceptMatcher(vocabulary: Vocabulary): ConceptMatcher {
  const roots = { marked: node(), folded: node(), exact: node() };
  const numbers = {
    marked: wordNumbers(forms.marked),
    folded: wordNumbers(forms.folded),
    exact: wordNumbers(forms.exact),
  };
  const add = (wording: string, sense: Sense | null, ...compared: Form[]) => {
    for (const path of paths(wording)) {
      for (const form of compared) addPath(roots[form], path.map(numbers[form].give), sense);
    }
  };
  for (const theme of vocabulary.themes) {
    const sense = (weak: boolean): Sense => ({ kind: 'theme', code: theme.id, weak });
    for (const wording of themeWordings(theme)) add(wording, sense(false), 'marked', 'folded');
    for (const habit of theme.unaccented) add(habit, sense(isWeakHabit(habit, theme)), 'folded');
    for (const short of theme.abbreviations) add(short, sense(ambiguous.has(short)), 'exact');
  }
  for (const term of vocabulary.terms) {
    const sense: Sense = { kind: 'concept', code: term.id, weak: false };
    for (const wording of [term.vi, term.en, ...term.variants.vi, ...term.variants.en]) {
      add(wording, sense, 'marked', 'folded');
    }
    for (const wording of term.markedVi) add(wording, sense, 'marked');
    for (const short of term.abbreviations) add(short, sense, 'exact');
  }
  for (const block of vocabulary.blocks) add(block.phrase, null, 'marked', 'folded');

  const keysOf = remembering((word: string): Keys => {
    const { marked, folded, exact } = numbers;
    return { marked: marked.find(word), folded: folded.find(word), exact: exact.find(word) };
  });
  const terms = new Map(vocabulary.terms.map((term) => [term.id, term]));
  const themes = new Map(vocabulary.themes.map((theme) => [theme.id, theme]));
  return {
    find(text) {
      const words = tokens(text);
      const form = hasMarks(text) ? 'marked' : 'folded';
      const [byForm, exact]: [number[], number[]] = [[], []];
      for (const word of words) {
        const keys = keysOf(word.text);
        byForm.push(form === 'marked' ? keys.marked : keys.folded);
        exact.push(keys.exact);
      }
      return mentions(text, words, { root: roots[form], keys: byForm }, { root: roots.exact, keys: exact });
    },
    term: (code) => terms.get(code),
    theme: (code) => themes.get(code),
  };
}

function themeWordings(theme: ThemeWordings): string[] {
  const labels = [theme.label.vi, theme.label.en];
  // “năng lượng (LNG, điện khí, …)” is also called by its name without the remark.
  const bare = labels.filter((label) => label.includes('(')).map((label) => label.replace(/\s*\([^)]*\)/g, ''));
  return [...labels, ...bare, ...theme.synonyms.vi, ...theme.synonyms.en];
}

// “duoc” is dược and được; “nltt”, an abbreviation in small letters, is nothing else.
function isWeakHabit(habit: string, theme: ThemeWordings): boolean {
  if (habit.length > 4 || habit.includes(' ')) return false;
  return habit.length < 4 || !theme.abbreviations.some((short) => fold(short) === habit);
}

// A wording with punctuation inside (“phòng, chống sốt rét”) is found with it and without.
function paths(wording: string): string[][] {
  const written = tokens(wording);
  const words = written.filter((token) => !token.barrier).map((token) => token.text);
  if (words.length === 0) return [];
  return words.length === written.length ? [words] : [written.map((token) => token.text), words];
}

function node(): Node {
  return { next: null, senses: null };
}

function addPath(root: Node, path: readonly number[], sense: Sense | null): void {
  let at = root;
  for (const step of path) {
    at.next ??= new Map();
    let following = at.next.get(step);
    if (!following) {
      following = node();
      at.next.set(step, following);
    }
    at = following;
  }
  const known = at.senses ?? [];
  if (!sense || known.some((other) => other.kind === sense.kind && other.code === sense.code)) at.senses = known;
  else at.senses = [...known, sense];
}

/** Numbers for the words of the wordings, from 1; a word of another text has one only if it is among them. */
function wordNumbers(form: (word: string) => string) {
  const numbers = new Map<string, number>();
  const formed = remembering(form);
  return {
    give: (word: string): number => {
      const key = formed(word);
      const number = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, number);
      return number;
    },
    find: (word: string): number => numbers.get(form(word)) ?? 0,
  };
}

// Texts repeat a few thousand words, and forming one takes longer than finding it.
function remembering<T>(make: (word: string) => T): (word: string) => T {
  const seen = new Map<string, T>();
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    const made = make(word);
    if (seen.size >= mostRemembered) seen.clear();
    seen.set(word, made);
    return made;
  };
}
const mostRemembered = 20_000;

interface Reader {
  root: Node;
  keys: readonly number[];
}

function mentions(text: string, words: readonly Token[], inWords: Reader, inAbbreviations: Reader): Mentions {
  const found: Mentions = { concepts: [], themes: [] };
  for (let from = 0; from < words.length; ) {
    const match = longer(longestFrom(inWords, from), longestFrom(inAbbreviations, from));
    const first = words[from];
    const last = match && words[from + match.length - 1];
    if (match && first && last && match.senses.length > 0) {
      const place = { wording: text.slice(first.start, last.end), start: first.start, end: last.end };
      for (const { kind, code, weak } of match.senses) {
        (kind === 'concept' ? found.concepts : found.themes).push({ code, ...place, weak });
      }
    }
    from += match?.length ?? 1;
  }
  return found;
}

interface Match {
  length: number;
  senses: readonly Sense[];
}

function longestFrom({ root, keys }: Reader, from: number): Match | null {
  let length = 0;
  let senses: readonly Sense[] | null = null;
  let at: Node | undefined = root;
  for (let index = from; index < keys.length; index++) {
    at = at.next?.get(keys[index] ?? 0);
    if (!at) break;
    if (!at.senses) continue;
    length = index - from + 1;
    senses = at.senses;
  }
  return senses && { length, senses };
}

function longer(one: Match | null, other: Match | null): Match | null {
  if (!one || !other) return one ?? other;
  if (one.length !== other.length) return one.length > other.length ? one : other;
  return { length: one.length, senses: together(one.senses, other.senses) };
}

/** What both name is weak only when it is weak in both. */
function together(some: readonly Sense[], others: readonly Sense[]): Sense[] {
  const alike = (a: Sense) => (b: Sense) => a.kind === b.kind && a.code === b.code;
  return [
    ...some.map((sense) => ({ ...sense, weak: sense.weak && (others.find(alike(sense))?.weak ?? true) })),
    ...others.filter((sense) => !some.some(alike(sense))),
  ];
}
