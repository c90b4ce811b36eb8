// Everything that is known before anything is chosen: each province × each partner, scored or refused, in a fixed order.
import { type Lexicon, likeness } from '../likeness.js';
import type { MatchingInput, MatchingPartner, MatchingPosting, MatchingProvince, Part, Scored } from '../model.js';
import { type Limits, metRecently, pairKey, waitedEvents, weightsOf } from '../rules.js';
import { relevantOffers, scoreMeeting, total, type Yardstick } from '../score.js';
import { taxonomy } from '../taxonomy.js';

export interface Refusal {
  code: 'forbid-pair' | 'met-recently';
  cites: string[];
}
export interface Cell extends Scored {
  refused: Refusal | null;
}
export interface Row {
  province: MatchingProvince;
  needs: readonly MatchingPosting[];
  cells: readonly Cell[];
  /** Points for having waited, or null when the rule is off or nothing was waited. */
  waiting: Part | null;
}
export interface Table {
  rows: readonly Row[];
  partners: readonly MatchingPartner[];
  weightsVersion: string;
  /** The cells of a province had it these needs instead; refusals stay. */
  rescore(row: Row, needs: readonly MatchingPosting[]): Cell[];
}

export const byId = <T extends { id: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

export function table(input: MatchingInput, limits: Limits, words: Lexicon): Table {
  const { event, asOf } = input;
  const published = (postings: readonly MatchingPosting[]) =>
    byId(postings).filter(({ publishedOn }) => publishedOn <= asOf);
  const needs = published(input.needs);
  const offers = published(input.offers);
  const history = byId(input.history);
  const { version, weights } = weightsOf(event.rules.weights);
  const yard: Yardstick = {
    year: Number(asOf.slice(0, 4)),
    eventThemes: [...event.themes].sort(),
    weights,
    taxonomy: taxonomy(input.themes),
    likeness: likeness([...needs, ...offers], words),
  };
  const invited = new Set(event.partners);
  const partners = byId(input.partners).filter(({ id }) => invited.has(id));
  const offersOf = partners.map(({ id }) =>
    relevantOffers(
      offers.filter((offer) => offer.partners.includes(id)),
      yard,
    ),
  );

  const score = (province: MatchingProvince, own: readonly MatchingPosting[]): Cell[] =>
    partners.map((partner, j) => ({
      ...scoreMeeting(province, partner, own, offersOf[j] ?? [], yard),
      refused: refusal(province.id, partner),
    }));
  const refusal = (province: string, partner: MatchingPartner): Refusal | null => {
    const key = pairKey(province, partner.id);
    if (limits.forbiddenPairs.has(key)) return { code: 'forbid-pair', cites: [] };
    if (limits.pinnedPairs.has(key)) return null;
    const met = metRecently(history, province, partner, asOf, event.rules.metRecentlyMonths ?? 0);
    return met ? { code: 'met-recently', cites: [`event:${met.id}`] } : null;
  };
  const waiting = (province: string): Part | null => {
    const boost = event.rules.waitingBoost ?? 0;
    const cap = event.rules.waitingCap ?? 10;
    const { waited, last } = waitedEvents(history, province, asOf);
    const counted = Math.min(waited, cap);
    if (boost === 0 || counted === 0) return null;
    const weight = Math.round(boost * cap * 1e6) / 1e6;
    const value = Math.round((counted / cap) * 1e6) / 1e6;
    const points = Math.round(value * weight * 1e6) / 1e6;
    return { code: 'waiting', value, weight, points, cites: last ? [`event:${last}`] : [], facts: { events: waited } };
  };
  const rows = byId(input.provinces).map((province) => {
    const own = needs.filter((need) => need.provinces.includes(province.id));
    return { province, needs: own, cells: score(province, own), waiting: waiting(province.id) };
  });
  return { rows, partners, weightsVersion: version, rescore: (row, own) => score(row.province, own) };
}

/** The cell that speaks best for a province among those not refused; −1 when all are. */
export function bestCell(cells: readonly Cell[]): number {
  let best = -1;
  cells.forEach((cell, j) => {
    if (!cell.refused && (best < 0 || cell.score > (cells[best] as Cell).score)) best = j;
  });
  return best;
}

/** What a province is worth at the event: its best cell, with the points for waiting. */
export function worth(row: Pick<Row, 'cells' | 'waiting'>): Scored & { partner: number } {
  const partner = bestCell(row.cells);
  const cell = row.cells[partner];
  const parts = [...(cell?.parts ?? []), ...(row.waiting ? [row.waiting] : [])];
  return { partner, score: total(parts), parts, need: cell?.need ?? null, offer: cell?.offer ?? null };
}
