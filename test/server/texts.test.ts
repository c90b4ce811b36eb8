// Every code the sources use has its words in both languages, and failures their status.
import { describe, expect, test } from '@jest/globals';
import { statuses } from '../../server/http/statuses.js';
import { fill, textsOf } from '../../server/texts/texts.js';
import { sources } from '../arrange/sources.js';

const vi = textsOf('vi');
const en = textsOf('en');

const codesIn = (pattern: RegExp) =>
  sources
    .filter(({ path }) => /^(?:server|seed|matching)\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.replace(/^\s*\/\/.*$/gm, '').matchAll(pattern)].map(([, code = '']) => ({ path, code })),
    );

describe('codes', () => {
  test('every failure that is thrown has a status and texts', () => {
    const thrown = codesIn(/new Failure\(\s*'([^']+)'/g);
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter(({ code }) => !Object.hasOwn(statuses, code))).toEqual([]);
  });

  test('every issue that is reported has texts', () => {
    const reported = [
      ...codesIn(/\berror: '([a-z-]+\.[a-z-]+)'/g),
      ...codesIn(/'(input\.(?!invalid')[a-z-]+)'/g),
      ...codesIn(/pointer:[^}]*code: '([a-z-]+\.[a-z-]+)'/g),
    ];
    expect(reported.length).toBeGreaterThan(15);
    expect(reported.filter(({ code }) => !Object.hasOwn(vi.issues, code))).toEqual([]);
  });

  test('statuses and failures are the same codes', () => {
    expect(Object.keys(statuses).sort()).toEqual(Object.keys(vi.failures).sort());
    expect(Object.values(statuses).filter((status) => status < 400 || status > 599)).toEqual([]);
  });
});

describe('texts', () => {
  type Leaf = readonly [path: string, text: string];
  const leaves = (value: object, path = ''): Leaf[] =>
    Object.entries(value).flatMap(([key, inner]): Leaf[] =>
      typeof inner === 'string' ? [[`${path}/${key}`, inner]] : leaves(inner, `${path}/${key}`),
    );
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

  test('both languages have the same keys, with the same places to fill, and none is empty', () => {
    const english = new Map(leaves(en));
    const pairs = leaves(vi).map(([path, text]) => [path, text, english.get(path) ?? ''] as const);
    expect(english.size).toBe(pairs.length);
    expect(pairs.filter(([, a, b]) => a.trim() === '' || b.trim() === '')).toEqual([]);
    expect(pairs.filter(([, a, b]) => String(places(a)) !== String(places(b)))).toEqual([]);
  });

  test('are in normal form, with one tone placement', () => {
    expect(leaves(vi).filter(([, text]) => text !== text.normalize('NFC'))).toEqual([]);
    expect(leaves(vi).filter(([, text]) => /[òóỏõọ][ae](?![a-zà-ỹ])|[ùúủũụ]y(?![a-zà-ỹ])/iu.test(text))).toEqual([]);
  });

  test('are filled from parameters; a list gets commas, a missing one shows its place', () => {
    expect(fill('{a} và {b}, {c}', { a: 1, b: ['x', 'y'] })).toBe('1 và x, y, {c}');
  });
});
