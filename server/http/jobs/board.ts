// Work under way as every process of the service sees it: who does it notes it in the store, with a sign of life now and then.
import { setTimeout as wait } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '../../failures.js';
import type { Fresh, Store } from '../../store/port.js';
import type { JobRecord } from '../../store/records.js';
import { distantJob, isSilent } from './distant.js';
import type { Job } from './jobs.js';

const beatMs = 1000;
const rememberedMs = 10 * 60 * 1000;
const beatenBy = ['store.duplicate', 'store.version-conflict'];

/** What is to be made: its id, the event it is about, and what tells this attempt from others. */
export type Task = Pick<JobRecord, 'id' | 'event' | 'once' | 'replaces'>;

export interface BoardOptions<Made> {
  /** What the jobs are about, so that their ids meet no others: 'proposal', say. */
  kind: string;
  now: () => Date;
  /** Milliseconds the one who asks waits: who is told at once needs no note of what became of it. */
  patience: number;
  /** What this attempt has made, when it is in the store already. */
  lookUp: (id: string, attempt: JobRecord) => Promise<Made | null>;
}

interface Watched<Progress, Made> {
  attempt: string;
  job: Job<Progress, Made>;
}

export class JobBoard<Progress extends JobRecord['progress'], Made extends { feasible: boolean }> {
  readonly #store: Pick<Store, 'jobs'>;
  readonly #options: BoardOptions<Made>;
  readonly #watched = new Map<string, Watched<Progress, Made>>();

  constructor(store: Pick<Store, 'jobs'>, options: BoardOptions<Made>) {
    this.#store = store;
    this.#options = options;
  }

  /** Notes that this process is about to do it, over what is left of one that failed or died; null while another one does. */
  async announce(task: Task, progress: Progress): Promise<JobRecord | null> {
    const id = this.#keyOf(task.id);
    const fresh: Fresh<JobRecord> = { ...task, id, attempt: uuidv7(), progress, outcome: null, ...this.#alive() };
    const found = await this.#store.jobs.get(id);
    if (found && this.#isUnderWay(found)) return null;
    try {
      return await (found
        ? this.#store.jobs.replace({ ...fresh, version: found.version })
        : this.#store.jobs.insert(fresh));
    } catch (error) {
      if (error instanceof Failure && beatenBy.includes(error.code)) return null;
      throw error;
    }
  }

  /**
   * Does what was announced, and lets the other processes see how far it is. What is infeasible and what failed after the one
   * who asked has gone is remembered for ten minutes; what was made is in the store. `stop` is called when another process
   * asked for what there is by now.
   */
  async during(
    announced: JobRecord,
    work: (tell: (progress: Progress) => void) => Promise<Made>,
    stop: () => void,
  ): Promise<Made> {
    let note = announced;
    let { progress } = announced;
    let isAlone = false;
    // Half of it: between a failure and its being told lies a write.
    const gone = setTimeout(() => {
      isAlone = true;
    }, this.#options.patience / 2).unref();
    const over = new AbortController();
    // A store that is away is no reason to give up the work: what was made is written by whoever made it.
    const write = async (changes: Partial<JobRecord>) => {
      for (let attempt = 0; attempt < 2; attempt++) {
        try {
          note = await this.#store.jobs.replace({ ...note, progress, ...this.#alive(), ...changes });
          return;
        } catch {
          const found = await this.#store.jobs.get(note.id).catch(() => null);
          // Held for dead meanwhile, and begun again: then the note is of that attempt.
          if (found && found.attempt !== note.attempt) return;
          note = found ?? note;
          if (note.isStopped) stop();
        }
      }
    };
    const remove = () => this.#store.jobs.remove(note.id, note.version);
    const beating = this.#untilOver(over.signal, () => write({}));
    const end = async (outcome: JobRecord['outcome']) => {
      clearTimeout(gone);
      over.abort();
      await beating;
      if (outcome && isAlone) return write({ outcome });
      // Whoever asked it to stop has written to it since.
      await remove()
        .catch(() => write({}).then(remove))
        .catch(() => {});
    };
    try {
      const made = await work((step) => {
        progress = step;
      });
      await end(made.feasible ? null : { made });
      return made;
    } catch (error) {
      const { code, params } = error instanceof Failure ? error : new Failure('server.unexpected');
      await end({ code, params });
      throw error;
    }
  }

  /** Asks whichever process does it for what there is by now: it hears of it within a second or two. */
  async stop(id: string): Promise<void> {
    for (;;) {
      const found = await this.#noteOf(id);
      if (!found || found.outcome || found.isStopped) return;
      try {
        await this.#store.jobs.replace({ ...found, isStopped: true });
        return;
      } catch (error) {
        // A sign of life came in between.
        if (!(error instanceof Failure && error.code === 'store.version-conflict')) throw error;
      }
    }
  }

  /** Nobody will ask what became of it: that has been told. */
  async forget(id: string): Promise<void> {
    try {
      const found = await this.#noteOf(id);
      if (found?.outcome) await this.#store.jobs.remove(found.id, found.version);
    } catch {
      // Gone, or begun again: as good. Left behind: swept away in time.
    }
  }

  /** The job of this id, whichever process does it or did; null when none is known. */
  async find(id: string): Promise<Job<Progress, Made> | null> {
    const found = await this.#noteOf(id);
    if (!found || found.expiresAt < this.#options.now().toISOString()) return null;
    if (this.#isUnderWay(found)) return this.#watch(id, found);
    const job = this.#seen(id, found);
    // So that it is told even to one who does not wait.
    await job.made.catch(() => {});
    return job;
  }

  /** The job of this id while some process does it, else null. */
  async underWay(id: string): Promise<Job<Progress, Made> | null> {
    const found = await this.#noteOf(id);
    return found && this.#isUnderWay(found) ? this.#watch(id, found) : null;
  }

  #keyOf(id: string): string {
    return `${this.#options.kind}:${id}`;
  }

  #noteOf(id: string): Promise<JobRecord | null> {
    return this.#store.jobs.get(this.#keyOf(id));
  }

  #alive(): Pick<JobRecord, 'beatAt' | 'expiresAt'> {
    const now = this.#options.now();
    return { beatAt: now.toISOString(), expiresAt: new Date(now.getTime() + rememberedMs).toISOString() };
  }

  #isUnderWay(note: JobRecord): boolean {
    return note.outcome === null && !isSilent(note, this.#options.now());
  }

  async #untilOver(over: AbortSignal, beat: () => Promise<void>): Promise<void> {
    for (;;) {
      await wait(beatMs, undefined, { signal: over, ref: false }).catch(() => {});
      if (over.aborted) return;
      await beat();
    }
  }

  /** However many ask, one looks. */
  #watch(id: string, found: JobRecord): Job<Progress, Made> {
    const watched = this.#watched.get(id);
    if (watched?.attempt === found.attempt) return watched.job;
    const job = this.#seen(id, found);
    this.#watched.set(id, { attempt: found.attempt, job });
    const forget = () => {
      if (this.#watched.get(id)?.job === job) this.#watched.delete(id);
    };
    job.made.then(forget, forget);
    return job;
  }

  #seen(id: string, found: JobRecord): Job<Progress, Made> {
    const { now, lookUp } = this.#options;
    return distantJob(id, found, { now, read: () => this.#noteOf(id), lookUp: (attempt) => lookUp(id, attempt) });
  }
}
