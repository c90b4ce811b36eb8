// The timetabler as the service sees it: a search off the request path, that tells how far it is and can be cut short.
import type { TimetableAnswer, TimetableInput, TimetableProgress } from '../../matching/index.js';

export type { TimetableProgress } from '../../matching/index.js';

export interface Search {
  /** Fails with `timetabler.stopped` when the search dies, `timetable.stopped` when it is cut short with nothing found. */
  readonly answer: Promise<TimetableAnswer>;
  /** Cuts the search short: the answer is the best timetable so far. Answers whether it was not yet over. */
  stop(): boolean;
}

export interface Timetabler {
  search(input: TimetableInput, tell?: (progress: TimetableProgress) => void): Search;
  /** Stops whatever is under way, without an answer. */
  close(): Promise<void>;
}
