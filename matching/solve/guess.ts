// A guess at who meets whom and at the prices, for the flow to start from. Nothing depends on how good it is but time.
import { Auction } from './auction.js';
import type { Candidate, Pairing } from './pair.js';

/** The meetings by candidate, and how many of them each party and each counterpart has; prices as in `Paired`. */
export interface Guess {
  used: Uint8Array;
  ofParty: Int32Array;
  ofCounterpart: Int32Array;
  meetings: number;
  prices: { a: Float64Array; b: Float64Array; total: number };
}

export function guess(pairing: Pairing): Guess {
  const { parties, room, candidates, least, most } = pairing;
  const auction = new Auction(pairing);
  const total = totalPrice(auction);
  const { price } = auction;
  const used = auction.used();
  const ofParty = new Int32Array(parties);
  const ofCounterpart = new Int32Array(room.length);
  // What a party's worst meeting leaves of its worth at these prices, and the best of those it does not have.
  const worst = new Float64Array(parties).fill(Number.POSITIVE_INFINITY);
  const missed = new Float64Array(parties).fill(Number.NEGATIVE_INFINITY);
  let meetings = 0;
  for (let e = 0; e < candidates.length; e++) {
    const { a, b, worth, must } = candidates[e] as Candidate;
    const net = worth - (price[b] as number) - total;
    if (!used[e]) {
      missed[a] = Math.max(missed[a] as number, net);
      continue;
    }
    meetings++;
    ofParty[a] = (ofParty[a] as number) + 1;
    ofCounterpart[b] = (ofCounterpart[b] as number) + 1;
    if (!must) worst[a] = Math.min(worst[a] as number, net);
  }
  const ofOneMore = Float64Array.from(ofParty, (count, a) => {
    const fits = count >= most ? 0 : Math.min(0, worst[a] as number);
    const own = count < least || least === most ? (missed[a] as number) : Math.max(missed[a] as number, fits);
    return Number.isFinite(own) ? own : 0;
  });
  return { used, ofParty, ofCounterpart, meetings, prices: { a: ofOneMore, b: price, total } };
}

/** Lets the parties bid until the event has all its meetings or they are too dear. */
function totalPrice(auction: Auction): number {
  let total = auction.fairTotal();
  for (;;) {
    auction.run(total);
    if (auction.isFull || auction.isOver || total === 0) return total;
    // The more the counterparts cost, the less is left for the event: its price only falls.
    total = Math.max(0, Math.min(auction.fairTotal(), total - 1));
  }
}
