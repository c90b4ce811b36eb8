// Ids → numbers → the solver → ids: which provinces to invite, as one question that can be asked again with a change.
import type { Highs } from 'highs';
import { type Limits, pairKey } from '../rules.js';
import { choose } from '../solve/choose.js';
import { keeping } from './keep.js';
import { bestCell, type Cell, type Row, type Table, worth } from './table.js';

/** Scores are whole ten-thousandths inside the solvers, so that "optimal" has no tolerance. */
export const scale = 10_000;
export const whole = (points: number): number => Math.round(points * scale);

/** One change of the question: limits widened, provinces forced in or out, or provinces' cells. Rows by their index. */
export interface Tweak {
  seats?: number;
  regionMax?: { region: string; by: number };
  forceIn?: number;
  forceOut?: number;
  unforbid?: number;
  cells?: ReadonlyMap<number, readonly Cell[]>;
  /** Ten-thousandths added to a province's worth. */
  raise?: { row: number; by: number };
  /** Instead of the least number of provinces that have not taken part for long. */
  quota?: number;
  /** Most changes of an earlier plan, instead of its own limit; `Infinity`: nothing need be kept. */
  changes?: number;
}

/** The best list, as indexes of `table.rows`; `value` and `bound` in units of which `unit` make one ten-thousandth. */
export interface Invitation {
  invited: number[];
  value: number;
  bound: number;
  unit: number;
  points: readonly number[];
  eligible: readonly boolean[];
}
export interface Inviter {
  /** Null when no list keeps the rules. */
  ask(tweak?: Tweak): Invitation | null;
  /** Whether a list could hold row `i` of its own accord then, limits aside. */
  isEligible(i: number, tweak: Tweak): boolean;
}

interface Counterparts {
  all: readonly number[];
  /** Those whose meeting counts among the least number. */
  counted: readonly number[];
}

/** A province as the solver sees it. */
export interface Party {
  points: number;
  pinned: boolean;
  eligible: boolean;
  /** Counterparts besides the pinned ones: those it may meet of its own accord, and all that are not refused. */
  open: Counterparts;
  anyone: Counterparts;
  pins: readonly number[];
  /** Counterparts whose meeting does not count among the least number. */
  short: ReadonlySet<number>;
}

