// Why a province is not invited.
import type { WhyNot } from '../model.js';
import type { WhyNotCode } from '../vocabulary.js';
import { type Asked, countable, type Forced, shared } from './asked.js';
import { scale, type Tweak } from './invite.js';
import type { Row } from './table.js';
import { changes } from './would-enter-if.js';

export function whyNot(asked: Asked, i: number, entry: Forced | null): WhyNot {
  const { table } = asked;
  const row = table.rows[i] as Row;
  const code = reason(asked, i, row);
  return {
    code,
    // Where seats are free a weak entry costs nothing: it is the threshold that keeps it out.
    loss: entry ? Math.max(0, Math.round(entry.loss * scale) / scale) : null,
    displaces: (entry?.displaces ?? []).map((other) => table.rows[other]?.province.id ?? ''),
    cites: code === 'met-recently' ? [...new Set(row.cells.flatMap((cell) => cell.refused?.cites ?? []))].sort() : [],
    wouldEnterIf: changes(asked, i, row, entry),
  };
}

function reason(asked: Asked, i: number, { province, cells }: Row): WhyNotCode {
  const { table, limits, best, ask } = asked;
  if (limits.absent.has(province.id)) return 'absent';
  if (limits.forbidden.has(province.id)) return 'forbidden';
  if (cells.length > 0 && cells.every((cell) => cell.refused)) {
    return cells.some((cell) => cell.refused?.code === 'met-recently') ? 'met-recently' : 'forbidden';
  }
  if (!best.eligible[i]) return 'no-grounds';
  if (countable(asked, i) < limits.minMeetings) return 'below-threshold';
  const without = (name: string, tweak: Tweak) => shared(asked, name, () => ask(tweak))?.invited.includes(i);
  if (limits.keep && without('free', { changes: Number.POSITIVE_INFINITY })) return 'kept-list';
  if (limits.quota && without('quota 0', { quota: 0 })) return 'not-met-minimum';
  const cap = limits.regionMax.get(province.region);
  const fromRegion = best.invited.filter((other) => table.rows[other]?.province.region === province.region).length;
  if (cap !== undefined && fromRegion >= cap) return 'region-full';
  return best.invited.length >= limits.seats ? 'seats-full' : 'meetings-full';
}
