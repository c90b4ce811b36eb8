// Proposals that are being computed, by this process or by another one that shares the store.
import { JobsAnywhere, type Work } from '../../http/jobs/anywhere.js';
import type { Task } from '../../http/jobs/board.js';
import type { Progress } from '../../matcher/port.js';
import type { Store } from '../../store/port.js';
import type { Job } from './jobs.js';
import type { Made } from './service.js';

export class ProposalJobs extends JobsAnywhere<Progress, Made> {
  constructor(store: Pick<Store, 'jobs' | 'proposals'>, patience: number, now: () => Date) {
    const lookUp = async (id: string): Promise<Made | null> => {
      const proposal = await store.proposals.get(id);
      return proposal && { feasible: true, proposal };
    };
    super(store, { stage: 'choosing', done: 0, total: 1 }, { kind: 'proposal', now, patience, lookUp });
  }

  /** Starts the work, unless some process does it already, or has lately said what became of it: then that is the job. */
  async beginOnce(task: Omit<Task, 'replaces'>, work: Work<Progress, Made>): Promise<Job> {
    const known = await this.find(task.id);
    if (known && !known.isInterrupted) return known;
    return (await this.begin({ ...task, replaces: 0 }, work)).job;
  }
}
