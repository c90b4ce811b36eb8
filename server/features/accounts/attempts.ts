// Limits guessing: failed sign-ins are counted per account and per address, in the store, so that a restart forgets nothing.
import { Failure } from '../../failures.js';
import type { Collections, Store } from '../../store/port.js';

const windowMs = 15 * 60 * 1000;
/** An address may be the gateway of a whole office, so it is allowed more. */
export const most = { account: 10, address: 50 } as const;

export interface Caller {
  email: string;
  address: string;
}
const keysOf = ({ email, address }: Caller) => [
  { id: `account:${email}`, limit: most.account },
  { id: `address:${address}`, limit: most.address },
];

/** Counts an attempt as failed before the password is looked at, so that attempts side by side cannot outrun the limit. */
export async function reserveAttempt(store: Store, caller: Caller, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    for (const { id, limit } of keysOf(caller)) await count(tx, id, limit, now);
  });
}

async function count(tx: Collections, id: string, limit: number, now: Date): Promise<void> {
  const found = await tx.attempts.get(id);
  const waitMs = found ? Date.parse(found.resetAt) - now.getTime() : 0;
  if (found && waitMs > 0) {
    if (found.failures >= limit)
      throw new Failure('session.too-many-attempts', { retryAfter: Math.ceil(waitMs / 1000) });
    await tx.attempts.replace({ ...found, failures: found.failures + 1 });
    return;
  }
  const fresh = { id, failures: 1, resetAt: new Date(now.getTime() + windowMs).toISOString() };
  if (found) await tx.attempts.replace({ ...fresh, version: found.version });
  else await tx.attempts.insert(fresh);
}

/** The attempt was right after all: the account starts anew; the address gets back only this one. */
export async function forgiveAttempt(tx: Collections, caller: Caller): Promise<void> {
  const account = await tx.attempts.get(`account:${caller.email}`);
  if (account) await tx.attempts.remove(account.id);
  const address = await tx.attempts.get(`address:${caller.address}`);
  if (address) await tx.attempts.replace({ ...address, failures: Math.max(0, address.failures - 1) });
}
