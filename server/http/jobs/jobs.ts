// Work that takes longer than a request should wait: it goes on in this process, can be followed, and is found by its id.

const rememberedMs = 10 * 60 * 1000;

export interface Job<Progress, Made> {
  readonly id: string;
  /** The event it is about. */
  readonly event: string;
  readonly progress: Progress;
  /** Settles with the work; a failure is kept for whoever asks next. */
  readonly made: Promise<Made>;
  /** Calls `heard` at each step from now on; the answer stops it. */
  follow(heard: (progress: Progress) => void): () => void;
}

export class Jobs<Progress, Made extends { feasible: boolean }> {
  readonly #jobs = new Map<string, Job<Progress, Made>>();
  readonly #first: Progress;

  /** `first`: where each job stands before its first step. */
  constructor(first: Progress) {
    this.#first = first;
  }

  /** `work` is given a function that tells how far it is. */
  start(id: string, event: string, work: (tell: (progress: Progress) => void) => Promise<Made>): Job<Progress, Made> {
    let progress = this.#first;
    const listeners = new Set<(progress: Progress) => void>();
    const made = work((step) => {
      progress = step;
      for (const heard of listeners) heard(step);
    });
    const job: Job<Progress, Made> = {
      id,
      event,
      made,
      get progress() {
        return progress;
      },
      follow: (heard) => {
        listeners.add(heard);
        return () => void listeners.delete(heard);
      },
    };
    this.#jobs.set(id, job);
    const forget = () => this.forget(job);
    // What was made is in the store now; what failed is remembered for a while.
    made
      .then(({ feasible }) => (feasible ? forget() : setTimeout(forget, rememberedMs).unref()))
      .catch(() => {
        setTimeout(forget, rememberedMs).unref();
      });
    return job;
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#jobs.values()].map(({ made }) => made));
  }

  /** Nobody will ask for it: its outcome has been told. */
  forget(job: Job<Progress, Made>): void {
    if (this.#jobs.get(job.id) === job) this.#jobs.delete(job.id);
  }

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
