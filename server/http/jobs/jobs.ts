// Work that takes longer than a request should wait: it goes on in this process, can be followed, and is found by its id.
import { Steps } from './steps.js';

export interface Job<Progress, Made> {
  readonly id: string;
  /** The event it is about. */
  readonly event: string;
  /** The Idempotency-Key it was asked under, as a digest; null without one. */
  readonly once: string | null;
  readonly progress: Progress;
  /** Nobody does it any more, and it is not done. */
  readonly isInterrupted: boolean;
  /** Settles with the work; fails with `job.interrupted` when its process has died. */
  readonly made: Promise<Made>;
  /** Calls `heard` at each step from now on; the answer stops it. */
  follow(heard: (progress: Progress) => void): () => void;
}

export class Jobs<Progress, Made> {
  readonly #jobs = new Map<string, Job<Progress, Made>>();
  readonly #first: Progress;

  /** `first`: where each job stands before its first step. */
  constructor(first: Progress) {
    this.#first = first;
  }

  /** `work` is given a function that tells how far it is. */
  start(
    id: string,
    event: string,
    work: (tell: (progress: Progress) => void) => Promise<Made>,
    once: string | null = null,
  ): Job<Progress, Made> {
    const steps = new Steps(this.#first);
    const made = work(steps.tell);
    const job: Job<Progress, Made> = {
      id,
      event,
      once,
      isInterrupted: false,
      made,
      get progress() {
        return steps.last;
      },
      follow: steps.follow,
    };
    this.#jobs.set(id, job);
    const forget = () => {
      if (this.#jobs.get(id) === job) this.#jobs.delete(id);
    };
    made.then(forget, forget);
    return job;
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#jobs.values()].map(({ made }) => made));
  }

  /** null when it is not under way: what was made, or has failed, is in the store. */
  get(id: string): Job<Progress, Made> | null {
    return this.#jobs.get(id) ?? null;
  }
}

/** What the job makes within so many milliseconds, else null; it goes on meanwhile. */
export async function within<Made>({ made }: { made: Promise<Made> }, ms: number): Promise<Made | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([made, patience]);
  } finally {
    clearTimeout(timer);
  }
}
