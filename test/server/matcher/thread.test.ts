// The matcher's real worker thread: many questions at once, new vocabulary, and its end in every way.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { LexiconVocabulary, MatchingPosting } from '../../../matching/index.js';
import { Failure } from '../../../server/failures.js';
import type { CounterpartQuestion } from '../../../server/matcher/port.js';
import { MatcherThread } from '../../../server/matcher/thread.js';
import { family, input, posting, province, text } from '../../arrange/matching/input.js';

let matcher: MatcherThread;
afterEach(() => matcher.close());

const vocabulary = (...words: string[]): LexiconVocabulary => ({
  themes: [],
  blocks: [],
  terms: words.map((word) => ({
    id: word.toUpperCase(),
    themes: ['T'],
    vi: word,
    en: word,
    variants: { vi: [], en: [] },
    markedVi: [],
    abbreviations: [],
    broader: null,
  })),
});
const known = async () => vocabulary('coffee', 'pepper');

const question = (candidates: readonly MatchingPosting[]): CounterpartQuestion => ({
  posting: posting('N', { title: text('Drip irrigation for coffee and pepper') }),
  kind: 'need',
  candidates,
  themes: family,
  year: 2026,
});
const small = question([posting('O', { title: text('Machines for coffee') })]);
const sharedConcepts = async () => {
  const { ranked } = await matcher.counterparts(small);
  return ranked[0]?.parts.find(({ code }) => code === 'concepts')?.facts.concepts;
};
/** Thirty-four provinces, of which `seats` can be invited. */
const event = (seats: number, needs = 34) =>
  input({
    provinces: Array.from({ length: 34 }, (_, i) => province(`P${i + 10}`)),
    needs: Array.from({ length: needs }, (_, i) =>
      posting(`N${i}`, { provinces: [`P${(i % 34) + 10}`], countries: ['IL'], title: text(`Coffee number ${i}`) }),
    ),
    event: { seats },
  });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

describe('answering', () => {
  test('a plan that is stopped comes as it stands', async () => {
    matcher = new MatcherThread(known);
    const stop = new AbortController();
    const steps: string[] = [];
    const answer = await matcher.propose(
      event(9),
      ({ stage }) => {
        steps.push(stage);
        stop.abort();
      },
      stop.signal,
    );
    const whole = await matcher.propose(event(9));
    if (!answer.feasible || !whole.feasible) throw new Error('infeasible');
    expect(answer.plan.warnings[0]?.code).toBe('cut-short');
    expect([answer.plan.pairs, answer.plan.certificate]).toEqual([whole.plan.pairs, whole.plan.certificate]);
    const before = new AbortController();
    before.abort();
    expect(await matcher.propose(event(9), () => {}, before.signal)).toMatchObject({
      plan: { warnings: [{ code: 'cut-short', params: { explained: 9, provinces: 34 } }] },
    });
  });

  test('many questions at once, each its own', async () => {
    matcher = new MatcherThread(known);
    const seats = [1, 5, 9, 13, 17];
    const plans = seats.map((many) => matcher.propose(event(many)));
    const lists = seats.map((many) =>
      matcher.counterparts(question(Array.from({ length: many }, (_, i) => posting(`O${i}`)))),
    );
    const invited = (await Promise.all(plans)).map(
      (answer) => answer.feasible && answer.plan.provinces.filter((row) => row.invited).length,
    );
    const ranked = (await Promise.all(lists)).map((answer) => answer.ranked.length);
    expect([invited, ranked]).toEqual([seats, seats]);
  });

  test('twice the same question twice the same, whatever lies between', async () => {
    matcher = new MatcherThread(known);
    const first = await matcher.propose(event(7));
    await Promise.all([matcher.propose(event(3)), matcher.counterparts(small)]);
    expect(JSON.stringify(await matcher.propose(event(7)))).toBe(JSON.stringify(first));
  });

  test('while a plan is made the process goes on with other things', async () => {
    matcher = new MatcherThread(known);
    await matcher.warm();
    let ticks = 0;
    let isDone = false;
    const plan = matcher.propose(event(12, 3_000)).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await new Promise(setImmediate);
      if (!isDone) ticks += 1;
    }
    expect((await plan).feasible).toBe(true);
    expect(ticks).toBeGreaterThan(100);
  });
});

