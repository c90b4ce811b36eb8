// Proposals that take longer than a request should wait.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { events, within } from '../../../server/features/proposals/jobs.js';
import type { Made } from '../../../server/features/proposals/service.js';
import { Jobs } from '../../../server/http/jobs/jobs.js';
import type { Progress } from '../../../server/matcher/port.js';
import { arrangeService } from '../../arrange/service.js';

const infeasible = { feasible: false, conflict: [], relaxation: [] } as unknown as Made;
const made = { feasible: true } as Made;

function arrange() {
  let tell: (progress: Progress) => void = () => {};
  let finish: (made: Made) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const jobs = new Jobs<Progress, Made>({ stage: 'choosing', done: 0, total: 1 });
  const job = jobs.start('p1', 'e1', (told) => {
    tell = told;
    return new Promise((resolve, reject) => {
      finish = resolve;
      fail = reject;
    });
  });
  return { jobs, job, tell: (p: Progress) => tell(p), finish: (m: Made) => finish(m), fail: (e: Error) => fail(e) };
}

describe('a job', () => {
  test('that is not done in time goes on, and is found by its id', async () => {
    const { jobs, job, tell, finish } = arrange();
    expect(await within(job, 1)).toBeNull();
    tell({ stage: 'ranking', done: 3, total: 34 });
    expect(jobs.get('p1')?.progress).toEqual({ stage: 'ranking', done: 3, total: 34 });
    finish(infeasible);
    expect(await within(job, 60_000)).toBe(infeasible);
  });

  test('that made its proposal is forgotten: the store has it', async () => {
    const { jobs, job, finish } = arrange();
    finish(made);
    await job.made;
    await new Promise(setImmediate);
    expect(jobs.get('p1')).toBeNull();
  });

  test('tells whoever follows each step and the end', async () => {
    const { job, tell, finish } = arrange();
    const heard: string[] = [];
    const listening = (async () => {
      for await (const event of events(job)) heard.push(event);
    })();
    const settle = () => new Promise(setImmediate);
    await settle();
    tell({ stage: 'ranking', done: 1, total: 2 });
    await settle();
    tell({ stage: 'ranking', done: 2, total: 2 });
    await settle();
    finish(made);
    await listening;
    expect(heard).toEqual([
      'event: progress\ndata: {"stage":"choosing","done":0,"total":1}\n\n',
      'event: progress\ndata: {"stage":"ranking","done":1,"total":2}\n\n',
      'event: progress\ndata: {"stage":"ranking","done":2,"total":2}\n\n',
      'event: done\ndata: {"proposal":"p1"}\n\n',
    ]);
  });

  test('that fails says so', async () => {
    const { job, fail } = arrange();
    const listening = (async () => {
      const heard: string[] = [];
      for await (const event of events(job)) heard.push(event);
      return heard.at(-1);
    })();
    fail(new Error('out of memory'));
    expect(await listening).toBe('event: failed\ndata: {"code":"server.unexpected"}\n\n');
    await expect(job.made).rejects.toThrow('out of memory');
  });
});

describe('over HTTP', () => {
  let service: Awaited<ReturnType<typeof arrangeService>>;
  beforeAll(async () => {
    service = await arrangeService({ seeded: true, patience: 0 });
  });
  afterAll(() => service.stop());

  test('a request that will not wait is told where the proposal will be, and how far it is', async () => {
    const planner = await service.as('planner@demo');
    const accepted = await planner.post('/events/israel-nncnc/proposals', {}).expect(202);
    const { location } = accepted.headers as { location: string };
    expect(accepted.body).toMatchObject({ event: 'israel-nncnc', status: 'computing', progress: { done: 0 } });
    expect(location).toBe(`/api/v1/proposals/${accepted.body.id}`);
    const told = await planner.get(`${location}/progress`).buffer(true).expect(200);
    expect(told.headers['content-type']).toMatch(/^text\/event-stream/);
    const stages = [...new Set([...told.text.matchAll(/"stage":"(\w+)"/g)].map(([, stage]) => stage))];
    expect(stages.at(-1)).toBe('checking');
    expect(told.text.trim().split('\n\n').at(-1)).toBe(`event: done\ndata: {"proposal":"${accepted.body.id}"}`);
    const { body } = await planner.get(location).expect(200);
    expect(body.provinces).toHaveLength(34);
    expect(await service.store.audit.count({ subject: body.id })).toBe(1);
    const again = await planner.get(`${location}/progress`).buffer(true).expect(200);
    expect(again.text).toBe(`event: done\ndata: {"proposal":"${body.id}"}\n\n`);
  });

  test('rules that contradict each other are told at the same address', async () => {
    const planner = await service.as('planner@demo');
    const rules = { pinProvinces: ['01', '04'] };
    const { headers } = await planner.post('/events/israel-nncnc/proposals', { seats: 1, rules }).expect(202);
    const { location } = headers as { location: string };
    await planner.get(`${location}/progress`).buffer(true).expect(200);
    const { body } = await planner.get(location).expect(422);
    expect(body.code).toBe('proposal.infeasible');
    expect(await service.store.proposals.count({ status: 'draft' })).toBe(1);
  });

  test('a stranger follows nothing', async () => {
    const province = await service.as('province@demo');
    await province.get('/proposals/any/progress').expect(403);
  });
});
