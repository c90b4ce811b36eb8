// Clocks and order statistics.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Spent {
  /** Milliseconds of the clock, and of this process on all processors. */
  wall: number;
  cpu: number;
}

export async function timed<T>(work: () => T | Promise<T>): Promise<Spent & { result: T }> {
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  const result = await work();
  const wall = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall, cpu: (user + system) / 1000, result };
}

/** The value below which the given share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.ceil(share * sorted.length), sorted.length) - 1] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Watches how long the event loop of this thread is held up. */
export function eventLoopDelay(): { worst(): number } {
  const resolution = 5;
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  return {
    /** Milliseconds; ends the watch. */
    worst: () => {
      histogram.disable();
      return Math.max(histogram.max / 1e6 - resolution, 0);
    },
  };
}

/**
 * Watches how much processor time this thread takes in one turn of its event loop, which is how long it holds up all others
 * by itself: the clock also counts the turns of other processes and the time in which there is no processor for it.
 */
export function longestTurn(): { worst(): number } {
  let [worst, before] = [0, threadTime()];
  const timer = setInterval(() => {
    const now = threadTime();
    worst = Math.max(worst, now - before);
    before = now;
  }, 5);
  return {
    /** Milliseconds; ends the watch. */
    worst: () => {
      clearInterval(timer);
      return Math.max(worst, threadTime() - before);
    },
  };
}

/** Milliseconds of processor time of this thread, as Linux counts them; elsewhere those of the clock. */
function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** The most memory this process has had, in bytes. Asked of Linux itself: `maxRSS` of a child begins with its parent's. */
export function mostMemory(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return Number(kilobytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

/** The memory this process has now, in bytes, when nothing is left in it that nobody needs. */
export function memory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().rss;
}
