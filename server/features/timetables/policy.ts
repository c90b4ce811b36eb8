// Who may see the calendar of whom, beyond the roles in the rows.
import { Failure } from '../../failures.js';
import type { Account } from '../../http/act.js';
import type { ProposalRecord } from '../../store/event-records.js';
import type { CalendarQuery } from './schema.js';

export type Whose = Pick<CalendarQuery, 'province' | 'partner'>;

/**
 * The ministry sees every calendar. A province or a partner sees its own meetings, once the proposal is released:
 * before that it does not even learn that there is one.
 */
export function visibleCalendar({ organisation }: Account, proposal: ProposalRecord, asked: Whose): Whose {
  const { kind, code } = organisation;
  if (kind === 'ministry') return asked;
  if (kind === 'mission') throw new Failure('access.denied');
  if (proposal.status !== 'released') throw new Failure('proposal.not-found', { proposal: proposal.id });
  if (asked[kind] !== undefined && asked[kind] !== code) throw new Failure('access.denied');
  return { ...asked, [kind]: code };
}
