import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../server/store/sqlite/store.js';
import { storeContract } from '../contract/store.contract.js';

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const store = openSqliteStore({ folder });
  const discard = async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, discard };
});
