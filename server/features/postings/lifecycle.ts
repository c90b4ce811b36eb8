// A posting's life: draft → submitted → published → closed or expired, and what each step changes.
import { Failure } from '../../failures.js';
import type { PostingRecord, PostingStatus } from '../../store/records.js';

/** How long a posting counts after it is published or renewed, unless the service is composed with another setting. */
export const defaultValidityMonths = 24;

export const verbs = ['change', 'remove', 'submit', 'return', 'publish', 'close', 'renew'] as const;
export type Verb = (typeof verbs)[number];

const startsFrom: Readonly<Record<Verb, readonly PostingStatus[]>> = {
  change: ['draft', 'submitted', 'published'],
  remove: ['draft'],
  submit: ['draft'],
  return: ['submitted'],
  publish: ['submitted'],
  close: ['published', 'expired'],
  renew: ['published', 'expired'],
};

const allowedIn = (status: PostingStatus): Verb[] => verbs.filter((verb) => startsFrom[verb].includes(status));

/** Fails with `posting.wrong-status` (params: status, allowed – the steps possible from there). */
export function requireStatus({ status }: PostingRecord, verb: Verb): void {
  if (startsFrom[verb].includes(status)) return;
  const allowed = allowedIn(status);
  throw new Failure('posting.wrong-status', { status, verb, allowed: allowed.length > 0 ? allowed : ['none'] });
}

/** Without a theme nothing can be matched. Fails with `posting.incomplete`. */
export function requireComplete({ themes }: PostingRecord): void {
  if (themes.length > 0) return;
  throw new Failure('posting.incomplete', {}, [{ pointer: '/themes', code: 'input.too-few', params: { minimum: 1 } }]);
}

/** What a step changes of the record; `reason` is why a submitted posting goes back to its owner. */
export type Step = (posting: PostingRecord, at: { now: Date; validityMonths: number; reason: string }) => PostingRecord;

export const steps = {
  submit: (posting) => ({ ...posting, status: 'submitted', returnReason: '' }),
  return: (posting, { reason }) => ({ ...posting, status: 'draft', returnReason: reason }),
  publish: (posting, at) => ({
    ...posting,
    status: 'published',
    publishedAt: at.now.toISOString(),
    ...validity(at),
  }),
  close: (posting) => ({ ...posting, status: 'closed' }),
  // Whoever looks back at a day between still finds it published.
  renew: (posting, at) => ({ ...posting, status: 'published', ...validity(at), ...restated(posting, at.now) }),
} as const satisfies Partial<Record<Verb, Step>>;

const validity = ({ now, validityMonths }: { now: Date; validityMonths: number }) => ({
  expiresAt: monthsAfter(now, validityMonths).toISOString(),
});

/** Who renews says the same again this year: the posting's last year becomes the current one. */
function restated({ yearFrom, yearTo }: PostingRecord, now: Date) {
  const year = now.getUTCFullYear();
  return { yearFrom: yearFrom ?? year, yearTo: Math.max(yearTo ?? year, year) };
}

/** The same day `months` later; the last day of that month when it has no such day. */
function monthsAfter(from: Date, months: number): Date {
  const date = new Date(from);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return date;
}
