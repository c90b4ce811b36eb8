// Published postings whose time is over become expired.
import { systemAct } from '../../http/act.js';
import type { Store } from '../../store/port.js';
import { leaveTraces } from './traces.js';

const batch = 200;

/** Answers how many; safe to run at any time and from several places at once. */
export async function expireOverdue(store: Store, now: Date): Promise<number> {
  const overdue = { status: 'published', expiresAt: { lte: now.toISOString() } } as const;
  let expired = 0;
  while (await isAnyOverdue(store, now)) {
    expired += await store.transaction(async (tx) => {
      const found = await tx.postings.find({ where: overdue, sort: [['expiresAt', 'asc']], limit: batch });
      for (const posting of found) {
        await tx.postings.replace({ ...posting, status: 'expired', updatedAt: now.toISOString() });
        await leaveTraces(tx, systemAct(now), `${posting.kind}.expired`, posting);
      }
      return found.length;
    });
  }
  return expired;
}

/** Before every reading: so it asks the same each time, whatever the time, which a store may answer from memory. */
async function isAnyOverdue(store: Store, now: Date): Promise<boolean> {
  const where = { status: 'published', expiresAt: { gt: '' } } as const;
  const [first] = await store.postings.find({ where, sort: [['expiresAt', 'asc']], limit: 1 });
  return first?.expiresAt != null && first.expiresAt <= now.toISOString();
}
