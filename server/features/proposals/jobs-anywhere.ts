// Proposals that are being computed, by this process or by another one that shares the store.
import { JobBoard } from '../../http/jobs/board.js';
import type { Progress } from '../../matcher/port.js';
import type { Store } from '../../store/port.js';
import { type Job, Jobs } from './jobs.js';
import type { Made } from './service.js';

const first = { stage: 'choosing', done: 0, total: 1 } as const;

export class JobsAnywhere {
  readonly #here = new Jobs();
  readonly #board: JobBoard<Progress & Record<string, string | number>, Made>;

  constructor(store: Pick<Store, 'jobs' | 'proposals'>, patience: number, now: () => Date) {
    const lookUp = async (id: string): Promise<Made | null> => {
      const proposal = await store.proposals.get(id);
      return proposal && { feasible: true, proposal };
    };
    this.#board = new JobBoard(store, { kind: 'proposal', now, patience, lookUp });
  }

  /** Starts the work, unless some process does it already, or has lately said what became of it: then that is the job. */
  async begin(id: string, event: string, work: (tell: (progress: Progress) => void) => Promise<Made>): Promise<Job> {
    const running = await this.find(id);
    if (running && !('isInterrupted' in running && running.isInterrupted)) return running;
    const announced = await this.#board.announce(id, event, first);
    if (!announced) return (await this.find(id)) ?? this.begin(id, event, work);
    return this.#here.start(id, event, (tell) =>
      this.#board.during(announced, (note) =>
        work((progress) => {
          tell(progress);
          note({ ...progress });
        }),
      ),
    );
  }

  /** null when nobody does it, and nobody has lately failed to. */
  async find(id: string): Promise<Job | null> {
    return this.#here.get(id) ?? this.#board.find(id);
  }

  /** Resolves when nothing is under way in this process any more. */
  settled(): Promise<void> {
    return this.#here.settled();
  }
}
