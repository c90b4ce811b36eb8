// Lets requests through while long work goes on: work pauses whenever its slice of time is used up.
import { setImmediate } from 'node:timers/promises';

const sliceMilliseconds = 8;

export class Slices {
  #startedAt = performance.now();

  /** What `make` makes of each item, in order, with pauses. */
  async map<T, R>(items: readonly T[], make: (item: T) => R): Promise<R[]> {
    const made: R[] = [];
    for (const item of items) {
      made.push(make(item));
      await this.pause();
    }
    return made;
  }

  /** Resolves at once within the slice, and after other waiting work when the slice is used up. */
  async pause(): Promise<void> {
    if (performance.now() - this.#startedAt < sliceMilliseconds) return;
    await setImmediate();
    this.#startedAt = performance.now();
  }
}
