// Accounts as the administrator keeps them.
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { type Paging, window } from '../../http/paging.js';
import type { Collections, Store } from '../../store/port.js';
import type { AccountRecord, Organisation, Role } from '../../store/records.js';
import { hashPassword } from './password.js';
import { refuseOneself } from './policy.js';
import type { NewAccount } from './schema.js';
import { normalEmail } from './sign-in.js';

export class Accounts {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async list({ role, ...paging }: Paging & { role?: Role }): Promise<{ items: AccountRecord[]; total: number }> {
    const where = role ? { role } : {};
    const items = await this.#store.accounts.find({ where, sort: [['email', 'asc']], ...window(paging) });
    return { items, total: await this.#store.accounts.count(where) };
  }

  async create(act: SignedIn, { password, ...account }: NewAccount): Promise<AccountRecord> {
    const passwordHash = await hashPassword(password);
    return this.#store.transaction(async (tx) => {
      await requireOrganisation(tx, account.organisation);
      const created = await tx.accounts.insert({
        ...account,
        id: uuidv7(),
        email: normalEmail(account.email),
        passwordHash,
        active: true,
        createdAt: act.now.toISOString(),
      });
      await record(tx, act, 'account.created', { kind: 'account', id: created.id }, { role: created.role });
      return created;
    });
  }

  async deactivate(act: SignedIn, id: string, version: number): Promise<AccountRecord> {
    refuseOneself(act, id);
    return this.#store.transaction(async (tx) => {
      const found = await existing(tx, id);
      const changed = await tx.accounts.replace({ ...found, active: false, version });
      await endSessions(tx, id);
      for (const token of await tx.tokens.find({ where: { account: id } })) await tx.tokens.remove(token.id);
      await record(tx, act, 'account.deactivated', { kind: 'account', id });
      return changed;
    });
  }

  /** Whoever is signed in with the old password is signed out. */
  async resetPassword(act: SignedIn, id: string, password: string, version: number): Promise<AccountRecord> {
    const passwordHash = await hashPassword(password);
    return this.#store.transaction(async (tx) => {
      const found = await existing(tx, id);
      const changed = await tx.accounts.replace({ ...found, passwordHash, version });
      await endSessions(tx, id);
      await record(tx, act, 'account.password-reset', { kind: 'account', id });
      return changed;
    });
  }
}

async function existing(tx: Collections, id: string): Promise<AccountRecord> {
  const found = await tx.accounts.get(id);
  if (!found) throw new Failure('request.not-found');
  return found;
}

async function endSessions(tx: Collections, account: string): Promise<void> {
  for (const session of await tx.sessions.find({ where: { account } })) await tx.sessions.remove(session.id);
}

async function requireOrganisation(tx: Collections, { kind, code }: Organisation): Promise<void> {
  const exists = {
    ministry: async () => code === 'BNG',
    province: async () => (await tx.provinces.get(code)) !== null,
    partner: async () => (await tx.partners.get(code)) !== null,
    mission: async () => /^[A-Z]{2}$/.test(code),
  };
  if (await exists[kind]()) return;
  throw new Failure('input.invalid', { count: 1 }, [
    { pointer: '/organisation/code', code: 'account.unknown-organisation' },
  ]);
}
