// Personal access tokens: made once, kept as a hash, seen and revoked only by their owner.
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { type Paging, window } from '../../http/paging.js';
import type { Store } from '../../store/port.js';
import type { TokenRecord } from '../../store/records.js';
import { tokenHash } from './bearers.js';

const dayMs = 24 * 60 * 60 * 1000;

export class Tokens {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The prefix lets secret scanners recognise a token that was published by mistake. */
  async create(act: SignedIn, { name, days }: { name: string; days: number }) {
    const secret = `gap_${randomBytes(32).toString('base64url')}`;
    const stored = await this.#store.transaction(async (tx) => {
      const inserted = await tx.tokens.insert({
        id: uuidv7(),
        account: act.account.id,
        name,
        hash: tokenHash(secret),
        createdAt: act.now.toISOString(),
        expiresAt: new Date(act.now.getTime() + days * dayMs).toISOString(),
      });
      await record(tx, act, 'token.created', { kind: 'token', id: inserted.id }, { days });
      return inserted;
    });
    return { stored, secret };
  }

  async list(act: SignedIn, paging: Paging): Promise<{ items: TokenRecord[]; total: number }> {
    const where = { account: act.account.id };
    const items = await this.#store.tokens.find({ where, sort: [['id', 'desc']], ...window(paging) });
    return { items, total: await this.#store.tokens.count(where) };
  }

  async revoke(act: SignedIn, id: string): Promise<void> {
    await this.#store.transaction(async (tx) => {
      const found = await tx.tokens.get(id);
      if (found?.account !== act.account.id) throw new Failure('request.not-found');
      await tx.tokens.remove(id);
      await record(tx, act, 'token.revoked', { kind: 'token', id });
    });
  }
}
