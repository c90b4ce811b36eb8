// Proposals that are still being computed in this process: what takes longer than a request should wait goes on here.
import { Failure } from '../../failures.js';
import type { Progress } from '../../matcher/port.js';
import type { Made } from './service.js';

const rememberedMs = 10 * 60 * 1000;

export interface Job {
  readonly id: string;
  readonly event: string;
  readonly progress: Progress;
  /** Settles with the work; a failure is kept for whoever asks next. */
  readonly made: Promise<Made>;
  /** Calls `heard` at each step from now on; the answer stops it. */
  follow(heard: (progress: Progress) => void): () => void;
}

export class Jobs {
  readonly #jobs = new Map<string, Job>();

  /** `work` is given a function that tells how far it is. */
  start(id: string, event: string, work: (tell: (progress: Progress) => void) => Promise<Made>): Job {
    let progress: Progress = { stage: 'choosing', done: 0, total: 1 };
    const listeners = new Set<(progress: Progress) => void>();
    const made = work((step) => {
      progress = step;
      for (const heard of listeners) heard(step);
    });
    const job: Job = {
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
    const forget = () => this.#jobs.delete(id);
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

  get(id: string): Job | null {
    return this.#jobs.get(id) ?? null;
  }
}

/** What the job makes within so many milliseconds, else null; it goes on meanwhile. */
export async function within(job: Job, ms: number): Promise<Made | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([job.made, patience]);
  } finally {
    clearTimeout(timer);
  }
}

const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** The events of a proposal that is there already. */
export async function* finished(id: string): AsyncGenerator<string> {
  yield event('done', { proposal: id });
}

/** Server-sent events (text/event-stream): `progress` at each step, then `done` or `failed`. */
export async function* events(job: Job): AsyncGenerator<string> {
  let news: Progress | null = job.progress;
  let wake = () => {};
  const stop = job.follow((progress) => {
    news = progress;
    wake();
  });
  let end: string | null = null;
  job.made.then(
    (made) => {
      end = made.feasible ? event('done', { proposal: job.id }) : event('failed', { code: 'proposal.infeasible' });
      wake();
    },
    (error: unknown) => {
      end = event('failed', { code: error instanceof Failure ? error.code : 'server.unexpected' });
      wake();
    },
  );
  try {
    for (;;) {
      if (news) {
        const step: Progress = news;
        news = null;
        yield event('progress', step);
      }
      if (end) return yield end;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (news || end) resolve();
      });
    }
  } finally {
    stop();
  }
}
