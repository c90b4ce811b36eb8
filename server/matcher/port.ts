// The matcher as the service sees it: questions answered off the request path, so that no solve ever blocks a request.
import type {
  Answer,
  MatchingInput,
  MatchingPosting,
  MatchingTheme,
  Outlook,
  OutlookInput,
  Part,
  Progress,
} from '../../matching/index.js';

export type { Progress } from '../../matching/index.js';

export interface CounterpartQuestion {
  /** The posting to find counterparts for, and all candidates of the other kind. */
  posting: MatchingPosting;
  kind: 'need' | 'offer';
  candidates: readonly MatchingPosting[];
  themes: readonly MatchingTheme[];
  /** Ages are counted from this year. */
  year: number;
}
export interface CounterpartAnswer {
  /** Best first, ties by id. */
  ranked: { id: string; score: number; parts: Part[] }[];
}

export interface Matcher {
  /**
   * Fails with `matcher.stopped` when the worker dies on it; the next question starts a new one. After `stop` the plan comes
   * as it stands, with the reasons found by then.
   */
  propose(input: MatchingInput, tell?: (progress: Progress) => void, stop?: AbortSignal): Promise<Answer>;
  counterparts(question: CounterpartQuestion): Promise<CounterpartAnswer>;
  nextEvents(input: OutlookInput): Promise<Outlook>;
  /** The vocabulary has changed: the next question reads it anew. */
  vocabularyChanged(): void;
  /** Starts the worker ahead of the first question. */
  warm(): Promise<void>;
  close(): Promise<void>;
}
