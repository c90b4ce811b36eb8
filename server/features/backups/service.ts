// Backups of the embedded store, taken while the service runs: only its own process may read the file.
import { join } from 'node:path';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import type { Backup, Store } from '../../store/port.js';

export class Backups {
  readonly #store: Store & Backup;
  readonly #folder: string;

  /** `folder` holds one subfolder a backup, named by its time. */
  constructor(store: Store & Backup, folder: string) {
    this.#store = store;
    this.#folder = folder;
  }

  async take(act: SignedIn): Promise<{ folder: string; bytes: number }> {
    const folder = join(this.#folder, act.now.toISOString().replaceAll(':', '-'));
    const { bytes } = await this.#store.backup(folder);
    await this.#store.transaction((tx) => record(tx, act, 'backup.taken', { kind: 'backup', id: folder }, { bytes }));
    return { folder, bytes };
  }
}
