// Proves who is calling: by e-mail and password, by the session's account, or by a personal access token.
import { Failure } from '../../failures.js';
import type { Account, Act } from '../../http/act.js';
import { record } from '../../http/audit.js';
import type { Doorkeeper } from '../../http/session/session.js';
import type { Store } from '../../store/port.js';
import type { AccountRecord } from '../../store/records.js';
import { forgiveAttempt, reserveAttempt } from './attempts.js';
import { Bearers } from './bearers.js';
import { isPassword } from './password.js';
import { presentAccount } from './present.js';

export const normalEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();

export class SignIn implements Doorkeeper {
  readonly #store: Store;
  readonly #bearers: Bearers;

  constructor(store: Store) {
    this.#store = store;
    this.#bearers = new Bearers(store);
  }

  async signIn(act: Act, given: { email: string; password: string; address: string }): Promise<Account> {
    const caller = { email: normalEmail(given.email), address: given.address };
    await reserveAttempt(this.#store, caller, act.now);
    const [found] = await this.#store.accounts.find({ where: { email: caller.email } });
    const isRight = await isPassword(found?.passwordHash ?? null, given.password);
    if (!found?.active || !isRight) {
      await record(this.#store, act, 'session.refused', { kind: 'account', id: found?.id ?? 'unknown' });
      throw new Failure('session.refused');
    }
    const account = presentAccount(found);
    await this.#store.transaction(async (tx) => {
      await forgiveAttempt(tx, caller);
      await record(tx, { ...act, account }, 'session.started', { kind: 'account', id: account.id });
    });
    return account;
  }

  async signOut(act: Act): Promise<void> {
    await record(this.#store, act, 'session.ended', { kind: 'account', id: act.account?.id ?? 'unknown' });
  }

  async accountById(id: string): Promise<Account | null> {
    return ifActive(await this.#store.accounts.get(id));
  }

  accountByToken(token: string, now: Date): Account | null | Promise<Account | null> {
    return this.#bearers.accountOf(token, now);
  }
}

const ifActive = (found: AccountRecord | null): Account | null => (found?.active ? presentAccount(found) : null);
