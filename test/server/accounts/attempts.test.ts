import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { most } from '../../../server/features/accounts/attempts.js';
import { demoPassword } from '../../../server/features/accounts/demo.js';
import { sweepExpired } from '../../../server/features/accounts/sweep.js';
import { arrangeService } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
beforeEach(async () => {
  service = await arrangeService();
});
afterEach(() => service.stop());

const tryAs = (email: string, password: string) => service.anyone().post('/session', { email, password });
const statuses = async (attempts: readonly PromiseLike<{ status: number }>[]) =>
  (await Promise.all(attempts)).map(({ status }) => status).sort();

test('an account is closed for a quarter of an hour after too many failures, even to the right password', async () => {
  for (let i = 0; i < most.account; i++) await tryAs('planner@demo', 'wrong').expect(401);
  const answer = await tryAs('planner@demo', demoPassword).expect(429);
  expect(answer.headers['retry-after']).toBe('900');
  expect(answer.body).toMatchObject({
    code: 'session.too-many-attempts',
    detail: 'Xin thử lại sau 900 giây.',
  });
  await tryAs('admin@demo', demoPassword).expect(200);
  service.clock.now = new Date(service.clock.now.getTime() + 15 * 60_000);
  await tryAs('planner@demo', demoPassword).expect(200);
});

test('attempts side by side do not outrun the limit', async () => {
  const attempts = Array.from({ length: most.account + 5 }, () => tryAs('planner@demo', 'wrong'));
  expect(await statuses(attempts)).toEqual([...Array(most.account).fill(401), ...Array(5).fill(429)]);
});

test('a right password forgets the failures before it', async () => {
  for (let i = 0; i < most.account - 1; i++) await tryAs('planner@demo', 'wrong').expect(401);
  await tryAs('planner@demo', demoPassword).expect(200);
  await tryAs('planner@demo', 'wrong').expect(401);
  await tryAs('planner@demo', demoPassword).expect(200);
});

test('an address that tries many accounts is stopped', async () => {
  for (let i = 0; i < most.address; i++) await tryAs(`nobody${i}@demo`, 'wrong');
  await tryAs('planner@demo', demoPassword).expect(429);
});

test('what has expired is swept away', async () => {
  await tryAs('planner@demo', demoPassword).expect(200);
  await tryAs('planner@demo', 'wrong').expect(401);
  expect(await sweepExpired(service.store, service.clock.now)).toBe(0);
  const nextDay = new Date(service.clock.now.getTime() + 24 * 3_600_000);
  expect(await sweepExpired(service.store, nextDay)).toBe(3);
  expect([await service.store.sessions.count(), await service.store.attempts.count()]).toEqual([0, 0]);
});
