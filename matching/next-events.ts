// Which partner to meet next, and on what: the events that would serve most needs which nothing has served yet.
import { type Lexicon, likeness } from './likeness.js';
import type { MatchingInput, MatchingPartner, MatchingPosting, MatchingProvince, Part, PastEvent } from './model.js';
import { relevantOffers, scoreMeeting, type Yardstick } from './score.js';
import { countryRelation, type Taxonomy, taxonomy } from './taxonomy.js';
import { eventWeights } from './vocabulary.js';

export interface OutlookInput extends Pick<MatchingInput, 'asOf' | 'provinces' | 'needs' | 'offers' | 'themes'> {
  /** Of two that would serve as much, the one of lower precedence is named: an ambassador before a consul. */
  partners: readonly (MatchingPartner & { precedence: number })[];
  history: readonly (PastEvent & { themes: readonly string[] })[];
  /** Events to come: whoever fits one of them waits for it. */
  planned: readonly { partners: readonly string[]; themes: readonly string[] }[];
  /** Needs for which a meeting has been released. */
  paired: readonly string[];
  /** Provinces that one event holds. */
  seats: number;
  /** Events to name at most. */
  most: number;
}
export interface NeedServed {
  need: string;
  province: string;
  score: number;
  parts: Part[];
  /** The partner's offer that answers it best. */
  offer: string | null;
}
export interface NextEvent {
  partner: string;
  theme: string;
  /** The needs it would serve that the events before it would not, the best first. */
  needs: NeedServed[];
  /** Provinces behind them. */
  provinces: number;
  /** Σ score of `needs`. */
  value: number;
  /** All unmet needs it would serve were it the only one. */
  alone: number;
}
export interface Outlook {
  /** Published needs, by what has become of them; together they are all. */
  counts: { unmet: number; planned: number; paired: number; attended: number };
  /** The most useful first, each counted after those before it. */
  events: NextEvent[];
  /** Unmet needs that no partner known here would serve: nobody offers, and no country is named. */
  unserved: string[];
}

/** How near a need's theme must be for the event to serve it: the same, its parent or its child. */
const nearEnough = 0.6;
/** Below it a province would not be invited. */
const leastScore = 0.3;

/**
 * Each next event is the one whose needs, of those that the events before it leave, score most, in at most `seats`
 * provinces; ties by precedence, partner and theme. Same input, same output, in whatever order the lists come.
 */
