// Random numbers that are the same on every run.

export interface Random {
  /** From 0 up to, but never, `below`: a whole number. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** `count` different ones, in random order; fewer when there are fewer. */
  some<T>(from: readonly T[], count: number): T[];
}

/** Mulberry32, by Tommy Ettinger: small, and good enough to spread test data. */
export function random(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error('nothing to pick from');
    return from[below(from.length)] as T;
  };
  return {
    below,
    pick,
    some: (from, count) => {
      const left = [...from];
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
    },
  };
}
