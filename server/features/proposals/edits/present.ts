// The difference of two proposals on the wire, with every line also said in the reader's language.
import type { Locale } from '../../../store/records.js';
import { fill, textsOf } from '../../../texts/texts.js';
import type { Names } from '../../reference/naming.js';
import type { Cost, Difference } from './diff.js';

export function presentDifference(diff: Difference, names: Names, locale: Locale) {
  const texts = textsOf(locale).difference;
  const name = (of: { vi: string; en: string }) => of[locale] || of.vi || of.en;
  const province = (code: string) => name(names.province(code));
  const partners = (codes: readonly string[]) =>
    codes.length > 0 ? codes.map((code) => name(names.partner(code))).join('; ') : texts.nobody;
  const one = (key: 'enters' | 'leaves') => (code: string) => ({
    province: code,
    text: fill(texts[key], { province: province(code) }),
  });
  const inWords = (cost: Cost) => percent(cost.percent, locale) ?? texts.same;
  const costs = (key: 'inviteList' | 'pairing') => {
    const cost = diff.cost[key];
    const [before, after] = [points(cost.before, locale), points(cost.after, locale)];
    return { ...cost, text: fill(texts[key], { before, after, percent: inWords(cost) }) };
  };
  const { added, dropped } = diff.pairs;
  const counted = [
    ['entering', diff.enters],
    ['leaving', diff.leaves],
    ['moving', diff.moves],
    ['added', added],
    ['dropped', dropped],
  ] as const;
  const changes = counted.flatMap(([key, list]) => (list.length > 0 ? [fill(texts[key], { count: list.length })] : []));
  return {
    ...diff,
    enters: diff.enters.map(one('enters')),
    leaves: diff.leaves.map(one('leaves')),
    moves: diff.moves.map((move) => ({
      ...move,
      text: fill(texts.moves, {
        province: province(move.province),
        before: partners(move.before),
        after: partners(move.after),
      }),
    })),
    cost: { inviteList: costs('inviteList'), pairing: costs('pairing') },
    text:
      changes.length === 0
        ? texts.none
        : fill(texts.summary, {
            changes: changes.join(', '),
            invite: inWords(diff.cost.inviteList),
            meetings: inWords(diff.cost.pairing),
          }),
  };
}

const decimal = (value: number, digits: number, locale: Locale) =>
  value.toFixed(digits).replace('.', locale === 'vi' ? ',' : '.');

/** Out of 100 a province or a meeting. */
const points = (value: number, locale: Locale) => decimal(value * 100, 1, locale);

/** −2.13 → “−2,1 %”; null for no change, and where there is nothing to be a part of. */
export function percent(value: number | null, locale: Locale): string | null {
  if (value === null || value === 0) return null;
  // A change is never rounded to none.
  const digits = Math.abs(value) < 0.05 ? 2 : 1;
  return `${value < 0 ? '−' : '+'}${decimal(Math.abs(value), digits, locale)}${locale === 'vi' ? ' ' : ''}%`;
}
