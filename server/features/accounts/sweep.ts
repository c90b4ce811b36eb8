// Forgets what has expired: sessions, tokens, counted attempts, idempotency keys and notes of jobs.
import type { Store } from '../../store/port.js';

const batch = 500;

/** Answers how many records were forgotten; at most one batch a kind, the rest next time. */
export async function sweepExpired(store: Store, now: Date): Promise<number> {
  const before = { lt: now.toISOString() };
  return store.transaction(async (tx) => {
    const sessions = await tx.sessions.find({ where: { expiresAt: before }, limit: batch });
    const tokens = await tx.tokens.find({ where: { expiresAt: before }, limit: batch });
    const attempts = await tx.attempts.find({ where: { resetAt: before }, limit: batch });
    const repeats = await tx.idempotency.find({ where: { expiresAt: before }, limit: batch });
    const jobs = await tx.jobs.find({ where: { expiresAt: before }, limit: batch });
    for (const { id } of jobs) await tx.jobs.remove(id);
    for (const { id } of repeats) await tx.idempotency.remove(id);
    for (const { id } of sessions) await tx.sessions.remove(id);
    for (const { id } of tokens) await tx.tokens.remove(id);
    for (const { id } of attempts) await tx.attempts.remove(id);
    return sessions.length + tokens.length + attempts.length + repeats.length + jobs.length;
  });
}
