// Every English text, by section; the words themselves are in en/, one file an area.
import * as accounts from './en/accounts.js';
import * as request from './en/request.js';
import * as seed from './en/seed.js';
import * as start from './en/start.js';
import * as store from './en/store.js';
import type { Translation } from './texts.js';

export const en: Translation = {
  failures: { ...request.failures, ...store.failures, ...start.failures, ...accounts.failures },
  issues: { ...request.issues, ...accounts.issues, ...seed.issues },
  acts: { ...accounts.acts, ...seed.acts },
  console: { ...start.console },
};
