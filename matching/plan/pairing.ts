// Which invited province meets which partner: candidates from the table, the flow, and its prices by id.
import type { PairRow, Prices } from '../model.js';
import { type Limits, pairKey } from '../rules.js';
import { pair } from '../solve/pair.js';
import { scale, whole } from './invite.js';
import type { Row, Table } from './table.js';

export interface PairingResult {
  pairs: PairRow[];
  value: number;
  prices: Prices;
}

/** Candidates: not refused, and worth the threshold; a pinned province may meet anyone, or it could meet no one. */
export function mayMeet(row: Row, j: number, limits: Limits): boolean {
  const cell = row.cells[j];
  if (!cell || cell.refused) return false;
  return whole(cell.score) >= whole(limits.minScore) || limits.pinned.has(row.province.id);
}

/** The pairing of most worth for the invited rows: a list that keeps the rules always has one. */
export function pairing({ rows, partners }: Table, invited: readonly number[], limits: Limits): PairingResult {
  const candidates = invited.flatMap((i, a) =>
    partners.flatMap(({ id }, b) => {
      const row = rows[i] as Row;
      const must = limits.pinnedPairs.has(pairKey(row.province.id, id));
      return must || mayMeet(row, b, limits) ? [{ a, b, worth: whole(row.cells[b]?.score ?? 0), must }] : [];
    }),
  );
  const solved = pair({
    least: limits.minMeetings,
    most: limits.perProvince,
    room: partners.map(() => Math.min(limits.perPartner, invited.length)),
    meetings: limits.meetings,
    parties: invited.length,
    candidates,
  });
  if (!solved) throw new Error('a list that keeps the rules has no pairing');
  const pairs = candidates.flatMap(({ a, b, must }, e): PairRow[] => {
    const row = rows[invited[a] as number] as Row;
    const cell = row.cells[b];
    if (!solved.used[e] || !cell) return [];
    const { refused: _, ...scored } = cell;
    return [{ province: row.province.id, partner: partners[b]?.id ?? '', pinned: must, ...scored }];
  });
  return {
    pairs: pairs.sort(
      (x, y) => y.score - x.score || (pairKey(x.province, x.partner) < pairKey(y.province, y.partner) ? -1 : 1),
    ),
    value: solved.value / scale,
    prices: {
      provinces: Object.fromEntries(
        invited.map((i, a) => [rows[i]?.province.id ?? '', (solved.prices.a[a] ?? 0) / scale]),
      ),
      partners: Object.fromEntries(partners.map(({ id }, b) => [id, (solved.prices.b[b] ?? 0) / scale])),
      tables: solved.prices.total / scale,
    },
  };
}
