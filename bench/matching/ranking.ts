// How good a ranking is, by grades that people gave.

/** Discounted gain of the first `places`, the grades in ranked order: each divided by log2(rank + 1). */
function discounted(grades: readonly number[], places: number): number {
  return grades.slice(0, places).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
}

/** nDCG: the ranking's discounted gain over that of the best order; null where nothing deserves a place. */
export function ndcg(
  ranked: readonly string[],
  grade: ReadonlyMap<string, number>,
  places = ranked.length,
): number | null {
  const best = discounted(
    [...grade.values()].sort((a, b) => b - a),
    places,
  );
  return best === 0
    ? null
    : discounted(
        ranked.map((id) => grade.get(id) ?? 0),
        places,
      ) / best;
}

export interface Summary {
  mean: number;
  worst: number;
  /** How many rankings it is the mean of. */
  of: number;
}
export function summary(figures: readonly (number | null)[]): Summary {
  const known = figures.filter((figure) => figure !== null);
  const mean = known.reduce((sum, figure) => sum + figure, 0) / known.length;
  return { mean, worst: Math.min(...known), of: known.length };
}

/** Best first by what `value` gives, ties by id. */
export function ranked<T extends { id: string }>(items: readonly T[], value: (item: T) => number): string[] {
  return items
    .map((item) => ({ id: item.id, value: value(item) }))
    .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
