// The smallest choice of numbers that has one in common with each of some sets: tried size by size, within an effort.

/**
 * Of the smallest ones the first in order; `sets` are ascending and not empty. Null when it would take more than `most`
 * numbers, or more than `effort` steps to find.
 */
export function smallestHitting(sets: readonly (readonly number[])[], most: number, effort: number): number[] | null {
  let steps = 0;
  const search = (open: typeof sets, from: number, left: number): number[] | null => {
    if (open.length === 0) return [];
    if (left < apart(open, from) || steps++ >= effort) return null;
    // Whatever lies behind the last number of a set no longer hits it.
    const until = open.reduce((least, set) => Math.min(least, set[set.length - 1] as number), Number.POSITIVE_INFINITY);
    const usable = new Set(open.flat().filter((number) => number >= from && number <= until));
    for (const number of [...usable].sort((a, b) => a - b)) {
      const rest = search(
        open.filter((set) => !set.includes(number)),
        number + 1,
        left - 1,
      );
      if (rest) return [number, ...rest];
    }
    return null;
  };
  for (let size = apart(sets, 0); size <= most && steps < effort; size++) {
    const found = search(sets, 0, size);
    if (found) return found;
  }
  return null;
}

/** Sets that have nothing from `from` on in common, as many as come one after the other: each takes a number of its own. */
function apart(sets: readonly (readonly number[])[], from: number): number {
  const taken = new Set<number>();
  let count = 0;
  for (const set of sets) {
    const usable = set.filter((number) => number >= from);
    if (usable.some((number) => taken.has(number))) continue;
    for (const number of usable) taken.add(number);
    count++;
  }
  return count;
}
