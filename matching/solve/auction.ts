// Parties bid for the meetings they would rather have than their next best ones; a full counterpart costs what was bid in
// vain (D. P. Bertsekas, "The auction algorithm", 1988). Ends near the best pairing, not at it.
import type { Candidate, Pairing } from './pair.js';

/** How often every candidate may be looked at, on average. */
const patience = 20;
/** Bids exceed what would do by this part of the dearest worth, or it would take many to outdo one another. */
const steps = 200;

export class Auction {
  /** Of one more meeting of each counterpart. */
  readonly price: Float64Array;
  private readonly parties: number;
  // What may be had besides the meetings that must take place.
  private readonly least: Int32Array;
  private readonly most: Int32Array;
  private readonly room: Int32Array;
  private places: number;
  private readonly must: Uint8Array;
  // The bids that may be made, party by party: those of party a begin at start[a].
  private readonly start: Int32Array;
  private readonly party: Int32Array;
  private readonly counterpart: Int32Array;
  private readonly candidate: Int32Array;
  private readonly worth: Float64Array;
  private readonly bid: Float64Array;
  private readonly isHeld: Uint8Array;
  /** The bids that hold a place at each counterpart, and how many of each party do. */
  private readonly holders: number[][];
  private readonly held: Int32Array;
  private taken = 0;
  private readonly dearest: number;
  private readonly step: number;
  private effort: number;
  // The best bids of the party that is looked at, and what each leaves of its worth.
  private found = 0;
  private readonly best: Int32Array;
  private readonly nets: Float64Array;
  /** What the best bid that a party does not hold would leave to it, when last all were looked at. */
  private readonly missed: Float64Array;
  private readonly waiting: number[] = [];
  private readonly isWaiting: Uint8Array;

  constructor({ parties, room, candidates, least, most, meetings }: Pairing) {
    this.parties = parties;
    this.price = new Float64Array(room.length);
    this.least = new Int32Array(parties).fill(least);
    this.most = new Int32Array(parties).fill(Math.min(most, room.length));
    this.room = Int32Array.from(room, (limit) => Math.min(limit, parties));
    this.places = meetings;
    this.must = new Uint8Array(candidates.length);
    this.dearest = this.setAside(candidates);
    this.start = this.rows(candidates);
    const count = this.start[parties] as number;
    this.party = new Int32Array(count);
    this.counterpart = new Int32Array(count);
    this.candidate = new Int32Array(count);
    this.worth = new Float64Array(count);
    this.bid = new Float64Array(count);
    this.isHeld = new Uint8Array(count);
    this.enter(candidates);
    this.holders = room.map(() => []);
    this.held = new Int32Array(parties);
    this.step = Math.max(1, Math.floor(this.dearest / steps));
    this.effort = patience * count;
    const longest = Math.min(most, room.length) + 1;
    this.best = new Int32Array(longest);
    this.nets = new Float64Array(longest);
    this.missed = new Float64Array(parties);
    this.isWaiting = new Uint8Array(parties);
  }

  get isOver(): boolean {
    return this.effort <= 0;
  }

  /** Whether the event has all its meetings. */
  get isFull(): boolean {
    return this.taken >= this.places;
  }

  /** The price of a meeting at which the parties want as many as the event has, at the present prices of counterparts. */
  fairTotal(): number {
    const more: number[] = [];
    let { places } = this;
    for (let a = 0; a < this.parties; a++) {
      this.look(a);
      const least = this.least[a] as number;
      const most = Math.min(this.most[a] as number, this.found);
      const held = this.held[a] as number;
      this.missed[a] = held < most ? (held < least ? Number.POSITIVE_INFINITY : (this.nets[held] as number)) : 0;
      places -= least;
      for (let k = least; k < most && (this.nets[k] as number) > 0; k++) more.push(this.nets[k] as number);
    }
    if (more.length <= places) return 0;
    const sorted = Float64Array.from(more).sort();
    return places <= 0 ? (sorted[more.length - 1] as number) : (sorted[more.length - places] as number);
  }

  run(total: number): void {
    for (let a = this.parties - 1; a >= 0; a--) if ((this.missed[a] as number) > total) this.wait(a);
    for (let a = this.waiting.pop(); a !== undefined; a = this.waiting.pop()) {
      this.isWaiting[a] = 0;
      if (!this.isOver) this.bidFor(a, total);
    }
  }

  /** 1 for each candidate that holds a place or must take place. */
  used(): Uint8Array {
    const used = this.must.slice();
    for (let i = 0; i < this.isHeld.length; i++) if (this.isHeld[i]) used[this.candidate[i] as number] = 1;
    return used;
  }

  /** Takes the meetings that must take place out of what there is. Gives the highest worth of any candidate. */
  private setAside(candidates: readonly Candidate[]): number {
    let dearest = 0;
    for (let e = 0; e < candidates.length; e++) {
      const { a, b, worth, must } = candidates[e] as Candidate;
      dearest = Math.max(dearest, Math.abs(worth));
      if (!must) continue;
      this.must[e] = 1;
      this.least[a] = Math.max(0, (this.least[a] as number) - 1);
      this.most[a] = Math.max(0, (this.most[a] as number) - 1);
      this.room[b] = (this.room[b] as number) - 1;
      this.places--;
    }
    return dearest;
  }

