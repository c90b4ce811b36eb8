// Ten edits of each planned event's plan: the changes are the fewest there can be by a program of its own, two runs are the
// same to the byte, and what would bring a province in does.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Highs } from 'highs';
import type { MatchingEvent, MatchingInput, MatchingRules, Plan } from '../../../matching/index.js';
import { propose } from '../../../matching/propose.js';
import { fewestChanges } from '../../arrange/matching/fewest-changes.js';
import { replayed } from '../../arrange/matching/replay.js';
import { plannedEvents, type Seeded, seeded } from '../../arrange/matching/seeded.js';
import { solver } from '../../arrange/matching/solver.js';

jest.setTimeout(180_000);

let highs: Highs;
let data: Seeded;
beforeAll(async () => {
  highs = await solver();
  data = await seeded();
});
const answer = (input: MatchingInput) => propose(input, data.words, highs);
function planOf(input: MatchingInput): Plan {
  const found = answer(input);
  if (!found.feasible) throw new Error(JSON.stringify(found));
  return found.plan;
}
const ids = (plan: Plan, invited: boolean) =>
  plan.provinces.flatMap((row) => (row.invited === invited ? [row.province] : []));
const at = <T>(list: readonly T[], place: number): T => list[place] as T;

type Script = (event: MatchingEvent, plan: Plan) => { event?: Partial<MatchingEvent>; rules?: MatchingRules };
const scripts: Readonly<Record<string, Script>> = {
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

function editOf(slug: string, script: Script, atMost: number | null): MatchingInput {
  const input = data.input(slug);
  const plan = planOf(input);
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
function lost({ event, previous }: MatchingInput, plan: Plan): number {
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

describe.each(plannedEvents)('%s', (slug) => {
  test.each(Object.keys(scripts))('%s: with the fewest changes there can be', (name) => {
    const script = scripts[name] as Script;
    const input = editOf(slug, script, null);
    const plan = planOf(input);
    const least = fewestChanges(input, data.words, highs);
    expect([plan.changes?.total, lost(input, plan)]).toEqual([least, least]);
    const { inviteList, pairing, checker } = plan.certificate;
    expect([inviteList.status, pairing.status, checker]).toEqual(['optimal', 'optimal', { ok: true, violations: [] }]);
    expect(JSON.stringify(planOf(input))).toBe(JSON.stringify(plan));

    // Freely planned it is worth as much or more, and so is everything between.
    const { previous: _, ...free } = input;
    const best = planOf(free).certificate;
    const some = planOf({
      ...input,
      previous: { ...(input.previous ?? { invited: [], pairs: [] }), atMost: (least ?? 0) + 2 },
    });
    expect(some.changes?.total).toBeLessThanOrEqual((least ?? 0) + 2);
    expect([some.certificate.inviteList.status, some.certificate.pairing.status]).toEqual(['optimal', 'optimal']);
    expect(some.certificate.inviteList.value).toBeGreaterThanOrEqual(inviteList.value);
    expect(best.inviteList.value).toBeGreaterThanOrEqual(some.certificate.inviteList.value);

    if (least === 0 || least === null) return;
    const fewer = answer({
      ...input,
      previous: { ...(input.previous ?? { invited: [], pairs: [] }), atMost: least - 1 },
    });
    expect(fewer.feasible).toBe(false);
    if (!fewer.feasible) expect(fewer.conflict.map(({ code }) => code)).toContain('at-most');
  });
});

test('every change that would bring a province into an edited plan does', () => {
  const input = editOf('israel-nncnc', (event) => ({ event: { seats: event.seats + 2 } }), null);
  const plan = planOf(input);
  const met = new Set<string>();
  for (const { province, whyNot } of plan.provinces) {
    for (const change of whyNot?.wouldEnterIf ?? []) {
      const again = replayed(input, province, change);
      if (!again) continue;
      met.add(`${whyNot?.code} ${change.code}`);
      expect([province, change.code, ids(planOf(again), true).includes(province)]).toEqual([
        province,
        change.code,
        true,
      ]);
    }
  }
  expect([...met]).toContain('kept-list allow-changes');
});
