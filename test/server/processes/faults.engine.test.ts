// A thousand mixed writes while the engines and the processes go away in turn: what was acknowledged is there, once.
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Store } from '../../../server/store/port.js';
import { Campaign } from '../../arrange/engines/campaign.js';
import { lineToSearch, lineToStore, onBothServers } from '../../arrange/engines/far-engines.js';
import { type Pass, type RunningService, startService } from '../../arrange/engines/running-service.js';
import { killLeft } from '../../arrange/process.js';
import type { Line } from '../../arrange/proxy.js';

jest.setTimeout(900_000);

const outageMs = 2000;

onBothServers('a thousand writes', (mongo, search) => {
  let env: Record<string, string>;
  let store: Store;
  let storeLine: Line;
  let searchLine: Line;
  let services: RunningService[];
  let planner: Pass;
  beforeAll(async () => {
    const name = mongo.database();
    store = await mongo.open(name);
    const [toStore, mongodbUri] = await lineToStore(mongo, name);
    const [toSearch, meiliUrl] = await lineToSearch(search);
    [storeLine, searchLine] = [toStore, toSearch];
    env = { MONGODB_URI: mongodbUri, MEILI_URL: meiliUrl, MEILI_KEY: search.key, MEILI_INDEX: search.index() };
    services = [await startService(env), await startService(env)];
    planner = await (services[0] as RunningService).signIn('planner@demo');
  });
  afterAll(async () => {
    killLeft();
    await Promise.all([storeLine.close(), searchLine.close()]);
    await store.close();
  });

  const outage = async (line: Line, begin: () => void) => {
    begin();
    await wait(outageMs);
    line.mend();
  };
  /** Kills the process that takes over from the outbox, and starts another one in its place after what happens besides. */
  async function replaceHolder(besides: () => Promise<void> = async () => {}): Promise<void> {
    const holder = (await store.leases.get('outbox'))?.holder ?? '';
    const killed = services.find(({ child }) => holder.includes(` ${child.pid} `)) ?? services[0];
    killed?.child.kill('SIGKILL');
    services = services.filter((service) => service !== killed);
    await besides();
    services.push(await startService(env));
  }

  test('in the middle of which the engines and the processes go away, are all done, once', async () => {
    const campaign = new Campaign(() => services, planner, store);
    const faults = new Map<number, () => Promise<unknown>>([
      [150, () => outage(searchLine, () => searchLine.cut())],
      [300, () => outage(storeLine, () => storeLine.cut())],
      [450, () => replaceHolder()],
      [600, () => outage(searchLine, () => searchLine.loseAnswers())],
      [750, () => outage(storeLine, () => storeLine.loseAnswers())],
      [850, () => replaceHolder(() => outage(storeLine, () => storeLine.cut()))],
    ]);
    const happened: Promise<unknown>[] = [];
    campaign.onWrite = (count) => {
      const fault = faults.get(count);
      if (fault) happened.push(fault());
    };
    await campaign.run(10, 1000);
    await Promise.all(happened);
    while ((await store.outbox.count()) > 0) await wait(100);

    expect([happened.length, campaign.refused]).toEqual([faults.size, []]);
    expect(campaign.writes).toBeGreaterThanOrEqual(1000);
    expect(await campaign.found()).toEqual(campaign.expected());
  });
});
