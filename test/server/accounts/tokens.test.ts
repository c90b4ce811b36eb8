import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { arrangeService, begin } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
beforeAll(async () => {
  service = await arrangeService();
});
afterAll(() => service.stop());

test('a token is shown once, kept as a hash, listed without its secret, and works without CSRF until revoked', async () => {
  const planner = await service.as('planner@demo');
  const made = await planner.post('/tokens', { name: ' nightly script ', days: 30 }).expect(201);
  expect(made.body).toEqual({
    id: expect.any(String),
    name: 'nightly script',
    createdAt: begin.toISOString(),
    expiresAt: '2026-12-22T08:00:00.000Z',
    token: expect.stringMatching(/^gap_[\w-]{43}$/),
  });
  expect(JSON.stringify(await service.store.tokens.find())).not.toContain(made.body.token);
  expect(await service.store.audit.find({ where: { subject: made.body.id } })).toMatchObject([
    { action: 'token.created', params: { days: 30 } },
  ]);

  const script = service.anyone({ Authorization: `Bearer ${made.body.token}` });
  const { token: _, ...listed } = made.body;
  const list = await script.get('/tokens').expect(200);
  expect(list.body).toMatchObject({ total: 2, page: 1, pageSize: 20 });
  expect(list.body.items[0]).toEqual(listed);
  expect((await script.get('/session').expect(200)).body.csrfToken).toBeNull();

  expect((await script.delete('/session').expect(401)).body.code).toBe('session.required');
  await script.delete(`/tokens/${made.body.id}`).expect(204);
  const refused = await script.get('/tokens').expect(401);
  expect(refused.body.code).toBe('token.invalid');
  expect(refused.headers['www-authenticate']).toBe('Bearer');
});

test('another’s token can be neither seen nor revoked', async () => {
  const planner = await service.as('planner@demo');
  const stranger = await service.as('embassy@demo');
  const { body } = await planner.post('/tokens', { name: 'mine', days: 1 }).expect(201);
  const seen = await stranger.get('/tokens').expect(200);
  expect(seen.body.items.map(({ id }: { id: string }) => id)).not.toContain(body.id);
  await stranger.delete(`/tokens/${body.id}`).expect(404);
  expect(await service.store.tokens.get(body.id)).not.toBeNull();
});

test('an expired token is refused', async () => {
  const planner = await service.as('planner@demo');
  const { body } = await planner.post('/tokens', { name: 'short', days: 1 }).expect(201);
  service.clock.now = new Date(begin.getTime() + 24 * 3_600_000);
  await service
    .anyone({ Authorization: `Bearer ${body.token}` })
    .get('/session')
    .expect(401);
  service.clock.now = begin;
});

test.each(['Bearer', 'Bearer nonsense', 'Basic cGxhbm5lcjpk', 'Bearer a b'])('“%s” proves nobody', async (header) => {
  const answer = await service.anyone({ Authorization: header }).get('/session').expect(401);
  expect(answer.body.code).toBe('token.invalid');
});