export function nextEvents(input: OutlookInput, words: Lexicon): Outlook {
  const near = taxonomy(input.themes);
  const needs = input.needs.filter(({ publishedOn }) => publishedOn <= input.asOf).sort(byId);
  const paired = new Set(input.paired);
  const counts = { unmet: 0, planned: 0, paired: 0, attended: 0 };
  const unmet = needs.filter((need) => {
    const state = paired.has(need.id)
      ? 'paired'
      : hasAttended(need, input.history, near)
        ? 'attended'
        : isPlannedFor(need, input, near)
          ? 'planned'
          : 'unmet';
    counts[state] += 1;
    return state === 'unmet';
  });
  const candidates = candidatesFor(unmet, { ...input, needs }, words, near);
  const known = new Set(candidates.flatMap(({ served }) => served.map(({ need }) => need)));
  return {
    counts,
    events: cover(candidates, input.seats, input.most),
    unserved: unmet.flatMap(({ id }) => (known.has(id) ? [] : [id])),
  };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const isAbout = (need: MatchingPosting, themes: readonly string[], near: Taxonomy) =>
  themes.some((theme) => near.coverage([theme], need.themes) >= nearEnough);

/** A province of the need took part, after it was stated, in an event on its theme with a country it wants. */
function hasAttended(need: MatchingPosting, history: OutlookInput['history'], near: Taxonomy): boolean {
  const { year } = need;
  if (year === null) return false;
  return history.some(
    ({ date, provinces, countries, themes }) =>
      date !== '' &&
      Number(date.slice(0, 4)) >= year &&
      need.provinces.some((province) => provinces.includes(province)) &&
      ['named', 'open'].includes(countryRelation(need.countries, countries)) &&
      isAbout(need, themes, near),
  );
}

function isPlannedFor(
  need: MatchingPosting,
  { planned, partners }: Pick<OutlookInput, 'planned' | 'partners'>,
  near: Taxonomy,
): boolean {
  return planned.some(({ themes, partners: attending }) => {
    const countries = partners.filter(({ id }) => attending.includes(id)).flatMap((partner) => partner.countries);
    return isAbout(need, themes, near) && ['named', 'open'].includes(countryRelation(need.countries, countries));
  });
}

interface Candidate {
  partner: string;
  precedence: number;
  theme: string;
  served: NeedServed[];
}

function candidatesFor(
  unmet: readonly MatchingPosting[],
  { asOf, provinces, partners, needs, offers, themes }: OutlookInput,
  words: Lexicon,
  near: Taxonomy,
): Candidate[] {
  const open = offers.filter(({ publishedOn }) => publishedOn <= asOf).sort(byId);
  const alike = likeness([...needs, ...open], words);
  const byProvince = new Map(provinces.map((province) => [province.id, province]));
  const attending = [...partners].sort(byId);
  return [...themes].sort(byId).flatMap(({ id: theme }) => {
    const about = unmet.filter((need) => isAbout(need, [theme], near));
    if (about.length === 0) return [];
    const yard: Yardstick = {
      year: Number(asOf.slice(0, 4)),
      eventThemes: [theme],
      weights: eventWeights,
      taxonomy: near,
      likeness: alike,
    };
    return attending.flatMap((partner) => {
      const served = servedBy(partner, about, open, byProvince, yard);
      return served.length > 0 ? [{ partner: partner.id, precedence: partner.precedence, theme, served }] : [];
    });
  });
}

/** A need that names the partner's country is for it; one that names none, where the partner offers on the theme. */
function servedBy(
  partner: MatchingPartner,
  about: readonly MatchingPosting[],
  offers: readonly MatchingPosting[],
  provinces: ReadonlyMap<string, MatchingProvince>,
  yard: Yardstick,
): NeedServed[] {
  const own = relevantOffers(
    offers.filter((offer) => offer.partners.includes(partner.id)),
    yard,
  );
  const offersOnIt = own.some(({ coverage }) => coverage >= nearEnough);
  return about
    .filter((need) => {
      const relation = countryRelation(need.countries, partner.countries);
      return relation === 'named' || ((relation === 'open' || relation === 'bloc') && offersOnIt);
    })
    .flatMap((need) => {
      const province = provinces.get(need.provinces[0] ?? '');
      if (!province) return [];
      const { score, parts, offer } = scoreMeeting(province, partner, [need], own, yard);
      return score >= leastScore ? [{ need: need.id, province: province.id, score, parts, offer }] : [];
    })
    .sort((a, b) => b.score - a.score || (a.need < b.need ? -1 : 1));
}

/** The new needs of as many provinces as there are seats: those with most to gain, ties by id. */
function newOf({ served }: Candidate, covered: ReadonlySet<string>, seats: number): NeedServed[] {
  const left = served.filter(({ need }) => !covered.has(need));
  const gains = new Map<string, number>();
  for (const { province, score } of left) gains.set(province, (gains.get(province) ?? 0) + score);
  if (gains.size <= seats) return left;
  const invited = new Set(
    [...gains]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, seats)
      .map(([province]) => province),
  );
  return left.filter(({ province }) => invited.has(province));
}

const worthOf = (needs: readonly NeedServed[]) =>
  Math.round(needs.reduce((sum, { score }) => sum + score, 0) * 1e6) / 1e6;

/** What a candidate is worth only falls as others go before it, so an old value is a bound: few are counted anew. */
function cover(candidates: readonly Candidate[], seats: number, most: number): NextEvent[] {
  const covered = new Set<string>();
  const first = (a: Standing, b: Standing) =>
    b.value - a.value ||
    a.candidate.precedence - b.candidate.precedence ||
    (a.candidate.partner < b.candidate.partner ? -1 : a.candidate.partner > b.candidate.partner ? 1 : 0) ||
    (a.candidate.theme < b.candidate.theme ? -1 : 1);
  const stand = (candidate: Candidate): Standing => {
    const needs = newOf(candidate, covered, seats);
    return { candidate, needs, value: worthOf(needs), of: covered.size };
  };
  const queue = candidates.map(stand).sort(first);
  const alone = new Map(queue.map(({ candidate, needs }) => [candidate, needs.length]));
  const events: NextEvent[] = [];
  const insert = (standing: Standing) => {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (first(queue[middle] as Standing, standing) < 0) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, standing);
  };
  while (events.length < most) {
    const next = queue.shift();
    if (!next || next.value === 0) break;
    if (next.of < covered.size) {
      insert(stand(next.candidate));
      continue;
    }
    for (const { need } of next.needs) covered.add(need);
    const { partner, theme } = next.candidate;
    events.push({
      partner,
      theme,
      needs: next.needs,
      provinces: new Set(next.needs.map(({ province }) => province)).size,
      value: next.value,
      alone: alone.get(next.candidate) ?? 0,
    });
    // Provinces that found no seat may come to a second event.
    insert(stand(next.candidate));
  }
  return events;
}

interface Standing {
  candidate: Candidate;
  needs: NeedServed[];
  value: number;
  /** Needs covered when it was counted. */
  of: number;
}
