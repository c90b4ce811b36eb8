// Starts and stops the service: engines, first data, demo accounts, listening, and the way back.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { loadSeed } from '../seed/load.js';
import { createApp } from './app.js';
import { composeServices, type Engines, openEngines, type Services } from './compose.js';
import type { Config } from './config.js';
import { Failure } from './failures.js';
import { createDemoAccounts } from './features/accounts/demo.js';
import { sweepExpired } from './features/accounts/sweep.js';
import { systemAct } from './http/act.js';
import { sheetOf } from './sheet.js';

const sweepEveryMs = 60 * 60 * 1000;
const patienceMs = 25_000;
const graceMs = 500;
const mostFills = 20;
const fillPauseMs = 3000;
const beatenBy = ['store.duplicate', 'store.version-conflict', 'store.transaction-stalled'];

export interface Running {
  url: string;
  /** Answers what is under way, then closes; what is not done after 25 seconds is cut off. */
  stop(): Promise<void>;
  /** The plan of the first event to come, as a planner reads it; '' when none is planned or none can be made. */
  mainJob(): Promise<string>;
}

/** Fails with `start.port-in-use` or `start.address-unusable`, or as the engines do. */
export async function serve(config: Config, now: () => Date): Promise<Running> {
  // Written some lines at a time, at most half a second late: a slow reader of the log holds up nobody. The end writes the rest.
  const log = pino(
    { level: config.logLevel },
    pino.destination({ sync: false, minLength: 16_000, periodicFlush: 500 }),
  );
  const engines = await openEngines(config, now, {
    onIndexFailure: (error) => log.error({ err: error }, 'indexing failed'),
  });
  try {
    await prepare(config, engines, now);
    await Promise.all([engines.indexer.start(), engines.matcher.warm()]);
    const onSearchOutage = (error: Failure) => log.warn({ err: error }, 'searched without the engine');
    const services = composeServices(engines, { onSearchOutage });
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
      mainJob: () =>
        mainJob(services, now()).catch((error: unknown) => {
          if (server.listening) log.error({ err: error }, 'the plan of the next event failed');
          return '';
        }),
      stop: async () => {
        clearInterval(sweeping);
        await closeServer(server);
        // What was answered with 202 is a promise too.
        const kept = Promise.all([services.proposals.settled(), services.timetables.settled()]);
        await Promise.race([kept, wait(patienceMs, undefined, { ref: false })]);
        await engines.close();
      },
    };
  } catch (error) {
    await engines.close();
    throw error;
  }
}

async function mainJob({ events, proposals }: Services, now: Date): Promise<string> {
  const { items } = await events.list({ status: 'planned', page: 1, pageSize: 200 });
  const [next] = items.filter(({ date }) => date >= now.toISOString().slice(0, 10)).reverse();
  if (!next) return '';
  const drafted = await proposals.draft(systemAct(now), next.id, {}, 'draft');
  if (!drafted.feasible) return '';
  const { proposal } = drafted;
  return sheetOf(next, proposal, await proposals.names(proposal.inputs, proposal.document), 'vi');
}

async function prepare({ production }: Config, { store }: Engines, now: () => Date): Promise<void> {
  for (let left = mostFills; (await store.themes.count()) === 0; left -= 1) {
    await loadSeed(store, { now }).catch((error: unknown) => refuseUnlessBeaten(error, left));
  }
  if (!production) await createDemoAccounts(store, systemAct(now()));
}

/** Of several processes that start on an empty store one fills it; the others wait until it is filled. */
async function refuseUnlessBeaten(error: unknown, left: number): Promise<void> {
  const isBeaten = error instanceof Failure && beatenBy.includes(error.code);
  if (!isBeaten || left === 0) throw error;
  await wait(fillPauseMs);
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

async function closeServer(server: Server): Promise<void> {
  // A request that is on its way in looks like an idle connection, which `close` would cut: it is let in first.
  await wait(graceMs);
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
