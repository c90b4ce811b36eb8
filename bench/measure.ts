// Clocks and order statistics.
import { monitorEventLoopDelay } from 'node:perf_hooks';

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
