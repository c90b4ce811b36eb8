// Who may take which step of a proposal, beyond the roles in the rows.
import { Failure } from '../../failures.js';
import type { Account } from '../../http/act.js';
import type { ProposalRecord } from '../../store/event-records.js';

/** Checking, approving and releasing are three people. */
export function refuseSamePerson(account: Account, { checked, approved, released }: ProposalRecord): void {
  const taken = [checked, approved, released].some((step) => step?.account === account.id);
  if (taken) throw new Failure('proposal.same-person');
}
