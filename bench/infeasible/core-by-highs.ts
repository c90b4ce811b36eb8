// The peer: the same rules decided by HiGHS alone, as one mixed-integer program that stays warm while rules are left out of it
// one by one (a deletion filter) until those that remain contradict each other and no fewer of them do.
import type { Highs, Model } from 'highs';
import { standings } from '../../matching/check/standing.js';
import type { MatchingInput, RuleRef } from '../../matching/model.js';
import { rulesOf } from '../../matching/plan/rule-list.js';
import type { Table } from '../../matching/plan/table.js';
import { granting, type Limits, limits as limitsOf } from '../../matching/rules.js';
import { changed } from '../../test/arrange/matching/brute-force.js';

/** An irreducible set, which need not be the smallest one; the empty set when all rules can be kept. */
export function coreByHighs(input: MatchingInput, table: Table, highs: Highs): RuleRef[] {
  const rules = rulesOf(input).map(({ ref }) => ref);
  const program = new HighsRules(input, table, highs);
  try {
    let kept = rules;
    if (program.canKeep(kept)) return [];
    for (const rule of rules) {
      const rest = kept.filter((other) => other !== rule);
      if (!program.canKeep(rest)) kept = rest;
    }
    return kept;
  } finally {
    program.dispose();
  }
}

interface Bounds {
  lower: number[];
  upper: number[];
}

/** Columns: each province (0 or 1), then each pair. Leaving a rule out widens bounds; the matrix stays. */
export class HighsRules {
  readonly #input: MatchingInput;
  readonly #table: Table;
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #regions: readonly string[];

  constructor(input: MatchingInput, table: Table, highs: Highs) {
    this.#input = input;
    this.#table = table;
    this.#highs = highs;
    this.#regions = [...new Set(table.rows.map(({ province }) => province.region))].sort();
    this.#model = highs.createModel();
    this.#build(limitsOf(input));
  }

  /** Whether some list keeps these of the event's rules. */
  canKeep(kept: readonly RuleRef[]): boolean {
    const isKept = (rule: RuleRef) => kept.some((other) => JSON.stringify(other) === JSON.stringify(rule));
    const left = rulesOf(this.#input).filter(({ ref }) => !isKept(ref));
    const rest = left.reduce((asked, { ref }) => changed(asked, ref, null), this.#input);
    const limits = granting(limitsOf(rest), limitsOf(this.#input));
    const { optimal, infeasible } = this.#highs.constants.modelStatus;
    const columns = this.#columns(limits);
    const rows = this.#rows(limits);
    const all = ({ lower }: Bounds) => ({ kind: 'range', from: 0, to: lower.length - 1 }) as const;
    this.#model.changeColsBounds(all(columns), columns.lower, columns.upper);
    this.#model.changeRowsBounds(all(rows), rows.lower, rows.upper);
    this.#model.run();
    const status = this.#model.getModelStatus();
    if (status !== optimal && status !== infeasible) throw new Error(`HiGHS ended with status ${status}`);
    return status === optimal;
  }

  dispose(): void {
    this.#model.dispose();
  }

  #build({ minMeetings }: Limits): void {
    const { rows, partners } = this.#table;
    const [n, m] = [rows.length, partners.length];
    const provinces = rows.map((_, i) => i);
    const pair = (i: number, j: number) => n + i * m + j;
    this.#model.options.set({ output_flag: false, random_seed: 0 });
    for (let column = 0; column < n + n * m; column++) this.#model.addCol(0, 0, 1, { indices: [], values: [] });
    for (const i of provinces) this.#model.changeColIntegrality(i, this.#highs.constants.variableType.integer);
    const row = (indices: readonly number[], invited?: { i: number; factor: number }) =>
      this.#model.addRow(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, {
        indices: invited ? [...indices, invited.i] : indices,
        values: [...indices.map(() => 1), ...(invited ? [invited.factor] : [])],
      });
    row(provinces);
    row(provinces.flatMap((i) => partners.map((_, j) => pair(i, j))));
    for (const region of this.#regions) row(provinces.filter((i) => rows[i]?.province.region === region));
    partners.forEach((_, j) => {
      row(provinces.map((i) => pair(i, j)));
    });
    for (const i of provinces) {
      const own = partners.map((_, j) => pair(i, j));
      row(own);
      row(own, { i, factor: -minMeetings });
      row(own, { i, factor: -m });
    }
  }

  #columns(limits: Limits): Bounds {
    const { rows, partners } = this.#table;
    const known = standings(this.#table.under(limits), limits);
    const lower = known.map(({ pinned }) => Number(pinned));
    const upper = known.map(({ mayCome }) => Number(mayCome));
    for (let i = 0; i < rows.length; i++) {
      const { open = [], pins = [] } = known[i] ?? {};
      const may = new Set([...open, ...pins]);
      partners.forEach((_, j) => {
        lower.push(Number(pins.includes(j)));
        upper.push(Number(may.has(j)));
      });
    }
    return { lower, upper };
  }

  #rows({ seats, meetings, regionMin, regionMax, perPartner, perProvince, minMeetings }: Limits): Bounds {
    const { rows, partners } = this.#table;
    const [n, m] = [rows.length, partners.length];
    const none = Number.NEGATIVE_INFINITY;
    const bounds: [number, number][] = [
      [0, Math.min(seats, n)],
      [0, Math.min(meetings, n * m)],
      ...this.#regions.map((region): [number, number] => [regionMin.get(region) ?? 0, regionMax.get(region) ?? n]),
      ...partners.map((): [number, number] => [0, Math.min(perPartner, n)]),
      ...rows.flatMap((): [number, number][] => [
        [0, Math.min(perProvince, m)],
        [minMeetings > 0 ? 0 : none, m],
        [none, 0],
      ]),
    ];
    return { lower: bounds.map(([low]) => low), upper: bounds.map(([, high]) => high) };
  }
}
