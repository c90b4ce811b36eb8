// Every Vietnamese text, by section; the words themselves are in vi/, one file an area.
import * as accounts from './vi/accounts.js';
import * as postings from './vi/postings.js';
import * as request from './vi/request.js';
import * as store from './vi/store.js';

export const vi = {
  /** Failures: `title` says what happened in general, `detail` in this case. */
  failures: { ...request.failures, ...store.failures, ...accounts.failures, ...postings.failures },
  /** What is wrong with one field. */
  issues: { ...request.issues, ...accounts.issues, ...postings.issues },
  /** Acts in the audit. */
  acts: { ...accounts.acts, ...postings.acts },
};
