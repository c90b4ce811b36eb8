// What a reader typed → the words, phrases and exclusions in it, in the folded form of the index.
import { fold, tokens } from '../../matching/text.js';

/** Folded words; `barrier` stands where the text has one. */
export type Phrase = readonly string[];
export const barrier = '|';

export interface ParsedQuery {
  words: string[];
  /** Quoted: their words must stand side by side. */
  phrases: Phrase[];
  /** Words and phrases of which none may occur. */
  without: Phrase[];
  /** The last word may be the beginning of a longer one. */
  openEnd: boolean;
}

const mostWords = 10;
const parts = /(?<=^|\s)(-?)"([^"]+)"|(?<=^|\s)-(?=[\p{L}\p{N}])(\S+)|\S+/gu;

/** As it was typed: some words, a phrase (in quotes), or what must not occur (behind a minus). */
export interface QueryPart {
  kind: 'words' | 'phrase' | 'without';
  text: string;
}

export function partsOf(query: string): QueryPart[] {
  return [...query.replace(/[“”„]/g, '"').matchAll(parts)].map(([written, minus, quoted, unwanted]) => {
    if (quoted === undefined && unwanted === undefined) return { kind: 'words', text: written };
    return { kind: unwanted !== undefined || minus ? 'without' : 'phrase', text: quoted ?? unwanted ?? '' };
  });
}

export function parseQuery(query: string): ParsedQuery {
  const written = partsOf(query);
  const textsOf = (kind: QueryPart['kind']) => written.filter((part) => part.kind === kind).map(({ text }) => text);
  const phrasesOf = (kind: QueryPart['kind']) =>
    textsOf(kind)
      .map(phraseOf)
      .filter((phrase) => phrase.length > 0);
  const words = [...new Set(foldedWords(textsOf('words').join(' ')))].slice(0, mostWords);
  const openEnd = written.at(-1)?.kind === 'words' && (words.at(-1)?.length ?? 0) > 1;
  return { words, phrases: phrasesOf('phrase'), without: phrasesOf('without'), openEnd };
}

export function foldedWords(text: string): string[] {
  return tokens(text)
    .filter((token) => !token.barrier)
    .map((token) => foldedWord(token.text));
}

/** A comma breaks no phrase, so that it is left out; other barriers count between words only. */
function phraseOf(text: string): Phrase {
  const words = tokens(text)
    .filter((token) => token.text !== ',')
    .map((token) => (token.barrier ? barrier : foldedWord(token.text)));
  const isWord = (word: string) => word !== barrier;
  return words.slice(words.findIndex(isWord), words.findLastIndex(isWord) + 1);
}

/** The words of a phrase. */
export const wordsOf = (phrase: Phrase): string[] => phrase.filter((word) => word !== barrier);

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
