// An independent judge of a timetable: it shares no code with what makes it, and recounts every rule from the ids.
import type { Violation } from '../model.js';
import type { PlacedMeeting, TimetableInput } from './model.js';

/** Everything in which these meetings break the rules of the input. */
export function checkTimetable(input: TimetableInput, meetings: readonly PlacedMeeting[]): Violation[] {
  return [
    ...pairs(input, meetings),
    ...places(input, meetings),
    ...twice(meetings),
    ...demands(input, meetings),
    ...(input.interpreters.length > 0 ? interpreting(input, meetings) : []),
  ];
}

const key = (...parts: (string | number)[]) => parts.join('\n');
const violation = (code: string, params: Violation['params']): Violation => ({ code, params });

function pairs({ meetings: asked }: TimetableInput, meetings: readonly PlacedMeeting[]): Violation[] {
  const count = (list: readonly { province: string; partner: string }[]) => {
    const counts = new Map<string, number>();
    for (const { province, partner } of list) {
      const pair = key(province, partner);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    return counts;
  };
  const held = count(meetings);
  const wanted = count(asked);
  const pairOf = ({ province, partner }: { province: string; partner: string }) => ({ province, partner });
  return [
    ...asked
      .filter((pair) => !held.has(key(pair.province, pair.partner)))
      .map((pair) => violation('pair-missing', pairOf(pair))),
    ...meetings
      .filter((pair) => !wanted.has(key(pair.province, pair.partner)))
      .map((pair) => violation('pair-not-in-plan', pairOf(pair))),
    ...[...held].flatMap(([pair, times]) => {
      const [province = '', partner = ''] = pair.split('\n');
      return times > 1 ? [violation('pair-twice', { province, partner })] : [];
    }),
  ];
}

function places({ slots, tables }: TimetableInput, meetings: readonly PlacedMeeting[]): Violation[] {
  return meetings.flatMap(({ province, partner, slot, table }) => [
    ...(slots.includes(slot) ? [] : [violation('slot-unknown', { province, partner, slot })]),
    ...(Number.isInteger(table) && table >= 1 && table <= tables
      ? []
      : [violation('table-unknown', { province, partner, table })]),
  ]);
}

/** Nobody and nothing is in two places at once. */
function twice(meetings: readonly PlacedMeeting[]): Violation[] {
  const seen = new Set<string>();
  const found: Violation[] = [];
  const note = (code: string, slot: string, params: Violation['params']) => {
    const one = key(code, slot, ...Object.values(params));
    if (seen.has(one)) found.push(violation(code, { ...params, slot }));
    seen.add(one);
  };
  for (const { province, partner, slot, table, interpreter } of meetings) {
    note('party-double-booked', slot, { party: province });
    note('party-double-booked', slot, { party: partner });
    note('table-double-booked', slot, { table });
    if (interpreter !== null) note('interpreter-double-booked', slot, { interpreter });
  }
  return found;
}

function demands({ locked, unavailable }: TimetableInput, meetings: readonly PlacedMeeting[]): Violation[] {
  const moved = locked.filter(
    (lock) =>
      !meetings.some(
        ({ province, partner, slot }) => province === lock.province && partner === lock.partner && slot === lock.slot,
      ),
  );
  const disturbed = unavailable.flatMap(({ party, slots }) =>
    meetings
      .filter(({ province, partner, slot }) => (province === party || partner === party) && slots.includes(slot))
      .map(({ province, partner, slot }) => violation('party-unavailable', { party, province, partner, slot })),
  );
  return [
    ...moved.map(({ province, partner, slot }) => violation('locked-moved', { province, partner, slot })),
    ...disturbed,
  ];
}

function interpreting({ interpreters, languages }: TimetableInput, meetings: readonly PlacedMeeting[]): Violation[] {
  return meetings.flatMap(({ province, partner, slot, interpreter }) => {
    const spoken = languages[partner] ?? [];
    if (interpreter === null) {
      return spoken.includes('vi') ? [] : [violation('interpreter-missing', { province, partner, slot })];
    }
    const known = interpreters.find(({ id }) => id === interpreter);
    if (!known) return [violation('interpreter-unknown', { province, partner, slot, interpreter })];
    return [
      ...(known.languages.some((language) => spoken.includes(language))
        ? []
        : [violation('interpreter-without-language', { province, partner, slot, interpreter })]),
      ...(known.unavailable.includes(slot)
        ? [violation('interpreter-unavailable', { province, partner, slot, interpreter })]
        : []),
    ];
  });
}

/** Idle runs between the first and the last meeting of each province and partner, all together. */
export function countGaps(slots: readonly string[], meetings: readonly PlacedMeeting[]): number {
  const parties = new Set(meetings.flatMap(({ province, partner }) => [province, partner]));
  let gaps = 0;
  for (const party of parties) {
    const times = meetings
      .filter(({ province, partner }) => province === party || partner === party)
      .map(({ slot }) => slots.indexOf(slot))
      .sort((a, b) => a - b);
    gaps += times.filter((time, i) => i > 0 && time > (times[i - 1] as number) + 1).length;
  }
  return gaps;
}
