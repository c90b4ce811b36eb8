// Which single changes would bring a province in: each one tried by solving again.
import type { Change, MatchingPosting } from '../model.js';
import type { ChangeCode } from '../vocabulary.js';
import { type Asked, countable, type Forced, shared } from './asked.js';
import { type Invitation, inviter, scale, type Tweak, whole } from './invite.js';
import { mayMeet } from './pairing.js';
import { bestCell, type Cell, type Row, worth } from './table.js';

export function changes(asked: Asked, i: number, row: Row, entry: Forced | null): Change[] {
  // Nothing else brings in who is forbidden or cannot come, and nothing alone who is both.
  const { id } = row.province;
  const [isAbsent, isForbidden] = [asked.limits.absent.has(id), asked.input.event.rules.forbidProvinces?.includes(id)];
  if (isAbsent && isForbidden) return [];
  if (isAbsent || isForbidden)
    return enters(asked, i, { unforbid: i }) ? [change(isAbsent ? 'come-after-all' : 'lift-forbid')] : [];
  return [
    ...roomChanges(asked, i, row),
    ...ruleChanges(asked, i, row),
    ...needChanges(asked, i, row),
    ...raise(asked, i, entry),
    ...editChanges(asked, i),
  ];
}

const change = (code: ChangeCode, params: Change['params'] = {}): Change => ({ code, params, verified: true });

function enters({ ask, isEligible }: Asked, i: number, tweak: Tweak): boolean {
  return isEligible(i, tweak) && (ask(tweak)?.invited.includes(i) ?? false);
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
