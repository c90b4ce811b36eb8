// The peer: the fewest demands to let go, by HiGHS as one mixed-integer program over meetings × slots; without interpreters.
import type { Highs } from 'highs';
import type { Demand, TimetableInput } from '../../matching/index.js';

export function releaseByHighs(input: TimetableInput, highs: Highs): Demand[] {
  const { slots, tables, meetings, locked, unavailable } = input;
  const demands: Demand[] = [
    ...locked.map(({ province, partner, slot }): Demand => ({ code: 'locked', province, partner, slot })),
    ...unavailable.flatMap(({ party, slots: away }) =>
      away.map((slot): Demand => ({ code: 'unavailable', party, slot })),
    ),
  ];
  const at = (m: number, slot: string) => m * slots.length + slots.indexOf(slot);
  const released = (k: number) => meetings.length * slots.length + k;
  const of = (party: string, slot: string) =>
    meetings.flatMap(({ province, partner }, m) => (province === party || partner === party ? [at(m, slot)] : []));
  const parties = [...new Set(meetings.flatMap(({ province, partner }) => [province, partner]))];

  const model = highs.createModel();
  const row = (from: number, to: number, columns: readonly number[], last?: { column: number; factor: number }) =>
    model.addRow(from, to, {
      indices: last ? [...columns, last.column] : columns,
      values: [...columns.map(() => 1), ...(last ? [last.factor] : [])],
    });
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 0 });
    for (let column = 0; column < released(demands.length); column++) {
      model.addCol(column < released(0) ? 0 : 1, 0, 1, { indices: [], values: [] });
      model.changeColIntegrality(column, highs.constants.variableType.integer);
    }
    for (const m of meetings.keys())
      row(
        1,
        1,
        slots.map((slot) => at(m, slot)),
      );
    for (const slot of slots) {
      for (const party of parties) row(0, 1, of(party, slot));
      row(
        0,
        tables,
        meetings.map((_, m) => at(m, slot)),
      );
    }
    demands.forEach((demand, k) => {
      const letGo = { column: released(k), factor: demand.code === 'locked' ? 1 : -1 };
      if (demand.code === 'unavailable') row(Number.NEGATIVE_INFINITY, 0, of(demand.party, demand.slot), letGo);
      else {
        const m = meetings.findIndex((one) => one.province === demand.province && one.partner === demand.partner);
        row(1, 2, [at(m, demand.slot)], letGo);
      }
    });
    model.run();
    const status = model.getModelStatus();
    if (status !== highs.constants.modelStatus.optimal) throw new Error(`HiGHS ended with status ${status}`);
    const { colValue } = model.getSolution();
    return demands.filter((_, k) => (colValue[released(k)] as number) > 0.5);
  } finally {
    model.dispose();
  }
}