  private mayBid({ b, must }: Candidate): boolean {
    return !must && (this.room[b] as number) > 0;
  }

  /** Where the bids of each party begin; a counterpart without room is too dear for everyone. */
  private rows(candidates: readonly Candidate[]): Int32Array {
    const { price, parties } = this;
    const start = new Int32Array(parties + 1);
    for (const one of candidates) {
      if (this.mayBid(one)) start[one.a + 1] = (start[one.a + 1] as number) + 1;
      else if (!one.must) price[one.b] = Math.max(price[one.b] as number, one.worth);
    }
    for (let a = 0; a < parties; a++) start[a + 1] = (start[a + 1] as number) + (start[a] as number);
    return start;
  }

  private enter(candidates: readonly Candidate[]): void {
    const next = this.start.slice();
    for (let e = 0; e < candidates.length; e++) {
      const one = candidates[e] as Candidate;
      if (!this.mayBid(one)) continue;
      const at = next[one.a] as number;
      next[one.a] = at + 1;
      this.party[at] = one.a;
      this.counterpart[at] = one.b;
      this.worth[at] = one.worth;
      this.candidate[at] = e;
    }
  }

  private wait(a: number): void {
    if (this.isWaiting[a]) return;
    this.isWaiting[a] = 1;
    this.waiting.push(a);
  }

  /** Finds the best bids of a party, one more than it may win. */
  private look(a: number): void {
    const { best, nets, worth, price, isHeld, counterpart, step } = this;
    const enough = (this.most[a] as number) + 1;
    const end = this.start[a + 1] as number;
    let found = 0;
    let floor = Number.NEGATIVE_INFINITY;
    for (let i = this.start[a] as number; i < end; i++) {
      let net = (worth[i] as number) - (price[counterpart[i] as number] as number);
      // What is held is not given up for a trifle.
      if (isHeld[i] === 1) net += step;
      if (net <= floor) continue;
      let at = found < enough ? found++ : enough - 1;
      for (; at > 0 && (nets[at - 1] as number) < net; at--) {
        nets[at] = nets[at - 1] as number;
        best[at] = best[at - 1] as number;
      }
      nets[at] = net;
      best[at] = i;
      if (found === enough) floor = nets[enough - 1] as number;
    }
    this.found = found;
    this.effort -= end - (this.start[a] as number);
  }

  private bidFor(a: number, total: number): void {
    this.look(a);
    const { best, nets, found, step, isHeld } = this;
    const least = this.least[a] as number;
    const most = Math.min(this.most[a] as number, found);
    let wanted = Math.min(least, most);
    while (wanted < most && (nets[wanted] as number) > total) wanted++;
    const next = wanted < found ? (nets[wanted] as number) : -this.dearest;
    const instead = wanted > least ? Math.max(next, total) : next;
    this.giveUp(a, wanted);
    for (let k = 0; k < wanted; k++) {
      const i = best[k] as number;
      this.bid[i] = (this.worth[i] as number) - instead + step;
      if (isHeld[i] === 0 && !this.place(i)) this.wait(a);
    }
  }

  /** Takes back what a party holds beyond the bids it wants. */
  private giveUp(a: number, wanted: number): void {
    const { best, isHeld } = this;
    let kept = 0;
    for (let k = 0; k < wanted; k++) kept += isHeld[best[k] as number] as number;
    if (kept === this.held[a]) return;
    const wants = best.subarray(0, wanted);
    for (let i = this.start[a] as number; i < (this.start[a + 1] as number); i++) {
      if (isHeld[i] === 0 || wants.includes(i)) continue;
      const list = this.holders[this.counterpart[i] as number] as number[];
      list.splice(list.indexOf(i), 1);
      this.hold(i, 0);
      this.taken--;
    }
  }

  /** Gives a bid a place, where one is free or held by a lower bid; the one that loses becomes the price. */
  private place(i: number): boolean {
    const { bid, price } = this;
    const b = this.counterpart[i] as number;
    const list = this.holders[b] as number[];
    if (list.length < (this.room[b] as number)) {
      list.push(i);
      this.hold(i, 1);
      this.taken++;
      return true;
    }
    let weakest = 0;
    for (let at = 1; at < list.length; at++)
      if ((bid[list[at] as number] as number) < (bid[list[weakest] as number] as number)) weakest = at;
    const other = list[weakest];
    const wins = other !== undefined && (bid[i] as number) > (bid[other] as number);
    price[b] = Math.max(price[b] as number, bid[wins ? other : i] as number);
    if (!wins) return false;
    list[weakest] = i;
    this.hold(i, 1);
    this.hold(other, 0);
    this.wait(this.party[other] as number);
    return true;
  }

  private hold(i: number, is: 0 | 1): void {
    const a = this.party[i] as number;
    this.isHeld[i] = is;
    this.held[a] = (this.held[a] as number) + (is === 1 ? 1 : -1);
  }
}
