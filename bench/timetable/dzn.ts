// Instances of the B2B meeting-scheduling problem (Bofill et al., JAIR 74, 2022), as published in MiniZinc data files.

export interface Instance {
  participants: number;
  tables: number;
  slots: number;
  /** The first so many slots are the morning. */
  morning: number;
  /** Participants count from 1; session: 1 morning, 2 afternoon, 3 any. */
  meetings: { a: number; b: number; session: number }[];
  /** Slots from 1 in which a participant meets nobody. */
  forbidden: number[][];
  /** The slot a meeting must be in, or 0. */
  fixed: number[];
  /** Meetings, from 1, that are in an earlier slot than this one. */
  precedences: number[][];
}

/** The gaps of any two participants differ at most by so much; the files do not say it. */
export const fairness = 2;

/** Fails with the name of what is missing or does not fit. What may be left out: forbidden, fixed, precedences. */
export function readInstance(text: string): Instance {
  const fields = assignments(text);
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw new Error(`${name} is missing`);
    return value;
  };
  const whole = (name: string): number => {
    const value = Number(field(name));
    if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is no whole number`);
    return value;
  };
  const participants = whole('nBusiness');
  const slots = whole('nTotalSlots');
  const rows = field('requested')
    .split('|')
    .map(numbers)
    .filter((row) => row.length > 0);
  const meetings = rows.map(([a = 0, b = 0, session = 3]) => ({ a, b, session }));
  if (meetings.length !== whole('nMeetings')) throw new Error('requested has not as many rows as nMeetings says');
  if (meetings.some(({ a, b }) => Math.min(a, b) < 1 || Math.max(a, b) > participants || a === b)) {
    throw new Error('requested names a participant who is not there');
  }
  const instance = {
    participants,
    tables: whole('nTables'),
    slots,
    morning: fields.has('nMorningSlots') ? whole('nMorningSlots') : slots,
    meetings,
    forbidden: optional(fields.get('forbidden'), sets, participants, []).map((set) => set.filter((slot) => slot > 0)),
    fixed: optional(fields.get('fixed'), numbers, meetings.length, 0),
    precedences: optional(fields.get('precedences'), sets, meetings.length, []),
  };
  if (instance.forbidden.length !== participants) throw new Error('forbidden has not one set a participant');
  if (instance.fixed.length !== meetings.length) throw new Error('fixed has not one slot a meeting');
  if (instance.precedences.length !== meetings.length) throw new Error('precedences has not one set a meeting');
  return instance;
}

const optional = <T>(text: string | undefined, read: (text: string) => T[], count: number, none: T): T[] =>
  text === undefined ? new Array<T>(count).fill(none) : read(text);

function assignments(text: string): Map<string, string> {
  const statements = text.replace(/%.*$/gm, '').split(';');
  return new Map(
    statements.flatMap((statement) => {
      const [, name, value] = /^\s*(\w+)\s*=([\s\S]*)$/.exec(statement) ?? [];
      return name !== undefined && value !== undefined ? [[name, value.trim()] as const] : [];
    }),
  );
}

/** Ranges count too: `2..4` is 2, 3, 4. */
function numbers(text: string): number[] {
  return [...text.matchAll(/(\d+)(?:\s*\.\.\s*(\d+))?/g)].flatMap(([, from, to]) => {
    const first = Number(from);
    const last = to === undefined ? first : Number(to);
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
  });
}

const sets = (text: string): number[][] => (text.match(/\{[^}]*\}|\d+\s*\.\.\s*\d+/g) ?? []).map((set) => numbers(set));
