// The fewest changes any plan can make to an earlier one, as one mixed-integer program over invitations and meetings. It is
// written from the wording of the rules and shares nothing with the matcher but the scores.
import type { Highs } from 'highs';
import type { Lexicon } from '../../../matching/index.js';
import type { MatchingInput, Pair } from '../../../matching/model.js';
import { table } from '../../../matching/plan/table.js';
import { limits } from '../../../matching/rules.js';

interface Row {
  from: number;
  to: number;
  columns: number[];
  values: number[];
}

/** Expects an event with slots. Null when no plan keeps the rules. */
export function fewestChanges(input: MatchingInput, words: Lexicon, highs: Highs): number | null {
  const { event, previous } = input;
  const { rules } = event;
  if (!previous) return 0;
  const { rows, partners } = table(input, limits(input), words);
  const has = (list: readonly Pair[] | undefined, province: string, partner: string) =>
    (list ?? []).some((pair) => pair.province === province && pair.partner === partner);
  const pinned = new Set([...(rules.pinProvinces ?? []), ...(rules.pinPairs ?? []).map(({ province }) => province)]);
  const forbidden = [...(rules.forbidProvinces ?? []), ...(rules.absentProvinces ?? [])];
  const floor = rules.minScore ?? 0.3;

  const columns: { low: number; high: number; gain: number }[] = [];
  const constraints: Row[] = [];
  const column = (low: number, high: number, gain: number) => columns.push({ low, high, gain }) - 1;
  const sum = (some: readonly number[], from: number, to: number, more: readonly (readonly [number, number])[] = []) =>
    constraints.push({
      from,
      to,
      columns: [...some, ...more.map(([at]) => at)],
      values: [...some.map(() => 1), ...more.map(([, value]) => value)],
    });
  const unlimited = Number.POSITIVE_INFINITY;
  let keepable = 0;
  const perPartner = partners.map((): number[] => []);
  const perRegion = new Map<string, number[]>();
  const everyone: number[] = [];
  for (const { province, cells } of rows) {
    const { id, region } = province;
    const must = pinned.has(id);
    const allowed = cells.map((cell) => cell.refused === null);
    const best = cells.reduce((most, cell) => (cell.refused ? most : Math.max(most, cell.score)), 0);
    const grounded = cells.some((cell) => !cell.refused && cell.score === best && cell.need !== null && best >= floor);
    const comes = !forbidden.includes(id) && (must || grounded);
    const stays = previous.invited.includes(id) && !forbidden.includes(id);
    keepable += stays ? 1 : 0;
    const invited = column(must ? 1 : 0, comes ? 1 : 0, stays ? 1 : 0);
    everyone.push(invited);
    perRegion.set(region, [...(perRegion.get(region) ?? []), invited]);
    const meetings = partners.map((partner, j) => {
      const wished = has(rules.pinPairs, id, partner.id);
      const cell = cells[j];
      const may = wished || (allowed[j] && (must || (cell?.score ?? 0) >= floor));
      const met = stays && has(previous.pairs, id, partner.id) && !has(rules.forbidPairs, id, partner.id);
      keepable += met ? 1 : 0;
      const meeting = column(wished ? 1 : 0, may ? 1 : 0, met ? 1 : 0);
      perPartner[j]?.push(meeting);
      sum([meeting], Number.NEGATIVE_INFINITY, 0, [[invited, -1]]);
      return meeting;
    });
    const most = Math.min(rules.maxMeetingsProvince ?? unlimited, event.slots, partners.length);
    sum(meetings, Number.NEGATIVE_INFINITY, 0, [[invited, -most]]);
    sum(meetings, 0, unlimited, [[invited, -(rules.k ?? 1)]]);
  }
  sum(everyone, 0, event.seats);
  for (const [region, members] of perRegion)
    sum(members, rules.perRegionMin?.[region] ?? 0, rules.perRegionMax?.[region] ?? members.length);
  for (const meetings of perPartner) sum(meetings, 0, Math.min(rules.maxMeetingsPartner ?? unlimited, event.slots));
  sum(perPartner.flat(), 0, event.tables * event.slots);

  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    columns.forEach(({ low, high, gain }, at) => {
      model.addCol(gain, low, high, { indices: [], values: [] });
      model.changeColIntegrality(at, highs.constants.variableType.integer);
    });
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
    for (const row of constraints) model.addRow(row.from, row.to, { indices: row.columns, values: row.values });
    model.run();
    const { infeasible, optimal } = highs.constants.modelStatus;
    const status = model.getModelStatus();
    if (status === infeasible) return null;
    if (status !== optimal) throw new Error(`status ${status}`);
    const { colValue } = model.getSolution();
    const kept = columns.reduce((all, { gain }, at) => all + (gain > 0 ? Math.round(colValue[at] as number) : 0), 0);
    return keepable - kept;
  } finally {
    model.dispose();
  }
}
