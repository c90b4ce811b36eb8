// Every partner with every theme, and the needs they would serve.
import { type Lexicon, likeness } from '../likeness.js';
import type { MatchingPosting } from '../model.js';
import { meetingScore, relevantOffers, scoreMeeting, type Yardstick } from '../score.js';
import { countryFit, countryRelation, type Taxonomy } from '../taxonomy.js';
import { eventWeights } from '../vocabulary.js';
import type { NeedServed, OutlookInput, Unmet } from './outlook.js';

/** How near a need's theme must be for the event to serve it: the same, its parent or its child. */
const nearEnough = 0.6;
/** Below it a province would not be invited. */
const leastScore = 0.3;

export const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
export const isAbout = (need: MatchingPosting, themes: readonly string[], near: Taxonomy) =>
  themes.some((theme) => near.coverage([theme], need.themes) >= nearEnough);

/** A partner and a theme, and the needs they would serve, by their place among the unmet ones. */
export interface Candidate {
  partner: string;
  precedence: number;
  theme: string;
  served: Uint32Array;
  scores: Float64Array;
  /** The same with its parts. */
  explain(place: number): NeedServed;
}

export function candidatesFor(
  unmet: readonly Unmet[],
  { asOf, partners, needs, offers, themes }: OutlookInput,
  words: Lexicon,
  near: Taxonomy,
): Candidate[] {
  const open = offers.filter(({ publishedOn }) => publishedOn <= asOf).sort(byId);
  const alike = likeness([...needs, ...open], words);
  // The same for every theme.
  const known = unmet.map(() => new Map<MatchingPosting, number>());
  const concepts = (place: number) => (offer: MatchingPosting) => {
    const own = known[place] as Map<MatchingPosting, number>;
    let value = own.get(offer);
    if (value === undefined) {
      value = alike.concepts((unmet[place] as Unmet).need, offer);
      own.set(offer, value);
    }
    return value;
  };
  const attending = [...partners].sort(byId).map((partner) => ({
    partner,
    offers: open.filter((offer) => offer.partners.includes(partner.id)),
    relations: unmet.map(({ need }) => countryRelation(need.countries, partner.countries)),
  }));
  return [...themes].sort(byId).flatMap(({ id: theme }) => {
    const about = unmet.flatMap(({ need }, place) => (isAbout(need, [theme], near) ? [place] : []));
    if (about.length === 0) return [];
    const yard: Yardstick = {
      year: Number(asOf.slice(0, 4)),
      eventThemes: [theme],
      weights: eventWeights,
      taxonomy: near,
      likeness: alike,
    };
    return attending.flatMap(({ partner, offers: given, relations }) => {
      const own = relevantOffers(given, yard);
      const offersOnIt = own.some(({ coverage }) => coverage >= nearEnough);
      // A need that names the partner’s country is for it; one that names none, where the partner offers on the theme.
      const served = about.flatMap((place) => {
        const relation = relations[place];
        if (relation !== 'named' && !(offersOnIt && (relation === 'open' || relation === 'bloc'))) return [];
        const { need, province } = unmet[place] as Unmet;
        const country = countryFit(need.countries, partner.countries);
        const score = meetingScore(province, need, country, own, yard, concepts(place));
        return score >= leastScore ? [{ place, score }] : [];
      });
      if (served.length === 0) return [];
      const explain = (place: number): NeedServed => {
        const { need, province } = unmet[place] as Unmet;
        const { score, parts, offer } = scoreMeeting(province, partner, [need], own, yard);
        return { need: need.id, province: province.id, score, parts, offer };
      };
      return [
        {
          partner: partner.id,
          precedence: partner.precedence,
          theme,
          served: Uint32Array.from(served, ({ place }) => place),
          scores: Float64Array.from(served, ({ score }) => score),
          explain,
        },
      ];
    });
  });
}
