// One need × one offer, and one province × one partner at an event → a score that is the sum of its parts.
import type { Likeness } from './likeness.js';
import type { MatchingPartner, MatchingPosting, MatchingProvince, Part, Scored } from './model.js';
import { countryFit, countryRelation, type Taxonomy } from './taxonomy.js';
import { counterpartWeights, type PartCode, type WeightSet } from './vocabulary.js';

/** What scores are measured against; everything in it is fixed while a plan is made. */
export interface Yardstick {
  year: number;
  eventThemes: readonly string[];
  weights: WeightSet;
  taxonomy: Taxonomy;
  likeness: Likeness;
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;

export function part(code: PartCode, weight: number, value: number, cites: string[], facts: Part['facts']): Part {
  return {
    code,
    value: round(value),
    weight: round(weight),
    points: pointsOf(weight, value),
    cites,
    facts,
  };
}

const pointsOf = (weight = 0, value: number) => round(round(value) * round(weight));

/** Sum of the points, over parts in the fixed order in which they are built. */
export const total = (parts: readonly Pick<Part, 'points'>[]): number =>
  round(parts.reduce((sum, { points }) => sum + points, 0));

/** 1 this year, then one tenth less a year; .3 when no year is known. */
export function freshness(year: number | null, now: number): number {
  return year === null ? 0.3 : Math.max(0, Math.min(1, 1 - (now - year) / 10));
}

/** Shared forms of cooperation against the shorter list; .5 when either side names none. */
function formFit(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0.5;
  return a.filter((form) => b.includes(form)).length / Math.min(a.length, b.length);
}

const common = (a: readonly string[], b: readonly string[]) => a.filter((item) => b.includes(item));

export interface OfferFit {
  offer: MatchingPosting;
  coverage: number;
}

/** The offers of a partner that touch the event's themes, each with how far it covers them. */
export function relevantOffers(offers: readonly MatchingPosting[], { eventThemes, taxonomy }: Yardstick): OfferFit[] {
  return offers
    .map((offer) => ({ offer, coverage: taxonomy.coverage(eventThemes, offer.themes) }))
    .filter(({ coverage }) => coverage > 0);
}

/**
 * The best case of a province for a partner at the event: over its needs and the partner's offers, the largest sum of
 * theme + country + freshness (each counted as far as the need covers the event's themes) + strength + likeness to an offer.
 */
export function scoreMeeting(
  province: MatchingProvince,
  partner: MatchingPartner,
  needs: readonly MatchingPosting[],
  offers: readonly OfferFit[],
  yard: Yardstick,
): Scored {
  const { weights: w, eventThemes, taxonomy } = yard;
  const strength = taxonomy.coverage(eventThemes, province.strengths);
  const strengthPart = part('strength', w.strength ?? 0, strength, strength > 0 ? [`province:${province.id}`] : [], {
    themes: province.strengths.filter((theme) => taxonomy.coverage(eventThemes, [theme]) > 0),
  });
  let best: Scored | null = null;
  for (const need of needs) {
    const fit = taxonomy.coverage(eventThemes, need.themes);
    if (fit === 0) continue;
    const stated = [
      part('theme', w.theme ?? 0, fit, [`need:${need.id}`], {
        themes: need.themes.filter((theme) => taxonomy.coverage(eventThemes, [theme]) > 0),
      }),
      part('country', w.country ?? 0, fit * countryFit(need.countries, partner.countries), [`need:${need.id}`], {
        relation: countryRelation(need.countries, partner.countries),
        wanted: [...need.countries],
        named: common(need.countries, partner.countries),
      }),
      strengthPart,
      part('freshness', w.freshness ?? 0, fit * freshness(need.year, yard.year), [`need:${need.id}`], {
        year: need.year,
      }),
    ];
    const base = total(stated);
    if (best && base + (w.concepts ?? 0) + (w.form ?? 0) <= best.score) continue;
    const answer = bestOffer(need, offers, fit, yard);
    const parts = answer ? [...stated, ...answer.parts] : stated;
    const score = total(parts);
    if (!best || score > best.score) best = { score, parts, need: need.id, offer: answer?.offer ?? null };
  }
  return best ?? { score: strengthPart.points, parts: strength > 0 ? [strengthPart] : [], need: null, offer: null };
}

/**
 * The score of `scoreMeeting` for one need, without its parts; `conceptsOf` tells how alike the need and an offer are.
 * `countryValue` as `countryFit` gives it.
 */
export function meetingScore(
  province: MatchingProvince,
  need: MatchingPosting,
  countryValue: number,
  offers: readonly OfferFit[],
  { weights: w, eventThemes, taxonomy, year }: Yardstick,
  conceptsOf: (offer: MatchingPosting) => number,
): number {
  const fit = taxonomy.coverage(eventThemes, need.themes);
  let best = 0;
  for (const { offer, coverage } of offers) {
    const concepts = coverage * conceptsOf(offer);
    const form = coverage * fit * formFit(need.forms, offer.forms);
    const points = pointsOf(w.concepts, concepts) + pointsOf(w.form, form);
    if (points > best) best = points;
  }
  const strength = pointsOf(w.strength, taxonomy.coverage(eventThemes, province.strengths));
  if (fit === 0) return strength;
  return round(
    pointsOf(w.theme, fit) +
      pointsOf(w.country, fit * countryValue) +
      strength +
      pointsOf(w.freshness, fit * freshness(need.year, year)) +
      best,
  );
}

function bestOffer(need: MatchingPosting, offers: readonly OfferFit[], fit: number, yard: Yardstick) {
  const { weights: w, likeness } = yard;
  let best: { points: number; offer: MatchingPosting; concepts: number; form: number } | null = null;
  for (const { offer, coverage } of offers) {
    const concepts = coverage * likeness.concepts(need, offer);
    const form = coverage * fit * formFit(need.forms, offer.forms);
    const points = round(concepts * (w.concepts ?? 0) + form * (w.form ?? 0));
    if (!best || points > best.points) best = { points, offer, concepts, form };
  }
  if (!best || best.points === 0) return null;
  const cites = [`need:${need.id}`, `offer:${best.offer.id}`];
  return {
    offer: best.offer.id,
    parts: [
      part('concepts', w.concepts ?? 0, best.concepts, cites, { concepts: likeness.shared(need, best.offer) }),
      part('form', w.form ?? 0, best.form, cites, { forms: common(need.forms, best.offer.forms) }),
    ],
  };
}

/** How well a need and an offer answer each other, whatever the event: 0 … 1. */
export function scoreCounterpart(
  need: MatchingPosting,
  offer: MatchingPosting,
  yard: Pick<Yardstick, 'year' | 'taxonomy' | 'likeness'>,
): { score: number; parts: Part[] } {
  const w = counterpartWeights;
  const { taxonomy, likeness, year } = yard;
  const cites = [`need:${need.id}`, `offer:${offer.id}`];
  const coverage = (taxonomy.coverage(need.themes, offer.themes) + taxonomy.coverage(offer.themes, need.themes)) / 2;
  const provinces = common(need.provinces, offer.provinces);
  const parts = [
    part('theme', w.theme, coverage, cites, { themes: common(need.themes, offer.themes) }),
    part('country', w.country, countryFit(need.countries, offer.countries), cites, {
      relation: countryRelation(need.countries, offer.countries),
      wanted: [...need.countries],
      named: common(need.countries, offer.countries),
    }),
    part('concepts', w.concepts, likeness.concepts(need, offer), cites, { concepts: likeness.shared(need, offer) }),
    part('form', w.form, formFit(need.forms, offer.forms), cites, { forms: common(need.forms, offer.forms) }),
    part('place', w.place, provinces.length > 0 ? 1 : offer.provinces.length === 0 ? 0.5 : 0, cites, { provinces }),
    part('freshness', w.freshness, (freshness(need.year, year) + freshness(offer.year, year)) / 2, cites, {
      need: need.year,
      offer: offer.year,
    }),
    part('wording', w.wording, likeness.wording(need, offer), cites, {}),
  ];
  return { score: total(parts), parts };
}
