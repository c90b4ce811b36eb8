// What can be wrong with an event beyond its shape: unknown codes, slots and rules that contradict each other.
import { Failure, type Issue } from '../../failures.js';
import type { EventRecord } from '../../store/event-records.js';
import type { Collections } from '../../store/port.js';
import { contradictions } from './rules.js';

export type Checked = Pick<EventRecord, 'rules' | 'slots' | 'interpreters'> & {
  partners: readonly string[];
  themes: readonly string[];
};

/** The countries of the event's partners. Fails with `input.invalid`, naming everything that is wrong at once. */
export async function checkedCountries(tx: Collections, event: Checked): Promise<string[]> {
  const issues = await faultsOf(tx, event);
  if (issues.length > 0) throw new Failure('input.invalid', { count: issues.length }, issues);
  const partners = await Promise.all(event.partners.map((id) => tx.partners.get(id)));
  return [...new Set(partners.flatMap((partner) => partner?.countries ?? []))].sort();
}

/** Everything that is wrong with an event. */
export async function faultsOf(tx: Collections, event: Checked): Promise<Issue[]> {
  const issues: Issue[] = [...inSlots(event), ...inInterpreters(event), ...inRules(event)];
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
  await unknown(rules.absentProvinces ?? [], (i) => `/rules/absentProvinces/${i}`, province, 'event.unknown-province');
  for (const field of ['perRegionMin', 'perRegionMax'] as const) {
    const named = Object.keys(rules[field] ?? {});
    await unknown(named, (i) => `/rules/${field}/${escaped(named[i] ?? '')}`, region, 'event.unknown-region');
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
  return issues;
}

/** A name as a step of a JSON pointer (RFC 6901). */
const escaped = (name: string | number) => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

/** A change or a proposal of its own rules is checked together with those it leaves as they are. */
const inRules = ({ rules }: Checked): Issue[] =>
  contradictions(rules).map(({ error, path }) => ({ pointer: `/rules/${path.map(escaped).join('/')}`, code: error }));

const repeated = (ids: readonly string[], pointer: (i: number) => string, code: string): Issue[] =>
  ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{ pointer: pointer(i), code, params: { value: id } }] : []));

/** Whoever meets in one slot cannot meet in another at the same time. */
function inSlots({ slots }: Checked): Issue[] {
  const ids = slots.map(({ id }) => id);
  const overlaps = slots.flatMap((slot, i) => {
    const other = slots.slice(0, i).find(({ from, to }) => isBefore(from, slot.to) && isBefore(slot.from, to));
    return other ? [{ pointer: `/slots/${i}`, code: 'event.slots-overlap', params: { value: other.id } }] : [];
  });
  return [...repeated(ids, (i) => `/slots/${i}/id`, 'event.slot-twice'), ...overlaps];
}

const isBefore = (a: string, b: string) => Date.parse(a) < Date.parse(b);

function inInterpreters({ slots, interpreters }: Checked): Issue[] {
  const known = new Set(slots.map(({ id }) => id));
  const ids = interpreters.map(({ id }) => id);
  const missing = interpreters.flatMap(({ unavailable }, i) =>
    unavailable.flatMap((id, k) =>
      known.has(id)
        ? []
        : [{ pointer: `/interpreters/${i}/unavailable/${k}`, code: 'event.unknown-slot', params: { value: id } }],
    ),
  );
  return [...repeated(ids, (i) => `/interpreters/${i}/id`, 'event.interpreter-twice'), ...missing];
}
