// How long the service's event loop is held up while large plans are made, edited and put into a timetable over HTTP.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Seed } from '../../seed/read.js';
import { createApp } from '../../server/app.js';
import { composeServices, openEngines } from '../../server/compose.js';
import { readConfig } from '../../server/config.js';
import { Tokens } from '../../server/features/accounts/tokens.js';
import { systemAct } from '../../server/http/act.js';
import { eventLoopDelay } from '../measure.js';
import type { Report, Row } from '../report.js';
import { withDataFolder } from './stores.js';

const partners = 100;
const rounds = 3;

export async function heldUp(seed: Seed): Promise<Report> {
  const rows = await withDataFolder({ seed, postings: 0 }, (folder) => measured(folder));
  return {
    name: 'held-up',
    about: `event loop of the whole service held up at most, ${rounds} times each, for 34 provinces × ${partners} partners; the one who asks is in the same process.`,
    rows,
  };
}

async function measured(folder: string): Promise<Row[]> {
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: folder });
  const now = () => new Date();
  const engines = await openEngines(config, now);
  const services = composeServices(engines, { patience: 600_000 });
  const server = createApp({ config, engines, services, log: pino({ level: 'silent' }), now }).listen(0, '127.0.0.1');
  try {
    await Promise.all([engines.indexer.start(), engines.matcher.warm(), once(server, 'listening')]);
    const [planner] = await engines.store.accounts.find({ where: { role: 'planner' } });
    if (!planner) throw new Error('no planner');
    const act = { ...systemAct(now()), account: planner };
    const { secret } = await new Tokens(engines.store).create(act, { name: 'benchmark', days: 1 });
    const attending = (await engines.store.partners.find({ sort: [['id', 'asc']], limit: partners })).map(
      ({ id }) => id,
    );
    return await eachStep(caller(server, secret), attending);
  } finally {
    server.close();
    await engines.close();
  }
}

interface Made {
  id: string;
  pairs: { province: string }[];
}
/** Answers a function that reads the answer: reading it is not the service's work. */
type Call = (path: string, body: object) => Promise<() => Made>;

function caller(server: Server, secret: string): Call {
  const { port } = server.address() as AddressInfo;
  return async (path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return () => JSON.parse(text) as Made;
  };
}

async function eachStep(call: Call, attending: readonly string[]): Promise<Row[]> {
  const slots = Array.from({ length: 8 }, (_, i) => ({
    id: `s${i + 1}`,
    from: `2027-05-05T0${i + 1}:00:00Z`,
    to: `2027-05-05T0${i + 1}:30:00Z`,
  }));
  const event = { themes: ['NNCNC'], date: '2027-05-05', seats: 12, tables: 12, partners: attending };
  const name = { vi: 'Phép thử', en: 'Trial' };
  const open = (await call('/events', { ...event, name, slug: 'held-up-open' }))();
  const timed = (await call('/events', { ...event, name, slug: 'held-up-timed', slots }))();
  const worst = new Map<string, number>();
  const watched = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const delay = eventLoopDelay();
    const result = await work();
    worst.set(what, Math.max(worst.get(what) ?? 0, delay.worst()));
    return result;
  };
  for (let round = 0; round < rounds; round++) {
    await watched('a plan without slots, every good pair in it', () => call(`/events/${open.id}/proposals`, {}));
    const plan = (await watched('a plan with eight slots', () => call(`/events/${timed.id}/proposals`, {})))();
    const forbid = [plan.pairs[0]?.province];
    await watched('an edit of it with fewest changes', () => call(`/proposals/${plan.id}/edits`, { forbid }));
    await watched('its timetable', () => call(`/proposals/${plan.id}/timetable`, {}));
  }
  return [...worst].map(([what, value]) => ({ what, value, unit: 'ms', target: { most: 50 } }));
}
