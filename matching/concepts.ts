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
  next: Map<string, Node> | null;
  senses: readonly Sense[] | null;
}

// Abbreviations that mean something else as often (TT: thể thao, thông tin, thị trấn…).
const ambiguous = new Set(['NL', 'TS', 'TM', 'DL', 'LĐ', 'KN', 'MT', 'TT']);

/** Builds the matcher once for a vocabulary; finding takes time linear in the text. */
export function conceptMatcher(vocabulary: Vocabulary): ConceptMatcher {
  const roots = { marked: node(), folded: node(), exact: node() };
  const keyOf = { marked: remembering(marked), folded: remembering(fold), exact: (text: string) => text };
  const add = (wording: string, sense: Sense | null, ...forms: (keyof typeof roots)[]) => {
    for (const path of paths(wording)) {
      for (const form of forms) addPath(roots[form], path.map(keyOf[form]), sense);
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

  const terms = new Map(vocabulary.terms.map((term) => [term.id, term]));
  const themes = new Map(vocabulary.themes.map((theme) => [theme.id, theme]));
  return {
    find(text) {
      const words = tokens(text);
      const form = hasMarks(text) ? 'marked' : 'folded';
      const exact = words.map((token) => token.text);
      return mentions(text, words, [
        { root: roots[form], keys: exact.map(keyOf[form]) },
        { root: roots.exact, keys: exact },
      ]);
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

function addPath(root: Node, path: readonly string[], sense: Sense | null): void {
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

// Texts and the vocabulary share a few thousand words, and forming one takes longer than finding it.
function remembering(form: (text: string) => string): (text: string) => string {
  const seen = new Map<string, string>();
  return (text) => {
    let result = seen.get(text);
    if (result === undefined) {
      result = form(text);
      if (seen.size >= mostRemembered) seen.clear();
      seen.set(text, result);
    }
    return result;
  };
}
const mostRemembered = 20_000;

interface Reader {
  root: Node;
  keys: readonly string[];
}

function mentions(text: string, words: readonly Token[], readers: readonly [Reader, Reader]): Mentions {
  const found: Mentions = { concepts: [], themes: [] };
  const [inWords, inAbbreviations] = readers;
  for (let from = 0; from < words.length; ) {
    const word = longestFrom(inWords, from);
    const abbreviation = longestFrom(inAbbreviations, from);
    const longest = Math.max(word?.length ?? 0, abbreviation?.length ?? 0);
    const first = words[from];
    const last = words[from + longest - 1];
    if (longest > 0 && first && last) {
      const senses = [word, abbreviation].flatMap((match) => (match?.length === longest ? match.senses : []));
      record(found, senses, { wording: text.slice(first.start, last.end), start: first.start, end: last.end });
    }
    from += Math.max(longest, 1);
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
    at = at.next?.get(keys[index] ?? '');
    if (!at) break;
    if (!at.senses) continue;
    length = index - from + 1;
    senses = at.senses;
  }
  return senses && { length, senses };
}

function record(found: Mentions, senses: readonly Sense[], place: Pick<Mention, 'wording' | 'start' | 'end'>): void {
  const surest = new Map<string, Sense>();
  for (const sense of senses) {
    const key = `${sense.kind} ${sense.code}`;
    if (surest.get(key)?.weak !== false) surest.set(key, sense);
  }
  for (const { kind, code, weak } of surest.values()) {
    (kind === 'concept' ? found.concepts : found.themes).push({ code, ...place, weak });
  }
}
