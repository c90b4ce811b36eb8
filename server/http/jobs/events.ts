// A job as server-sent events (text/event-stream).
import { Failure } from '../../failures.js';
import type { Job } from './jobs.js';

type Outcome<Made> = { made: Made } | { error: unknown };

/** One server-sent event. */
const eventText = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** What was made for this proposal is there. */
export const done = (proposal: string) => eventText('done', { proposal });

/** How work for a proposal ended: `done` or `failed`; `infeasible` is the code of what cannot be made. */
export function ending<Made extends { feasible: boolean }>(
  proposal: string,
  outcome: Outcome<Made>,
  infeasible: string,
): string {
  if ('made' in outcome) return outcome.made.feasible ? done(proposal) : eventText('failed', { code: infeasible });
  const { error } = outcome;
  return eventText('failed', { code: error instanceof Failure ? error.code : 'server.unexpected' });
}

/** `progress` at each step, then what `say` makes of the outcome. */
export async function* follow<Progress extends object, Made>(
  job: Job<Progress, Made>,
  say: (outcome: Outcome<Made>) => string,
): AsyncGenerator<string> {
  let news: Progress | null = job.progress;
  let wake = () => {};
  const stop = job.follow((progress) => {
    news = progress;
    wake();
  });
  let end: string | null = null;
  const over = (outcome: Outcome<Made>) => {
    end = say(outcome);
    wake();
  };
  job.made.then(
    (made) => over({ made }),
    (error: unknown) => over({ error }),
  );
  try {
    for (;;) {
      if (news) {
        const step: Progress = news;
        news = null;
        yield eventText('progress', step);
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
