// Work that only one process may do at a time: whoever holds the lease in the store, until it gives it back or falls silent.
import { Failure } from '../failures.js';
import type { Store } from './port.js';

export interface LeaseOptions {
  /** What the lease is for, e.g. 'outbox'. */
  name: string;
  /** Unique to this process. */
  holder: string;
  /** Milliseconds after which a silent holder has lost it. */
  ttl: number;
  now: () => Date;
}

export class Lease {
  readonly #store: Store;
  readonly #options: LeaseOptions;

  constructor(store: Store, options: LeaseOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Takes the lease, or prolongs it; false while another process holds it. Call it well within the time to live. */
  async hold(): Promise<boolean> {
    const { name, holder, ttl, now } = this.#options;
    const at = now();
    const expiresAt = new Date(at.getTime() + ttl).toISOString();
    try {
      return await this.#store.transaction(async (tx) => {
        const held = await tx.leases.get(name);
        if (!held) {
          await tx.leases.insert({ id: name, holder, expiresAt });
          return true;
        }
        if (held.holder !== holder && held.expiresAt > at.toISOString()) return false;
        await tx.leases.replace({ ...held, holder, expiresAt });
        return true;
      });
    } catch (error) {
      // Another process was quicker.
      if (error instanceof Failure && ['store.duplicate', 'store.version-conflict'].includes(error.code)) return false;
      throw error;
    }
  }

  /** Gives it back at once, so that another process need not wait. */
  async release(): Promise<void> {
    const { name, holder } = this.#options;
    await this.#store.transaction(async (tx) => {
      const held = await tx.leases.get(name);
      if (held?.holder === holder) await tx.leases.remove(name, held.version);
    });
  }
}
