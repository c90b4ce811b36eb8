// Backups of the embedded store, taken while the service runs: only its own process may read the file.
import { join } from 'node:path';
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import type { Backup, Store } from '../../store/port.js';

export class Backups {
  readonly #store: Store;
  readonly #backup: Backup | null;
  readonly #folder: string;

  /** `backup` is absent when the store is on a server; `folder` holds one subfolder a backup, named by its time. */
  constructor(store: Store, backup: Backup | null, folder: string) {
    this.#store = store;
    this.#backup = backup;
    this.#folder = folder;
  }

  /** Fails with `backup.not-here` when the store is on a server of its own. */
  async take(act: SignedIn): Promise<{ folder: string; bytes: number }> {
    if (this.#backup === null) throw new Failure('backup.not-here');
    const folder = join(this.#folder, act.now.toISOString().replaceAll(':', '-'));
    const { bytes } = await this.#backup.backup(folder);
    await this.#store.transaction((tx) => record(tx, act, 'backup.taken', { kind: 'backup', id: folder }, { bytes }));
    return { folder, bytes };
  }
}
