// Letters, marks and tokens: the one place that knows Vietnamese writing.

/** A word, or a barrier (punctuation, line end) that no phrase may cross. */
export interface Token {
  /** NFC, as written but for the dot between digits, which is dropped (“4.0” → “40”), and the straight apostrophe. */
  text: string;
  /** Where it stands in the text it was read from: UTF-16 units, `end` exclusive. */
  start: number;
  end: number;
  barrier: boolean;
}

const tones = '\u0300\u0301\u0303\u0309\u0323';
// Combinations in which the tone belongs to the second vowel, however the keyboard placed it.
const misplacedTone = new RegExp(`(o)([${tones}])(a\\u0306?|e)|(u)([${tones}])(y|[ae]\\u0302|o\\u031b)`, 'g');
const vietnameseMark = new RegExp(`[aeiouy\\u0302\\u0306\\u031b][${tones}]|[aeo]\\u0302|a\\u0306|[ou]\\u031b|đ`);
const letters = '\\p{L}\\p{M}\\p{N}';
const word = `[${letters}]+(?:(?:[&'’]|(?<=\\p{N})\\.(?=\\p{N}))[${letters}]+)*\\+?|&`;
const barrier = '[,;:.!?()–—…\\[\\]{}•|\\r\\n]';
const pieces = new RegExp(`(${word})|${barrier}`, 'gu');
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is plain ASCII, for which nothing needs folding.
const plain = /^[\x00-\x7f]*$/;
const plainWord = /^[A-Za-z0-9&'+]*$/;

/** NFKD, marks dropped, đ → d, œ → oe, æ → ae, lower case: the form in which old and new tone placement are the same. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[đðœæ]/g, (letter) => (letter === 'œ' ? 'oe' : letter === 'æ' ? 'ae' : 'd'));
}

/** NFC, lower case, one tone placement (“HÒA” → “hoà”, “Ủy” → “uỷ”): the form in which texts with marks are compared. */
export function marked(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(misplacedTone, (_, o, toneOfO, afterO, u, toneOfU, afterU) =>
      o ? o + afterO + toneOfO : u + afterU + toneOfU,
    )
    .normalize('NFC');
}

/** True when the text is written with Vietnamese marks, so that it can be compared with them. */
export function hasMarks(text: string): boolean {
  return !plain.test(text) && vietnameseMark.test(text.toLowerCase().normalize('NFD'));
}

/** Words and barriers in order. Hyphen, slash and quotes only part words; “&” and “’” inside a word belong to it. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(pieces)) {
    const [written, isWord] = match;
    const token: Token = {
      text: isWord ? tidy(written) : written,
      start: match.index,
      end: match.index + written.length,
      barrier: !isWord,
    };
    const previous = found.at(-1);
    if (previous && isCountryName(previous, token)) {
      previous.text += token.text;
      previous.end = token.end;
    } else found.push(token);
  }
  return found;
}

function tidy(word: string): string {
  return plainWord.test(word) ? word : word.normalize('NFC').replaceAll('.', '').replaceAll('’', "'");
}

// “Viet Nam” and “Vietnam” are one word, the genitive (“Viet Nam’s”) included.
function isCountryName(first: Token, second: Token): boolean {
  return first.text.length === 4 && /^vi[eệ]t$/i.test(first.text) && /^nam(?:'s)?$/i.test(second.text);
}
