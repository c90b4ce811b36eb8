// Timetables that take longer than a request should wait.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let ids: string[];
beforeAll(async () => {
  service = await arrangeService({ seeded: true, patience: 0 });
  planner = await service.as('planner@demo');
  ids = await Promise.all(
    ['israel-nncnc', 'japan-xtdt', 'europe-nltt'].map(async (event) => {
      const { body } = await planner.post(`/events/${event}/proposals`, {}).expect(202);
      await planner.get(`/proposals/${body.id}/progress`).buffer(true).expect(200);
      return body.id as string;
    }),
  );
});
afterAll(() => service.stop());

const address = (id: string | undefined) => `/proposals/${id}/timetable`;
const progress = async (id: string | undefined) =>
  (
    await planner
      .get(`${address(id)}/progress`)
      .buffer(true)
      .expect(200)
  ).text
    .trim()
    .split('\n\n');

describe('a timetable that is waited for', () => {
  test('is told where it will be, how far it is, and is there in the end', async () => {
    const [id] = ids;
    const accepted = await planner.post(address(id), {}).expect(202);
    expect(accepted.headers.location).toBe(`/api/v1${address(id)}`);
    expect(accepted.body).toEqual({
      proposal: id,
      event: 'israel-nncnc',
      status: 'computing',
      progress: { stage: 'placing', done: 0, total: 1 },
    });
    const told = await progress(id);
    expect(told.at(-1)).toBe(`event: done\ndata: {"proposal":"${id}"}`);
    const { body } = await planner.get(address(id)).expect(200);
    expect([body.version, body.certificate.gaps.status]).toEqual([1, 'optimal']);
    const lines = await service.store.audit.find({ where: { subject: id as string } });
    expect(lines.map(({ action }) => action)).toEqual(['proposal.made', 'timetable.made']);
    expect(await progress(id)).toEqual([`event: done\ndata: {"proposal":"${id}"}`]);
  });

  test('that cannot be is told at the same address, until another is begun', async () => {
    const [id] = ids;
    const { body: now } = await planner.get(address(id)).expect(200);
    const unavailable = [{ party: 'M034', slots: now.slots.map((slot: { id: string }) => slot.id) }];
    await planner.post(address(id), { unavailable }).expect(202);
    expect((await progress(id)).at(-1)).toBe('event: failed\ndata: {"code":"timetable.infeasible"}');
    const refused = await planner.get(address(id)).expect(422);
    expect(refused.body.code).toBe('timetable.infeasible');
    expect((await service.store.timetables.get(id as string))?.version).toBe(1);
    await planner.post(address(id), {}).expect(202);
    await progress(id);
    const { body } = await planner.get(address(id)).expect(200);
    expect([body.version, body.changes]).toEqual([2, []]);
  });
});

describe('one at a time', () => {
  test('a second one for the same proposal is refused, the same request again is the same job', async () => {
    const [, id] = ids;
    const send = (key: string) => planner.post(address(id), {}).set('Idempotency-Key', key);
    await send('timetable-one').expect(202);
    const other = await send('timetable-two').expect(409);
    expect(other.body.code).toBe('timetable.under-way');
    await send('timetable-one').expect(202);
    await progress(id);
    expect((await service.store.timetables.get(id as string))?.version).toBe(1);
  });

  test('what is ended before it has begun leaves nothing but its line', async () => {
    const [first, , second] = ids;
    await planner.post(address(first), { mode: 'free' }).expect(202);
    await planner.post(address(second), {}).expect(202);
    const stopped = await planner.post(`${address(second)}/stop`);
    // Told at once or later, as it happens.
    expect([202, 409]).toContain(stopped.status);
    expect((await progress(second)).at(-1)).toBe('event: failed\ndata: {"code":"timetable.stopped"}');
    expect(await service.store.timetables.get(second as string)).toBeNull();
    const lines = await service.store.audit.find({ where: { subject: second as string } });
    expect(lines.map(({ action }) => action)).toEqual(['proposal.made', 'timetable.cut-short']);
    await progress(first);
  });
});
