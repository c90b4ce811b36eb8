// A write sent again with the same Idempotency-Key is done once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let province: Client;
let planner: Client;
const need = { title: { vi: 'Tưới nhỏ giọt cho cà phê', en: '' }, province: '68' };
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  province = await service.as('province@demo');
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

const owned = () => service.store.postings.count({ 'owner.code': '68', status: 'draft' });

describe('the same key', () => {
  test('gives the first answer again and writes nothing more', async () => {
    const before = await owned();
    const first = await province.post('/needs', need).set('Idempotency-Key', 'k-1').expect(201);
    const again = await province.post('/needs', need).set('Idempotency-Key', 'k-1').expect(201);
    expect(again.body).toEqual(first.body);
    expect([again.headers['idempotency-replayed'], again.headers.etag]).toEqual(['true', first.headers.etag]);
    expect(await owned()).toBe(before + 1);
    expect(await service.store.audit.count({ subject: first.body.id })).toBe(1);
  });

  test('sent ten times at once is one write', async () => {
    const before = await owned();
    const all = await Promise.all(
      Array.from({ length: 10 }, () => province.post('/needs', need).set('Idempotency-Key', 'k-2')),
    );
    expect(await owned()).toBe(before + 1);
    const ids = new Set(all.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    // Whoever asks while the first answer is not yet known is told that the write is done.
    expect(all.every(({ status, body }) => status === 201 || body.code === 'request.already-done')).toBe(true);
  });

  test('makes one proposal', async () => {
    const ask = () => planner.post('/events/israel-nncnc/proposals', {}).set('Idempotency-Key', 'k-3');
    const [first, second] = [await ask().expect(201), await ask().expect(201)];
    expect(second.body.id).toBe(first.body.id);
    expect(await service.store.proposals.count()).toBe(1);
  });

  test('with another body is refused', async () => {
    await province.post('/needs', need).set('Idempotency-Key', 'k-4').expect(201);
    const other = { ...need, title: { vi: 'Khác', en: '' } };
    const { body } = await province.post('/needs', other).set('Idempotency-Key', 'k-4').expect(422);
    expect(body.code).toBe('request.idempotency-key-reused');
  });

  test('of another account is another key', async () => {
    const one = await province.post('/needs', need).set('Idempotency-Key', 'k-5').expect(201);
    const two = await planner.post('/needs', need).set('Idempotency-Key', 'k-5').expect(201);
    expect(two.body.id).not.toBe(one.body.id);
  });

  test('is free again after a day', async () => {
    const one = await province.post('/needs', need).set('Idempotency-Key', 'k-6').expect(201);
    service.clock.now = new Date(service.clock.now.getTime() + 25 * 60 * 60 * 1000);
    const two = await province.post('/needs', need).set('Idempotency-Key', 'k-6').expect(201);
    expect(two.body.id).not.toBe(one.body.id);
  });
});

test('a write that failed may be tried again with its key', async () => {
  await province
    .post('/needs', { ...need, themes: ['XX'] })
    .set('Idempotency-Key', 'k-7')
    .expect(400);
  await province.post('/needs', need).set('Idempotency-Key', 'k-7').expect(201);
});

test('a malformed key is refused', async () => {
  const { body } = await province.post('/needs', need).set('Idempotency-Key', 'a b').expect(400);
  expect(body.code).toBe('request.idempotency-key-malformed');
});

test('a token is never kept to be shown again', async () => {
  const ask = () => province.post('/tokens', { name: 'x', days: 1 }).set('Idempotency-Key', 'k-8');
  const [first, second] = [await ask().expect(201), await ask().expect(201)];
  expect(second.body.token).not.toBe(first.body.token);
});
