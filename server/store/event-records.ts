// What is kept of events and of the plans made for them.
import type {
  MatchingInput,
  MatchingRules,
  Pair,
  ProposalDocument,
  SlottedPair,
  Timetable,
  TimetableInput,
  TimetableMode,
} from '../../matching/index.js';
import type { Base, Bilingual, Source } from './records.js';

export interface EventSlot {
  id: string;
  from: string;
  to: string;
}
export interface EventInterpreter {
  id: string;
  name: string;
  languages: string[];
  unavailable: string[];
}
export interface EventRecord extends Base {
  slug: string;
  status: 'planned' | 'held';
  name: Bilingual;
  series: string;
  partners: string[];
  countries: string[];
  themes: string[];
  /** YYYY, YYYY-MM or YYYY-MM-DD; '' when unknown (some past events). */
  date: string;
  dateEnd: string;
  place: string;
  seats: number;
  tables: number;
  slots: EventSlot[];
  interpreters: EventInterpreter[];
  rules: MatchingRules;
  /** Past events: the provinces that took part, as current units. */
  provinces: string[];
  note: string;
  source: Source | null;
  createdAt: string;
  updatedAt: string;
}
/** Who took a step, and when. */
export interface Signature {
  account: string;
  at: string;
}
/** How much of its parent a proposal was allowed to change; `atMost` in the mode of that name only. */
export interface ProposalEdit {
  mode: 'fewest-changes' | 'at-most' | 'free';
  atMost: number | null;
}
export interface ProposalRecord extends Base {
  event: string;
  /** The proposal it was edited from, and how; the first versions had no edits. */
  parent: string | null;
  edit?: ProposalEdit | null;
  status: 'draft' | 'checked' | 'approved' | 'released';
  createdAt: string;
  createdBy: string;
  checked: Signature | null;
  approved: Signature | null;
  released: Signature | null;
  /** Everything the document was computed from: with the same engine version it gives the same document again. */
  inputs: MatchingInput;
  document: ProposalDocument;
}
/** What the planner asked of a timetable; each request says all of it anew. */
export interface TimetableRequest {
  locked: SlottedPair[];
  unavailable: { party: string; slots: string[] }[];
  /** Provinces and partners that no longer come. */
  dropOut: string[];
  mode: TimetableMode;
  atMost: number | null;
}
/** A meeting as calendars know it, from its first timetable on, also when it is no longer held. */
export interface CalendarEntry extends Pair {
  from: string;
  to: string;
  table: number;
  cancelled: boolean;
  /** Rises with each change (RFC 5545). */
  sequence: number;
  changedAt: string;
}
/** The timetable of a proposal: its id is the proposal's, and a later one takes its place. */
export interface TimetableRecord extends Base {
  event: string;
  madeAt: string;
  madeBy: string;
  request: TimetableRequest;
  /** The slots as they were then. */
  slots: EventSlot[];
  /** Everything the timetable was computed from: with the same engine version it gives the same timetable again. */
  inputs: TimetableInput;
  inputsDigest: string;
  engine: string;
  /** Somebody ended the search: what was found by then. */
  cutShort: boolean;
  timetable: Timetable;
  calendar: CalendarEntry[];
}
