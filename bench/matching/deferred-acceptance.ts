// Gale and Shapley's way to a stable pairing (“College Admissions and the Stability of Marriage”, 1962), here with room for
// several on both sides: no two who do not meet would both rather have each other than one of those they meet.

export interface Wishes {
  parties: number;
  /** Meetings of each party and of each counterpart at most. */
  quota: number;
  room: readonly number[];
  pairs: readonly { a: number; b: number }[];
  /** What each pair is worth to its party, and to its counterpart. Of two alike the first in order is liked better. */
  toParty: readonly number[];
  toCounterpart: readonly number[];
}

/** Which pairs meet. Parties ask, best first; each counterpart keeps the best it has room for. */
export function deferredAcceptance({ parties, quota, room, pairs, toParty, toCounterpart }: Wishes): boolean[] {
  const better = (worth: readonly number[]) => (e: number, f: number) =>
    (worth[f] as number) - (worth[e] as number) || e - f;
  const lists = Array.from({ length: parties }, (): number[] => []);
  for (const [e, { a }] of pairs.entries()) lists[a]?.push(e);
  for (const list of lists) list.sort(better(toParty));
  const kept = room.map((): number[] => []);
  const asked = new Uint32Array(parties);
  const held = new Uint32Array(parties);
  const waiting = lists.map((_, a) => a);
  for (let a = waiting.pop(); a !== undefined; a = waiting.pop()) {
    const list = lists[a] as readonly number[];
    while ((held[a] as number) < quota && (asked[a] as number) < list.length) {
      const e = list[asked[a] as number] as number;
      asked[a] = (asked[a] as number) + 1;
      const { b } = pairs[e] as { b: number };
      const own = kept[b] as number[];
      own.push(e);
      held[a] = (held[a] as number) + 1;
      if (own.length <= (room[b] as number)) continue;
      own.sort(better(toCounterpart));
      const { a: refused } = pairs[own.pop() as number] as { a: number };
      held[refused] = (held[refused] as number) - 1;
      if (refused !== a) waiting.push(refused);
    }
  }
  const met = new Set(kept.flat());
  return pairs.map((_, e) => met.has(e));
}
