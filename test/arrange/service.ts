// The whole service on engines of its own (embedded, unless the run names servers), with a clock that stands still until it is moved.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request, { type Test } from 'supertest';
import { loadSeed } from '../../seed/load.js';
import { createApp } from '../../server/app.js';
import { composeServices, openEngines } from '../../server/compose.js';
import { readConfig } from '../../server/config.js';
import { createDemoAccounts } from '../../server/features/accounts/demo.js';
import { systemAct } from '../../server/http/act.js';
import { Indexer } from '../../server/search/indexer.js';
import type { SearchEngine } from '../../server/search/port.js';
import { declarations } from '../../server/store/declarations.js';
import type { CollectionName, Locale } from '../../server/store/records.js';
import { takePlace } from './engines/place.js';

export type Client = ReturnType<Awaited<ReturnType<typeof arrangeService>>['anyone']>;

const collections = Object.keys(declarations) as CollectionName[];

export const begin = new Date('2026-11-22T08:00:00.000Z');

export async function arrangeService({
  seeded = false,
  env = {},
  // Long, so that no test depends on how fast the machine is.
  patience = 600_000,
  search = (engine) => engine,
}: {
  seeded?: boolean;
  env?: object;
  patience?: number;
  /** What the service is given in place of the search engine of its settings. */
  search?: (engine: SearchEngine) => SearchEngine;
} = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'service-'));
  const place = await takePlace();
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: folder, ...place.env, ...env });
  const clock = { now: begin };
  const now = () => clock.now;
  const opened = await openEngines(config, now);
  const engine = search(opened.search);
  const indexer = engine === opened.search ? opened.indexer : new Indexer(opened.store, engine);
  const engines = { ...opened, search: engine, indexer };
  const services = composeServices(engines, { patience });
  if (seeded) await place.fill(engines.store, () => loadSeed(engines.store, { now }));
  await createDemoAccounts(engines.store, systemAct(begin));
  const app = createApp({ config, engines, services, log: pino({ level: config.logLevel }), now });
  const server = app.listen(0, '127.0.0.1');

  const client = (headers: Record<string, string>) => {
    const send =
      (method: 'get' | 'post' | 'patch' | 'put' | 'delete') =>
      (path: string, body?: object): Test => {
        const sent = request(server)
          [method](path.startsWith('/api/') ? path : `/api/v1${path}`)
          .set(headers);
        return body === undefined ? sent : sent.send(body);
      };
    return { get: send('get'), post: send('post'), patch: send('patch'), put: send('put'), delete: send('delete') };
  };

  return {
    ...engines,
    services,
    server,
    clock,
    anyone: (headers: Record<string, string> = {}) => client(headers),
    /** A client with an access token of a demo account, e.g. `as('planner@demo')`. */
    as: async (email: string, headers: Record<string, string> = {}) => {
      const [account] = await engines.store.accounts.find({ where: { email } });
      if (!account) throw new Error(`no account ${email}`);
      const act = { ...systemAct(clock.now), account };
      const { secret } = await services.tokens.create(act, { name: 'test', days: 365 });
      return client({ Authorization: `Bearer ${secret}`, ...headers });
    },
    /** The language the service speaks to an account. */
    speak: async (email: string, locale: Locale) => {
      const [account] = await engines.store.accounts.find({ where: { email } });
      if (!account) throw new Error(`no account ${email}`);
      await engines.store.accounts.replace({ ...account, locale });
    },
    /** Everything that is stored, made short enough to be compared: a digest a collection. */
    snapshot: async () => {
      const digests = collections.map(async (name) => {
        const records = await engines.store[name].find({ sort: [['id', 'asc']] });
        return [name, createHash('sha256').update(JSON.stringify(records)).digest('hex')] as const;
      });
      return Object.fromEntries(await Promise.all(digests));
    },
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      await indexer.stop();
      await engines.close();
      await rm(folder, { recursive: true });
      place.leave();
    },
  };
}
