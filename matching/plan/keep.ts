// What an edit is to keep of the plan it starts from, as the solver sees it.
import { type Limits, pairKey } from '../rules.js';
import { type Keeping, keptMeetings } from '../solve/keeping.js';
import type { Party, Tweak } from './invite.js';
import type { Table } from './table.js';

/** Provinces with their pinned counterparts and those they may meet besides, all by index. */
interface Asked {
  parties: readonly Party[];
  pins: readonly (readonly number[])[];
  allowed: readonly (readonly number[])[];
}

/** Null when nothing is to be kept. */
export function keeping(
  { rows, partners }: Table,
  limits: Limits,
  { changes, unforbid }: Tweak,
  { parties, pins, allowed }: Asked,
): Keeping | null {
  const atMost = changes ?? limits.keep?.atMost ?? null;
  if (!limits.keep || atMost === Number.POSITIVE_INFINITY) return null;
  const { invited, pairs } =
    unforbid === undefined ? limits.keep : limits.keep.lifted(rows[unforbid]?.province.id ?? '');
  const wasMet = rows.map(({ province }) => partners.map(({ id }) => pairs.has(pairKey(province.id, id))));
  const kept = (i: number, list: readonly number[]) => list.filter((j) => wasMet[i]?.[j]);
  const most = allowed.map((own, i) => Math.min(kept(i, own).length, limits.perProvince - (pins[i]?.length ?? 0)));
  const candidates = parties.flatMap(({ short }, a) => {
    const candidate = (must: boolean) => (b: number) => ({
      a,
      b,
      worth: wasMet[a]?.[b] && !must ? 1 : 0,
      must,
      short: short.has(b),
    });
    return [...(pins[a] ?? []).map(candidate(true)), ...(allowed[a] ?? []).map(candidate(false))];
  });
  const given = {
    least: limits.minMeetings,
    most: limits.perProvince,
    room: partners.map(() => Math.min(limits.perPartner, rows.length + 1)),
    meetings: limits.meetings,
    candidates,
  };
  return {
    own: rows.map(({ province }, i) => (invited.has(province.id) ? 1 : 0) + kept(i, pins[i] ?? []).length),
    most: most.map((count) => Math.max(0, count)),
    least: atMost === null ? null : invited.size + pairs.size - atMost,
    meetings: (chosen) => keptMeetings(given, rows.length, chosen),
  };
}
