// Ten edits of each planned event's plan: the changes are the fewest there can be by a program of its own, two runs are the
// same to the byte, and what would bring a province in does.
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Highs } from 'highs';
import type { MatchingInput, Plan } from '../../../matching/index.js';
import { propose } from '../../../matching/propose.js';
import { edit, editScripts, ids, lost, type Script } from '../../arrange/matching/edit-scripts.js';
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

function editOf(slug: string, script: Script, atMost: number | null): MatchingInput {
  const input = data.input(slug);
  return edit(input, planOf(input), script, atMost);
}

describe.each(plannedEvents)('%s', (slug) => {
  test.each(Object.keys(editScripts))('%s: with the fewest changes there can be', (name) => {
    const script = editScripts[name] as Script;
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
