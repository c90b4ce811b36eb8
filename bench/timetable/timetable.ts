// Timetables of generated events, and their repair, through the service's own worker threads.
import type { Timetable, TimetableInput } from '../../matching/index.js';
import { TimetablerThreads } from '../../server/timetabler/thread.js';
import { eventLoopDelay, longestTurn, median, timed } from '../measure.js';
import type { Report, Row } from '../report.js';
import { edited, event, type Kind, type Size } from './instances.js';

const sizes: readonly Size[] = [
  { provinces: 20, partners: 30, slots: 12 },
  { provinces: 40, partners: 60, slots: 16 },
];
const kinds: readonly Kind[] = ['normal', 'tight'];
const scripts = 5;

export async function timetables(): Promise<Report> {
  const timetabler = new TimetablerThreads();
  const rows: Row[] = [];
  let [worst, longest] = [0, 0];
  const make = async (input: TimetableInput): Promise<Timetable> => {
    const [delay, turn] = [eventLoopDelay(), longestTurn()];
    const answer = await timetabler.search(input).answer;
    worst = Math.max(worst, delay.worst());
    longest = Math.max(longest, turn.worst());
    if (!answer.feasible) throw new Error(`no timetable: ${JSON.stringify(answer)}`);
    if (!answer.timetable.certificate.checker.ok) throw new Error('the judge found something wrong');
    return answer.timetable;
  };
  for (const size of sizes) {
    for (const kind of kinds) rows.push(...(await one(size, kind, make)));
  }
  const repeated = event(sizes[0] as Size, 'tight');
  const [first, second] = [await make(repeated), await make(repeated)];
  rows.push(
    {
      what: 'two runs that differ',
      value: JSON.stringify(first) === JSON.stringify(second) ? 0 : 1,
      unit: 'count',
      target: { most: 0 },
    },
    { what: 'longest turn of the event loop, processor time', value: longest, unit: 'ms', target: { most: 50 } },
    { what: 'worst delay of the event loop, waiting for a processor included', value: worst, unit: 'ms' },
  );
  await timetabler.close();
  return {
    name: 'timetable',
    about: `generated events (provinces × partners × slots), each repaired ${scripts} times after two absences and a drop-out`,
    rows,
  };
}

async function one(
  { provinces, partners, slots }: Size,
  kind: Kind,
  make: (input: TimetableInput) => Promise<Timetable>,
): Promise<Row[]> {
  const name = `${provinces}×${partners}×${slots} ${kind}`;
  const input = event({ provinces, partners, slots }, kind);
  const { wall, result } = await timed(() => make(input));
  const { gaps } = result.certificate;
  const moves: number[] = [];
  const seconds: number[] = [];
  let unproven = 0;
  for (let script = 1; script <= scripts; script += 1) {
    const change = edited(input, result.meetings, script);
    const repaired = await timed(() => make(change));
    const proof = repaired.result.certificate.moves;
    moves.push(proof?.value ?? Number.NaN);
    if (proof?.status !== 'optimal') unproven += 1;
    seconds.push(repaired.wall);
  }
  const anew = await make({ ...edited(input, result.meetings, 1), mode: 'free' });
  return [
    { what: `${name}: ${input.meetings.length} meetings`, value: wall, unit: 'ms' },
    { what: `${name}: gaps`, value: gaps.value, unit: 'count' },
    { what: `${name}: gaps there must be, as proven`, value: gaps.bound, unit: 'count' },
    { what: `${name}: a repair, median`, value: median(seconds), unit: 'ms' },
    { what: `${name}: meetings a repair moves, median`, value: median(moves), unit: 'count' },
    { what: `${name}: repairs not proven to move the fewest`, value: unproven, unit: 'count', target: { most: 0 } },
    {
      what: `${name}: meetings that making it anew moves, after the first`,
      value: anew.changes.filter(({ code }) => code === 'moved').length,
      unit: 'count',
    },
  ];
}
