// A placing that can be changed by Kempe chains. Seen as a colouring, a slot is a colour of the meetings, and the meetings
// of two slots form paths and cycles; to exchange the slots along one of them double-books nobody. Only the two ends of a
// path gain and lose a slot, so what a change does to the gaps is known from the ends alone.
import type { Grid, Placing } from './grid.js';

export class Chains {
  readonly #grid: Grid;
  readonly at: Int32Array;
  /** Meeting of a party in a slot, or -1, with an empty slot before the first and after the last. */
  readonly #who: Int32Array;
  readonly #width: number;
  readonly #allowed: Uint8Array;
  readonly #limitsOf: readonly (readonly number[])[];
  readonly #used: Int32Array[];
  readonly #order: readonly (readonly (readonly [earlier: number, later: number])[])[];
  readonly gapsOf: Int32Array;
  /** The chain last asked for, and what it does. */
  readonly #chain: Int32Array;
  #length = 0;
  readonly #ends: [party: number, from: number, to: number][] = [];
  gaps = 0;
  moves = 0;

  constructor(grid: Grid, placing: Placing) {
    const { meetings, slots, parties, limits, order } = grid;
    this.#grid = grid;
    this.at = Int32Array.from(placing);
    this.#width = slots + 2;
    this.#who = new Int32Array(parties * this.#width).fill(-1);
    this.#allowed = new Uint8Array(meetings.length * slots);
    this.#chain = new Int32Array(meetings.length);
    this.#used = limits.map(() => new Int32Array(slots));
    this.#limitsOf = meetings.map((_, m) => limits.flatMap((limit, g) => (limit.meetings.includes(m) ? [g] : [])));
    this.#order = meetings.map((_, m) => order.filter((pair) => pair.includes(m)));
    this.gapsOf = new Int32Array(parties);
    meetings.forEach(({ slots: allowed }, m) => {
      for (const slot of allowed) this.#allowed[m * slots + slot] = 1;
      this.#put(m, placing[m] as number);
    });
    this.moves = grid.before.filter((slot, m) => slot !== null && placing[m] !== slot).length;
    for (let party = 0; party < parties; party += 1) {
      let runs = 0;
      for (let slot = 0; slot < slots; slot += 1) if (this.#busy(party, slot) > this.#busy(party, slot - 1)) runs += 1;
      this.gapsOf[party] = Math.max(runs - 1, 0);
      this.gaps += this.gapsOf[party] as number;
    }
  }

  #busy(party: number, slot: number): number {
    return (this.#who[party * this.#width + slot + 1] as number) < 0 ? 0 : 1;
  }

  #meetingOf(party: number, slot: number): number {
    return this.#who[party * this.#width + slot + 1] as number;
  }

