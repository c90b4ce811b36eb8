// Work that only one process may do at a time: whoever holds the lease in the store, until it gives it back or falls silent.
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failures.js';
import type { Collections, Store } from './port.js';
import type { LeaseRecord } from './records.js';

export interface LeaseOptions {
  /** What the lease is for, e.g. 'outbox'. */
  name: string;
  /** Unique to this process; people read it too. */
  holder: string;
  /** Milliseconds after which a silent holder has lost it. */
  ttl: number;
  now: () => Date;
  /** Told of every time the store could not be asked in the background; the next time follows by itself. */
  onFailure?: (error: unknown) => void;
}

/** A holder that misses two turns still has it. */
const turnsInTtl = 4;

export class Lease {
  readonly #store: Store;
  readonly #options: LeaseOptions;
  /** What was last seen of another's lease, and when: it is silent when nothing has changed since, whatever its clock says. */
  #seen: { holder: string; version: number; at: number } | null = null;
  #heldUntil = 0;
  #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(store: Store, options: LeaseOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Whether this process may do the work now: false, too, when it could not prolong the lease in time. */
  get isHeld(): boolean {
    return this.#options.now().getTime() < this.#heldUntil;
  }

  get ttl(): number {
    return this.#options.ttl;
  }

  /** Asks once, then again and again in the background until `release`. */
  async keep(): Promise<void> {
    await this.#ask();
    this.#stopping = new AbortController();
    this.#loop = this.#askOn(this.#stopping.signal);
  }

  /** Takes the lease, or prolongs it; false while another process holds it. Call it well within the time to live. */
  async hold(): Promise<boolean> {
    const asked = this.#options.now().getTime();
    const held = await this.#store.leases.get(this.#options.name);
    const isTaken = held !== null && held.holder !== this.#options.holder && !this.#isSilent(held);
    const isOurs = !isTaken && (await this.#write(held));
    this.#heldUntil = isOurs ? asked + this.#options.ttl : 0;
    return isOurs;
  }

  /** Whether the store, too, says that it is ours; to be asked in the transaction that ends a piece of the work. */
  async isStored(tx: Pick<Collections, 'leases'>): Promise<boolean> {
    return (await tx.leases.get(this.#options.name))?.holder === this.#options.holder;
  }

  /** Asks no more; the lease runs out by itself. */
  async leave(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    this.#heldUntil = 0;
  }

  /** Gives it back at once, so that another process need not wait. */
  async release(): Promise<void> {
    await this.leave();
    await this.#store.transaction(async (tx) => {
      if (await this.isStored(tx)) await tx.leases.remove(this.#options.name);
    });
  }

  async #askOn(stopping: AbortSignal): Promise<void> {
    const pause = this.#options.ttl / turnsInTtl;
    for (;;) {
      await wait(pause, undefined, { signal: stopping, ref: false }).catch(() => {});
      if (stopping.aborted) return;
      await this.#ask();
    }
  }

  async #ask(): Promise<void> {
    await this.hold().catch((error: unknown) => this.#options.onFailure?.(error));
  }

  // Clocks of two machines are never compared: a holder is silent when its lease has not changed for as long as it may last.
  #isSilent({ holder, version }: LeaseRecord): boolean {
    const at = this.#options.now().getTime();
    if (this.#seen?.holder !== holder || this.#seen.version !== version) this.#seen = { holder, version, at };
    return at - this.#seen.at >= this.#options.ttl;
  }

  /** Over what was read, so that of several who find it free one gets it. */
  async #write(held: LeaseRecord | null): Promise<boolean> {
    const { name, holder, ttl, now } = this.#options;
    const expiresAt = new Date(now().getTime() + ttl).toISOString();
    try {
      if (held) await this.#store.leases.replace({ ...held, holder, expiresAt });
      else await this.#store.leases.insert({ id: name, holder, expiresAt });
      return true;
    } catch (error) {
      if (error instanceof Failure && lostRace.includes(error.code)) return false;
      throw error;
    }
  }
}

const lostRace = ['store.duplicate', 'store.version-conflict', 'store.missing'];
