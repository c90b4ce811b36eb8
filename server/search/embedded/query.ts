// What a reader typed → the words, phrases and exclusions in it, in the folded form of the index.
import { fold, tokens } from '../../../matching/text.js';

export interface ParsedQuery {
  words: string[];
  /** Quoted: their words must stand side by side. In the form of `phraseForm`. */
  phrases: string[];
  /** Words and phrases of which none may occur, in the same form. */
  without: string[];
  /** The last word may be the beginning of a longer one. */
  openEnd: boolean;
}

const mostWords = 10;
const parts = /(?<=^|\s)(-?)"([^"]+)"|(?<=^|\s)-(?=[\p{L}\p{N}])(\S+)|\S+/gu;

export function parseQuery(query: string): ParsedQuery {
  const phrases: string[] = [];
  const without: string[] = [];
  const rest: string[] = [];
  let openEnd = false;
  for (const [written, minus, quoted, unwanted] of query.replace(/[“”„]/g, '"').matchAll(parts)) {
    const phrase = phraseForm(quoted ?? unwanted ?? '');
    openEnd = quoted === undefined && unwanted === undefined;
    if (openEnd) rest.push(written);
    else if (phrase !== '') (unwanted !== undefined || minus ? without : phrases).push(phrase);
  }
  const words = [...new Set(foldedWords(rest.join(' ')))].slice(0, mostWords);
  return { words, phrases, without, openEnd: openEnd && (words.at(-1)?.length ?? 0) > 1 };
}

export function foldedWords(text: string): string[] {
  return tokens(text)
    .filter((token) => !token.barrier)
    .map((token) => foldedWord(token.text));
}

/** The text as ` word word | word `: a phrase stands in it exactly when its own form does. A comma breaks no phrase. */
export function phraseForm(text: string): string {
  const form = tokens(text)
    .filter((token) => token.text !== ',')
    .map((token) => (token.barrier ? '|' : foldedWord(token.text)))
    .join(' ')
    .replace(/^[| ]+|[| ]+$/g, '');
  return form === '' ? '' : ` ${form} `;
}

/** The words of a phrase form. */
export function wordsOf(form: string): string[] {
  return form.split(' ').filter((word) => word !== '' && word !== '|');
}

/** The form in which a word is indexed and asked for; an English genitive is the word itself. */
export function foldedWord(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const folded = fold(word).replace(/'s$/, '');
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(word, folded);
  return folded;
}

// Postings share most of their words, and folding one costs more than finding it.
const remembered = new Map<string, string>();
const mostRemembered = 20_000;
