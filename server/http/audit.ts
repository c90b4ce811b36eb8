// The audit line of an act, written inside the transaction that does the act.
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '../failures.js';
import type { Collections } from '../store/port.js';
import type { AuditRecord } from '../store/records.js';
import type { ActCode } from '../texts/texts.js';
import type { Act, Once } from './act.js';

/**
 * Writes who did what to which record. Call it with the `tx` of the change itself, so that neither exists without the other.
 * `params` hold codes, numbers and ids, never personal data.
 */
export async function record(
  tx: Pick<Collections, 'audit' | 'idempotency'>,
  act: Act,
  action: ActCode,
  subject: { kind: string; id: string },
  params: AuditRecord['params'] = {},
): Promise<void> {
  await tx.audit.insert({
    id: uuidv7(),
    at: act.now.toISOString(),
    actor: act.account?.id ?? 'anonymous',
    action,
    subjectKind: subject.kind,
    subject: subject.id,
    requestId: act.requestId,
    params,
  });
  if (act.once) await claim(tx, act, act.once, subject);
  act.trail.push(action);
}

/** Fails with `request.repeated` when another request has done this write already. */
async function claim(
  tx: Pick<Collections, 'idempotency'>,
  act: Act,
  { id, digest, expiresAt }: Once,
  { kind, id: subject }: { kind: string; id: string },
): Promise<void> {
  const claimed = await tx.idempotency.get(id);
  if (claimed && claimed.requestId !== act.requestId) {
    if (claimed.expiresAt >= act.now.toISOString()) throw new Failure('request.repeated');
    await tx.idempotency.remove(id);
  }
  if (claimed?.requestId === act.requestId) return;
  await tx.idempotency.insert({
    id,
    digest,
    requestId: act.requestId,
    subjectKind: kind,
    subject,
    answer: null,
    expiresAt,
  });
}
