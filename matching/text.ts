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
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is plain ASCII, for which nothing needs folding.
const plain = /^[\x00-\x7f]*$/;

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
  let previous: Token | null = null;
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    const isWord = (kind & inWord) !== 0;
    if (!isWord && (kind & alone) === 0) {
      at += 1;
      continue;
    }
    const start = at;
    at = isWord ? endOfWord(text, start) : start + 1;
    const token: Token = {
      text: isWord ? tidy(text, start, at) : text.slice(start, at),
      start,
      end: at,
      barrier: (kind & barrier) !== 0,
    };
    if (previous && isCountryName(previous, token)) {
      previous.text += token.text;
      previous.end = token.end;
    } else {
      found.push(token);
      previous = token;
    }
  }
  return found;
}

function endOfWord(text: string, start: number): number {
  let end = start;
  for (;;) {
    let kind = kindAt(text, end);
    let last = 0;
    while (kind & inWord) {
      last = kind;
      end += kind & wide ? 2 : 1;
      kind = kindAt(text, end);
    }
    const following = kindAt(text, end + 1);
    const joins = text[end] === '.' ? (last & following & digit) !== 0 : (kind & joint) !== 0;
    if (!joins || (following & inWord) === 0) break;
    end += 1;
  }
  return text[end] === '+' ? end + 1 : end;
}

function tidy(text: string, start: number, end: number): string {
  const word = text.slice(start, end);
  for (let at = start; at < end; at++) {
    if (kindAt(text, at) & loose) return word.normalize('NFC').replaceAll('.', '').replaceAll('’', "'");
  }
  return word;
}

// What a character is to a text, as bits; `alone` is a token of its own, `joint` may stand inside a word.
const inWord = 1;
const digit = 2;
const barrier = 4;
const alone = 8;
const joint = 16;
/** May have to be written differently in a token. */
const loose = 32;
/** Two UTF-16 units. */
const wide = 64;
const seen = 128;

const letter = /[\p{L}\p{M}\p{N}]/u;
const number = /\p{N}/u;
const barriers = ',;:.!?()–—…[]{}•|\r\n';

// Asking a regular expression about every character would take longer than all the rest of reading a posting.
const kinds = new Uint8Array(0x10000);

function kindAt(text: string, index: number): number {
  // Beyond the end the unit is no number, and no kind is known for it either.
  return kinds[text.charCodeAt(index)] || newKind(text, index);
}

function newKind(text: string, index: number): number {
  const code = text.codePointAt(index);
  if (code === undefined) return 0;
  const kind = kindOf(String.fromCodePoint(code)) | seen;
  if (code > 0xffff) return kind | wide;
  // The first half of a pair says nothing yet.
  if (!isSurrogate(code)) kinds[code] = kind;
  return kind;
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xe000;

function kindOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const isComposed = code < 0x300 || (code >= 0x1e00 && code < 0x1f00);
  return (
    (letter.test(character) ? inWord : 0) |
    (number.test(character) ? digit : 0) |
    (barriers.includes(character) ? barrier | alone : 0) |
    (character === '&' ? alone | joint : 0) |
    (character === "'" || character === '’' ? joint : 0) |
    (isComposed && character !== '.' && character !== '’' ? 0 : loose)
  );
}

// “Viet Nam” and “Vietnam” are one word, the genitive (“Viet Nam’s”) included.
function isCountryName(first: Token, second: Token): boolean {
  return first.text.length === 4 && /^vi[eệ]t$/i.test(first.text) && /^nam(?:'s)?$/i.test(second.text);
}
