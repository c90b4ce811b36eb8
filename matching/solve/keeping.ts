// What is to be kept of an earlier choice: parties, and meetings of theirs. How many meetings a choice can keep is a flow;
// its prices bound what any other choice keeps (Benders' cut).
import { type Candidate, type Paired, type Pairing, pair } from './pair.js';

export interface Keeping {
  /** What is kept of each party beside its meetings, when it is chosen. */
  own: readonly number[];
  /** Meetings of each party that it could keep if the others left it all the room. */
  most: readonly number[];
  /** What is to be kept in all; null: as much as possible. */
  least: number | null;
  /** The meetings that a choice everyone of whom can meet keeps at most. */
  meetings(chosen: readonly boolean[]): Kept;
}
/** Of any choice: kept ≤ limit + Σ coefficients of the chosen; exact for the one it was found for. */
export interface Kept {
  kept: number;
  limit: number;
  coefficients: readonly number[];
}

/** The most that a choice keeps as far as each party goes by itself. */
export const keptAtMost = ({ own, most }: Keeping, chosen: readonly boolean[]): number =>
  chosen.reduce((sum, yes, i) => sum + (yes ? (own[i] as number) + (most[i] as number) : 0), 0);

/** Meetings that are kept are worth 1; `a` counts all parties. */
type Meetings = Omit<Pairing, 'parties'>;

export function keptMeetings(given: Meetings, parties: number, chosen: readonly boolean[]): Kept {
  const place = new Map(chosen.flatMap((yes, i) => (yes ? [i] : [])).map((i, at) => [i, at] as const));
  const candidates = given.candidates.flatMap((own) => {
    const a = place.get(own.a);
    return a === undefined ? [] : [{ ...own, a }];
  });
  const solved = pair({ ...given, parties: place.size, candidates });
  if (!solved) throw new Error('asked what a choice keeps that cannot meet');
  const { prices } = solved;
  const all = Math.min(given.meetings, parties * given.room.length);
  const limit = given.room.reduce(
    (sum, room, b) => sum + Math.max(0, (prices.b[b] as number) * room),
    Math.max(0, prices.total * all),
  );
  const own = Array.from({ length: parties }, (): Candidate[] => []);
  for (const candidate of given.candidates) own[candidate.a]?.push(candidate);
  return {
    kept: solved.value,
    limit,
    coefficients: own.map((list, i) => leastPrice(given, list, prices, place.get(i))),
  };
}

/** What a party can add at most at these prices: at its own price where it has one, else at the price that bounds it best. */
function leastPrice(
  { least, most }: Meetings,
  own: readonly Candidate[],
  prices: Paired['prices'],
  place: number | undefined,
): number {
  const before = ({ b, worth }: Candidate) => worth - (prices.b[b] as number) - prices.total;
  const at = (price: number, counted: number) => {
    const limits = own.some(({ short }) => short)
      ? Math.max(0, price * most) + Math.max(counted * most, counted * least)
      : Math.max(price * most, price * least);
    return own.reduce((sum, one) => {
      const net = before(one) - price - (one.short ? 0 : counted);
      return sum + (one.must ? net : Math.max(0, net));
    }, limits);
  };
  if (place !== undefined) return at(prices.a[place] as number, prices.counted[place] as number);
  return [0, ...own.map(before)].reduce((best, price) => Math.min(best, at(price, 0)), Number.POSITIVE_INFINITY);
}
