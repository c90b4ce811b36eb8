// How texts are kept and said. Vietnamese is written first; English is typed by its keys, so a missing text does not compile.
import type { Locale } from '../store/records.js';
import { en } from './en.js';
import { vi } from './vi.js';

export type FailureCode = keyof typeof vi.failures;
export type IssueCode = keyof typeof vi.issues;
export type ActCode = keyof typeof vi.acts;

/** The same sections and keys in another language. */
export type Translation = { [S in keyof typeof vi]: { [K in keyof (typeof vi)[S]]: Wide<(typeof vi)[S][K]> } };
type Wide<T> = T extends string ? string : { [K in keyof T]: string };

const texts: Record<Locale, Translation> = { vi, en };

export const textsOf = (locale: Locale): Translation => texts[locale];

/**
 * Puts `params` into the `{name}` places of a text; lists are joined with commas. `{name:word}` is the place of a code
 * that is said by its word in `words`.
 */
export function fill(
  text: string,
  params: Readonly<Record<string, unknown>>,
  words: Readonly<Record<string, string>> = {},
): string {
  return text.replace(/\{(\w+)(:word)?\}/g, (place, name: string, asWord?: string) => {
    const value = params[name];
    if (value === undefined || value === null) return place;
    const say = (part: unknown) => (asWord && words[String(part)]) || String(part);
    return Array.isArray(value) ? value.map(say).join(', ') : say(value);
  });
}
