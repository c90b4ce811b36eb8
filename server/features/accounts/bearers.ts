// Whose a personal access token is: most requests of a script carry the same one, and little changes between two of them.
import { hash } from 'node:crypto';
import type { Account } from '../../http/act.js';
import type { Store } from '../../store/port.js';
import { presentAccount } from './present.js';

export const tokenHash = (token: string): string => hash('sha256', token);

interface Bearer {
  account: Account;
  /** Milliseconds since 1970. */
  until: number;
}

export class Bearers {
  readonly #store: Store;
  /** Those met since the last write, by their token. */
  readonly #met = new Map<string, Bearer>();
  #revision: number | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The account that may act by this token, at once when it has been met; null when there is none. */
  accountOf(token: string, now: Date): Account | null | Promise<Account | null> {
    const revision = this.#store.revision?.();
    if (revision !== this.#revision) this.#met.clear();
    this.#revision = revision;
    const met = this.#met.get(token);
    return met ? accountAt(met, now) : this.#meet(token, now, revision);
  }

  async #meet(token: string, now: Date, revision: number | undefined): Promise<Account | null> {
    const [found] = await this.#store.tokens.find({ where: { hash: tokenHash(token) } });
    if (!found) return null;
    const owner = await this.#store.accounts.get(found.account);
    if (!owner?.active) return null;
    const bearer = { account: presentAccount(owner), until: Date.parse(found.expiresAt) };
    // What was written meanwhile may have ended it.
    const isSame = revision !== undefined && revision === this.#store.revision?.() && revision === this.#revision;
    if (isSame) this.#met.set(token, bearer);
    return accountAt(bearer, now);
  }
}

const accountAt = ({ account, until }: Bearer, now: Date) => (now.getTime() < until ? account : null);
