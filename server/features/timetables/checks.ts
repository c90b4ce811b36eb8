// What can be wrong with a request for a timetable beyond its shape: everything that is, at once.
import type { Pair } from '../../../matching/index.js';
import { Failure, type Issue } from '../../failures.js';
import type { EventRecord } from '../../store/event-records.js';
import type { TimetableAsked } from './schema.js';

export interface Situation {
  event: Pick<EventRecord, 'slots' | 'tables' | 'interpreters'>;
  pairs: readonly Pair[];
  /** By partner; only of those in the plan. */
  languages: Readonly<Record<string, readonly string[]>>;
}

/** Fails with `input.invalid`. */
export function requireSound(asked: TimetableAsked, situation: Situation): void {
  const issues = [
    ...aboutEvent(situation),
    ...aboutParties(asked, situation),
    ...aboutLocks(asked, situation),
    ...aboutLockedTogether(asked, situation),
  ];
  if (issues.length > 0) throw new Failure('input.invalid', { count: issues.length }, issues);
}

/** The pointer of the whole request: the request is sound, the event is not ready for it. */
const whole = '';

function aboutEvent({ event }: Situation): Issue[] {
  return [
    ...(event.slots.length === 0 ? [{ pointer: whole, code: 'timetable.event-without-slots' }] : []),
    ...(event.tables < 1 ? [{ pointer: whole, code: 'timetable.event-without-tables' }] : []),
  ];
}

const at = (pointer: string, code: string, value: string): Issue => ({ pointer, code, params: { value } });

function aboutParties({ unavailable, dropOut }: TimetableAsked, { event, pairs }: Situation): Issue[] {
  const parties = new Set(pairs.flatMap(({ province, partner }) => [province, partner]));
  const slots = new Set(event.slots.map(({ id }) => id));
  const unknown = (party: string, pointer: string) =>
    parties.has(party) ? [] : [at(pointer, 'timetable.party-not-in-plan', party)];
  return [
    ...unavailable.flatMap(({ party, slots: away }, i) => [
      ...unknown(party, `/unavailable/${i}/party`),
      ...away.flatMap((slot, k) =>
        slots.has(slot) ? [] : [at(`/unavailable/${i}/slots/${k}`, 'timetable.unknown-slot', slot)],
      ),
    ]),
    ...dropOut.flatMap((party, i) => unknown(party, `/dropOut/${i}`)),
  ];
}

/** Each lock by itself. */
function aboutLocks({ locked, unavailable, dropOut }: TimetableAsked, situation: Situation): Issue[] {
  const { event, pairs, languages } = situation;
  const isAway = (party: string, slot: string) =>
    unavailable.some((entry) => entry.party === party && entry.slots.includes(slot));
  return locked.flatMap(({ province, partner, slot }, i) => {
    const pointer = `/locked/${i}`;
    if (!pairs.some((pair) => pair.province === province && pair.partner === partner)) {
      return [{ pointer, code: 'timetable.pair-not-in-plan', params: { province, partner } }];
    }
    if (!event.slots.some(({ id }) => id === slot)) return [at(`${pointer}/slot`, 'timetable.unknown-slot', slot)];
    const parties = [province, partner];
    const spoken = languages[partner] ?? [];
    const isServed =
      event.interpreters.length === 0 ||
      spoken.includes('vi') ||
      event.interpreters.some(
        (one) => !one.unavailable.includes(slot) && one.languages.some((language) => spoken.includes(language)),
      );
    return [
      ...parties
        .filter((party) => dropOut.includes(party))
        .map((party) => at(pointer, 'timetable.locked-dropout', party)),
      ...parties
        .filter((party) => isAway(party, slot))
        .map((party) => at(`${pointer}/slot`, 'timetable.locked-while-unavailable', party)),
      ...(isServed ? [] : [at(`${pointer}/slot`, 'timetable.locked-without-interpreter', slot)]),
    ];
  });
}

/** Each lock beside those before it. */
function aboutLockedTogether({ locked }: TimetableAsked, { event }: Situation): Issue[] {
  return locked.flatMap(({ province, partner, slot }, i) => {
    const before = locked.slice(0, i);
    const same = before.some((lock) => lock.province === province && lock.partner === partner);
    if (same) return [{ pointer: `/locked/${i}`, code: 'timetable.locked-twice', params: { province, partner } }];
    const here = before.filter((lock) => lock.slot === slot);
    const busy = [
      ...(here.some((lock) => lock.province === province) ? [province] : []),
      ...(here.some((lock) => lock.partner === partner) ? [partner] : []),
    ];
    return [
      ...busy.map((party) => at(`/locked/${i}/slot`, 'timetable.locked-double-booked', party)),
      ...(here.length === event.tables ? [at(`/locked/${i}/slot`, 'timetable.more-locked-than-tables', slot)] : []),
    ];
  });
}