describe('the vocabulary', () => {
  test('is read once, and again when it has changed: by every question asked from then on', async () => {
    const versions = [vocabulary('coffee'), vocabulary('coffee', 'irrigation'), vocabulary('machines')];
    let reads = 0;
    matcher = new MatcherThread(async () => {
      await wait(10);
      return versions[reads++] ?? vocabulary();
    });
    expect([await sharedConcepts(), await sharedConcepts()]).toEqual([['COFFEE'], ['COFFEE']]);
    matcher.vocabularyChanged();
    await sharedConcepts();
    matcher.vocabularyChanged();
    // The second is asked while the vocabulary is still on its way.
    expect(await Promise.all([sharedConcepts(), sharedConcepts()])).toEqual([[], []]);
    expect(reads).toBe(3);
  });

  test('is read again when its stamp is another, whoever has changed it', async () => {
    let stamp = 'one';
    const versions = new Map([
      ['one', vocabulary('coffee')],
      ['two', vocabulary('machines')],
    ]);
    let reads = 0;
    const read = async () => {
      reads += 1;
      return versions.get(stamp) ?? vocabulary();
    };
    matcher = new MatcherThread(read, { stamp: async () => stamp });
    expect([await sharedConcepts(), await sharedConcepts(), reads]).toEqual([['COFFEE'], ['COFFEE'], 1]);
    stamp = 'two';
    expect([await sharedConcepts(), reads]).toEqual([[], 2]);
  });

  test('that changed before anything was asked is read once', async () => {
    let reads = 0;
    matcher = new MatcherThread(async () => {
      reads += 1;
      return known();
    });
    matcher.vocabularyChanged();
    await Promise.all([sharedConcepts(), sharedConcepts(), matcher.warm()]);
    expect(reads).toBe(1);
  });

  test.each([
    ['at first', 1],
    ['when it has changed', 2],
  ])('that cannot be read %s fails the question, and is tried again by the next one', async (_, failing) => {
    let reads = 0;
    matcher = new MatcherThread(async () => {
      reads += 1;
      if (reads === failing) throw new Failure('store.unreachable');
      return reads === 1 ? vocabulary('machines') : known();
    });
    if (failing === 2) await sharedConcepts();
    matcher.vocabularyChanged();
    expect(await codeOf(sharedConcepts())).toBe('store.unreachable');
    expect(await sharedConcepts()).toEqual(['COFFEE']);
  });
});

describe('the end', () => {
  test('of one who was never asked anything, or is idle, comes at once, and again', async () => {
    matcher = new MatcherThread(known);
    await matcher.close();
    matcher = new MatcherThread(known);
    await matcher.warm();
    await matcher.close();
    await matcher.close();
    expect(await codeOf(matcher.counterparts(small))).toBe('matcher.stopped');
  });

  test('fails what is under way: started, waiting, and not yet taught', async () => {
    matcher = new MatcherThread(known);
    const early = [codeOf(matcher.propose(event(5))), codeOf(matcher.counterparts(small))];
    await matcher.close();
    expect(await Promise.all(early)).toEqual(['matcher.stopped', 'matcher.stopped']);

    matcher = new MatcherThread(known);
    await matcher.warm();
    const late = [codeOf(matcher.propose(event(12, 3_000))), codeOf(matcher.counterparts(small))];
    await wait(20);
    await matcher.close();
    expect(await Promise.all(late)).toEqual(['matcher.stopped', 'matcher.stopped']);
  });

  test('by a question that makes no sense does not come: the next one is answered', async () => {
    matcher = new MatcherThread(known);
    const senseless = { ...event(5), event: null } as never;
    const answers = [codeOf(matcher.propose(senseless)), codeOf(matcher.propose(event(5)))];
    expect(await Promise.all(answers)).toEqual(['matcher.stopped', 'answered']);
    const unsendable = { ...event(5), asOf: () => '2026-11-22' } as never;
    expect(await codeOf(matcher.propose(unsendable))).toContain('could not be cloned');
    expect(await sharedConcepts()).toEqual(['COFFEE']);
  });

  test('by a question too large fails those that wait with it; a new worker answers the next at once', async () => {
    matcher = new MatcherThread(known, { memoryMb: 24 });
    expect(await sharedConcepts()).toEqual(['COFFEE']);
    const huge = question(
      Array.from({ length: 4_000 }, (_, i) => posting(`O${i}`, { summary: text(`word${i} `.repeat(1_000)) })),
    );
    const lost = [codeOf(matcher.counterparts(huge)), codeOf(matcher.counterparts(small))];
    expect(await Promise.all(lost)).toEqual(['matcher.stopped', 'matcher.stopped']);
    // Asked in the same breath, while the old thread is still being taken down.
    expect(await Promise.all([sharedConcepts(), codeOf(matcher.propose(event(5)))])).toEqual([['COFFEE'], 'answered']);
    expect(await sharedConcepts()).toEqual(['COFFEE']);
  });
});
