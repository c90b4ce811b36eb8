// Connection events: the planned ones, and those held in the past.
import { v7 as uuidv7 } from 'uuid';
import { Failure, type Issue } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { type Paging, window } from '../../http/paging.js';
import type { EventRecord } from '../../store/event-records.js';
import type { Collections, Store } from '../../store/port.js';
import { type Checked, checkedCountries, faultsOf } from './checks.js';
import type { EventPatch, NewEvent } from './schema.js';

export class Events {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async list({ status, ...paging }: Paging & { status?: 'planned' | 'held' | undefined }) {
    const where = status ? { status } : {};
    const items = await this.#store.events.find({ where, sort: [['date', 'desc']], ...window(paging) });
    return { items, total: await this.#store.events.count(where) };
  }

  /** By id or slug. */
  async get(idOrSlug: string): Promise<EventRecord> {
    return findEvent(this.#store, idOrSlug);
  }

  /** Fails with `input.invalid`, naming every code that does not exist and every contradiction. */
  async requireSound(event: Checked): Promise<void> {
    await checkedCountries(this.#store, event);
  }

  /** The same as an answer. */
  faultsOf(event: Checked): Promise<Issue[]> {
    return faultsOf(this.#store, event);
  }

  async plan(act: SignedIn, event: NewEvent): Promise<EventRecord> {
    return this.#store.transaction(async (tx) => {
      const countries = await checkedCountries(tx, event);
      const at = act.now.toISOString();
      const created = await tx.events.insert({
        id: uuidv7(),
        status: 'planned',
        series: 'Gặp gỡ Đại sứ',
        dateEnd: '',
        provinces: [],
        note: '',
        source: null,
        ...event,
        countries,
        createdAt: at,
        updatedAt: at,
      });
      await record(tx, act, 'event.planned', { kind: 'event', id: created.id });
      return created;
    });
  }

  async change(act: SignedIn, idOrSlug: string, patch: EventPatch, version: number): Promise<EventRecord> {
    return this.#store.transaction(async (tx) => {
      const found = await findEvent(tx, idOrSlug);
      if (found.status === 'held') throw new Failure('event.already-held', { event: found.id });
      const changed = { ...found, ...patch };
      const countries = await checkedCountries(tx, changed);
      const saved = await tx.events.replace({ ...changed, countries, updatedAt: act.now.toISOString(), version });
      await record(
        tx,
        act,
        'event.changed',
        { kind: 'event', id: found.id },
        { fields: Object.keys(patch).sort().join(',') },
      );
      return saved;
    });
  }
}

/** Fails with `event.not-found`. */
export async function findEvent(store: Pick<Collections, 'events'>, idOrSlug: string): Promise<EventRecord> {
  const found =
    (await store.events.get(idOrSlug)) ?? (await store.events.find({ where: { slug: idOrSlug }, limit: 1 }))[0];
  if (!found) throw new Failure('event.not-found', { event: idOrSlug });
  return found;
}