  #put(m: number, slot: number): void {
    const { a, b } = this.#grid.meetings[m] as { a: number; b: number };
    this.#who[a * this.#width + slot + 1] = m;
    this.#who[b * this.#width + slot + 1] = m;
    this.at[m] = slot;
    for (const g of this.#limitsOf[m] as number[]) {
      const used = this.#used[g] as Int32Array;
      used[slot] = (used[slot] as number) + 1;
    }
  }

  #take(m: number): void {
    const slot = this.at[m] as number;
    const { a, b } = this.#grid.meetings[m] as { a: number; b: number };
    this.#who[a * this.#width + slot + 1] = -1;
    this.#who[b * this.#width + slot + 1] = -1;
    for (const g of this.#limitsOf[m] as number[]) {
      const used = this.#used[g] as Int32Array;
      used[slot] = (used[slot] as number) - 1;
    }
  }

  /** The chain that brings meeting m into slot `to`; null when a rule forbids it, else what it adds to gaps and moves. */
  consider(m: number, to: number): { gaps: number; moves: number } | null {
    const from = this.at[m] as number;
    if (from === to || !this.#follow(m, from, to) || !this.#keepsLimits(from, to) || !this.#keepsOrder(from, to)) {
      return null;
    }
    let gaps = 0;
    for (const [party, lost, gained] of this.#ends) gaps += this.#gapsGained(party, lost, gained);
    let moves = 0;
    for (let i = 0; i < this.#length; i += 1) {
      const member = this.#chain[i] as number;
      const before = this.#grid.before[member];
      if (before === null || before === undefined) continue;
      if (before === this.at[member]) moves += 1;
      else if (before === (this.at[member] === from ? to : from)) moves -= 1;
    }
    return { gaps, moves };
  }

  /** Does what was last considered. */
  commit({ gaps, moves }: { gaps: number; moves: number }, from: number, to: number): void {
    for (const [party, lost, gained] of this.#ends) {
      this.gapsOf[party] = (this.gapsOf[party] as number) + this.#gapsGained(party, lost, gained);
    }
    for (let i = 0; i < this.#length; i += 1) this.#take(this.#chain[i] as number);
    for (let i = 0; i < this.#length; i += 1) {
      const member = this.#chain[i] as number;
      this.#put(member, this.at[member] === from ? to : from);
    }
    this.gaps += gaps;
    this.moves += moves;
  }

  /** The parties whose gaps the considered chain changes. */
  *changed(): Generator<readonly [party: number, gaps: number]> {
    for (const [party, lost, gained] of this.#ends) {
      yield [party, (this.gapsOf[party] as number) + this.#gapsGained(party, lost, gained)];
    }
  }

  #isAllowed(m: number, slot: number): boolean {
    return this.#allowed[m * this.#grid.slots + slot] === 1;
  }

  #follow(m: number, from: number, to: number): boolean {
    this.#length = 0;
    this.#ends.length = 0;
    if (!this.#isAllowed(m, to)) return false;
    this.#chain[this.#length++] = m;
    const { a, b } = this.#grid.meetings[m] as { a: number; b: number };
    for (const start of [a, b]) {
      let party = start;
      let lost = from;
      let gained = to;
      for (;;) {
        const next = this.#meetingOf(party, gained);
        if (next < 0) {
          this.#ends.push([party, lost, gained]);
          break;
        }
        // A cycle has come round: it has no ends.
        if (next === m) return true;
        if (!this.#isAllowed(next, lost)) return false;
        this.#chain[this.#length++] = next;
        const met = this.#grid.meetings[next] as { a: number; b: number };
        party = met.a === party ? met.b : met.a;
        [lost, gained] = [gained, lost];
      }
    }
    return true;
  }

  #keepsLimits(from: number, to: number): boolean {
    const { limits } = this.#grid;
    for (let g = 0; g < limits.length; g += 1) {
      let shift = 0;
      for (let i = 0; i < this.#length; i += 1) {
        const member = this.#chain[i] as number;
        if ((this.#limitsOf[member] as number[]).includes(g)) shift += this.at[member] === from ? 1 : -1;
      }
      const used = this.#used[g] as Int32Array;
      const { most } = limits[g] as Grid['limits'][number];
      if (shift > 0 && (used[to] as number) + shift > (most[to] as number)) return false;
      if (shift < 0 && (used[from] as number) - shift > (most[from] as number)) return false;
    }
    return true;
  }

  #keepsOrder(from: number, to: number): boolean {
    if (this.#grid.order.length === 0) return true;
    const members = new Set(this.#chain.subarray(0, this.#length));
    const then = (m: number) => {
      const now = this.at[m] as number;
      return members.has(m) ? (now === from ? to : from) : now;
    };
    for (const m of members) {
      for (const [earlier, later] of this.#order[m] as [number, number][])
        if (then(earlier) >= then(later)) return false;
    }
    return true;
  }

  /** What losing one slot and gaining another adds to the runs of a party. */
  #gapsGained(party: number, lost: number, gained: number): number {
    const parted = this.#busy(party, lost - 1) + this.#busy(party, lost + 1) - 1;
    const beside = (slot: number) => (slot === lost ? 0 : this.#busy(party, slot));
    return parted + 1 - beside(gained - 1) - beside(gained + 1);
  }
}
