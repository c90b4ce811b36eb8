// Work under way as every process of the service sees it: who does it notes it in the store, with a sign of life now and then.
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../failures.js';
import type { Fresh, Store } from '../../store/port.js';
import type { JobRecord } from '../../store/records.js';

const beatMs = 1000;
/** Without a sign of life for so long, its process is gone; long enough for the clocks of two machines to differ a little. */
const silentMs = 15_000;
const rememberedMs = 10 * 60 * 1000;
const beatenBy = ['store.duplicate', 'store.version-conflict'];

/** Work that is done by some process; see `Jobs` for that of this one. */
export interface DistantJob<Progress, Made> {
  readonly id: string;
  readonly event: string;
  readonly progress: Progress;
  /** Nobody does it any more, and it is not done. */
  readonly isInterrupted: boolean;
  /** Settles with the work; fails with `job.interrupted` when its process has died. */
  readonly made: Promise<Made>;
  follow(heard: (progress: Progress) => void): () => void;
}

export interface BoardOptions<Made> {
  /** What the jobs are about, so that their ids meet no others: 'proposal', say. */
  kind: string;
  now: () => Date;
  /** Milliseconds the one who asks waits: who is told at once needs no note of what became of it. */
  patience: number;
  /** What was made, when it is in the store already. */
  lookUp: (id: string) => Promise<Made | null>;
}

export class JobBoard<Progress extends Record<string, string | number>, Made extends { feasible: boolean }> {
  readonly #store: Pick<Store, 'jobs'>;
  readonly #options: BoardOptions<Made>;
  readonly #watched = new Map<string, DistantJob<Progress, Made>>();

  constructor(store: Pick<Store, 'jobs'>, options: BoardOptions<Made>) {
    this.#store = store;
    this.#options = options;
  }

  /** Notes that this process is about to do it, over what is left of one that failed or died; null while another one does. */
  async announce(id: string, event: string, progress: Progress): Promise<JobRecord | null> {
    const fresh: Fresh<JobRecord> = { id: this.#keyOf(id), event, progress, outcome: null, ...this.#alive() };
    const found = await this.#store.jobs.get(fresh.id);
    if (found && found.outcome === null && !this.#isSilent(found)) return null;
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
   * who asked has gone is remembered for ten minutes; what was made is in the store.
   */
  async during(announced: JobRecord, work: (tell: (progress: Progress) => void) => Promise<Made>): Promise<Made> {
    let note = announced;
    let { progress } = announced;
    let isAlone = false;
    const gone = setTimeout(() => {
      isAlone = true;
    }, this.#options.patience).unref();
    const over = new AbortController();
    // A store that is away is no reason to give up the work: what was made is written by whoever made it.
    const write = async (changes: Partial<JobRecord>) => {
      note = await this.#store.jobs.replace({ ...note, progress, ...this.#alive(), ...changes }).catch(() => note);
    };
    const beating = this.#untilOver(over.signal, () => write({}));
    const end = async (outcome: JobRecord['outcome']) => {
      clearTimeout(gone);
      over.abort();
      await beating;
      if (outcome && isAlone) await write({ outcome });
      else await this.#store.jobs.remove(note.id, note.version).catch(() => {});
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

  /** The job of this id, whichever process does it or did; null when none is known. */
  async find(id: string): Promise<DistantJob<Progress, Made> | null> {
    const watched = this.#watched.get(id);
    if (watched) return watched;
    const found = await this.#store.jobs.get(this.#keyOf(id));
    if (!found || found.expiresAt < this.#options.now().toISOString()) return null;
    const job = this.#watch(id, found);
    this.#watched.set(id, job);
    const forget = () => this.#watched.delete(id);
    job.made.then(forget, forget);
    return job;
  }

  #keyOf(id: string): string {
    return `${this.#options.kind}:${id}`;
  }

  #alive(): Pick<JobRecord, 'beatAt' | 'expiresAt'> {
    const now = this.#options.now();
    return { beatAt: now.toISOString(), expiresAt: new Date(now.getTime() + rememberedMs).toISOString() };
  }

  #isSilent({ beatAt }: JobRecord): boolean {
    return this.#options.now().getTime() - Date.parse(beatAt) > silentMs;
  }

  async #untilOver(over: AbortSignal, beat: () => Promise<void>): Promise<void> {
    for (;;) {
      await wait(beatMs, undefined, { signal: over, ref: false }).catch(() => {});
      if (over.aborted) return;
      await beat();
    }
  }

  #watch(id: string, found: JobRecord): DistantJob<Progress, Made> {
    let progress = found.progress as Progress;
    const listeners = new Set<(progress: Progress) => void>();
    const made = this.#outcome(id, found, (next) => {
      if (JSON.stringify(next) === JSON.stringify(progress)) return;
      progress = next as Progress;
      for (const heard of listeners) heard(progress);
    });
    // Nobody may be waiting for it by then.
    made.catch(() => {});
    return {
      id,
      event: found.event,
      isInterrupted: found.outcome === null && this.#isSilent(found),
      made,
      get progress() {
        return progress;
      },
      follow: (heard) => {
        listeners.add(heard);
        return () => void listeners.delete(heard);
      },
    };
  }

  async #outcome(id: string, found: JobRecord, tell: (progress: JobRecord['progress']) => void): Promise<Made> {
    for (let note: JobRecord | null = found; note && !this.#isSilent(note); ) {
      if (note.outcome && 'made' in note.outcome) return note.outcome.made as Made;
      if (note.outcome) throw new Failure(note.outcome.code, note.outcome.params);
      tell(note.progress);
      await wait(beatMs / 2, undefined, { ref: false });
      note = await this.#store.jobs.get(found.id);
    }
    // Its process may have died between the last write of the work and the end of the note.
    const made = await this.#options.lookUp(id);
    if (made) return made;
    throw new Failure('job.interrupted');
  }
}
