// A proposal that one process computes, asked for at another one that shares the store.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../../server/app.js';
import { composeServices } from '../../../server/compose.js';
import { readConfig } from '../../../server/config.js';
import { JobBoard } from '../../../server/http/jobs/board.js';
import type { Matcher } from '../../../server/matcher/port.js';
import { arrangeService } from '../../arrange/service.js';

type Service = Awaited<ReturnType<typeof arrangeService>>;
let service: Service;
let token: string;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  const { body } = await (await service.as('planner@demo'))
    .post('/tokens', { name: 'two processes', days: 1 })
    .expect(201);
  token = body.token;
});
afterAll(() => service.stop());

/** A process of its own as far as memory goes; its matcher waits for `open`, or until it is stopped, before it answers. */
function anotherProcess() {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { matcher } = service;
  const slow: Matcher = {
    propose: async (input, tell = () => {}, stop) => {
      tell({ stage: 'ranking', done: 7, total: 34 });
      const stopped = new Promise<void>((resolve) => {
        if (stop?.aborted) resolve();
        stop?.addEventListener('abort', () => resolve(), { once: true });
      });
      await Promise.race([gate, stopped]);
      return matcher.propose(input, tell, stop);
    },
    counterparts: (question) => matcher.counterparts(question),
    nextEvents: (question) => matcher.nextEvents(question),
    vocabularyChanged: () => matcher.vocabularyChanged(),
    warm: () => matcher.warm(),
    close: () => matcher.close(),
  };
  const engines = { ...service, matcher: slow };
  const services = composeServices(engines, { patience: 0 });
  const now = () => service.clock.now;
  const app = createApp({
    config: readConfig({ NODE_ENV: 'test' }),
    engines,
    services,
    log: pino({ level: 'silent' }),
    now,
  });
  const ask = (method: 'get' | 'post', path: string) =>
    request(app)
      [method](path.startsWith('/api') ? path : `/api/v1${path}`)
      .set('Authorization', `Bearer ${token}`);
  const make = (key: string, body: object = {}) =>
    ask('post', '/events/israel-nncnc/proposals').set('Idempotency-Key', key).send(body);
  return { ask, make, open, settled: () => services.proposals.settled() };
}

let one: ReturnType<typeof anotherProcess>;
let two: ReturnType<typeof anotherProcess>;
beforeEach(() => {
  one = anotherProcess();
  two = anotherProcess();
});

const ofEvent = () => service.store.proposals.count();

test('how far it is, and what comes of it, is known there too', async () => {
  const { headers } = await one.make('key-1').expect(202);
  const { location } = headers as { location: string };
  let here = await one.ask('get', location).expect(202);
  while (here.body.progress.done === 0) here = await one.ask('get', location).expect(202);
  // Noted with the next sign of life.
  let there = await two.ask('get', location).expect(202);
  while (there.body.progress.done === 0) there = await two.ask('get', location).expect(202);
  expect(there.body).toEqual(here.body);
  expect(there.body.progress).toEqual({ stage: 'ranking', done: 7, total: 34 });

  const following = two.ask('get', `${location}/progress`).buffer(true);
  setTimeout(one.open, 50);
  const told = (await following.expect(200)).text.trim().split('\n\n');
  expect(told.at(-1)).toBe(`event: done\ndata: {"proposal":"${here.body.id}"}`);
  expect((await two.ask('get', location).expect(200)).body).toEqual((await one.ask('get', location).expect(200)).body);
  expect(await service.store.jobs.count()).toBe(0);
});

test('the same request at both is one proposal, however they meet', async () => {
  const before = await ofEvent();
  const answers = await Promise.all([one.make('key-2'), two.make('key-2'), one.make('key-2'), two.make('key-2')]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
  one.open();
  two.open();
  await Promise.all([one.settled(), two.settled()]);
  expect(await ofEvent()).toBe(before + 1);
  const id = answers[0]?.body.id;
  expect(await service.store.audit.count({ subject: id })).toBe(1);
});

test('the same request while it is being done waits for the one proposal', async () => {
  const before = await ofEvent();
  const planner = await service.as('planner@demo');
  const send = () => planner.post('/events/israel-nncnc/proposals', {}).set('Idempotency-Key', 'key-patient');
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await ofEvent()).toBe(before + 1);
});

