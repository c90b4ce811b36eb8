// A timetable that cannot be, made so that the fewest demands to let go are known.
import type { Demand, PlacedMeeting, TimetableInput } from '../../matching/index.js';
import type { Random } from '../random.js';

export interface PlantedTimetable {
  input: TimetableInput;
  release: Demand[];
}

/**
 * `meetings` is a whole timetable of `input`. Some of its meetings are locked where they are. `wrong` others, of different
 * parties, are locked to a slot in which neither party is there: either of the two absences stands against the lock, so
 * letting go of the locks, one for each, is the only way with so few; and then the timetable that was given is one.
 */
export function plantedTimetable(
  input: TimetableInput,
  meetings: readonly PlacedMeeting[],
  { wrong, right }: { wrong: number; right: number },
  chance: Random,
): PlantedTimetable {
  const isBusy = (party: string, slot: string) =>
    meetings.some((one) => one.slot === slot && (one.province === party || one.partner === party));
  const used = new Set<string>();
  const astray: Demand[] = [];
  const absences: { party: string; slots: string[] }[] = [];
  const mixed = chance.some(meetings, meetings.length);
  for (const { province, partner } of mixed) {
    if (astray.length === wrong || used.has(province) || used.has(partner)) continue;
    const slot = input.slots.find((one) => !isBusy(province, one) && !isBusy(partner, one));
    if (slot === undefined) continue;
    for (const party of [province, partner]) {
      used.add(party);
      absences.push({ party, slots: [slot] });
    }
    astray.push({ code: 'locked', province, partner, slot });
  }
  const held = mixed.filter(({ province, partner }) => !used.has(province) && !used.has(partner)).slice(0, right);
  const lock = ({ province, partner, slot }: { province: string; partner: string; slot: string }) => ({
    province,
    partner,
    slot,
  });
  return {
    input: {
      ...input,
      locked: [...held.map(lock), ...astray.flatMap((one) => (one.code === 'locked' ? [lock(one)] : []))],
      unavailable: [...input.unavailable, ...absences],
    },
    release: astray,
  };
}

/** The input without these demands. */
export function without(input: TimetableInput, released: readonly Demand[]): TimetableInput {
  const isReleased = (demand: Demand) => released.some((other) => JSON.stringify(other) === JSON.stringify(demand));
  return {
    ...input,
    locked: input.locked.filter(
      ({ province, partner, slot }) => !isReleased({ code: 'locked', province, partner, slot }),
    ),
    unavailable: input.unavailable.map(({ party, slots }) => ({
      party,
      slots: slots.filter((slot) => !isReleased({ code: 'unavailable', party, slot })),
    })),
  };
}
