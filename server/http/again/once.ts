// Idempotency-Key: a write repeated with the same key is done once. The key is written in the transaction of the write
// itself (audit.ts), so that a crash can neither lose it nor let the write happen twice; the answer is kept beside it.
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { Failure } from '../../failures.js';
import type { Store } from '../../store/port.js';
import type { IdempotencyRecord } from '../../store/records.js';
import type { Once } from '../act.js';
import type { Route } from '../route.js';

const keptMs = 24 * 60 * 60 * 1000;
const sha256 = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The key of a repeatable write; null when none was sent or the row's answers must not be kept. */
export function onceOf(row: Route, req: Request): Once | null {
  const key = req.get('Idempotency-Key');
  if (key === undefined || row.method !== 'post' || row.secretAnswer || !req.act.account) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Failure('request.idempotency-key-malformed');
  return {
    id: sha256(req.act.account.id, key),
    digest: sha256(req.originalUrl, JSON.stringify(req.body ?? null)),
    expiresAt: new Date(req.act.now.getTime() + keptMs).toISOString(),
  };
}

/** The earlier write with this key; fails with `request.idempotency-key-reused` when it was another request. */
export async function earlier(
  store: Pick<Store, 'idempotency'>,
  once: Once,
  now: Date,
): Promise<IdempotencyRecord | null> {
  const found = await store.idempotency.get(once.id);
  if (!found || found.expiresAt < now.toISOString()) return null;
  if (found.digest !== once.digest) throw new Failure('request.idempotency-key-reused');
  return found;
}

/** Sends the kept answer again; without one (the process died in between) says what was done. */
export function replay({ answer, subjectKind, subject }: IdempotencyRecord, res: Response): void {
  if (!answer) throw new Failure('request.already-done', { subjectKind, subject });
  res.status(answer.status).set({ ...answer.headers, 'Idempotency-Replayed': 'true' });
  res.type('application/json').send(answer.body);
}

export async function keep(
  store: Pick<Store, 'idempotency'>,
  once: Once,
  answer: IdempotencyRecord['answer'],
): Promise<void> {
  const found = await store.idempotency.get(once.id);
  if (!found || found.answer) return;
  try {
    await store.idempotency.replace({ ...found, answer });
  } catch (error) {
    // Another request with the same key, which waited for the same work, has just kept it.
    if (!(error instanceof Failure && error.code === 'store.version-conflict')) throw error;
  }
}
