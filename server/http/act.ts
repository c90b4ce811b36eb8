// Who acts, when, and in which language: the first argument of every service verb.
import type { Locale, Organisation, Role } from '../store/records.js';
import type { ActCode } from '../texts/texts.js';

/** What the service knows of a signed-in person; never more than this leaves the accounts feature. */
export interface Account {
  id: string;
  name: string;
  role: Role;
  organisation: Organisation;
  locale: Locale;
}

/** The key under which a repeated write is known. */
export interface Once {
  id: string;
  digest: string;
  expiresAt: string;
}

export interface Act {
  /** null: nobody is signed in. */
  account: Account | null;
  requestId: string;
  now: Date;
  locale: Locale;
  /** The audit lines written so far; `record` adds to it and the edge compares it with what the row promised. */
  readonly trail: ActCode[];
  /** Set when the request carries an Idempotency-Key. */
  once: Once | null;
}

export interface SignedIn extends Act {
  account: Account;
}

/** The act of a command (seed, propose, import): no person, all rights, audited as 'system'. */
export function systemAct(now: Date, locale: Locale = 'vi'): SignedIn {
  const account: Account = {
    id: 'system',
    name: 'system',
    role: 'admin',
    organisation: { kind: 'ministry', code: 'BNG' },
    locale,
  };
  return { account, requestId: 'system', now, locale, trail: [], once: null };
}

declare global {
  namespace Express {
    interface Request {
      act: Act;
      /** How the account was proven; a write by cookie also needs the CSRF token. */
      provenBy: 'cookie' | 'bearer' | null;
    }
    interface User extends Account {}
  }
}
