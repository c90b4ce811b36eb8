// Whose a personal access token is: most requests of a script carry the same one, and little changes between two of them.
import { hash } from 'node:crypto';
import type { Account } from '../../http/act.js';
import type { Store } from '../../store/port.js';
import { presentAccount } from './present.js';

export const tokenHash = (token: string): string => hash('sha256', token);

interface Bearer {
  account: Account;
  expiresAt: string;
}

export class Bearers {
  readonly #store: Store;
  /** Those met since the last write, by the hash of their token. */
  readonly #met = new Map<string, Bearer>();
  #revision: number | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The account that may act by this token; null when there is none. */
  async accountOf(token: string, now: Date): Promise<Account | null> {
    const key = tokenHash(token);
    const revision = this.#store.revision?.();
    if (revision !== this.#revision) this.#met.clear();
    this.#revision = revision;
    const bearer = this.#met.get(key) ?? (await this.#read(key));
    if (!bearer || bearer.expiresAt <= now.toISOString()) return null;
    if (revision !== undefined && revision === this.#store.revision?.() && revision === this.#revision)
      this.#met.set(key, bearer);
    return bearer.account;
  }

  async #read(key: string): Promise<Bearer | null> {
    const [found] = await this.#store.tokens.find({ where: { hash: key } });
    if (!found) return null;
    const owner = await this.#store.accounts.get(found.account);
    return owner?.active ? { account: presentAccount(owner), expiresAt: found.expiresAt } : null;
  }
}
