// Connection events: the planned ones, and those held in the past.
import { v7 as uuidv7 } from 'uuid';
import { Failure, type Issue } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { type Paging, window } from '../../http/paging.js';
import type { Collections, Store } from '../../store/port.js';
import type { EventRecord } from '../../store/records.js';
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

  /** Fails with `input.invalid`, naming every code that does not exist. */
  async requireKnown(event: Checked): Promise<void> {
    await checkedCountries(this.#store, event);
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

type Checked = Pick<EventRecord, 'partners' | 'themes' | 'rules' | 'slots' | 'interpreters'>;

/** The countries of the event's partners. Fails with `input.invalid`, naming every code that does not exist. */
export async function checkedCountries(tx: Collections, event: Checked): Promise<string[]> {
  const issues: Issue[] = [...unknownSlots(event)];
  const unknown = async (
    list: readonly string[],
    where: (i: number) => string,
    known: (code: string) => Promise<unknown>,
    code: string,
  ) => {
    for (const [i, item] of list.entries())
      if (!(await known(item))) issues.push({ pointer: where(i), code, params: { value: item } });
  };
  const { rules } = event;
  const province = (id: string) => tx.provinces.get(id);
  const region = (id: string) => tx.regions.get(id);
  await unknown(
    event.partners,
    (i) => `/partners/${i}`,
    (id) => tx.partners.get(id),
    'event.unknown-partner',
  );
  await unknown(
    event.themes,
    (i) => `/themes/${i}`,
    (id) => tx.themes.get(id),
    'event.unknown-theme',
  );
  await unknown(rules.pinProvinces ?? [], (i) => `/rules/pinProvinces/${i}`, province, 'event.unknown-province');
  await unknown(rules.forbidProvinces ?? [], (i) => `/rules/forbidProvinces/${i}`, province, 'event.unknown-province');
  for (const field of ['perRegionMin', 'perRegionMax'] as const) {
    const named = Object.keys(rules[field] ?? {});
    await unknown(named, (i) => `/rules/${field}/${named[i]}`, region, 'event.unknown-region');
  }
  for (const field of ['pinPairs', 'forbidPairs'] as const) {
    const pairs = rules[field] ?? [];
    await unknown(
      pairs.map((pair) => pair.province),
      (i) => `/rules/${field}/${i}/province`,
      province,
      'event.unknown-province',
    );
    const here = async (partner: string) => event.partners.includes(partner);
    await unknown(
      pairs.map((pair) => pair.partner),
      (i) => `/rules/${field}/${i}/partner`,
      here,
      'event.partner-not-at-event',
    );
  }
  if (issues.length > 0) throw new Failure('input.invalid', { count: issues.length }, issues);
  const partners = await Promise.all(event.partners.map((id) => tx.partners.get(id)));
  return [...new Set(partners.flatMap((partner) => partner?.countries ?? []))].sort();
}

function unknownSlots({ slots, interpreters }: Checked): Issue[] {
  const known = slots.map(({ id }) => id);
  const twice = known.flatMap((id, i) =>
    known.indexOf(id) < i ? [{ pointer: `/slots/${i}/id`, code: 'event.slot-twice', params: { value: id } }] : [],
  );
  const missing = interpreters.flatMap(({ unavailable }, i) =>
    unavailable.flatMap((id, k) =>
      known.includes(id)
        ? []
        : [{ pointer: `/interpreters/${i}/unavailable/${k}`, code: 'event.unknown-slot', params: { value: id } }],
    ),
  );
  return [...twice, ...missing];
}
