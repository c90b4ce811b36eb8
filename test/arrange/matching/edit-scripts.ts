// What planners do to a plan that has been shown: ten edits of any planned event, and what an edited plan takes away.
import type { MatchingEvent, MatchingInput, MatchingRules, Plan } from '../../../matching/model.js';

export type Script = (event: MatchingEvent, plan: Plan) => { event?: Partial<MatchingEvent>; rules?: MatchingRules };

export const ids = (plan: Plan, invited: boolean): string[] =>
  plan.provinces.flatMap((row) => (row.invited === invited ? [row.province] : []));
const at = <T>(list: readonly T[], place: number): T => list[place] as T;

export const editScripts: Readonly<Record<string, Script>> = {
  'a province that was left out must come': (_, plan) => ({ rules: { pinProvinces: [at(ids(plan, false), 2)] } }),
  'two more must come, however little they fit': (_, plan) => ({
    rules: { pinProvinces: ids(plan, false).slice(-2) },
  }),
  'the first province drops out': (_, plan) => ({ rules: { absentProvinces: [at(ids(plan, true), 0)] } }),
  'three provinces drop out': (_, plan) => ({ rules: { absentProvinces: ids(plan, true).slice(1, 4) } }),
  'a partner drops out': ({ partners }) => ({ event: { partners: partners.slice(1) } }),
  'three seats fewer': ({ seats }) => ({ event: { seats: seats - 3 } }),
  'half of the slots': ({ slots }) => ({ event: { slots: slots / 2 } }),
  'one province a region': () => ({
    rules: { perRegionMax: { DBSH: 1, TDMNPB: 1, BTB: 1, NTBTN: 1, DNB: 1, DBSCL: 1 } },
  }),
  'two meetings each': () => ({ rules: { k: 2 } }),
  'other weights, and a meeting less': (_, { pairs }) => ({
    rules: {
      weights: { theme: 0.2, strength: 0.4 },
      forbidPairs: pairs.slice(0, 1).map(({ province, partner }) => ({ province, partner })),
    },
  }),
};

/** `plan` is the plan of `input`; `atMost` null: as few changes as possible. */
export function edit(input: MatchingInput, plan: Plan, script: Script, atMost: number | null): MatchingInput {
  const { event = {}, rules = {} } = script(input.event, plan);
  const changed = { ...input.event, ...event, rules: { ...input.event.rules, ...rules } };
  return {
    ...input,
    event: changed,
    partners: input.partners.filter(({ id }) => changed.partners.includes(id)),
    previous: { invited: ids(plan, true), pairs: plan.pairs, atMost },
  };
}

/** What a plan takes away from an earlier one, counted from the two alone. */
export function lost({ event, previous }: MatchingInput, plan: Plan): number {
  const forbidden = [...(event.rules.forbidProvinces ?? []), ...(event.rules.absentProvinces ?? [])];
  const forbiddenPairs = event.rules.forbidPairs ?? [];
  const stays = ids(plan, true);
  const left = (previous?.invited ?? []).filter((id) => !forbidden.includes(id) && !stays.includes(id));
  const dropped = (previous?.pairs ?? []).filter(
    ({ province, partner }) =>
      !forbidden.includes(province) &&
      event.partners.includes(partner) &&
      !forbiddenPairs.some((pair) => pair.province === province && pair.partner === partner) &&
      !plan.pairs.some((pair) => pair.province === province && pair.partner === partner),
  );
  return left.length + dropped.length;
}
