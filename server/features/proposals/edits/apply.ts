// A planner's edit → the settings of the new plan, and what it is to keep of the old one.
import type { MatchingEvent, MatchingRules, Pair, PreviousPlan } from '../../../../matching/index.js';
import type { ProposalRecord } from '../../../store/event-records.js';
import type { EditRequest } from './schema.js';

/** A province, or a pair. */
export type Wish = EditRequest['pin'][number];

/** Whether a code is a partner's: parties that join or drop out are named by their code alone. */
export type IsPartner = (code: string) => boolean;

const same = (a: Wish, b: Wish) =>
  typeof a === 'string' || typeof b === 'string' ? a === b : a.province === b.province && a.partner === b.partner;
export const includes = (list: readonly Wish[], wish: Wish): boolean => list.some((other) => same(other, wish));
export const provincesIn = (wishes: readonly Wish[]): string[] => wishes.filter((wish) => typeof wish === 'string');
export const pairsIn = (wishes: readonly Wish[]): Pair[] => wishes.filter((wish) => typeof wish !== 'string');
const without = <W extends Wish>(list: readonly W[], wishes: readonly Wish[]) =>
  list.filter((own) => !includes(wishes, own));

/** Who is to come, provinces that join among them. */
export const toCome = ({ pin, join }: EditRequest, isPartner: IsPartner): Wish[] => [
  ...pin,
  ...join.filter((code) => !isPartner(code)),
];

/** The event with the edit made to it: what it wishes goes before what its parent wished. */
export function edited(event: MatchingEvent, edit: EditRequest, isPartner: IsPartner): MatchingEvent {
  const { seats = event.seats, tables = event.tables, weights } = edit;
  const joining = without(edit.join.filter(isPartner), event.partners);
  const partners = without([...event.partners, ...joining], edit.dropOut);
  const replaced = { ...(edit.rules as MatchingRules | undefined), ...(weights && { weights: weights as object }) };
  const rules = { ...event.rules, ...replaced, ...wishLists(event.rules, replaced, edit, partners, isPartner) };
  return { ...event, partners, seats, tables, rules };
}

type Lists = Pick<MatchingRules, 'pinProvinces' | 'forbidProvinces' | 'absentProvinces' | 'pinPairs' | 'forbidPairs'>;

/** The parent's lists without what the edit now wishes otherwise, or the edit's own, and then its single wishes. */
function wishLists(
  before: MatchingRules,
  replaced: Lists,
  edit: EditRequest,
  partners: readonly string[],
  isPartner: IsPartner,
): Lists {
  const { forbid } = edit;
  const pin = toCome(edit, isPartner);
  const comes = [...pin, ...pairsIn(pin).map(({ province }) => province)];
  const absent = edit.dropOut.filter((code) => !isPartner(code));
  const away = [...provincesIn(forbid), ...absent];
  const attends = ({ partner }: Pair) => partners.includes(partner);
  const rest = <W extends Wish>(list: readonly W[] = [], against: readonly Wish[]) =>
    without(list, [...edit.lift, ...against]);
  const lists: Required<Lists> = {
    pinProvinces: joined(replaced.pinProvinces ?? rest(before.pinProvinces, away), provincesIn(pin)),
    forbidProvinces: joined(replaced.forbidProvinces ?? rest(before.forbidProvinces, comes), provincesIn(forbid)),
    absentProvinces: joined(replaced.absentProvinces ?? rest(before.absentProvinces, comes), absent),
    pinPairs: joined(
      replaced.pinPairs ??
        rest(before.pinPairs, forbid).filter((pair) => attends(pair) && !away.includes(pair.province)),
      pairsIn(pin),
    ),
    forbidPairs: joined(replaced.forbidPairs ?? rest(before.forbidPairs, pin).filter(attends), pairsIn(forbid)),
  };
  const names = Object.keys(lists) as (keyof Lists)[];
  return Object.fromEntries(
    names.filter((name) => lists[name].length > 0 || before[name]).map((name) => [name, lists[name]]),
  );
}

const joined = <W extends Wish>(list: readonly W[], more: readonly W[]): W[] => [...list, ...without(more, list)];

/** What the new plan is to keep of its parent; nothing when it is planned freely. */
export function previousPlan({ document }: ProposalRecord, { mode, atMost }: EditRequest): PreviousPlan | null {
  if (mode === 'free') return null;
  return {
    invited: document.provinces.flatMap(({ province, invited }) => (invited ? [province] : [])),
    pairs: document.pairs.map(({ province, partner }) => ({ province, partner })),
    atMost: atMost ?? null,
  };
}

/** Where the edit itself says this; null: it comes from the parent. */
export function placeOf(edit: EditRequest, kind: keyof typeof listsOf, wish: Wish): string | null {
  for (const list of listsOf[kind]) {
    const at = edit[list].findIndex((own) => same(own, wish));
    if (at >= 0) return `/${list}/${at}`;
  }
  return null;
}

const listsOf = { pin: ['pin', 'join'], forbid: ['forbid'], absent: ['dropOut'] } as const;
