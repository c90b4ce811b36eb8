// How long the service takes to be ready, and how much memory it then has.
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Seed } from '../../seed/read.js';
import { median } from '../measure.js';
import type { Report, Row } from '../report.js';
import { withService } from './process.js';
import { withDataFolder } from './stores.js';

const rounds = 3;

export async function start(seed: Seed): Promise<Report> {
  return {
    name: 'start',
    about: `From starting the process to /readyz answering 200; memory when it has printed its first plan; medians of ${rounds}.`,
    rows: [
      ...(await measured(seed, 'the seed', 0, { ready: 5000, memory: 250 })),
      ...(await measured(seed, '10,000 postings', 10_000, { ready: 5000, memory: 500 })),
    ],
  };
}

interface Started {
  ready: number;
  /** Until it was ready. */
  cpu: number;
  memory: number;
  peak: number;
}

async function measured(
  seed: Seed,
  what: string,
  postings: number,
  most: { ready: number; memory: number },
): Promise<Row[]> {
  const found: Started[] = [];
  await withDataFolder({ seed, postings }, async (folder) => {
    for (let round = 0; round < rounds; round++) {
      const started = await withService(folder, { env: { LOG_LEVEL: 'silent' } }, async ({ child, ready, planned }) => {
        const cpu = processorOf(child);
        await planned;
        return { ready, cpu, ...memoryOf(child) };
      });
      found.push(started);
    }
  });
  const of = (key: keyof Started) => median(found.map((each) => each[key]));
  return [
    { what: `ready, ${what}`, value: of('ready'), unit: 'ms', cpu: of('cpu'), target: { most: most.ready } },
    { what: `memory, ${what}`, value: of('memory'), unit: 'MB', target: { most: most.memory } },
    { what: `most memory, ${what}`, value: of('peak'), unit: 'MB' },
  ];
}

// Only Linux tells these; elsewhere they stay unknown.
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