export function inviter(table: Table, limits: Limits, highs: Highs): Inviter {
  const { rows, partners } = table;
  const n = rows.length;
  const unit = (n * (n + 1)) / 2 + 1;
  const regions = [...new Set([...rows.map(({ province }) => province.region), ...limits.regionMin.keys()])].sort();
  const group = rows.map(({ province }) => regions.indexOf(province.region));
  const member = rows.map(({ province }) => limits.quota?.provinces.has(province.id) ?? false);
  const party = (row: Row, cells: readonly Cell[], raise: number) => partyOf({ ...row, cells }, table, limits, raise);
  const parties = rows.map((row) => party(row, row.cells, 0));
  const contradicted = contradictsItself(table, limits);
  const under = (tweak: Tweak) =>
    parties.map((own, i) => {
      const raise = tweak.raise?.row === i ? tweak.raise.by : 0;
      const cells = tweak.cells?.get(i);
      return raise > 0 || cells ? party(rows[i] as Row, cells ?? (rows[i] as Row).cells, raise) : own;
    });

  const ask = (tweak: Tweak = {}): Invitation | null => {
    const asked = under(tweak);
    const order = asked
      .map((_, i) => i)
      .sort((a, b) => (asked[b] as Party).points - (asked[a] as Party).points || a - b);
    const weight: number[] = [];
    // The better placed of two equal lists: worth less, in all, than one ten-thousandth.
    order.forEach((i, place) => {
      weight[i] = (asked[i] as Party).points * unit + n - place;
    });
    const forced = asked.map(({ pinned, eligible }, i): -1 | 0 | 1 => {
      if (tweak.forceOut === i) return -1;
      if (tweak.forceIn === i) return 1;
      if (limits.forbidden.has(rows[i]?.province.id ?? '') && tweak.unforbid !== i) return -1;
      return pinned ? 1 : eligible ? 0 : -1;
    });
    const pins = asked.map((own, i) => (tweak.forceOut === i ? [] : own.pins));
    const held = partners.map(() => 0);
    for (const j of pins.flat()) held[j] = (held[j] as number) + 1;
    const needed = pins.map((own, i) => {
      const counted = own.filter((j) => !asked[i]?.short.has(j));
      return Math.max(0, limits.minMeetings - counted.length);
    });
    const cannotMeet = forced.some(
      (must, i) => must === 1 && (pins[i]?.length ?? 0) + (needed[i] as number) > limits.perProvince,
    );
    if (contradicted || cannotMeet) return null;
    const meets = (list: 'all' | 'counted') =>
      asked.map(({ open, anyone }, i) => (tweak.forceIn === i ? anyone : open)[list]);
    const keep = keeping(table, limits, tweak, { parties: asked, pins, allowed: meets('all') });
    const chosen = choose(
      {
        weight,
        seats: tweak.seats ?? limits.seats,
        group,
        groupMin: regions.map((region) => limits.regionMin.get(region) ?? 0),
        groupMax: regions.map(
          (region) =>
            (limits.regionMax.get(region) ?? n) + (tweak.regionMax?.region === region ? tweak.regionMax.by : 0),
        ),
        forced,
        needed,
        counterparts: meets('counted'),
        room: held.map((count) => limits.perPartner - count),
        meetings: limits.meetings - pins.reduce((sum, own) => sum + own.length, 0),
        ...(limits.quota && { quota: { member, least: tweak.quota ?? limits.quota.least } }),
        ...(keep && { keeping: keep }),
      },
      highs,
    );
    return (
      chosen && {
        invited: chosen.chosen.flatMap((yes, i) => (yes ? [i] : [])),
        value: chosen.value,
        bound: chosen.bound,
        unit,
        points: asked.map(({ points }) => points),
        eligible: asked.map(({ eligible }) => eligible),
      }
    );
  };
  return { ask, isEligible: (i, tweak) => (under(tweak)[i] as Party).eligible };
}

function partyOf(row: Row, { partners }: Table, limits: Limits, raise: number): Party {
  const { province, cells } = row;
  const own = worth(row);
  const best = cells[bestCell(cells)];
  const pinned = limits.pinned.has(province.id);
  const isWelcome = limits.welcome.has(province.id);
  const floor = whole(limits.minScore) - raise;
  const isPinned = (j: number) =>
    pinned && limits.pinnedPairs.size > 0 && limits.pinnedPairs.has(pairKey(province.id, partners[j]?.id ?? ''));
  const pins = cells.flatMap((_, j) => (isPinned(j) ? [j] : []));
  const anyone = cells.flatMap((cell, j) => (cell.refused || isPinned(j) ? [] : [j]));
  const grounded = own.need !== null && best !== undefined && whole(best.score) >= floor;
  const short = new Set(cells.flatMap(({ score }, j) => (isShort(score, limits) ? [j] : [])));
  const counterparts = (all: readonly number[]): Counterparts => ({
    all,
    counted: short.size === 0 ? all : all.filter((j) => !short.has(j)),
  });
  return {
    points: whole(own.score) + raise,
    pinned,
    eligible: pinned || ((isWelcome || grounded) && limits.minMeetings <= limits.perProvince),
    open: counterparts(isWelcome ? anyone : anyone.filter((j) => whole((cells[j] as Cell).score) >= floor)),
    anyone: counterparts(anyone),
    pins,
    short,
  };
}

/** Whether a meeting of this score is not among those that every invited province must have. */
export const isShort = (score: number, { threshold }: Limits): boolean =>
  typeof threshold === 'number' && whole(score) < whole(threshold);

/** Pins that no list can keep, whatever else it does. */
function contradictsItself(
  { rows, partners }: Table,
  { pinned, forbidden, pinnedPairs, forbiddenPairs }: Limits,
): boolean {
  const known = new Set(rows.map(({ province }) => province.id));
  const attending = new Set(partners.map(({ id }) => id));
  return (
    [...pinned].some((province) => forbidden.has(province) || !known.has(province)) ||
    [...pinnedPairs].some((pair) => forbiddenPairs.has(pair) || !attending.has(pair.slice(pair.indexOf('|') + 1)))
  );
}
