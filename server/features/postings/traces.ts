// What every write to a posting leaves behind, in its own transaction: an audit line, and work for the search index.
import { v7 as uuidv7 } from 'uuid';
import type { Act } from '../../http/act.js';
import { record } from '../../http/audit.js';
import type { Collections } from '../../store/port.js';
import type { PostingKind, PostingRecord } from '../../store/records.js';

type Deed =
  | 'created'
  | 'changed'
  | 'removed'
  | 'submitted'
  | 'returned'
  | 'published'
  | 'closed'
  | 'renewed'
  | 'expired';

export async function leaveTraces(
  tx: Pick<Collections, 'audit' | 'idempotency' | 'outbox'>,
  act: Act,
  action: `${PostingKind}.${Deed}`,
  { kind, id }: Pick<PostingRecord, 'kind' | 'id'>,
): Promise<void> {
  await record(tx, act, action, { kind, id });
  await tx.outbox.insert({ id: uuidv7(), topic: 'search', subject: id, at: act.now.toISOString() });
}
