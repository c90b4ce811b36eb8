// Marks the matched words of a text and cuts a long one around the first of them.
import { type Token, tokens } from '../../matching/text.js';
import type { Highlight } from './port.js';
import { foldedWord } from './query.js';

const summaryWords = 45;
const wordsBeforeMatch = 12;

/** @param matched folded words as the index has them. */
export function highlight(document: Highlight, matched: ReadonlySet<string>): Highlight {
  return {
    title: emphasise(document.title, matched),
    titleAlt: emphasise(document.titleAlt, matched),
    summary: emphasise(document.summary, matched, summaryWords),
    summaryAlt: emphasise(document.summaryAlt, matched, summaryWords),
  };
}

function emphasise(text: string, matched: ReadonlySet<string>, mostWords = Number.POSITIVE_INFINITY): string {
  const words = tokens(text).filter((token) => !token.barrier);
  const isMatch = (word: Token) => matched.has(foldedWord(word.text));
  const { first, last } = excerpt(words, words.findIndex(isMatch), mostWords);
  const start = first === 0 ? 0 : (words[first]?.start ?? 0);
  const end = last === words.length - 1 ? text.length : (words[last]?.end ?? text.length);
  let marked = first === 0 ? '' : '…';
  let from = start;
  for (const word of words.slice(first, last + 1)) {
    if (!isMatch(word)) continue;
    marked += `${escapeHtml(text.slice(from, word.start))}<em>${escapeHtml(text.slice(word.start, word.end))}</em>`;
    from = word.end;
  }
  return `${marked}${escapeHtml(text.slice(from, end))}${end < text.length ? '…' : ''}`;
}

function excerpt(words: readonly Token[], match: number, most: number): { first: number; last: number } {
  if (words.length <= most) return { first: 0, last: words.length - 1 };
  const wished = Math.max(match - wordsBeforeMatch, 0);
  const first = Math.min(wished, words.length - most);
  return { first, last: first + most - 1 };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
