// Starts and stops the service: engines, first data, demo accounts, listening, and the way back.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { loadSeed } from '../seed/load.js';
import { createApp } from './app.js';
import { composeServices, type Engines, openEngines } from './compose.js';
import type { Config } from './config.js';
import { Failure } from './failures.js';
import { createDemoAccounts } from './features/accounts/demo.js';
import { sweepExpired } from './features/accounts/sweep.js';
import { systemAct } from './http/act.js';

const sweepEveryMs = 60 * 60 * 1000;
const patienceMs = 10_000;

export interface Running {
  url: string;
  /** Answers what is under way, then closes; connections still open after ten seconds are cut. */
  stop(): Promise<void>;
}

/** Fails with `start.port-in-use` or `start.address-unusable`, or as the engines do. */
export async function serve(config: Config, now: () => Date): Promise<Running> {
  const log = pino({ level: config.logLevel });
  const engines = openEngines(config);
  const services = composeServices(engines, (error) => log.warn({ err: error }, 'indexing failed'));
  try {
    await prepare(config, engines, now);
    await services.indexer.start();
    const app = createApp({ config, engines, services, log, now });
    const server = await listen(createServer(app), config);
    const sweeping = setInterval(() => {
      Promise.all([sweepExpired(engines.store, now()), services.postings.expirePostings(now())]).catch(
        (error: unknown) => log.error({ err: error }, 'sweep failed'),
      );
    }, sweepEveryMs);
    const { port } = server.address() as AddressInfo;
    return {
      url: config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
      stop: async () => {
        clearInterval(sweeping);
        await closeServer(server);
        await services.indexer.stop();
        await engines.close();
      },
    };
  } catch (error) {
    await services.indexer.stop();
    await engines.close();
    throw error;
  }
}

async function prepare({ production }: Config, { store }: Engines, now: () => Date): Promise<void> {
  if ((await store.themes.count()) === 0) await loadSeed(store, { now });
  if (!production) await createDemoAccounts(store, systemAct(now()));
}

function listen(server: Server, { host, port }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
      const where = { host, port: String(port) };
      reject(
        code === 'EADDRINUSE'
          ? new Failure('start.port-in-use', where)
          : new Failure('start.address-unusable', { ...where, reason: code }),
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
