// Accounts to try the service with, one for each kind of user; made only outside production.
import { v7 as uuidv7 } from 'uuid';
import type { Act } from '../../http/act.js';
import { record } from '../../http/audit.js';
import type { Collections, Store } from '../../store/port.js';
import type { Organisation, Role } from '../../store/records.js';
import { hashPassword } from './password.js';

export const demoPassword = 'gap-go-demo';

const ministry: Organisation = { kind: 'ministry', code: 'BNG' };

export const demoAccounts: readonly { email: string; name: string; role: Role; organisation: Organisation }[] = [
  { email: 'planner@demo', name: 'Chuyên viên lập phương án', role: 'planner', organisation: ministry },
  { email: 'approver@demo', name: 'Lãnh đạo phê duyệt', role: 'approver', organisation: ministry },
  {
    email: 'province@demo',
    name: 'Cơ quan ngoại vụ tỉnh Lâm Đồng',
    role: 'province',
    organisation: { kind: 'province', code: '68' },
  },
  {
    email: 'embassy@demo',
    name: 'Đại sứ quán I-xra-en tại Việt Nam',
    role: 'partner',
    organisation: { kind: 'partner', code: 'M034' },
  },
  { email: 'association@demo', name: 'EuroCham', role: 'partner', organisation: { kind: 'partner', code: 'A001' } },
  {
    email: 'mission@demo',
    name: 'Đại sứ quán Việt Nam tại I-xra-en',
    role: 'mission',
    organisation: { kind: 'mission', code: 'IL' },
  },
  { email: 'admin@demo', name: 'Quản trị viên', role: 'admin', organisation: ministry },
];

/** Makes the missing ones; safe to run twice, also at the same time. */
export async function createDemoAccounts(store: Store, act: Act): Promise<void> {
  if ((await missingIn(store)).length === 0) return;
  const passwordHash = await hashPassword(demoPassword);
  await store.transaction(async (tx) => {
    for (const account of await missingIn(tx)) {
      const created = await tx.accounts.insert({
        ...account,
        id: uuidv7(),
        locale: 'vi',
        passwordHash,
        active: true,
        createdAt: act.now.toISOString(),
      });
      await record(tx, act, 'account.created', { kind: 'account', id: created.id }, { role: created.role });
    }
  });
}

async function missingIn({ accounts }: Pick<Collections, 'accounts'>) {
  const stored = await accounts.find({ where: { email: { in: demoAccounts.map(({ email }) => email) } } });
  const present = new Set(stored.map(({ email }) => email));
  return demoAccounts.filter(({ email }) => !present.has(email));
}
