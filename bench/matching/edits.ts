// Edits of plans, and what their explanations are worth: are the changes the fewest there can be, how many would planning anew
// make, and does everything that is said to bring a province in bring it in?
import type { Highs } from 'highs';
import { type Lexicon, type MatchingInput, type Plan, propose } from '../../matching/index.js';
import type { Seed } from '../../seed/read.js';
import { edit, editScripts, ids, lost } from '../../test/arrange/matching/edit-scripts.js';
import { fewestChanges } from '../../test/arrange/matching/fewest-changes.js';
import { replayed } from '../../test/arrange/matching/replay.js';
import { median, type Spent, timed } from '../measure.js';
import { random } from '../random.js';
import type { Report, Row } from '../report.js';
import { plannedInputs, withPartners } from './instances.js';

/** The plan of an input; `explained` false: without the reasons, which are most of the work. */
type Planner = (input: MatchingInput, explained?: boolean) => Plan;

export async function edits(seed: Seed, words: Lexicon, highs: Highs): Promise<Report> {
  const planned = plannedInputs(seed);
  const crowded = withPartners(planned[0] as MatchingInput, 100, random(1));
  const planOf: Planner = (input, explained = true) => {
    const answer = propose(input, words, highs, undefined, () => explained);
    if (!answer.feasible) throw new Error(`${input.event.id}: ${JSON.stringify(answer.conflict)}`);
    return answer.plan;
  };
  const rows: Row[] = [];
  for (const input of [...planned, crowded]) {
    const name = `${input.event.id}, ${input.provinces.length} × ${input.partners.length}`;
    const plan = planOf(input);
    rows.push(
      ...(await edited(name, input, plan, planOf, (asked) => fewestChanges(asked, words, highs))),
      ...explained(name, input, plan, planOf),
    );
  }
  const scripts = Object.keys(editScripts).length;
  return {
    name: 'edits',
    about: `${scripts} edits of each plan (pins, drop-outs, seats, slots, regions, weights), and every “would enter if” made from the outside.`,
    rows,
  };
}

async function edited(
  name: string,
  input: MatchingInput,
  plan: Plan,
  planOf: Planner,
  fewest: (asked: MatchingInput) => number | null,
): Promise<Row[]> {
  const times: Spent[] = [];
  const [ours, anew] = [[0], [0]];
  let [judged, confirmed, different] = [0, 0, 0];
  for (const script of Object.values(editScripts)) {
    const asked = edit(input, plan, script, null);
    const { result, ...spent } = await timed(() => planOf(asked));
    const { previous: _, ...free } = asked;
    const changes = lost(asked, result);
    times.push(spent);
    ours.push(changes);
    anew.push(lost(asked, planOf(free, false)));
    const { inviteList, pairing, checker } = result.certificate;
    if (checker.ok && inviteList.status === 'optimal' && pairing.status === 'optimal') judged++;
    if (changes === result.changes?.total && changes === fewest(asked)) confirmed++;
    if (JSON.stringify(planOf(asked)) !== JSON.stringify(result)) different++;
  }
  const all = times.length;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return [
    count(`${name}: edits whose changes the judge has proven the fewest, of ${all}`, judged, { least: all }),
    count(`${name}: and HiGHS alone, from the rules, of ${all}`, confirmed, { least: all }),
    count(`${name}: changes of all edits`, sum(ours)),
    count(`${name}: changes if each were planned anew`, sum(anew)),
    {
      what: `${name}: an edit with all explanations, median`,
      value: median(times.map(({ wall }) => wall)),
      unit: 'ms',
      cpu: median(times.map(({ cpu }) => cpu)),
    },
    count(`${name}: edits that come out differently a second time`, different, { most: 0 }),
  ];
}

/** A higher score by itself is nothing a planner could enter: those are left out. */
function explained(name: string, input: MatchingInput, plan: Plan, planOf: Planner): Row[] {
  let [made, entered] = [0, 0];
  for (const { province, whyNot } of plan.provinces) {
    for (const change of whyNot?.wouldEnterIf ?? []) {
      const again = replayed(input, province, change);
      if (!again) continue;
      made++;
      if (ids(planOf(again, false), true).includes(province)) entered++;
    }
  }
  return [
    count(`${name}: “would enter if” that were made`, made),
    count(`${name}: and brought the province in`, entered, { least: made }),
  ];
}

const count = (what: string, value: number, target?: Row['target']): Row => ({
  what,
  value,
  unit: 'count',
  ...(target && { target }),
});
