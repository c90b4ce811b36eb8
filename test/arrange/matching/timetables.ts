// Timetables to try out: small ones made by chance, with every possible answer.
import fc from 'fast-check';
import type { Pair, PlacedMeeting, TimetableInput } from '../../../matching/index.js';

export const timetableInput = (given: Partial<TimetableInput> = {}): TimetableInput => ({
  slots: ['s1', 's2', 's3', 's4'],
  tables: 4,
  meetings: [],
  locked: [],
  unavailable: [],
  languages: {},
  interpreters: [],
  previous: [],
  mode: 'free',
  atMost: null,
  ...given,
});

const slots = ['s1', 's2', 's3', 's4', 's5'];
const provinces = ['P1', 'P2', 'P3'];
const partners = ['M1', 'M2', 'M3'];
const languages = { M1: ['en'], M2: ['ja', 'en'], M3: ['vi'] };
const everyPair: readonly Pair[] = provinces.flatMap((province) => partners.map((partner) => ({ province, partner })));

/** At most six meetings in at most five slots, with whatever a planner may ask for. */
export const smallInputs: fc.Arbitrary<TimetableInput> = fc
  .record({
    length: fc.integer({ min: 2, max: 5 }),
    tables: fc.integer({ min: 1, max: 3 }),
    meetings: fc.subarray([...everyPair], { minLength: 1, maxLength: 6 }),
    away: fc.array(fc.tuple(fc.constantFrom(...provinces, ...partners), fc.constantFrom(...slots)), { maxLength: 4 }),
    interpreters: fc.array(
      fc.record({
        languages: fc.subarray(['en', 'ja'], { minLength: 1 }),
        unavailable: fc.subarray(slots, { maxLength: 2 }),
      }),
      { maxLength: 3 },
    ),
    lock: fc.option(fc.tuple(fc.nat(5), fc.nat(4)), { nil: null }),
  })
  .map(({ length, tables, meetings, away, interpreters, lock }) => {
    const present = slots.slice(0, length);
    const locked = lock
      ? [{ ...(meetings[lock[0] % meetings.length] as Pair), slot: present[lock[1] % length] as string }]
      : [];
    return timetableInput({
      slots: present,
      tables,
      meetings,
      languages,
      interpreters: interpreters.map((one, i) => ({
        id: `I${i}`,
        ...one,
        unavailable: one.unavailable.filter((slot) => present.includes(slot)),
      })),
      unavailable: away.filter(([, slot]) => present.includes(slot)).map(([party, slot]) => ({ party, slots: [slot] })),
      locked,
    });
  });

/** A former timetable: the same meetings anywhere, right or wrong. */
export const withPrevious = (inputs: fc.Arbitrary<TimetableInput>): fc.Arbitrary<TimetableInput> =>
  inputs.chain((input) =>
    fc.array(fc.nat(4), { minLength: input.meetings.length, maxLength: input.meetings.length }).map((at) => ({
      ...input,
      previous: input.meetings.map(
        (pair, m): PlacedMeeting => ({
          ...pair,
          slot: input.slots[(at[m] as number) % input.slots.length] as string,
          table: 1 + (m % input.tables),
          interpreter: null,
        }),
      ),
    })),
  );

export interface Outcome {
  moves: number;
  gaps: number;
}

/** Every placing that keeps the rules, by its moves and gaps. Counts for itself: nothing is taken from what it tests. */
export function everyOutcome(input: TimetableInput): Outcome[] {
  const outcomes: Outcome[] = [];
  const at: string[] = [];
  const isFree = (pair: Pair, slot: string) =>
    !input.meetings.some(
      (other, m) => at[m] === slot && (other.province === pair.province || other.partner === pair.partner),
    ) &&
    !input.unavailable.some(
      ({ party, slots: away }) => (party === pair.province || party === pair.partner) && away.includes(slot),
    ) &&
    input.locked.every(
      (lock) => lock.province !== pair.province || lock.partner !== pair.partner || lock.slot === slot,
    ) &&
    at.filter((other) => other === slot).length < input.tables;
  const place = (m: number): void => {
    const pair = input.meetings[m];
    if (!pair) {
      if (
        input.slots.every((slot) =>
          canBeServed(
            input,
            input.meetings.filter((_, i) => at[i] === slot),
            slot,
          ),
        )
      ) {
        outcomes.push({ moves: movesIn(input, at), gaps: gapsIn(input, at) });
      }
      return;
    }
    for (const slot of input.slots) {
      if (!isFree(pair, slot)) continue;
      at.push(slot);
      place(m + 1);
      at.pop();
    }
  };
  place(0);
  return outcomes;
}

function canBeServed(
  { interpreters, languages: spoken }: TimetableInput,
  meetings: readonly Pair[],
  slot: string,
): boolean {
  if (interpreters.length === 0) return true;
  const there = interpreters.filter(({ unavailable }) => !unavailable.includes(slot));
  const serve = (left: readonly Pair[], free: readonly (typeof there)[number][]): boolean => {
    const [first, ...others] = left;
    if (!first) return true;
    return free.some(
      (one) =>
        one.languages.some((language) => spoken[first.partner]?.includes(language)) &&
        serve(
          others,
          free.filter((other) => other !== one),
        ),
    );
  };
  return serve(
    meetings.filter(({ partner }) => !spoken[partner]?.includes('vi')),
    there,
  );
}

const movesIn = ({ previous, meetings }: TimetableInput, at: readonly string[]): number =>
  meetings.filter(({ province, partner }, m) =>
    previous.some((was) => was.province === province && was.partner === partner && was.slot !== at[m]),
  ).length;

function gapsIn({ slots: order, meetings }: TimetableInput, at: readonly string[]): number {
  const line = (party: string) =>
    order
      .map((slot) => (meetings.some((pair, m) => at[m] === slot && Object.values(pair).includes(party)) ? 'x' : '.'))
      .join('');
  return [...provinces, ...partners].reduce((sum, party) => sum + (line(party).match(/x\.+(?=x)/g)?.length ?? 0), 0);
}
