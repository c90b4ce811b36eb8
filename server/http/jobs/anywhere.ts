// Work that is done by this process, or by another one that shares the store.
import type { Store } from '../../store/port.js';
import type { JobRecord } from '../../store/records.js';
import { type BoardOptions, JobBoard, type Task } from './board.js';
import { type Job, Jobs } from './jobs.js';

/** Tells how far it is, and ends early, with what there is by then, when it is stopped. */
export type Work<Progress, Made> = (tell: (progress: Progress) => void, stopped: AbortSignal) => Promise<Made>;

export class JobsAnywhere<Progress extends JobRecord['progress'], Made extends { feasible: boolean }> {
  readonly #first: Progress;
  readonly #here: Jobs<Progress, Made>;
  /** Of those under way in this process. */
  readonly #stops = new Map<string, AbortController>();
  readonly #board: JobBoard<Progress, Made>;

  /** `first`: where each job stands before its first step. */
  constructor(store: Pick<Store, 'jobs'>, first: Progress, options: BoardOptions<Made>) {
    this.#first = first;
    this.#here = new Jobs(first);
    this.#board = new JobBoard(store, options);
  }

  /** Starts the work, over what became of an earlier attempt; while some process does it already, that is the job. */
  async begin(task: Task, work: Work<Progress, Made>): Promise<{ job: Job<Progress, Made>; isNew: boolean }> {
    for (;;) {
      const running = await this.underWay(task.id);
      if (running) return { job: running, isNew: false };
      const announced = await this.#board.announce(task, this.#first);
      if (announced) return { job: this.#start(task, announced, work), isNew: true };
    }
  }

  /** Asks for what there is by now, in whichever process. */
  async stop(id: string): Promise<void> {
    const here = this.#stops.get(id);
    if (here) here.abort();
    else await this.#board.stop(id);
  }

  /** null when nobody does it, and nobody has lately failed to. */
  async find(id: string): Promise<Job<Progress, Made> | null> {
    return this.#here.get(id) ?? this.#board.find(id);
  }

  /** null when nobody does it. */
  async underWay(id: string): Promise<Job<Progress, Made> | null> {
    return this.#here.get(id) ?? this.#board.underWay(id);
  }

  /** Nobody will ask what became of it: that has been told. */
  forget(id: string): Promise<void> {
    return this.#board.forget(id);
  }

  /** Resolves when nothing is under way in this process any more. */
  settled(): Promise<void> {
    return this.#here.settled();
  }

  #start({ id, event, once }: Task, announced: JobRecord, work: Work<Progress, Made>): Job<Progress, Made> {
    const stop = new AbortController();
    this.#stops.set(id, stop);
    const noted = (tell: (progress: Progress) => void) =>
      this.#board
        .during(
          announced,
          (note) =>
            work((progress) => {
              tell(progress);
              note(progress);
            }, stop.signal),
          () => stop.abort(),
        )
        .finally(() => this.#stops.delete(id));
    return this.#here.start(id, event, noted, once);
  }
}
