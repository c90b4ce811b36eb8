// How long the service takes to be ready, and how much memory it then has.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from './measure.js';
import type { Report, Row } from './report.js';
import { withDataFolder } from './stores.js';

const main = fileURLToPath(new URL('../server/main.js', import.meta.url));
const rounds = 3;
const patienceMs = 120_000;

export async function start(): Promise<Report> {
  return {
    name: 'start',
    about: `From starting the process to /readyz answering 200; memory once it is ready and has printed its first plan; medians of ${rounds}.`,
    rows: [
      ...(await measured('the seed', 0, { ready: 5000, memory: 250 })),
      ...(await measured('10,000 postings', 10_000, { ready: 5000, memory: 500 })),
    ],
  };
}

async function measured(what: string, postings: number, most: { ready: number; memory: number }): Promise<Row[]> {
  const found: Started[] = [];
  await withDataFolder(postings, async (folder) => {
    for (let round = 0; round < rounds; round++) found.push(await startOnce(folder));
  });
  const of = (key: keyof Started) => median(found.map((each) => each[key]));
  return [
    { what: `ready, ${what}`, value: of('ready'), unit: 'ms', cpu: of('cpu'), target: { most: most.ready } },
    { what: `memory, ${what}`, value: of('memory'), unit: 'MB', target: { most: most.memory } },
    { what: `most memory, ${what}`, value: of('peak'), unit: 'MB' },
  ];
}

interface Started {
  ready: number;
  /** Until it was ready. */
  cpu: number;
  memory: number;
  peak: number;
}

async function startOnce(folder: string): Promise<Started> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = firstPlan(child);
  try {
    await untilReady(child, `http://127.0.0.1:${port}/readyz`);
    const ready = performance.now() - begun;
    const cpu = processorOf(child);
    await said;
    return { ready, cpu, ...memoryOf(child) };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill()) await ended;
  }
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

/** Its address is the last but what a person reads of the start. */
function firstPlan({ stdout }: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve) => {
    stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('http://')) resolve();
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

// Only Linux tells these; elsewhere they are left open.
function told(child: ChildProcess, file: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function memoryOf(child: ChildProcess): { memory: number; peak: number } {
  const status = told(child, 'status');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { memory: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** User and system time in milliseconds; the kernel counts in hundredths of a second. */
function processorOf(child: ChildProcess): number {
  const fields = told(child, 'stat')
    .replace(/^.*\) /, '')
    .split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
