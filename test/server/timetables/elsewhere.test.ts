// A timetable that one process makes, asked for at another one that shares the store.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../../server/app.js';
import { composeServices } from '../../../server/compose.js';
import { readConfig } from '../../../server/config.js';
import type { Timetabler } from '../../../server/timetabler/port.js';
import { arrangeService, type Client } from '../../arrange/service.js';

type Service = Awaited<ReturnType<typeof arrangeService>>;
let service: Service;
let planner: Client;
let token: string;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
  const { body } = await planner.post('/tokens', { name: 'two processes', days: 1 }).expect(201);
  token = body.token;
});
afterAll(() => service.stop());

const proposed = async (): Promise<string> =>
  (await planner.post('/events/israel-nncnc/proposals', {}).expect(201)).body.id;

function arrangeGate(): [gate: Promise<void>, open: () => void] {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [gate, open];
}

/** A process of its own as far as memory goes; its timetabler waits for `open`, or until it is stopped, before it answers. */
function anotherProcess() {
  const [gate, open] = arrangeGate();
  const { timetabler } = service;
  const slow: Timetabler = {
    search: (input, tell = () => {}) => {
      tell({ stage: 'arranging', done: 7, total: 30 });
      const [stopped, cut] = arrangeGate();
      const answer = Promise.race([gate, stopped]).then(() => timetabler.search(input, tell).answer);
      const stop = () => {
        cut();
        return true;
      };
      return { answer, stop };
    },
    close: () => timetabler.close(),
  };
  const engines = { ...service, timetabler: slow };
  const services = composeServices(engines, { patience: 0 });
  const app = createApp({
    config: readConfig({ NODE_ENV: 'test' }),
    engines,
    services,
    log: pino({ level: 'silent' }),
    now: () => service.clock.now,
  });
  const ask = (method: 'get' | 'post', proposal: string, rest = '') =>
    request(app)[method](`/api/v1/proposals/${proposal}/timetable${rest}`).set('Authorization', `Bearer ${token}`);
  const make = (proposal: string, key: string, body: object = {}) =>
    ask('post', proposal).set('Idempotency-Key', key).send(body);
  return { ask, make, open, settled: () => services.timetables.settled() };
}

let one: ReturnType<typeof anotherProcess>;
let two: ReturnType<typeof anotherProcess>;
beforeEach(() => {
  one = anotherProcess();
  two = anotherProcess();
});

const noteOf = (proposal: string) => service.store.jobs.get(`timetable:${proposal}`);
const versionOf = async (proposal: string) => (await service.store.timetables.get(proposal))?.version;
const linesOf = async (proposal: string) =>
  (await service.store.audit.find({ where: { subject: proposal }, sort: [['at', 'asc']] })).map(({ action }) => action);
const events = (text: string) => text.trim().split('\n\n');
const done = (proposal: string) => `event: done\ndata: {"proposal":"${proposal}"}`;

test('how far it is, and what comes of it, is known there too, beside an earlier one', async () => {
  const id = await proposed();
  await planner.post(`/proposals/${id}/timetable`, {}).expect(201);
  await one.make(id, 'key-1').expect(202);
  const here = await one.ask('get', id).expect(202);
  // Noted with the next sign of life.
  let there = await two.ask('get', id).expect(202);
  while (there.body.progress.done === 0) there = await two.ask('get', id).expect(202);
  expect(there.body).toEqual(here.body);
  expect(there.body.progress).toEqual({ stage: 'arranging', done: 7, total: 30 });

  const following = two.ask('get', id, '/progress').buffer(true);
  setTimeout(one.open, 50);
  const { text } = await following.expect(200);
  expect([events(text).length > 1, events(text).at(-1)]).toEqual([true, done(id)]);
  const made = await two.ask('get', id).expect(200);
  expect(made.body.version).toBe(2);
  expect(made.body).toEqual((await one.ask('get', id).expect(200)).body);
  expect(await noteOf(id)).toBeNull();
});

