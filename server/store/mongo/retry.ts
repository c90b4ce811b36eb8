// Another attempt after a while: longer each time, and never in step with the others who wait.
import { setTimeout as wait } from 'node:timers/promises';

export interface Attempts {
  /** How many attempts at most, the first included. */
  most: number;
  /** A number from 0 up to 1, anew at each call. */
  jitter: () => number;
}

const firstPause = 10;
const longestPause = 500;

/** Runs `attempt` until it resolves, or throws what `isWorthAnother` does not accept, or there were enough of them. */
export async function retried<T>(
  attempt: () => Promise<T>,
  isWorthAnother: (error: unknown, made: number) => boolean,
  { most, jitter }: Attempts,
): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (made >= most || !isWorthAnother(error, made)) throw error;
      await wait(Math.min(firstPause * 2 ** made, longestPause) * jitter());
    }
  }
}
