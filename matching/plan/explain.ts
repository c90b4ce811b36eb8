// Why a province is not invited, and which single changes would bring it in: each one tried by solving again.
import type { Highs } from 'highs';
import type { Change, MatchingInput, MatchingPosting, WhyNot } from '../model.js';
import type { Limits } from '../rules.js';
import type { ChangeCode, WhyNotCode } from '../vocabulary.js';
import { type Invitation, invite, scale, type Tweak } from './invite.js';
import { bestCell, type Row, type Table, worth } from './table.js';

export interface Asked {
  input: MatchingInput;
  table: Table;
  limits: Limits;
  highs: Highs;
  best: Invitation;
}

export const pointsOf = (points: readonly number[], rows: readonly number[]) =>
  rows.reduce((sum, i) => sum + (points[i] ?? 0), 0) / scale;

/** What the list loses when row `i` is forced in (or out); null when no list keeps the rules then. */
export function forced({ table, limits, highs, best }: Asked, i: number, tweak: Tweak) {
  const other = invite(table, limits, highs, tweak);
  if (!other) return null;
  return {
    loss: pointsOf(best.points, best.invited) - pointsOf(other.points, other.invited),
    /** The same loss with ties broken: only for ordering. */
    exact: best.value - other.value,
    displaces: best.invited.filter((row) => row !== i && !other.invited.includes(row)),
  };
}

export function whyNot(asked: Asked, i: number, place: number): WhyNot {
  const { table, limits } = asked;
  const row = table.rows[i] as Row;
  const entry = forced(asked, i, { forceIn: i, unforbid: i });
  const refused = row.cells.length > 0 && row.cells.every((cell) => cell.refused?.code === 'met-recently');
  return {
    code: reason(asked, i, row, refused),
    // Where seats are free a weak entry costs nothing: it is the threshold that keeps it out.
    loss: entry ? Math.max(0, Math.round(entry.loss * scale) / scale) : null,
    displaces: (entry?.displaces ?? []).map((other) => table.rows[other]?.province.id ?? ''),
    cites: refused ? [...new Set(row.cells.flatMap((cell) => cell.refused?.cites ?? []))].sort() : [],
    wouldEnterIf: changes(asked, i, row, place, entry?.loss ?? null, limits),
  };
}

function reason({ table, limits, best }: Asked, i: number, row: Row, refused: boolean): WhyNotCode {
  if (limits.forbidden.has(row.province.id)) return 'forbidden';
  if (refused) return 'met-recently';
  if (!best.eligible[i]) return 'no-grounds';
  const cap = limits.regionMax.get(row.province.region);
  const fromRegion = best.invited.filter((other) => table.rows[other]?.province.region === row.province.region).length;
  if (cap !== undefined && fromRegion >= cap) return 'region-full';
  return best.invited.length >= limits.seats ? 'seats-full' : 'meetings-full';
}

function changes(asked: Asked, i: number, row: Row, place: number, loss: number | null, limits: Limits): Change[] {
  const { input, table, highs, best } = asked;
  const { province } = row;
  const enters = (tweak: Tweak) => invite(table, limits, highs, tweak)?.invited.includes(i) ?? false;
  const found: Change[] = [];
  const tryOut = (code: ChangeCode, tweak: Tweak, params: Change['params'] = {}) => {
    const works = enters(tweak);
    if (works) found.push({ code, params, verified: true });
    return works;
  };

  if (limits.forbidden.has(province.id)) tryOut('lift-forbid', { unforbid: i });
  // Where seats are not what keeps it out, a seat for everyone does not bring it in either.
  if (!tryOut('one-more-seat', { seats: limits.seats + 1 }) && enters({ seats: table.rows.length })) {
    // It enters no earlier than its place in the order.
    for (let seats = Math.max(limits.seats + 2, place); seats <= table.rows.length; seats++) {
      if (tryOut('more-seats', { seats }, { seats })) break;
    }
  }
  if (limits.regionMax.has(province.region)) {
    tryOut('region-cap-plus-one', { regionMax: { region: province.region, by: 1 } }, { region: province.region });
  }
  const allowed = row.cells.map((cell) => (cell.refused?.code === 'met-recently' ? { ...cell, refused: null } : cell));
  if (row.cells.some((cell) => cell.refused?.code === 'met-recently'))
    tryOut('allow-repeat-meeting', { cells: { row: i, cells: allowed } });

  const own = row.needs.find(({ id }) => id === worth(row).need);
  const base = row.cells[bestCell(row.cells)]?.score ?? 0;
  if (own && base < limits.minScore) {
    // Rounded down to a hundredth, as a planner would set it.
    const minScore = Math.floor(base * 100) / 100;
    if (invite(table, { ...limits, minScore }, highs)?.invited.includes(i)) {
      found.push({ code: 'lower-threshold', params: { minScore }, verified: true });
    }
  }
  const year = Number(input.asOf.slice(0, 4));
  const countries = [...new Set(table.partners.flatMap((partner) => partner.countries))].sort();
  const changed = (need: MatchingPosting) => ({
    row: i,
    cells: table.rescore(row, [...row.needs.filter(({ id }) => id !== need.id), need]),
  });
  if (own && own.year !== year) tryOut('renew-need', { cells: changed({ ...own, year }) }, { need: own.id, year });
  if (own && countries.some((country) => !own.countries.includes(country))) {
    tryOut('name-country', { cells: changed({ ...own, countries }) }, { need: own.id, countries: countries.join(',') });
  }
  const posted: MatchingPosting = {
    id: `new:${province.id}`,
    title: { vi: '', en: '' },
    summary: { vi: '', en: '' },
    themes: input.event.themes,
    forms: [],
    countries,
    provinces: [province.id],
    partners: [],
    year,
    publishedOn: input.asOf,
  };
  tryOut(
    'post-need',
    { cells: changed(posted) },
    { themes: [...input.event.themes].sort().join(','), countries: countries.join(',') },
  );

  if (loss !== null && best.eligible[i]) {
    const at = Math.round(loss * scale);
    const by = [at, at + 1].find((points) => enters({ raise: { row: i, by: points } }));
    if (by !== undefined && by > 0 && bestCell(row.cells) >= 0)
      found.push({ code: 'raise-score', params: { by: by / scale }, verified: true });
  }
  return found;
}
