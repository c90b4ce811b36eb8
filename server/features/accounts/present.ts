// What leaves of accounts and tokens: never a hash.
import type { Account } from '../../http/act.js';
import type { AccountRecord, TokenRecord } from '../../store/records.js';

export const presentAccount = ({ id, name, role, organisation, locale }: AccountRecord): Account => ({
  id,
  name,
  role,
  organisation,
  locale,
});

export const presentManaged = (account: AccountRecord) => ({
  ...presentAccount(account),
  email: account.email,
  active: account.active,
  createdAt: account.createdAt,
  version: account.version,
});

export const presentToken = ({ id, name, createdAt, expiresAt }: TokenRecord) => ({ id, name, createdAt, expiresAt });
