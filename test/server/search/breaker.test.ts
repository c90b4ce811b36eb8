// A search server that hangs: nobody waits long, nobody waits in line, and it is found out when it answers again.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Failure } from '../../../server/failures.js';
import { Breaker } from '../../../server/search/meilisearch/breaker.js';
import { type Silent, silentServer } from '../../arrange/search/silent.js';
import { arrangeService } from '../../arrange/service.js';

const unavailable = () => Promise.reject(new Failure('search.unavailable', { reason: 'no answer' }));
const isOutage = (error: unknown) => error instanceof Failure && error.code === 'search.unavailable';

describe('after questions in vain', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Asks; answers whether the question reached the server, and what became of it. */
  async function asking(breaker: Breaker, answer: () => Promise<string>): Promise<[boolean, string]> {
    let isAsked = false;
    const outcome = await breaker
      .ask(() => {
        isAsked = true;
        return answer();
      }, isOutage)
      .catch((error: Failure) => error.code);
    return [isAsked, outcome];
  }
  const fine = async () => 'fine';
  async function opened(): Promise<Breaker> {
    const breaker = new Breaker();
    for (let count = 0; count < 3; count++) await asking(breaker, unavailable);
    return breaker;
  }

  test('the third opens it: the next are refused without being asked', async () => {
    const breaker = new Breaker();
    const reached = [];
    for (let count = 0; count < 5; count++) reached.push((await asking(breaker, unavailable))[0]);
    expect(reached).toEqual([true, true, true, false, false]);
  });

  test('after a pause one is let through alone, and what it meets decides', async () => {
    const breaker = await opened();
    jest.advanceTimersByTime(1000);
    let answer = (_: string) => {};
    const first = asking(breaker, () => new Promise((resolve) => (answer = resolve)));
    expect(await asking(breaker, fine)).toEqual([false, 'search.unavailable']);
    answer('back');
    expect(await first).toEqual([true, 'back']);
    expect(await asking(breaker, fine)).toEqual([true, 'fine']);
  });

  test('the pause grows while it stays in vain, and not without end', async () => {
    const breaker = await opened();
    const pauses = [];
    for (let round = 0; round < 6; round++) {
      let waited = 0;
      while (!(await asking(breaker, unavailable))[0]) {
        jest.advanceTimersByTime(500);
        waited += 500;
      }
      pauses.push(waited);
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
  });

  test('those who were let through together count as one', async () => {
    const breaker = new Breaker();
    await Promise.all(Array.from({ length: 20 }, () => asking(breaker, unavailable)));
    jest.advanceTimersByTime(999);
    expect((await asking(breaker, fine))[0]).toBe(false);
    jest.advanceTimersByTime(1);
    expect(await asking(breaker, fine)).toEqual([true, 'fine']);
  });

  test('an answer, or a failure that is none of the server’s absence, begins anew', async () => {
    const breaker = new Breaker();
    const refused = () => Promise.reject(new Failure('search.refused', { code: 'x', reason: '' }));
    for (const answer of [unavailable, unavailable, refused, unavailable, unavailable, fine, unavailable, unavailable])
      expect((await asking(breaker, answer as () => Promise<string>))[0]).toBe(true);
    const other = await opened();
    other.close();
    expect(await asking(other, fine)).toEqual([true, 'fine']);
  });
});

describe('the service with a server that never answers', () => {
  let silent: Silent;
  let service: Awaited<ReturnType<typeof arrangeService>>;
  beforeEach(async () => {
    silent = await silentServer();
    service = await arrangeService({ seeded: true, env: { MEILI_URL: silent.url, MEILI_KEY: 'k'.repeat(16) } });
  });
  afterEach(async () => {
    await service.stop();
    await silent.close();
  });

  test('forty searches at once are all answered from the store, and leave no connection behind', async () => {
    const embassy = await service.as('embassy@demo');
    const bodies = await Promise.all(
      Array.from({ length: 40 }, async () => (await embassy.get('/search?q=du+lich').expect(200)).body),
    );
    expect(bodies.map(({ degraded, total }) => [degraded, total > 10])).toEqual(bodies.map(() => [true, true]));
    for (let count = 0; count < 20; count++) {
      const { body } = await embassy.get('/search?q=du+lich').expect(200);
      expect(body.degraded).toBe(true);
    }
    // One that tries may be under way.
    expect(silent.open()).toBeLessThanOrEqual(1);
  });
});
