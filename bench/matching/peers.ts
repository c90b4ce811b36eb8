// Other ways to the same choice and the same pairing: greedy, as a person would, and HiGHS alone on the whole program.
import type { Highs } from 'highs';

export interface ChoiceProblem {
  /** Worth of each party. */
  weight: readonly number[];
  /** Worth of the meetings each party may have, by counterpart. */
  meetings: readonly ReadonlyMap<number, number>[];
  seats: number;
  group: readonly string[];
  groupMax: ReadonlyMap<string, number>;
  /** Meetings each chosen party needs, what each counterpart has room for, and all there can be. */
  least: number;
  room: readonly number[];
  all: number;
}
export interface PairingProblem {
  meetings: readonly ReadonlyMap<number, number>[];
  least: number;
  most: number;
  room: readonly number[];
  all: number;
}
type Sum = { value: number };

/** Best first, whoever still fits; its meetings with the counterparts it likes best among those that have room. */
export function greedyChoice({ weight, meetings, seats, group, groupMax, least, room, all }: ChoiceProblem): Sum {
  const free = [...room];
  const taken = new Map<string, number>();
  let [value, chosen, left] = [0, 0, all];
  for (const i of byWorth(weight)) {
    const own = group[i] ?? '';
    const isFull = (taken.get(own) ?? 0) >= (groupMax.get(own) ?? Number.POSITIVE_INFINITY);
    const liked = [...(meetings[i] ?? [])].filter(([j]) => (free[j] ?? 0) > 0).sort(([, a], [, b]) => b - a);
    if (chosen >= seats || isFull || liked.length < least || left < least) continue;
    for (const [j] of liked.slice(0, least)) free[j] = (free[j] ?? 0) - 1;
    taken.set(own, (taken.get(own) ?? 0) + 1);
    value += weight[i] ?? 0;
    chosen += 1;
    left -= least;
  }
  return { value };
}

/** The best meeting first, while both sides have room; `met`: the counterparts of each party. */
export function greedyPairing({ meetings, least, most, room, all }: PairingProblem): Sum & {
  short: number;
  met: number[][];
} {
  const cells = meetings.flatMap((row, i) => [...row].map(([j, worth]) => ({ i, j, worth })));
  const free = [...room];
  const met = meetings.map((): number[] => []);
  let [value, left] = [0, all];
  for (const { i, j, worth } of cells.sort((a, b) => b.worth - a.worth)) {
    const own = met[i] ?? [];
    if (left === 0 || (free[j] ?? 0) === 0 || own.length === most) continue;
    free[j] = (free[j] ?? 0) - 1;
    own.push(j);
    left -= 1;
    value += worth;
  }
  return { value, short: met.filter(({ length }) => length < least).length, met };
}

/** One mixed-integer program: who is chosen, and a fractional meeting for each pair that may meet. */
export function highsChoice(problem: ChoiceProblem, highs: Highs): Sum {
  const { weight, meetings, seats, group, groupMax, least, room, all } = problem;
  const parties = weight.map((_, i) => i);
  return solved(highs, (model) => {
    for (const i of parties) {
      model.column(weight[i] ?? 0, 1, true);
    }
    const cells = meetings.flatMap((row, i) => [...row.keys()].map((j) => ({ i, j, at: model.column(0, 1, false) })));
    model.atMost(
      seats,
      parties.map((i) => [i, 1]),
    );
    for (const [name, most] of groupMax) {
      model.atMost(
        most,
        parties.filter((i) => group[i] === name).map((i) => [i, 1]),
      );
    }
    for (const i of parties) {
      const own = cells.filter((cell) => cell.i === i);
      model.atMost(0, [[i, least], ...own.map(({ at }): [number, number] => [at, -1])]);
      for (const { at } of own)
        model.atMost(0, [
          [at, 1],
          [i, -1],
        ]);
    }
    room.forEach((most, j) => {
      model.atMost(
        most,
        cells.filter((cell) => cell.j === j).map(({ at }) => [at, 1]),
      );
    });
    model.atMost(
      all,
      cells.map(({ at }) => [at, 1]),
    );
  });
}

/** A linear program; its corners are whole. */
export function highsPairing({ meetings, least, most, room, all }: PairingProblem, highs: Highs): Sum {
  return solved(highs, (model) => {
    const cells = meetings.flatMap((row, i) =>
      [...row].map(([j, worth]) => ({ i, j, at: model.column(worth, 1, false) })),
    );
    meetings.forEach((_, i) => {
      model.between(
        least,
        most,
        cells.filter((cell) => cell.i === i).map(({ at }) => [at, 1]),
      );
    });
    room.forEach((limit, j) => {
      model.atMost(
        limit,
        cells.filter((cell) => cell.j === j).map(({ at }) => [at, 1]),
      );
    });
    model.atMost(
      all,
      cells.map(({ at }) => [at, 1]),
    );
  });
}

type Terms = readonly (readonly [column: number, factor: number])[];
interface Model {
  /** From 0 to `most`; answers its number. */
  column(worth: number, most: number, isWhole: boolean): number;
  atMost(limit: number, terms: Terms): void;
  between(least: number, most: number, terms: Terms): void;
}

function solved(highs: Highs, build: (model: Model) => void): Sum {
  const model = highs.createModel();
  let columns = 0;
  const between = (least: number, most: number, terms: Terms) => {
    model.addRow(least, most, {
      indices: terms.map(([column]) => column),
      values: terms.map(([, factor]) => factor),
    });
  };
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, random_seed: 0 });
    build({
      column: (worth, most, isWhole) => {
        model.addCol(worth, 0, most, { indices: [], values: [] });
        if (isWhole) model.changeColIntegrality(columns, highs.constants.variableType.integer);
        columns += 1;
        return columns - 1;
      },
      atMost: (limit, terms) => between(Number.NEGATIVE_INFINITY, limit, terms),
      between,
    });
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
    model.run();
    const status = model.getModelStatus();
    if (status !== highs.constants.modelStatus.optimal) throw new Error(`HiGHS ended with status ${status}`);
    return { value: Math.round(model.info.get('objective_function_value') as number) };
  } finally {
    model.dispose();
  }
}

const byWorth = (weight: readonly number[]): number[] =>
  weight.map((_, i) => i).sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0));
