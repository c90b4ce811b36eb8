// Which invited province meets which partner: candidates from the table, the flow, and its prices by id.
import type { Highs } from 'highs';
import type { PairRow, Prices } from '../model.js';
import { type Limits, pairKey } from '../rules.js';
import { type KeepingPairing, pairKeeping } from '../solve/pair-keeping.js';
import { scale, whole } from './invite.js';
import type { Row, Table } from './table.js';

export interface PairingResult {
  pairs: PairRow[];
  value: number;
  bound: number;
  prices: Prices;
  /** The score that each invited province's `k` meetings reach: the threshold that was asked for, or the highest there is. */
  threshold: number | null;
}

/** Candidates: not refused, and worth the threshold; a pinned province may meet anyone, or it could meet no one. */
export function mayMeet(row: Row, j: number, limits: Limits): boolean {
  const cell = row.cells[j];
  if (!cell || cell.refused) return false;
  return whole(cell.score) >= whole(limits.minScore) || limits.welcome.has(row.province.id);
}

/** The pairing of most worth for the invited rows: a list that keeps the rules always has one. */
export function pairing(
  { rows, partners }: Table,
  invited: readonly number[],
  limits: Limits,
  highs: Highs,
): PairingResult {
  const candidates = invited.flatMap((i, a) =>
    partners.flatMap(({ id }, b) => {
      const row = rows[i] as Row;
      const key = pairKey(row.province.id, id);
      const must = limits.pinnedPairs.has(key);
      const score = row.cells[b]?.score ?? 0;
      const kept = limits.keep?.pairs.has(key) ?? false;
      return must || mayMeet(row, b, limits) ? [{ a, b, worth: whole(score), must, kept }] : [];
    }),
  );
  const asked: KeepingPairing = {
    least: limits.minMeetings,
    most: limits.perProvince,
    room: partners.map(() => Math.min(limits.perPartner, invited.length)),
    meetings: limits.meetings,
    parties: invited.length,
    candidates,
    keep: leastKept(rows, invited, limits),
  };
  const threshold = limits.threshold === 'highest' ? highest(asked, highs) : limits.threshold;
  const problem = threshold === null ? asked : atThreshold(asked, whole(threshold));
  const solved = pairKeeping(problem, highs);
  if (!solved) throw new Error('a list that keeps the rules has no pairing');
  const pairs = candidates.flatMap(({ a, b, must }, e): PairRow[] => {
    const row = rows[invited[a] as number] as Row;
    const cell = row.cells[b];
    if (!solved.used[e] || !cell) return [];
    const { score, need, offer } = cell;
    const met = { province: row.province.id, partner: partners[b]?.id ?? '', pinned: must };
    return [{ ...met, score, parts: row.partsOf(b), need, offer }];
  });
  return {
    pairs: pairs.sort(
      (x, y) => y.score - x.score || (pairKey(x.province, x.partner) < pairKey(y.province, y.partner) ? -1 : 1),
    ),
    value: solved.value / scale,
    bound: solved.bound / scale,
    threshold,
    prices: {
      provinces: Object.fromEntries(
        invited.map((i, a) => [rows[i]?.province.id ?? '', (solved.prices.a[a] ?? 0) / scale]),
      ),
      partners: Object.fromEntries(partners.map(({ id }, b) => [id, (solved.prices.b[b] ?? 0) / scale])),
      tables: solved.prices.total / scale,
      ...(problem.candidates.some(({ short }) => short) && {
        counted: Object.fromEntries(
          invited.map((i, a) => [rows[i]?.province.id ?? '', (solved.prices.counted[a] ?? 0) / scale]),
        ),
      }),
      ...(limits.keep && { kept: solved.keptPrice / scale }),
    },
  };
}

/** What the changes that the list itself makes leave to the meetings; null: as many as possible. */
function leastKept(rows: Table['rows'], invited: readonly number[], { keep }: Limits): number | null {
  if (!keep) return 0;
  if (keep.atMost === null) return null;
  const stayed = invited.filter((i) => keep.invited.has(rows[i]?.province.id ?? '')).length;
  return Math.max(0, keep.invited.size + keep.pairs.size - keep.atMost - stayed);
}

const atThreshold = (problem: KeepingPairing, threshold: number): KeepingPairing => ({
  ...problem,
  candidates: problem.candidates.map((own) => ({ ...own, short: own.worth < threshold })),
});

/** The highest score at which the pairing still keeps what is to be kept, among the scores there are. */
function highest(problem: KeepingPairing, highs: Highs): number | null {
  const keep = problem.keep ?? pairKeeping(problem, highs)?.kept ?? 0;
  const reaches = (threshold: number) => pairKeeping({ ...atThreshold(problem, threshold), keep }, highs) !== null;
  const scores = [...new Set(problem.candidates.map(({ worth }) => worth))].sort((a, b) => a - b);
  let low = 0;
  let high = scores.length - 1;
  if (high < 0) return null;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (reaches(scores[middle] as number)) low = middle;
    else high = middle - 1;
  }
  return (scores[low] as number) / scale;
}
