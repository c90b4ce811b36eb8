// Every English text, by section; the words themselves are in en/, one file an area.
import * as accounts from './en/accounts.js';
import * as backups from './en/backups.js';
import * as edits from './en/edits.js';
import * as events from './en/events.js';
import * as matches from './en/matches.js';
import * as planning from './en/planning.js';
import * as postings from './en/postings.js';
import * as proposals from './en/proposals.js';
import * as request from './en/request.js';
import * as search from './en/search.js';
import * as seed from './en/seed.js';
import * as sheet from './en/sheet.js';
import * as start from './en/start.js';
import * as store from './en/store.js';
import * as timetables from './en/timetables.js';
import * as vocabulary from './en/vocabulary.js';
import type { Translation } from './texts.js';

export const en: Translation = {
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
  words: postings.words,
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
  console: { ...start.console },
};
