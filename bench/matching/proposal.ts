// A whole plan for 34 provinces and 100 partners through the matcher's thread; its two decisions beside greedy and HiGHS alone.
import type { Highs } from 'highs';
import { type Lexicon, lexicon, type MatchingInput } from '../../matching/index.js';
import { type Invitation, inviter, whole } from '../../matching/plan/invite.js';
import { mayMeet, pairing } from '../../matching/plan/pairing.js';
import { type Table, table, worth } from '../../matching/plan/table.js';
import { type Limits, limits as limitsOf } from '../../matching/rules.js';
import type { Seed } from '../../seed/read.js';
import { MatcherThread } from '../../server/matcher/thread.js';
import { eventLoopDelay, median, timed } from '../measure.js';
import { random } from '../random.js';
import type { Report, Row } from '../report.js';
import { plannedInputs, withPartners } from './instances.js';
import {
  type ChoiceProblem,
  greedyChoice,
  greedyPairing,
  highsChoice,
  highsPairing,
  type PairingProblem,
} from './peers.js';
import { regions } from './regions.js';

const runs = 5;

export async function proposal(seed: Seed, highs: Highs): Promise<Report> {
  const vocabulary = { themes: seed.themes, terms: seed.terms, blocks: seed.termBlocks };
  const words = lexicon(vocabulary);
  const [planned] = plannedInputs(seed);
  const input = withPartners(planned as MatchingInput, 100, random(1));
  // Two meetings each, and no more tables than that: the choice and the pairing are then not for the taking.
  const tight = {
    ...input,
    event: { ...input.event, slots: 4, tables: 6, rules: { k: 2, maxMeetingsPartner: 1 } },
  };
  const matcher = new MatcherThread(async () => vocabulary);
  try {
    await matcher.warm();
    return {
      name: 'proposal',
      about: '34 provinces × 100 partners. The plan carries all its explanations, each tried by solving again.',
      rows: [
        ...(await wholePlans(matcher, 'plan', input, 1000)),
        ...(await wholePlans(matcher, 'plan, two meetings each on 24 tables', tight)),
        ...(await decisions(tight, words, highs)),
        ...regions(tight, words, highs),
      ],
    };
  } finally {
    await matcher.close();
  }
}

async function wholePlans(matcher: MatcherThread, what: string, input: MatchingInput, most?: number): Promise<Row[]> {
  const spent: { wall: number; cpu: number }[] = [];
  const delay = eventLoopDelay();
  for (let run = 0; run <= runs; run++) spent.push(await timed(() => matcher.propose(input)));
  const [first, ...rest] = spent;
  return [
    { what: `${what}, the first`, value: first?.wall ?? 0, unit: 'ms', cpu: first?.cpu },
    {
      what: `${what}, median of ${runs} more`,
      value: median(rest.map(({ wall }) => wall)),
      unit: 'ms',
      cpu: median(rest.map(({ cpu }) => cpu)),
      ...(most !== undefined && { target: { most } }),
    },
    {
      what: `${what}: event loop of the service held up, at most`,
      value: delay.worst(),
      unit: 'ms',
      target: { most: 50 },
    },
  ];
}

async function decisions(input: MatchingInput, words: Lexicon, highs: Highs): Promise<Row[]> {
  const limits = limitsOf(input);
  const known = table(input, limits, words);
  const invite = inviter(known, limits, highs);
  const best = invite.ask();
  if (!best) throw new Error('no list keeps the rules');
  const points = ({ invited, points }: Invitation) => invited.reduce((sum, i) => sum + (points[i] ?? 0), 0);
  const choice = choiceProblem(known, limits, best.eligible);
  const meetings = pairingProblem(known, limits, best.invited);
  const paired = whole(pairing(known, best.invited, limits, highs).value);
  const greedy = greedyPairing(meetings);
  return [
    ...(await compared('whom to invite', points(best), {
      ours: () => ({ value: points(invite.ask() ?? best) }),
      greedy: () => greedyChoice(choice),
      'HiGHS alone': () => highsChoice(choice, highs),
    })),
    ...(await compared('who meets whom', paired, {
      ours: () => ({ value: whole(pairing(known, best.invited, limits, highs).value) }),
      greedy: () => greedyPairing(meetings),
      'HiGHS alone': () => highsPairing(meetings, highs),
    })),
    { what: 'who meets whom: delegations that greedy leaves short of meetings', value: greedy.short, unit: 'count' },
  ];
}

/** Each way's time, and what it reaches of the proven optimum. */
async function compared(what: string, optimum: number, ways: Record<string, () => { value: number }>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, way] of Object.entries(ways)) {
    const spent = [];
    for (let run = 0; run <= runs; run++) spent.push(await timed(way));
    const [{ result } = { result: way() }] = spent;
    const time = { value: median(spent.map(({ wall }) => wall)), cpu: median(spent.map(({ cpu }) => cpu)) };
    rows.push({ what: `${what}, ${name}`, unit: 'ms', ...time });
    const target = name === 'ours' ? { target: { least: 1 } } : {};
    rows.push({ what: `${what}, ${name}, to the optimum`, value: result.value / optimum, unit: 'ratio', ...target });
  }
  return rows;
}

function choiceProblem({ rows, partners }: Table, limits: Limits, eligible: readonly boolean[]): ChoiceProblem {
  return {
    weight: rows.map((row) => whole(worth(row).score)),
    meetings: rows.map((row, i) => (eligible[i] ? meetingsOf(row, limits) : new Map())),
    seats: limits.seats,
    group: rows.map(({ province }) => province.region),
    groupMax: limits.regionMax,
    least: limits.minMeetings,
    room: partners.map(() => Math.min(limits.perPartner, rows.length)),
    all: Math.min(limits.meetings, rows.length * partners.length),
  };
}

function pairingProblem({ rows, partners }: Table, limits: Limits, invited: readonly number[]): PairingProblem {
  return {
    meetings: invited.map((i) => meetingsOf(rows[i] as Table['rows'][number], limits)),
    least: limits.minMeetings,
    most: limits.perProvince,
    room: partners.map(() => Math.min(limits.perPartner, invited.length)),
    all: Math.min(limits.meetings, invited.length * partners.length),
  };
}

const meetingsOf = (row: Table['rows'][number], limits: Limits): Map<number, number> =>
  new Map(row.cells.flatMap((cell, j) => (mayMeet(row, j, limits) ? [[j, whole(cell.score)]] : [])));
