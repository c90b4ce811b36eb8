// Which partner to meet next, and on what: the events that would serve most needs which nothing has served yet.
import type { Lexicon } from '../likeness.js';
import type { MatchingPosting } from '../model.js';
import { countryRelation, type Taxonomy, taxonomy } from '../taxonomy.js';
import { byId, candidatesFor, isAbout } from './candidates.js';
import { cover } from './cover.js';
import type { Outlook, OutlookInput, Unmet } from './outlook.js';

/**
 * Each next event is the one whose needs, of those that the events before it leave, score most, in at most `seats`
 * provinces; ties by precedence, partner and theme. Same input, same output, in whatever order the lists come.
 */
export function nextEvents(input: OutlookInput, words: Lexicon): Outlook {
  const near = taxonomy(input.themes);
  const needs = input.needs.filter(({ publishedOn }) => publishedOn <= input.asOf).sort(byId);
  const paired = new Set(input.paired);
  const counts = { unmet: 0, planned: 0, paired: 0, attended: 0 };
  const byProvince = new Map(input.provinces.map((province) => [province.id, province]));
  const unmet = needs.flatMap((need): Unmet[] => {
    const state = paired.has(need.id)
      ? 'paired'
      : hasAttended(need, input.history, near)
        ? 'attended'
        : isPlannedFor(need, input, near)
          ? 'planned'
          : 'unmet';
    counts[state] += 1;
    const province = byProvince.get(need.provinces[0] ?? '');
    return state === 'unmet' && province ? [{ need, province }] : [];
  });
  const candidates = candidatesFor(unmet, { ...input, needs }, words, near);
  const known = new Uint8Array(unmet.length);
  for (const { served } of candidates) for (const place of served) known[place] = 1;
  return {
    counts,
    events: cover(candidates, unmet, input),
    unserved: unmet.flatMap(({ need }, place) => (known[place] ? [] : [need.id])),
  };
}

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
