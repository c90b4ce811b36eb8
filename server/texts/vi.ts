// Every Vietnamese text, by section; the words themselves are in vi/, one file an area.
import * as accounts from './vi/accounts.js';
import * as backups from './vi/backups.js';
import * as edits from './vi/edits.js';
import * as events from './vi/events.js';
import * as matches from './vi/matches.js';
import * as planning from './vi/planning.js';
import * as postings from './vi/postings.js';
import * as proposals from './vi/proposals.js';
import * as request from './vi/request.js';
import * as search from './vi/search.js';
import * as seed from './vi/seed.js';
import * as sheet from './vi/sheet.js';
import * as start from './vi/start.js';
import * as store from './vi/store.js';
import * as timetables from './vi/timetables.js';
import * as vocabulary from './vi/vocabulary.js';

export const vi = {
  /** Failures: `title` says what happened in general, `detail` in this case. */
  failures: {
    ...request.failures,
    ...store.failures,
    ...search.failures,
    ...start.failures,
    ...backups.failures,
    ...accounts.failures,
    ...postings.failures,
    ...vocabulary.failures,
    ...events.failures,
    ...proposals.failures,
    ...timetables.failures,
    ...edits.failures,
  },
  /** What is wrong with one field. */
  issues: {
    ...request.issues,
    ...accounts.issues,
    ...seed.issues,
    ...postings.issues,
    ...vocabulary.issues,
    ...search.issues,
    ...start.issues,
    ...events.issues,
    ...proposals.issues,
    ...timetables.issues,
    ...edits.issues,
  },
  /** Acts in the audit. */
  acts: {
    ...backups.acts,
    ...accounts.acts,
    ...seed.acts,
    ...postings.acts,
    ...vocabulary.acts,
    ...events.acts,
    ...proposals.acts,
    ...timetables.acts,
    ...edits.acts,
  },
  /** Codes as they are said inside a sentence. */
  words: postings.words,
  /** Sentences and clauses of a plan. */
  grounds: proposals.grounds,
  whyNot: proposals.whyNot,
  changes: proposals.changes,
  warnings: proposals.warnings,
  relaxations: proposals.relaxations,
  plan: proposals.plan,
  timetables: timetables.timetables,
  difference: edits.difference,
  prices: edits.prices,
  matches: matches.matches,
  planning: planning.planning,
  search: search.search,
  sheet: sheet.sheet,
  /** What commands print. */
  console: { ...start.console },
};
