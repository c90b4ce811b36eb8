// Proposals that are still being computed, and what is told of them.
import { done, ending, follow } from '../../http/jobs/events.js';
import type { Job as OneJob } from '../../http/jobs/jobs.js';
import type { Progress } from '../../matcher/port.js';
import type { Made } from './service.js';

export { within } from '../../http/jobs/jobs.js';
export type Job = OneJob<Progress, Made>;

/** The events of a proposal that is there already. */
export async function* finished(id: string): AsyncGenerator<string> {
  yield done(id);
}

/** `progress` at each step, then `done` or `failed`. */
export const events = (job: Job): AsyncGenerator<string> =>
  follow(job, (outcome) => ending(job.id, outcome, 'proposal.infeasible'));
