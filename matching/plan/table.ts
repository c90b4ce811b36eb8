// Everything that is known before anything is chosen: each province × each partner, scored or refused, in a fixed order.
import { type Lexicon, likeness } from '../likeness.js';
import type {
  MatchingInput,
  MatchingPartner,
  MatchingPosting,
  MatchingProvince,
  Part,
  PastEvent,
  Scored,
} from '../model.js';
import { type Limits, metRecently, pairKey, waitedEvents, weightsOf } from '../rules.js';
import { part, relevantOffers, scoreMeeting, total, type Yardstick } from '../score.js';
import { taxonomy } from '../taxonomy.js';

export interface Refusal {
  code: 'forbid-pair' | 'met-recently';
  cites: string[];
}
/** A score without its parts: there are many cells, and few are ever explained. */
export interface Cell extends Omit<Scored, 'parts'> {
  refused: Refusal | null;
}
export interface Row {
  province: MatchingProvince;
  needs: readonly MatchingPosting[];
  cells: readonly Cell[];
  /** The parts behind the score of cell `j`. */
  partsOf(j: number): Part[];
  /** Points for having waited, or null when the rule is off or nothing was waited. */
  waiting: Part | null;
}
export interface Table {
  rows: readonly Row[];
  partners: readonly MatchingPartner[];
  weightsVersion: string;
  /** The cells of a province had it these needs instead; refusals stay. */
  rescore(row: Row, needs: readonly MatchingPosting[]): readonly Cell[];
  /** The same scores with other limits on who may meet whom. */
  under(limits: Limits): Table;
}

/** Expects the input in order. */
export function table(input: MatchingInput, limits: Limits, words: Lexicon): Table {
  const { event, asOf, partners } = input;
  const { version, weights } = weightsOf(event.rules.weights);
  const needs = input.needs.filter(({ publishedOn }) => publishedOn <= asOf);
  const offers = input.offers.filter(({ publishedOn }) => publishedOn <= asOf);
  const yard: Yardstick = {
    year: Number(asOf.slice(0, 4)),
    eventThemes: event.themes,
    weights,
    taxonomy: taxonomy(input.themes),
    likeness: likeness([...needs, ...offers], words),
  };
  const offersOf = partners.map(({ id }) =>
    relevantOffers(
      offers.filter((offer) => offer.partners.includes(id)),
      yard,
    ),
  );
  const meeting = (province: MatchingProvince, own: readonly MatchingPosting[], j: number): Scored =>
    scoreMeeting(province, partners[j] as MatchingPartner, own, offersOf[j] ?? [], yard);
  const score = (province: MatchingProvince, own: readonly MatchingPosting[]): Cell[] =>
    partners.map((_, j) => {
      const { score: points, need, offer } = meeting(province, own, j);
      return { score: points, need, offer, refused: null };
    });
  const scored = input.provinces.map((province) => {
    const own = needs.filter((need) => need.provinces.includes(province.id));
    return {
      province,
      needs: own,
      cells: score(province, own),
      partsOf: (j: number) => meeting(province, own, j).parts,
      waiting: waiting(input, province.id),
    };
  });
  const attended = new Map(
    input.provinces.map(({ id }) => [id, input.history.filter((past) => past.provinces.includes(id))]),
  );

  const under = (given: Limits): Table => {
    const isOpen = given.forbiddenPairs.size === 0 && given.metRecentlyMonths <= 0;
    const judged = (province: string, cells: readonly Cell[]): readonly Cell[] =>
      isOpen
        ? cells
        : cells.map((cell, j) => {
            const partner = partners[j] as MatchingPartner;
            const refused = refusal(given, province, partner, attended.get(province) ?? [], asOf);
            return refused ? { ...cell, refused } : cell;
          });
    return {
      rows: scored.map((row) => ({ ...row, cells: judged(row.province.id, row.cells) })),
      partners,
      weightsVersion: version,
      rescore: ({ province }, own) => judged(province.id, score(province, own)),
      under,
    };
  };
  return under(limits);
}

function refusal(
  { forbiddenPairs, welcomePairs, metRecentlyMonths }: Limits,
  province: string,
  partner: MatchingPartner,
  attended: readonly PastEvent[],
  asOf: string,
): Refusal | null {
  const key = pairKey(province, partner.id);
  if (forbiddenPairs.has(key)) return { code: 'forbid-pair', cites: [] };
  if (welcomePairs.has(key)) return null;
  const met = metRecently(attended, province, partner, asOf, metRecentlyMonths);
  return met && { code: 'met-recently', cites: [`event:${met.id}`] };
}

function waiting({ event, history, asOf }: MatchingInput, province: string): Part | null {
  const { waitingBoost: boost = 0, waitingCap: cap = 10 } = event.rules;
  const { waited, last } = waitedEvents(history, province, asOf);
  const counted = Math.min(waited, cap);
  if (boost === 0 || counted === 0) return null;
  const cites = last ? [`event:${last}`] : [];
  return part('waiting', boost * cap, counted / cap, cites, { events: waited });
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
export function worth(row: Pick<Row, 'cells' | 'waiting'>): Omit<Scored, 'parts'> & { partner: number } {
  const partner = bestCell(row.cells);
  const cell = row.cells[partner];
  const score = total([...(cell ? [{ points: cell.score }] : []), ...(row.waiting ? [row.waiting] : [])]);
  return { partner, score, need: cell?.need ?? null, offer: cell?.offer ?? null };
}

/** The parts of what it is worth: those of its best cell, and the points for waiting. */
export const partsOfWorth = (row: Row, partner: number): Part[] => [
  ...(partner < 0 ? [] : row.partsOf(partner)),
  ...(row.waiting ? [row.waiting] : []),
];
