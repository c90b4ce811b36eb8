// Who may do what to accounts, beyond the roles in the rows.
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';

/** Nobody locks the last door behind himself. */
export function refuseOneself(act: SignedIn, id: string): void {
  if (act.account.id === id) throw new Failure('account.not-oneself');
}
