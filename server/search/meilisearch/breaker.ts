// Spares people the wait for a server that does not answer: after a few questions in vain the next are refused at once, but
// for one now and then that tries. So those who wait do not pile up, and a server that is back is found out by itself.
import { Failure } from '../../failures.js';

/** So many in a row are no accident. */
const mostInVain = 3;
const pauseMs = { first: 1000, most: 8000 };

export class Breaker {
  #inVain = 0;
  #isOpen = false;
  #pause = pauseMs.first;

  /** Asks, or fails with `search.unavailable` at once; `isOutage` tells the failures that are the server's absence. */
  async ask<T>(question: () => Promise<T>, isOutage: (error: unknown) => boolean): Promise<T> {
    if (this.#isOpen) throw new Failure('search.unavailable', { reason: 'lately in vain' });
    // Until this one knows better: of many who wait only the first is let through again.
    const isTrial = this.#inVain >= mostInVain;
    if (isTrial) this.#isOpen = true;
    try {
      const answer = await question();
      this.close();
      return answer;
    } catch (error) {
      if (isOutage(error)) this.#fail(isTrial);
      else this.close();
      throw error;
    }
  }

  /** The server has answered, to whomever. */
  close(): void {
    this.#inVain = 0;
    this.#isOpen = false;
    this.#pause = pauseMs.first;
  }

  #fail(isTrial: boolean): void {
    // Of those who were let through together, the others only say the same.
    if (this.#isOpen && !isTrial) return;
    this.#inVain += 1;
    if (this.#inVain < mostInVain) return;
    this.#isOpen = true;
    setTimeout(() => {
      this.#isOpen = false;
    }, this.#pause).unref();
    this.#pause = Math.min(this.#pause * 2, pauseMs.most);
  }
}
