// Why a province is not invited, and which single changes would bring it in: each one tried by solving again.
import type { Highs } from 'highs';
import type { Change, MatchingInput, MatchingPosting, WhyNot } from '../model.js';
import type { Limits } from '../rules.js';
import type { ChangeCode, WhyNotCode } from '../vocabulary.js';
import { type Invitation, type Inviter, inviter, isShort, scale, type Tweak, whole } from './invite.js';
import { mayMeet } from './pairing.js';
import { bestCell, type Cell, type Row, type Table, worth } from './table.js';

/** The question that was answered, and how to ask it again. Lists that several provinces ask for are kept in `known`. */
export interface Asked extends Inviter {
  input: MatchingInput;
  table: Table;
  limits: Limits;
  highs: Highs;
  best: Invitation;
  known: Map<string, Invitation | null>;
  /** Changes that the plan makes to an earlier one. */
  changed: number;
}
export interface Forced {
  loss: number;
  /** The same loss with ties broken: only for ordering. */
  exact: number;
  displaces: number[];
}

export const pointsOf = (points: readonly number[], rows: readonly number[]) =>
  rows.reduce((sum, i) => sum + (points[i] ?? 0), 0) / scale;

/** What the list loses when row `i` is forced in (or out); null when no list keeps the rules then. */
export function forced({ best, ask }: Asked, i: number): Forced | null {
  const other = ask(best.invited.includes(i) ? { forceOut: i } : { forceIn: i });
  if (!other) return null;
  return {
    loss: pointsOf(best.points, best.invited) - pointsOf(other.points, other.invited),
    exact: best.value - other.value,
    displaces: best.invited.filter((row) => row !== i && !other.invited.includes(row)),
  };
}

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

function changes(asked: Asked, i: number, row: Row, entry: Forced | null): Change[] {
  // Nothing else brings in who is forbidden.
  if (asked.limits.forbidden.has(row.province.id))
    return enters(asked, i, { unforbid: i }) ? [change('lift-forbid')] : [];
  return [
    ...roomChanges(asked, i, row),
    ...ruleChanges(asked, i, row),
    ...needChanges(asked, i, row),
    ...raise(asked, i, entry),
    ...editChanges(asked, i),
  ];
}

/** Meetings of the province that could count towards the least number. */
function countable({ table, limits }: Asked, i: number): number {
  const row = table.rows[i] as Row;
  return row.cells.filter((cell, j) => mayMeet(row, j, limits) && !isShort(cell.score, limits)).length;
}

const change = (code: ChangeCode, params: Change['params'] = {}): Change => ({ code, params, verified: true });

function enters({ ask, isEligible }: Asked, i: number, tweak: Tweak): boolean {
  return isEligible(i, tweak) && (ask(tweak)?.invited.includes(i) ?? false);
}

/** A list that is the same for every province that asks for it. */
function shared({ known }: Asked, name: string, solve: () => Invitation | null): Invitation | null {
  if (!known.has(name)) known.set(name, solve());
  return known.get(name) ?? null;
}

/** More seats, and one more from the region. */
function roomChanges(asked: Asked, i: number, { province }: Row): Change[] {
  const { ask, best, limits, table } = asked;
  if (!best.eligible[i]) return [];
  const found: Change[] = [];
  const holds = (list: Invitation | null) => list?.invited.includes(i) ?? false;
  for (let seats = limits.seats + 1; seats <= table.rows.length && found.length === 0; seats++) {
    if (!holds(shared(asked, `seats ${seats}`, () => ask({ seats })))) continue;
    found.push(seats === limits.seats + 1 ? change('one-more-seat') : change('more-seats', { seats }));
  }
  const { region } = province;
  if (
    limits.regionMax.has(region) &&
    holds(shared(asked, `region ${region}`, () => ask({ regionMax: { region, by: 1 } })))
  ) {
    found.push(change('region-cap-plus-one', { region }));
  }
  return found;
}

/** A meeting repeated, a lower threshold. */
function ruleChanges(asked: Asked, i: number, row: Row): Change[] {
  const { table, limits, highs } = asked;
  const found: Change[] = [];
  if (row.cells.some(({ refused }) => refused?.code === 'met-recently')) {
    const cells = row.cells.map(
      (cell): Cell => (cell.refused?.code === 'met-recently' ? { ...cell, refused: null } : cell),
    );
    if (enters(asked, i, { cells: new Map([[i, cells]]) })) found.push(change('allow-repeat-meeting'));
  }
  const base = row.cells[bestCell(row.cells)];
  if (base && base.need !== null && base.score < limits.minScore) {
    // Rounded down to a hundredth, as a planner would set it.
    const minScore = Math.floor(whole(base.score) / 100) / 100;
    const list = shared(asked, `threshold ${minScore}`, () => inviter(table, { ...limits, minScore }, highs).ask());
    if (list?.invited.includes(i)) found.push(change('lower-threshold', { minScore }));
  }
  return found;
}

