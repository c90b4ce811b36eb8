// How each province stands before anything is chosen, as the judge reads it from the table of scores.
import type { Table } from '../plan/table.js';
import { type Limits, pairKey } from '../rules.js';

export const tenThousandths = (points: number): number => Math.round(points * 10_000);

export interface Standing {
  province: string;
  region: string;
  pinned: boolean;
  /** Ten-thousandths: its best meeting that is not refused, and its waiting. */
  points: number;
  /** Whether it may be invited at all. */
  mayCome: boolean;
  /** Indexes of the partners it may meet, the pinned ones among them, and of the pinned ones. */
  open: readonly number[];
  pins: readonly number[];
  /** Meetings it must get when it is invited, the pinned ones among them. */
  needed: number;
  /** Indexes of the partners with whom it can get these: pinned, or worth the threshold. */
  places: readonly number[];
  /** Whether an earlier plan invited it, and the partners whom it met then and may meet again. */
  stays: boolean;
  met: readonly number[];
}

/** Whether a meeting counts towards the least number. */
export const reaches = (score: number, threshold: Limits['threshold']): boolean =>
  typeof threshold !== 'number' || tenThousandths(score) >= tenThousandths(threshold);

export function standings({ rows, partners }: Table, limits: Limits): Standing[] {
  const floor = tenThousandths(limits.minScore);
  return rows.map(({ province, cells, waiting }) => {
    const [pinned, isWelcome] = [limits.pinned.has(province.id), limits.welcome.has(province.id)];
    const pins = partners.flatMap(({ id }, j) => (limits.pinnedPairs.has(pairKey(province.id, id)) ? [j] : []));
    const allowed = cells.flatMap(({ refused, score, need }, j) => (refused ? [] : [{ score, need, j }]));
    const worthwhile = allowed.filter(({ score }) => tenThousandths(score) >= floor);
    const best = allowed.reduce((most, { score }) => Math.max(most, score), 0);
    const counts = (j: number) => reaches(cells[j]?.score ?? 0, limits.threshold);
    const needed = pins.length + Math.max(0, limits.minMeetings - pins.filter(counts).length);
    const open = (isWelcome ? allowed : worthwhile).map(({ j }) => j);
    const grounded = worthwhile.some(({ need }) => need !== null);
    return {
      province: province.id,
      region: province.region,
      pinned,
      points: tenThousandths(best + (waiting?.points ?? 0)),
      mayCome: (isWelcome || grounded) && needed <= limits.perProvince && !limits.forbidden.has(province.id),
      open,
      pins,
      needed,
      places: open.filter((j) => counts(j) || pins.includes(j)),
      stays: limits.keep?.invited.has(province.id) ?? false,
      met: open.filter((j) => limits.keep?.pairs.has(pairKey(province.id, partners[j]?.id ?? ''))),
    };
  });
}
