// Who may see what of an event, beyond the roles in the rows.
import type { Account } from '../../http/act.js';

/** Rules and interpreters are the ministry's own business. */
export const seesPlanning = (account: Account): boolean => account.organisation.kind === 'ministry';
