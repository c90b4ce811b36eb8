// Ids → numbers → the solver → ids: which provinces to invite, as one question that can be asked again with a change.
import type { Highs } from 'highs';
import type { Limits } from '../rules.js';
import { pairKey } from '../rules.js';
import { type Choice, choose } from '../solve/choose.js';
import { bestCell, type Cell, type Table, worth } from './table.js';

/** Scores are whole ten-thousandths inside the solvers, so that "optimal" has no tolerance. */
export const scale = 10_000;

export interface Question {
  choice: Choice;
  /** Value of one ten-thousandth in `choice.weight`; the rest breaks ties. */
  unit: number;
  points: readonly number[];
  eligible: readonly boolean[];
}

/** One change of the question: limits widened, provinces forced in or out, or another province's cells. */
export interface Tweak {
  seats?: number;
  regionMax?: { region: string; by: number };
  forceIn?: number;
  forceOut?: number;
  unforbid?: number;
  cells?: { row: number; cells: readonly Cell[] };
  /** Ten-thousandths added to a province's worth. */
  raise?: { row: number; by: number };
}

const cellsOf = (table: Table, tweak: Tweak, i: number) =>
  tweak.cells?.row === i ? tweak.cells.cells : (table.rows[i]?.cells ?? []);

export function question(table: Table, limits: Limits, tweak: Tweak = {}): Question {
  const { rows, partners } = table;
  const regions = [...new Set(rows.map(({ province }) => province.region))].sort();
  const asked = rows.map(({ province, waiting }, i) => {
    const cells = cellsOf(table, tweak, i);
    const own = worth({ cells, waiting });
    const base = bestCell(cells) < 0 ? 0 : (cells[bestCell(cells)] as Cell).score;
    const raise = tweak.raise?.row === i ? tweak.raise.by : 0;
    const pinned = limits.pinned.has(province.id);
    const grounded = own.need !== null && Math.round(base * scale) + raise >= Math.round(limits.minScore * scale);
    return { province, cells, pinned, grounded, points: Math.round(own.score * scale) + raise };
  });
  const order = asked.map((_, i) => i).sort((a, b) => (asked[b]?.points ?? 0) - (asked[a]?.points ?? 0) || a - b);
  const place = new Map(order.map((i, at) => [i, at]));
  const n = rows.length;
  const unit = (n * (n + 1)) / 2 + 1;

  const pinnedWith = asked.map(
    ({ province }) => partners.filter(({ id }) => limits.pinnedPairs.has(pairKey(province.id, id))).length,
  );
  const pinsOf = partners.map(
    ({ id }) => asked.filter(({ province }) => limits.pinnedPairs.has(pairKey(province.id, id))).length,
  );
  const impossible =
    pinnedWith.some((count) => count > limits.perProvince) ||
    asked.some(({ province, pinned }) => pinned && limits.forbidden.has(province.id));
  const open = (i: number, force: boolean) => {
    const { province, cells } = asked[i] as (typeof asked)[number];
    const floor = force ? 0 : Math.round(limits.minScore * scale) - (tweak.raise?.row === i ? tweak.raise.by : 0);
    return partners.flatMap(({ id }, j) => {
      const cell = cells[j] as Cell;
      const free = !cell.refused && !limits.pinnedPairs.has(pairKey(province.id, id));
      return free && Math.round(cell.score * scale) >= floor ? [j] : [];
    });
  };
  const forced = asked.map(({ province, pinned, grounded }, i): -1 | 0 | 1 => {
    if (tweak.forceOut === i) return -1;
    if (tweak.forceIn === i) return 1;
    if (limits.forbidden.has(province.id) && tweak.unforbid !== i) return -1;
    return pinned ? 1 : grounded ? 0 : -1;
  });
  return {
    unit,
    points: asked.map(({ points }) => points),
    eligible: asked.map(({ grounded, pinned }) => grounded || pinned),
    choice: {
      weight: asked.map(({ points }, i) => points * unit + (n - 1 - (place.get(i) ?? 0))),
      seats: tweak.seats ?? limits.seats,
      group: asked.map(({ province }) => regions.indexOf(province.region)),
      groupMin: regions.map((region) => limits.regionMin.get(region) ?? 0),
      groupMax: regions.map(
        (region) => (limits.regionMax.get(region) ?? n) + (tweak.regionMax?.region === region ? tweak.regionMax.by : 0),
      ),
      forced,
      needed: pinnedWith.map((count) => Math.max(0, limits.minMeetings - count)),
      counterparts: asked.map(({ pinned }, i) => open(i, pinned || tweak.forceIn === i)),
      room: pinsOf.map((count) => (impossible ? -1 : limits.perPartner - count)),
      meetings: limits.meetings - pinnedWith.reduce((sum, count) => sum + count, 0),
    },
  };
}

/** The best list, as indexes of `table.rows`; null when no list keeps the rules. `value` in units of `Question.unit`. */
export function invite(table: Table, limits: Limits, highs: Highs, tweak: Tweak = {}) {
  const asked = question(table, limits, tweak);
  const chosen = choose(asked.choice, highs);
  if (!chosen) return null;
  const invited = chosen.chosen.flatMap((yes, i) => (yes ? [i] : []));
  return {
    invited,
    value: chosen.value,
    bound: chosen.bound,
    unit: asked.unit,
    points: asked.points,
    eligible: asked.eligible,
  };
}
export type Invitation = NonNullable<ReturnType<typeof invite>>;
