// Proposals that are still being computed, and what is told of them.
import { Failure } from '../../failures.js';
import { eventText, follow } from '../../http/jobs/events.js';
import type { Job as OneJob } from '../../http/jobs/jobs.js';
import type { Progress } from '../../matcher/port.js';
import type { Made } from './service.js';

export { within } from '../../http/jobs/jobs.js';
export type Job = OneJob<Progress, Made>;

/** The events of a proposal that is there already. */
export async function* finished(id: string): AsyncGenerator<string> {
  yield eventText('done', { proposal: id });
}

/** `progress` at each step, then `done` or `failed`. */
export const events = (job: Job): AsyncGenerator<string> =>
  follow(job, (outcome) => {
    if ('made' in outcome) {
      return outcome.made.feasible
        ? eventText('done', { proposal: job.id })
        : eventText('failed', { code: 'proposal.infeasible' });
    }
    return eventText('failed', { code: outcome.error instanceof Failure ? outcome.error.code : 'server.unexpected' });
  });