/** A lower threshold of the meetings, fewer who have not taken part for long, more changes of an earlier plan. */
function editChanges(asked: Asked, i: number): Change[] {
  const { limits, best, changed, table } = asked;
  if (!best.eligible[i]) return [];
  const found: Change[] = [];
  const holds = (name: string, tweak: Tweak) =>
    shared(asked, name, () => asked.ask(tweak))?.invited.includes(i) ?? false;
  const row = table.rows[i] as Row;
  if (countable(asked, i) < limits.minMeetings) {
    const scores = row.cells.flatMap((cell, j) => (mayMeet(row, j, limits) ? [cell.score] : []));
    const kth = scores.sort((a, b) => b - a)[limits.minMeetings - 1];
    const threshold = Math.floor(whole(kth ?? 0) / 100) / 100;
    const lowered = () => inviter(table, { ...limits, threshold }, asked.highs).ask();
    if (kth !== undefined && shared(asked, `meeting threshold ${threshold}`, lowered)?.invited.includes(i))
      found.push(change('lower-meeting-threshold', { threshold }));
  }
  const quota = limits.quota?.least ?? 0;
  const fewer = Array.from({ length: quota }, (_, step) => quota - 1 - step).find((least) =>
    holds(`quota ${least}`, { quota: least }),
  );
  if (fewer !== undefined) found.push(change('lower-not-met-minimum', { provinces: fewer }));
  if (limits.keep && holds('free', { changes: Number.POSITIVE_INFINITY })) {
    const most = limits.keep.invited.size + limits.keep.pairs.size;
    const more = Array.from({ length: most }, (_, n) => n + 1).find(
      (changes) => changes > (limits.keep?.atMost ?? changed) && holds(`changes ${changes}`, { changes }),
    );
    if (more !== undefined) found.push(change('allow-changes', { changes: more }));
  }
  return found;
}

/** The need behind the score renewed or naming the partners' countries, or a new need that fits the event. */
function needChanges(asked: Asked, i: number, row: Row): Change[] {
  const { input, table } = asked;
  const year = Number(input.asOf.slice(0, 4));
  const countries = [...new Set(table.partners.flatMap((partner) => partner.countries))].sort();
  const named = countries.join(',');
  const own = row.needs.find(({ id }) => id === worth(row).need);
  const found: Change[] = [];
  // A need may be shared: it changes for all who state it.
  const having = (need: MatchingPosting): Tweak => ({
    cells: new Map(
      table.rows.flatMap((other, at) =>
        need.provinces.includes(other.province.id)
          ? [[at, table.rescore(other, [...other.needs.filter(({ id }) => id !== need.id), need])] as const]
          : [],
      ),
    ),
  });
  if (own && own.year !== year && enters(asked, i, having({ ...own, year }))) {
    found.push(change('renew-need', { need: own.id, year }));
  }
  const isNamed = own && countries.every((country) => own.countries.includes(country));
  if (own && !isNamed && enters(asked, i, having({ ...own, countries }))) {
    found.push(change('name-country', { need: own.id, countries: named }));
  }
  const { themes } = input.event;
  const posted: MatchingPosting = {
    id: `new:${row.province.id}`,
    title: { vi: '', en: '' },
    summary: { vi: '', en: '' },
    themes,
    forms: [],
    countries,
    provinces: [row.province.id],
    partners: [],
    year,
    publishedOn: input.asOf,
  };
  if (enters(asked, i, having(posted))) found.push(change('post-need', { themes: themes.join(','), countries: named }));
  return found;
}

/** As many more points as the list loses with it, or the next more. */
function raise(asked: Asked, i: number, entry: Forced | null): Change[] {
  if (!entry || !asked.best.eligible[i]) return [];
  const loss = Math.round(entry.loss * scale);
  const by = [loss, loss + 1].find((points) => points > 0 && enters(asked, i, { raise: { row: i, by: points } }));
  return by === undefined ? [] : [change('raise-score', { by: by / scale })];
}
