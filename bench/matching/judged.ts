// How well the product ranks what two readers graded (bench/judged), beside three simple rankings in the same run.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Highs } from 'highs';
import {
  type Lexicon,
  likeness,
  type MatchingInput,
  type MatchingPosting,
  propose,
  scoreCounterpart,
  taxonomy,
} from '../../matching/index.js';
import type { Seed } from '../../seed/read.js';
import { matchingInput } from '../../server/features/proposals/input.js';
import { matchingPosting } from '../../server/matcher/posting.js';
import { ndcg, ranked, type Summary, summary } from './ranking.js';

/** The day after the data were collected. */
const asOf = '2026-11-22';
const year = 2026;
const places = 12;
const folder = new URL('../../../bench/judged/', import.meta.url);

export const rankings = ['product', 'newest', 'themes', 'wording'] as const;
export type Ranking = (typeof rankings)[number];
export interface Judged {
  /** nDCG over the judged offers of each need. */
  counterparts: Record<Ranking, Summary>;
  /** nDCG@12 over the 34 provinces of each event. */
  provinces: Record<Ranking, Summary>;
}

export function judged(seed: Seed, words: Lexicon, highs: Highs): Judged {
  const needs = seed.postings.filter(({ kind }) => kind === 'need').map(matchingPosting);
  const offers = seed.postings.filter(({ kind }) => kind === 'offer').map(matchingPosting);
  return { counterparts: counterparts(seed, words, needs, offers), provinces: provinces(seed, words, highs, needs) };
}

const rows = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(file, folder)), { columns: true, bom: true });

/** Mean grades of `item`s by `key`. */
function grades(file: string, key: string, item: string): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const row of rows(file)) {
    const own = found.get(row[key] ?? '') ?? new Map<string, number>();
    own.set(row[item] ?? '', (Number(row.grade_a) + Number(row.grade_b)) / 2);
    found.set(row[key] ?? '', own);
  }
  return found;
}

const inCommon = (a: readonly string[], b: readonly string[]) => a.filter((item) => b.includes(item)).length;

/** For each ranking its summary over all judged cases: `orders` gives the four orders of a case. */
function compare<T>(
  cases: readonly T[],
  measure: (one: T) => Record<Ranking, number | null>,
): Record<Ranking, Summary> {
  const measured = cases.map(measure);
  return Object.fromEntries(
    rankings.map((name) => [name, summary(measured.map((one) => one[name]))]),
  ) as Judged['provinces'];
}

function counterparts(
  seed: Seed,
  words: Lexicon,
  needs: readonly MatchingPosting[],
  offers: readonly MatchingPosting[],
) {
  const byNeed = [...grades('pairs.csv', 'need', 'offer')];
  const themes = taxonomy(seed.themes);
  return compare(byNeed, ([id, grade]) => {
    const need = needs.find((other) => other.id === id);
    if (!need) throw new Error(`no need ${id}`);
    const alike = likeness([need, ...offers], words);
    const candidates = offers.filter((offer) => grade.has(offer.id));
    const order = (value: (offer: MatchingPosting) => number) => ndcg(ranked(candidates, value), grade);
    return {
      product: order((offer) => scoreCounterpart(need, offer, { year, taxonomy: themes, likeness: alike }).score),
      newest: order((offer) => offer.year ?? 0),
      themes: order((offer) => inCommon(need.themes, offer.themes)),
      wording: order((offer) => alike.wording(need, offer)),
    };
  });
}

function provinces(seed: Seed, words: Lexicon, highs: Highs, needs: readonly MatchingPosting[]) {
  const byEvent = grades('provinces.csv', 'event', 'province');
  return compare(rows('events.csv'), (event) => {
    const grade = byEvent.get(event.event ?? '') ?? new Map<string, number>();
    const input = inputOf(seed, event);
    const answer = propose(input, words, highs);
    if (!answer.feasible) throw new Error(`no plan for ${event.event}`);
    const title = { vi: event.name_vi ?? '', en: '' };
    const asked = matchingEvent(input, title);
    const alike = likeness([asked, ...needs], words);
    const best = (province: string, value: (need: MatchingPosting) => number) =>
      needs.filter((need) => need.provinces.includes(province)).reduce((most, need) => Math.max(most, value(need)), 0);
    const order = (value: (need: MatchingPosting) => number) =>
      ndcg(
        ranked(input.provinces, ({ id }) => best(id, value)),
        grade,
        places,
      );
    return {
      product: ndcg(
        answer.plan.provinces.map(({ province }) => province),
        grade,
        places,
      ),
      newest: order((need) => need.year ?? 0),
      themes: order((need) => inCommon(need.themes, input.event.themes)),
      wording: order((need) => alike.wording(need, asked)),
    };
  });
}

/** The judged event as a planner would enter it: with every mission and association of its countries, for twelve. */
function inputOf(
  seed: Seed,
  { event = '', name_vi: vi = '', countries = '', themes = '', date = '' }: Record<string, string>,
): MatchingInput {
  const [model] = seed.events;
  if (!model) throw new Error('the seed has no events');
  const wanted = countries.split('; ');
  const partners = seed.partners.filter((partner) => inCommon(partner.countries, wanted) > 0).map(({ id }) => id);
  const record = {
    ...model,
    id: event,
    slug: event,
    status: 'planned' as const,
    name: { vi, en: '' },
    partners,
    countries: wanted,
    themes: themes.split('; '),
    date,
    seats: 12,
    tables: 12,
    slots: [],
    rules: {},
    provinces: [],
  };
  const held = seed.events.filter(({ status }) => status === 'held');
  return matchingInput(record, { ...seed, held }, asOf);
}

/** The event's title and themes as a text to compare needs with. */
const matchingEvent = ({ event }: MatchingInput, title: MatchingPosting['title']): MatchingPosting => ({
  id: event.id,
  title,
  summary: { vi: '', en: '' },
  themes: event.themes,
  forms: [],
  countries: [],
  provinces: [],
  partners: [],
  year,
  publishedOn: asOf,
});

const labels: Readonly<Record<Ranking, string>> = {
  product: 'the product',
  newest: 'newest first',
  themes: 'number of common themes',
  wording: 'text similarity alone',
};

export function judgedTable({ counterparts: pairs, provinces: invited }: Judged): string {
  const cell = ({ mean, worst }: Summary) => `${mean.toFixed(3)}   ${worst.toFixed(3)}`;
  const line = (name: Ranking) => `${labels[name].padEnd(26)}${cell(pairs[name])}      ${cell(invited[name])}`;
  return [
    `Judged by two readers: offers for ${pairs.product.of} needs (nDCG), provinces for ${invited.product.of} events (nDCG@${places})`,
    `${''.padEnd(26)}${'offers'.padEnd(19)}provinces`,
    `${''.padEnd(26)}mean    worst      mean    worst`,
    ...rankings.map(line),
  ].join('\n');
}
