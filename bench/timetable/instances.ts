// Timetables of made-up events, the same on every run, and what may happen to them afterwards.
import type { PlacedMeeting, TimetableInput } from '../../matching/index.js';
import { type Random, random } from '../random.js';

export interface Size {
  provinces: number;
  partners: number;
  slots: number;
}
/** How full the day is: the share of the slots of a party, and of all tables, that meetings may take. */
const fullness = { normal: { parties: 0.8, tables: 0.7 }, tight: { parties: 0.95, tables: 0.95 } } as const;
export type Kind = keyof typeof fullness;

const languages = ['en', 'fr', 'ja', 'ko'] as const;

export function event({ provinces, partners, slots }: Size, kind: Kind): TimetableInput {
  const chance = random(provinces * 10_000 + partners * 100 + slots);
  const codes = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 100}`);
  const ids = codes('s', slots);
  const tables = Math.ceil(partners / 2);
  const share = fullness[kind];
  const every = codes('P', provinces).flatMap((province) =>
    codes('M', partners).map((partner) => ({ province, partner })),
  );
  const count = new Map<string, number>();
  const meetings = chance.some(every, every.length).filter(({ province, partner }) => {
    const total = count.get('') ?? 0;
    const most = Math.max(count.get(province) ?? 0, count.get(partner) ?? 0);
    if (most >= Math.floor(slots * share.parties) || total >= Math.floor(slots * tables * share.tables)) return false;
    for (const one of ['', province, partner]) count.set(one, (count.get(one) ?? 0) + 1);
    return true;
  });
  return {
    slots: ids,
    tables,
    meetings,
    locked: [],
    unavailable: codes('P', provinces).flatMap((party, i) =>
      i % 4 === 0 ? [{ party, slots: chance.some(ids, 1) }] : [],
    ),
    languages: Object.fromEntries(
      codes('M', partners).map((partner, i) => [partner, [languages[i % 4] as string, 'en']]),
    ),
    interpreters: codes('I', tables + 2).map((id, i) => ({
      id,
      languages: ['en', languages[i % 4] as string],
      unavailable: [],
    })),
    previous: [],
    mode: 'free',
    atMost: null,
  };
}

/** Three things happen: a head is called away from a meeting, a partner from another, and a province drops out. */
export function edited(input: TimetableInput, meetings: readonly PlacedMeeting[], script: number): TimetableInput {
  const chance: Random = random(script);
  const gone = chance.pick(meetings).province;
  const left = meetings.filter(({ province }) => province !== gone);
  // Whoever meets somebody all day cannot be called away.
  const first = chance.pick(left.filter(({ province }) => hasRoom(input, province)));
  const second = chance.pick(left.filter(({ partner }) => hasRoom(input, partner)));
  return {
    ...input,
    meetings: input.meetings.filter(({ province }) => province !== gone),
    unavailable: [
      ...input.unavailable,
      { party: first.province, slots: [first.slot] },
      { party: second.partner, slots: [second.slot] },
    ],
    previous: meetings,
    mode: 'fewest-changes',
  };
}

function hasRoom({ slots, meetings, unavailable }: TimetableInput, party: string): boolean {
  const busy = meetings.filter(({ province, partner }) => province === party || partner === party).length;
  const away = unavailable.filter((one) => one.party === party).flatMap((one) => one.slots).length;
  return slots.length - busy - away >= 2;
}
