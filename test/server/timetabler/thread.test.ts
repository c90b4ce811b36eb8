// The timetabler's real worker threads: progress, an early end, and every way to fail.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { TimetableInput } from '../../../matching/index.js';
import { Failure } from '../../../server/failures.js';
import { TimetablerThreads } from '../../../server/timetabler/thread.js';
import { timetableInput } from '../../arrange/matching/timetables.js';

let timetabler: TimetablerThreads;
afterEach(() => timetabler.close());

const pairs = (provinces: number, partners: number, holds: (i: number, j: number) => boolean = () => true) =>
  Array.from({ length: provinces * partners }, (_, at) => [Math.floor(at / partners), at % partners] as const)
    .filter(([i, j]) => holds(i, j))
    .map(([i, j]) => ({ province: `P${i}`, partner: `M${j}` }));
const slots = (count: number) => Array.from({ length: count }, (_, i) => `s${i}`);
const small = timetableInput({ meetings: pairs(3, 3) });
/** Has gaps that take long to prove. */
const hard: TimetableInput = timetableInput({
  slots: slots(12),
  tables: 20,
  meetings: pairs(20, 30, (i, j) => (i * 7 + j * 11) % 3 === 0),
  unavailable: Array.from({ length: 20 }, (_, i) => ({
    party: `P${i}`,
    slots: [`s${(i * 5) % 12}`, `s${(i * 7 + 3) % 12}`],
  })),
});
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

describe('a search', () => {
  test('tells how far it is, and answers the same as another', async () => {
    timetabler = new TimetablerThreads();
    const stages: string[] = [];
    const one = timetabler.search(small, ({ stage }) => stages.push(stage));
    const two = timetabler.search(small);
    expect(JSON.stringify(await two.answer)).toBe(JSON.stringify(await one.answer));
    expect(stages).toEqual(['placing', 'arranging', 'checking']);
  });

  test('that is ended answers with what it has found: right, but not proven', async () => {
    timetabler = new TimetablerThreads();
    const search = timetabler.search(hard, ({ stage }) => {
      if (stage === 'proving') search.stop();
    });
    const answer = await search.answer;
    if (!answer.feasible) throw new Error(JSON.stringify(answer));
    const { meetings, gaps, certificate } = answer.timetable;
    expect([meetings.length, certificate]).toEqual([
      hard.meetings.length,
      {
        moves: null,
        gaps: { status: 'feasible', value: gaps, bound: 0, gap: gaps },
        checker: { ok: true, violations: [] },
      },
    ]);
    expect(search.stop()).toBe(false);
    expect((await timetabler.search(small).answer).feasible).toBe(true);
  });

  test('that is ended while it seeks the fewest moves answers with a repair', async () => {
    timetabler = new TimetablerThreads();
    const first = await timetabler.search(small).answer;
    if (!first.feasible) throw new Error(JSON.stringify(first));
    const previous = first.timetable.meetings;
    const away = previous.slice(0, 1).map(({ partner, slot }) => ({ party: partner, slots: [slot] }));
    const repair: TimetableInput = { ...small, previous, unavailable: away, mode: 'fewest-changes' };
    const search = timetabler.search(repair, ({ stage }) => {
      if (stage === 'proving') search.stop();
    });
    const answer = await search.answer;
    if (!answer.feasible) throw new Error(JSON.stringify(answer));
    const { moves, checker } = answer.timetable.certificate;
    expect([moves?.bound, moves?.status, checker.ok]).toEqual([0, 'feasible', true]);
  });

  test('that is ended with nothing found says so, also before its turn', async () => {
    timetabler = new TimetablerThreads();
    const [first, second] = [timetabler.search(hard), timetabler.search(small)];
    second.stop();
    first.stop();
    expect(await Promise.all([codeOf(first.answer), codeOf(second.answer)])).toEqual([
      'timetable.stopped',
      'timetable.stopped',
    ]);
  });
});

describe('the end', () => {
  test('of the service fails what is under way and what comes after', async () => {
    timetabler = new TimetablerThreads();
    const searches = [timetabler.search(hard), timetabler.search(small)].map(({ answer }) => codeOf(answer));
    await timetabler.close();
    searches.push(codeOf(timetabler.search(small).answer));
    expect(await Promise.all(searches)).toEqual(['timetabler.stopped', 'timetabler.stopped', 'timetabler.stopped']);
  });

  test('of a worker by a question that makes no sense, cannot be sent, or needs too much memory, is not that of the next', async () => {
    timetabler = new TimetablerThreads(24);
    const senseless = { ...small, meetings: null } as never;
    const unsendable = { ...small, slots: () => [] } as never;
    const huge = timetableInput({ slots: slots(200), tables: 400, meetings: pairs(200, 60) });
    const asked = [senseless, unsendable, huge, small].map((input) => codeOf(timetabler.search(input).answer));
    expect(await Promise.all(asked)).toEqual([
      'timetabler.stopped',
      'timetabler.stopped',
      'timetabler.stopped',
      'answered',
    ]);
  });
});
