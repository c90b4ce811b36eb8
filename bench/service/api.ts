// Requests a second, beside Express alone answering with the same JSON; the two take turns.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { Seed } from '../../seed/read.js';
import { Tokens } from '../../server/features/accounts/tokens.js';
import { systemAct } from '../../server/http/act.js';
import type { Store } from '../../server/store/port.js';
import { median } from '../measure.js';
import type { Report, Row } from '../report.js';
import { end, withService } from './process.js';
import { withDataFolder } from './stores.js';

const bareScript = fileURLToPath(new URL('./bare.js', import.meta.url));
const rounds = 5;
const seconds = 2;
const connections = 10;
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://example.test',
  SESSION_SECRET: 'a secret that is long enough for production',
};

export async function api(seed: Seed): Promise<Report> {
  const [need] = seed.postings.filter(({ kind, status }) => kind === 'need' && status === 'published');
  const paths = ['/api/v1/search?q=nang+luong+tai+tao', `/api/v1/needs/${need?.id}`, '/api/v1/themes'];
  let token = '';
  const also = async (store: Store) => {
    const [planner] = await store.accounts.find({ where: { role: 'planner' } });
    if (!planner) throw new Error('no planner');
    const act = { ...systemAct(new Date()), account: planner };
    token = (await new Tokens(store).create(act, { name: 'benchmark', days: 1 })).secret;
  };
  const rows = await withDataFolder({ seed, postings: 0, also }, (folder) =>
    withService(folder, { env: production, quiet: true }, ({ url }) =>
      compared(url, paths, { Authorization: `Bearer ${token}` }),
    ),
  );
  return {
    name: 'api',
    about: `${connections} connections, ${seconds} seconds, medians of ${rounds} turns; production settings, the seed as data.`,
    rows,
  };
}

type Headers = Record<string, string>;

async function compared(url: string, paths: readonly string[], headers: Headers): Promise<Row[]> {
  const answers = Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await answerTo(url + path, headers)])),
  );
  const bare = fork(bareScript);
  try {
    bare.send(Object.fromEntries(Object.entries(answers).map(([path, answer]) => [path.split('?')[0], answer])));
    const [port] = await once(bare, 'message');
    const rows: Row[] = [];
    for (const path of paths) rows.push(...(await takingTurns(path, url, `http://127.0.0.1:${port}`, headers)));
    return rows;
  } finally {
    await end(bare);
  }
}

async function answerTo(address: string, headers: Headers): Promise<unknown> {
  const answer = await fetch(address, { headers });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function takingTurns(path: string, ours: string, theirs: string, headers: Headers): Promise<Row[]> {
  const speeds: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let round = 0; round <= rounds; round++) {
    const [own, bare] = [await speed(ours + path, headers), await speed(theirs + path, headers)];
    // The first turn warms both up.
    if (round === 0) continue;
    speeds.ours.push(own);
    speeds.bare.push(bare);
  }
  const [own, bare] = [median(speeds.ours), median(speeds.bare)];
  return [
    { what: path, value: own, unit: 'per second' },
    { what: `${path}, Express alone`, value: bare, unit: 'per second' },
    { what: `${path}, ours to Express alone`, value: own / bare, unit: 'ratio', target: { least: 0.7 } },
  ];
}

async function speed(url: string, headers: Headers): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url, headers, connections, duration: seconds });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} requests failed`);
  return requests.average;
}