test('rules that contradict each other are told there in the same words', async () => {
  const body = { seats: 1, rules: { pinProvinces: ['01', '04'] } };
  const { headers } = await one.make('key-3', body).expect(202);
  const { location } = headers as { location: string };
  one.open();
  await one.settled();
  const here = await one.ask('get', location).expect(422);
  const there = await two.ask('get', location).expect(422);
  expect([there.body.code, there.body.detail, there.body.errors]).toEqual([
    'proposal.infeasible',
    here.body.detail,
    here.body.errors,
  ]);
});

describe('whoever stops it gets the plan as it stands', () => {
  const isCutShort = (body: { warnings: { code: string }[] }) => body.warnings[0]?.code === 'cut-short';

  test.each(['here', 'elsewhere'])('%s', async (where) => {
    const { body: begun, headers } = await one.make(`key-stop-${where}`).expect(202);
    const { location } = headers as { location: string };
    await (where === 'here' ? one : two).ask('post', `${location}/stop`).expect(202);
    await one.settled();
    const { body } = await one.ask('get', location).expect(200);
    expect([body.id, isCutShort(body), body.provinces.length]).toEqual([begun.id, true, 34]);
    expect(body.certificate.checker).toEqual({ ok: true, violations: [] });
    expect(await service.store.audit.find({ where: { subject: begun.id }, sort: [['at', 'asc']] })).toMatchObject([
      { action: 'proposal.cut-short' },
      { action: 'proposal.made' },
    ]);
    expect(await service.store.jobs.get(`proposal:${begun.id}`)).toBeNull();
    // The other process hears of the end within half a second.
    while ((await two.ask('get', location)).status === 202);
    const { body: late } = await two.ask('post', `${location}/stop`).expect(409);
    expect([late.code, late.title]).toEqual(['proposal.not-under-way', 'Không có lần lập phương án nào đang chạy']);
  });

  test('what does not exist is not stopped, and not by strangers', async () => {
    await one.ask('post', '/proposals/none/stop').expect(404);
    await (await service.as('province@demo')).post('/proposals/none/stop').expect(403);
    expect(await service.store.audit.count({ subject: 'none' })).toBe(0);
  });
});

describe('of a process that has died', () => {
  const silent = () => ({
    event: 'israel-nncnc',
    attempt: 'first',
    once: null,
    replaces: 0,
    progress: { stage: 'ranking', done: 7, total: 34 },
    outcome: null,
    beatAt: new Date(service.clock.now.getTime() - 16_000).toISOString(),
    expiresAt: new Date(service.clock.now.getTime() + 60_000).toISOString(),
  });

  test('it is said that nothing came of it', async () => {
    await service.store.jobs.insert({ id: 'proposal:dead-1', ...silent() });
    const { body } = await two.ask('get', '/proposals/dead-1').expect(410);
    expect([body.code, body.title]).toEqual(['job.interrupted', 'Việc tính toán bị gián đoạn']);
    const { text } = await two.ask('get', '/proposals/dead-1/progress').buffer(true).expect(200);
    expect(text.trim().split('\n\n').at(-1)).toBe('event: failed\ndata: {"code":"job.interrupted"}');
  });

  test('it can be begun again, by one', async () => {
    await service.store.jobs.insert({ id: 'thing:dead-2', ...silent() });
    const board = () =>
      new JobBoard(service.store, {
        kind: 'thing',
        now: () => service.clock.now,
        patience: 0,
        lookUp: async () => null,
      });
    const first = { stage: 'choosing', done: 0, total: 1 };
    const task = { id: 'dead-2', event: 'e', once: null, replaces: 0 };
    const asked = await Promise.all([1, 2, 3].map(() => board().announce(task, first)));
    expect(asked.filter((note) => note !== null)).toHaveLength(1);
  });

  test('its note is swept away in time', async () => {
    const id = 'proposal:dead-3';
    await service.store.jobs.insert({
      id,
      ...silent(),
      expiresAt: new Date(service.clock.now.getTime() - 1).toISOString(),
    });
    await two.ask('get', '/proposals/dead-3').expect(404);
  });
});
