// What is asked about events to hold next, and what is answered.
import type { MatchingInput, MatchingPartner, MatchingPosting, MatchingProvince, Part, PastEvent } from '../model.js';

export interface OutlookInput extends Pick<MatchingInput, 'asOf' | 'provinces' | 'needs' | 'offers' | 'themes'> {
  /** Of two that would serve as much, the one of lower precedence is named: an ambassador before a consul. */
  partners: readonly (MatchingPartner & { precedence: number })[];
  history: readonly (PastEvent & { themes: readonly string[] })[];
  /** Events to come: whoever fits one of them waits for it. */
  planned: readonly { partners: readonly string[]; themes: readonly string[] }[];
  /** Needs for which a meeting has been released. */
  paired: readonly string[];
  /** Provinces that one event holds. */
  seats: number;
  /** Events to name at most. */
  most: number;
}
export interface NeedServed {
  need: string;
  province: string;
  score: number;
  parts: Part[];
  /** The partner's offer that answers it best. */
  offer: string | null;
}
export interface NextEvent {
  partner: string;
  theme: string;
  /** The needs it would serve that the events before it would not, the best first. */
  needs: NeedServed[];
  /** Provinces behind them. */
  provinces: number;
  /** Σ score of `needs`. */
  value: number;
  /** All unmet needs it would serve were it the only one. */
  alone: number;
}
export interface Outlook {
  /** Published needs, by what has become of them; together they are all. */
  counts: { unmet: number; planned: number; paired: number; attended: number };
  /** The most useful first, each counted after those before it. */
  events: NextEvent[];
  /** Unmet needs that no partner known here would serve: nobody offers, and no country is named. */
  unserved: string[];
}

/** A need that nothing has served yet. */
export interface Unmet {
  need: MatchingPosting;
  /** The province that asks first. */
  province: MatchingProvince;
}
