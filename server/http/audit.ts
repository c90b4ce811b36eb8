// The audit line of an act, written inside the transaction that does the act.
import { v7 as uuidv7 } from 'uuid';
import type { Collections } from '../store/port.js';
import type { AuditRecord } from '../store/records.js';
import type { ActCode } from '../texts/texts.js';
import type { Act } from './act.js';

/**
 * Writes who did what to which record. Call it with the `tx` of the change itself, so that neither exists without the other.
 * `params` hold codes, numbers and ids, never personal data.
 */
export async function record(
  tx: Pick<Collections, 'audit'>,
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
  act.trail.push(action);
}
