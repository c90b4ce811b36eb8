// Published B2B meeting-scheduling instances, read from a folder: what is reached, what is proven, what the judge says.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { eventLoopDelay } from '../measure.js';
import { number } from '../report.js';
import { type Judgement, judge } from './b2b-judge.js';
import type { Found } from './b2b-worker.js';
import { type Instance, readInstance } from './dzn.js';

export interface Line {
  instance: string;
  status: 'optimal' | 'feasible' | 'infeasible' | 'unknown' | 'unreadable';
  value: number | null;
  bound: number | null;
  seconds: number;
  checker: Judgement | null;
}
export interface B2b {
  lines: Line[];
  /** Milliseconds by which the event loop of the main thread was held up at worst. */
  worstDelay: number;
}

export const missingFolder =
  'b2b needs --dir DIR: a folder of B2B meeting-scheduling instances (*.dzn), which are not part of this project';

/** `tell` hears each line as soon as it is there. */
export async function b2b(folder: string, tell: (line: Line) => void): Promise<B2b> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.dzn'));
  if (files.length === 0) throw new Error(`${missingFolder}; ${folder} has none`);
  const delay = eventLoopDelay();
  const lines: Line[] = [];
  for (const file of files.sort()) {
    const line = await run(
      basename(file).replace(/(?:\.original)?\.dzn$/, ''),
      readFileSync(join(folder, file), 'utf8'),
    );
    lines.push(line);
    tell(line);
  }
  return { lines, worstDelay: delay.worst() };
}

async function run(name: string, text: string): Promise<Line> {
  const begun = performance.now();
  const seconds = () => Math.round(performance.now() - begun) / 1000;
  let instance: Instance;
  try {
    instance = readInstance(text);
  } catch (error) {
    const violations = [(error as Error).message];
    return {
      instance: name,
      status: 'unreadable',
      value: null,
      bound: null,
      seconds: seconds(),
      checker: { ok: false, violations },
    };
  }
  const found = await inThread(instance);
  if (found.status !== 'found') {
    return { instance: name, status: found.status, value: null, bound: null, seconds: seconds(), checker: null };
  }
  const { placing, value, bound } = found;
  const checker = judge(instance, placing, value);
  const status = checker.ok && value === bound ? 'optimal' : 'feasible';
  return { instance: name, status, value, bound, seconds: seconds(), checker };
}

async function inThread(instance: Instance): Promise<Found> {
  const worker = new Worker(new URL('./b2b-worker.js', import.meta.url), { workerData: instance });
  const [found] = (await once(worker, 'message')) as [Found];
  await worker.terminate();
  return found;
}

export function b2bTable({ lines, worstDelay }: B2b): string {
  const rows = [
    ['instance', 'status', 'gaps', 'proven ≥', 'seconds', 'judge'],
    ...lines.map(({ instance, status, value, bound, seconds, checker }) => [
      instance,
      status,
      String(value ?? ''),
      String(bound ?? ''),
      number(seconds),
      checker === null ? '' : checker.ok ? 'ok' : checker.violations.join('; '),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return [
    'b2b: published meeting-scheduling instances, each in a worker thread',
    ...rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    `worst delay of the event loop meanwhile: ${number(worstDelay)} ms`,
  ].join('\n');
}