test('another one is refused there meanwhile, the same request is the same timetable', async () => {
  const id = await proposed();
  await one.make(id, 'key-2').expect(202);
  const { body: other } = await two.make(id, 'key-3').expect(409);
  expect([other.code, other.title]).toEqual(['timetable.under-way', 'Đang xếp lịch gặp']);
  await two.ask('post', id).send({}).expect(409);
  await two.make(id, 'key-2').expect(202);
  one.open();
  await one.settled();
  expect((await two.make(id, 'key-2').expect(409)).body.code).toBe('request.already-done');
  expect([await versionOf(id), await linesOf(id)]).toEqual([1, ['proposal.made', 'timetable.made']]);
});

test('whoever comes first at either makes the only one', async () => {
  const id = await proposed();
  const answers = await Promise.all([one.make(id, 'a'), two.make(id, 'b'), one.make(id, 'c'), two.make(id, 'd')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409]);
  one.open();
  two.open();
  await Promise.all([one.settled(), two.settled()]);
  expect(await versionOf(id)).toBe(1);
});

test('that there can be none is told there in the same words, until another is begun', async () => {
  const id = await proposed();
  const { body: event } = await planner.get('/events/israel-nncnc').expect(200);
  const slots = event.slots.map((slot: { id: string }) => slot.id);
  await one.make(id, 'key-4', { unavailable: [{ party: 'M034', slots }] }).expect(202);
  one.open();
  await one.settled();
  const here = await one.ask('get', id).expect(422);
  const there = await two.ask('get', id).expect(422);
  expect([there.body.code, there.body.detail, there.body.errors]).toEqual([
    'timetable.infeasible',
    here.body.detail,
    here.body.errors,
  ]);
  two.open();
  await two.make(id, 'key-5').expect(202);
  await two.settled();
  expect((await one.ask('get', id).expect(200)).body.version).toBe(1);
  expect(await noteOf(id)).toBeNull();
});

test('whoever stops it there gets the best found so far', async () => {
  const id = await proposed();
  await one.make(id, 'key-6').expect(202);
  await two.ask('post', id, '/stop').expect(202);
  await one.settled();
  const { body } = await two.ask('get', id).expect(200);
  expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual(['search-cut-short']);
  expect(await linesOf(id)).toEqual(['proposal.made', 'timetable.cut-short', 'timetable.made']);
  expect(await noteOf(id)).toBeNull();
  expect((await two.ask('post', id, '/stop').expect(409)).body.code).toBe('timetable.not-under-way');
});

describe('of a process that has died', () => {
  const left = (id: string, replaces: number) => ({
    id: `timetable:${id}`,
    event: 'israel-nncnc',
    attempt: 'first',
    once: null,
    replaces,
    progress: { stage: 'arranging', done: 7, total: 30 },
    outcome: null,
    beatAt: new Date(service.clock.now.getTime() - 16_000).toISOString(),
    expiresAt: new Date(service.clock.now.getTime() + 60_000).toISOString(),
  });

  test('it is said that nothing came of it, whatever was made before; it can be begun again, at either', async () => {
    const id = await proposed();
    await planner.post(`/proposals/${id}/timetable`, {}).expect(201);
    await service.store.jobs.insert(left(id, 1));
    const { body } = await two.ask('get', id).expect(410);
    expect([body.code, body.title]).toEqual(['job.interrupted', 'Việc tính toán bị gián đoạn']);
    const { text } = await two.ask('get', id, '/progress').buffer(true).expect(200);
    expect(events(text).at(-1)).toBe('event: failed\ndata: {"code":"job.interrupted"}');
    expect((await two.ask('post', id, '/stop').expect(409)).body.code).toBe('timetable.not-under-way');
    two.open();
    await two.make(id, 'key-7').expect(202);
    await two.settled();
    expect((await one.ask('get', id).expect(200)).body.version).toBe(2);
    expect(await noteOf(id)).toBeNull();
  });

  test('what it had made by then counts', async () => {
    const id = await proposed();
    await planner.post(`/proposals/${id}/timetable`, {}).expect(201);
    await service.store.jobs.insert(left(id, 0));
    expect((await two.ask('get', id).expect(200)).body.version).toBe(1);
  });
});
