// Rules that cannot all be kept: is the smallest contradiction found, does the way out that is named work, and how long does
// it take beside HiGHS in the same run?
import type { Highs } from 'highs';
import { type Lexicon, timetable } from '../../matching/index.js';
import type { MatchingInput } from '../../matching/model.js';
import { conflict } from '../../matching/plan/conflict.js';
import { ordered } from '../../matching/plan/order.js';
import { table } from '../../matching/plan/table.js';
import { propose } from '../../matching/propose.js';
import { limits } from '../../matching/rules.js';
import type { Seed } from '../../seed/read.js';
import { loadClingo } from '../../server/timetabler/clingo.js';
import { changed } from '../../test/arrange/matching/brute-force.js';
import { plannedInputs } from '../matching/instances.js';
import { type Spent, timed } from '../measure.js';
import { random } from '../random.js';
import type { Report, Row } from '../report.js';
import { event } from '../timetable/instances.js';
import { coreByHighs } from './core-by-highs.js';
import { type Planted, planted } from './planted.js';
import { plantedTimetable, without } from './planted-timetable.js';
import { releaseByHighs } from './release-by-highs.js';

interface Solved {
  name: string;
  ours: Spent;
  highs: Spent;
  /** Whether exactly what was planted was found: by us, and by HiGHS. */
  found: boolean;
  foundByHighs: boolean;
  /** Whether there is a plan, confirmed by the judge, once what is named has been loosened. */
  resolved: boolean;
}

export async function infeasible(seed: Seed, words: Lexicon, highs: Highs): Promise<Report> {
  const [given] = plannedInputs(seed).sort((a, b) => b.partners.length - a.partners.length);
  const solved: Solved[] = [];
  for (const each of planted(given as MatchingInput)) solved.push(await contradiction(each, words, highs));
  solved.push(await impossibleTimetable(highs));
  const all = solved.length;
  const count = (what: string, holds: (one: Solved) => boolean, target = true): Row => ({
    what: `${what}, of ${all}`,
    value: solved.filter(holds).length,
    unit: 'count',
    ...(target && { target: { least: all } }),
  });
  return {
    name: 'infeasible',
    about:
      'a known smallest contradiction is hidden among other rules. HiGHS leaves out one rule after the other (a deletion filter), for the timetable it lets go of the fewest; ours also looks for smaller ones, and for a way out.',
    rows: [
      count('contradictions found exactly as planted', ({ found }) => found),
      count('ways out that were tried and hold', ({ resolved }) => resolved),
      count('contradictions HiGHS finds exactly as planted', ({ foundByHighs }) => foundByHighs, false),
      ...solved.flatMap(({ name, ours, highs: theirs }): Row[] => [
        { what: `${name}, ours`, value: ours.wall, unit: 'ms', cpu: ours.cpu },
        { what: `${name}, HiGHS`, value: theirs.wall, unit: 'ms', cpu: theirs.cpu },
        { what: `${name}, ours to HiGHS in time`, value: ours.cpu / theirs.cpu, unit: 'ratio' },
      ]),
    ],
  };
}

async function contradiction({ name, input: given, core }: Planted, words: Lexicon, highs: Highs): Promise<Solved> {
  const input = ordered(given);
  const scores = table(input, limits(input), words);
  const theirs = await timed(() => coreByHighs(input, scores, highs));
  const ours = await timed(() => conflict(input, scores, highs));
  const relaxed = ours.result.relaxation.reduce((left, { to, ...rule }) => changed(left, rule, to), input);
  // Without the explanations, which no one asked for here: the plan is whole and judged all the same.
  const again = propose(relaxed, words, highs, undefined, () => false);
  return {
    name,
    ours,
    highs: theirs,
    found: isSame(ours.result.conflict, core),
    foundByHighs: isSame(theirs.result, core),
    resolved: again.feasible && again.plan.certificate.checker.ok,
  };
}

async function impossibleTimetable(highs: Highs): Promise<Solved> {
  const day = { ...event({ provinces: 20, partners: 30, slots: 12 }, 'normal'), interpreters: [] };
  const made = timetable(day, await loadClingo());
  if (!made.feasible) throw new Error('no timetable to begin with');
  const { input, release } = plantedTimetable(day, made.timetable.meetings, { wrong: 3, right: 20 }, random(1));
  const theirs = await timed(() => releaseByHighs(input, highs));
  const clingo = await loadClingo();
  const ours = await timed(() => timetable(input, clingo));
  if (ours.result.feasible) throw new Error('there is a timetable');
  const again = timetable(without(input, ours.result.release), await loadClingo());
  return {
    name: `timetable of ${day.meetings.length} meetings, three wrong locks among 23`,
    ours,
    highs: theirs,
    found: isSame(ours.result.release, release),
    foundByHighs: isSame(theirs.result, release),
    resolved: again.feasible && again.timetable.certificate.checker.ok,
  };
}

/** The same things, in whatever order. */
function isSame(one: readonly object[], other: readonly object[]): boolean {
  const texts = (list: readonly object[]) => JSON.stringify(list.map((item) => JSON.stringify(item)).sort());
  return texts(one) === texts(other);
}
