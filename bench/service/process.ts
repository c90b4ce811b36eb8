// The service as a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/main.js', import.meta.url));
const patienceMs = 120_000;

export interface Service {
  child: ChildProcess;
  url: string;
  /** Milliseconds from starting the process to /readyz answering 200. */
  ready: number;
  /** Resolves when it has printed the plan of the next event. */
  planned: Promise<void>;
}

/** Starts it, hands it to `work` when it is ready, and ends it; a quiet one is not listened to. */
export async function withService<T>(
  folder: string,
  { env, quiet = false }: { env: Readonly<Record<string, string>>; quiet?: boolean },
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port), ...env },
    stdio: ['ignore', quiet ? 'ignore' : 'pipe', 'inherit'],
  });
  const planned = firstPlan(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(child, `${url}/readyz`);
    return await work({ child, url, ready: performance.now() - begun, planned });
  } finally {
    await end(child);
  }
}

export async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.kill()) await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The plan comes first, the address after it. */
function firstPlan({ stdout }: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve) => {
    if (!stdout) resolve();
    stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-100_000);
      if (said.includes('/api/docs')) resolve();
    });
    stdout?.once('end', resolve);
  });
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && child.exitCode === null) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await wait(10);
  }
  throw new Error('the service did not get ready');
}
