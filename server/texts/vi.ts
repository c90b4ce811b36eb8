// Every Vietnamese text, by section; the words themselves are in vi/, one file an area.
import * as accounts from './vi/accounts.js';
import * as request from './vi/request.js';
import * as seed from './vi/seed.js';
import * as start from './vi/start.js';
import * as store from './vi/store.js';

export const vi = {
  /** Failures: `title` says what happened in general, `detail` in this case. */
  failures: { ...request.failures, ...store.failures, ...start.failures, ...accounts.failures },
  /** What is wrong with one field. */
  issues: { ...request.issues, ...accounts.issues, ...seed.issues },
  /** Acts in the audit. */
  acts: { ...accounts.acts, ...seed.acts },
  /** What commands print. */
  console: { ...start.console },
};
