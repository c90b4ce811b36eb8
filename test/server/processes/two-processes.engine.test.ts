// Two processes of the service on one store and one index, as behind a proxy.
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { demoAccounts } from '../../../server/features/accounts/demo.js';
import type { Store } from '../../../server/store/port.js';
import { Campaign } from '../../arrange/engines/campaign.js';
import { onBothServers } from '../../arrange/engines/far-engines.js';
import { type Pass, type RunningService, startService } from '../../arrange/engines/running-service.js';
import { killLeft } from '../../arrange/process.js';

// Starting on an empty database takes a busy server long.
jest.setTimeout(300_000);

onBothServers('two processes', ({ database, addressOf, open }, { url, key, index }) => {
  let env: Record<string, string>;
  let store: Store;
  let one: RunningService;
  let two: RunningService;
  let planner: Pass;
  beforeAll(async () => {
    const name = database();
    env = { MONGODB_URI: addressOf(name), MEILI_URL: url, MEILI_KEY: key, MEILI_INDEX: index() };
    // Both at once, on a database that is empty.
    [one, two] = await Promise.all([startService(env), startService(env)]);
    store = await open(name);
    planner = await one.signIn('planner@demo');
  });
  afterAll(async () => {
    killLeft();
    await store.close();
  });

  const holder = async () => (await store.leases.get('outbox'))?.holder ?? '';
  const atWork = async () => {
    const found = await holder();
    return [one, two].find(({ child }) => found.includes(` ${child.pid} `));
  };
  const emptied = async () => {
    while ((await store.outbox.count()) > 0) await wait(50);
  };

  test('a start on an empty database fills it once', async () => {
    await emptied();
    const actions = (await store.audit.find())
      .map(({ action }) => action)
      .filter((action) => action !== 'session.started');
    expect(actions.sort()).toEqual([...demoAccounts.map(() => 'account.created'), 'seed.loaded']);
    expect(await store.accounts.count()).toBe(demoAccounts.length);
  });

  test('who signed in at one is known at the other, and signed out at both', async () => {
    const embassy = await one.signIn('embassy@demo');
    expect((await two.ask(embassy, 'GET', '/session')).body.account.name).toBe('Đại sứ quán I-xra-en tại Việt Nam');
    await two.ask(embassy, 'DELETE', '/session');
    expect((await one.ask(embassy, 'GET', '/needs')).status).toBe(401);
  });

  test('what is written at one is read, and soon found, at the other', async () => {
    const body = { title: { vi: 'Trồng mắc ca xen cà phê', en: '' }, province: '68', themes: ['NNCNC'] };
    const made = await one.ask(planner, 'POST', '/needs', { body });
    expect((await two.ask(planner, 'GET', `/needs/${made.body.id}`)).body).toEqual(
      (await one.ask(planner, 'GET', `/needs/${made.body.id}`)).body,
    );
    await emptied();
    for (const service of [one, two]) {
      const { body } = await service.ask(planner, 'GET', '/search?q=mac+ca+xen+ca+phe');
      expect([body.degraded, body.items[0]?.id]).toEqual([false, made.body.id]);
    }
  });

  test('a term added at one is known to the other, in suggestions, plans and the index', async () => {
    const admin = await one.signIn('admin@demo');
    const body = { title: { vi: 'Phát triển trại đà điểu', en: '' }, province: '68', themes: ['NNCNC'] };
    const suggested = async () =>
      (await two.ask(planner, 'POST', '/themes/suggestions', { body: { title: body.title } })).body.items;
    const concepts = async (need: string) => {
      const { body } = await two.ask(planner, 'GET', `/needs/${need}/matches`);
      return JSON.stringify(body.items);
    };
    const { body: need } = await two.ask(planner, 'POST', '/needs', { body });
    const offer = { title: { vi: 'Chuyển giao giống', en: 'Ostrich ranches' }, partner: 'M034', themes: ['NNCNC'] };
    const { body: drafted } = await two.ask(planner, 'POST', '/offers', { body: offer });
    await two.ask(planner, 'POST', `/offers/${drafted.id}/submit`, { version: 1 });
    await two.ask(planner, 'POST', `/offers/${drafted.id}/publish`, { version: 2 });
    expect([await suggested(), await concepts(need.id)]).toEqual([[], expect.not.stringContaining('ostrich-farming')]);

    const term = {
      vi: 'nuôi đà điểu',
      en: 'ostrich farming',
      themes: ['NN'],
      variants: { vi: ['trại đà điểu'], en: ['ostrich ranches'] },
    };
    expect((await one.ask(admin, 'POST', '/terms', { body: term })).status).toBe(201);
    expect(await suggested()).toMatchObject([{ theme: 'NN', grounds: ['trại đà điểu'] }]);
    expect(await concepts(need.id)).toContain('ostrich-farming');
    await emptied();
    const { body: found } = await two.ask(planner, 'GET', '/search?q=ostrich+farming');
    expect(found.items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([need.id, drafted.id]));
  });

  test('failed attempts to sign in are counted together', async () => {
    const tryAt = (service: RunningService) =>
      service.ask({ cookie: '', csrfToken: '' }, 'POST', '/session', {
        body: { email: 'admin@demo', password: 'wrong' },
      });
    const answers = [];
    for (let count = 0; count < 12; count++) answers.push(await tryAt(count % 2 === 0 ? one : two));
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429, 429]);
  });

  test('one of them killed under load: nothing acknowledged is lost, nothing is done twice, the index follows', async () => {
    let left = [one, two];
    const killed = await atWork();
    const campaign = new Campaign(() => left, planner, store);
    campaign.onWrite = (count) => {
      if (count !== 80) return;
      killed?.child.kill('SIGKILL');
      left = left.filter((service) => service !== killed);
    };
    await campaign.run(8, 200);
    await emptied();
    expect(campaign.refused).toEqual([]);
    expect(await campaign.found()).toEqual(campaign.expected());
    expect(left).toContain(await atWork());
    const [survivor] = left;
    survivor?.child.kill('SIGTERM');
    expect((await survivor?.ended)?.code).toBe(0);
    // Given back, for whoever comes next.
    expect(await holder()).toBe('');
  });
});
