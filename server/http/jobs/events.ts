// A job as server-sent events (text/event-stream).
import type { Job } from './jobs.js';

/** One server-sent event. */
export const eventText = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** `progress` at each step, then what `ending` says of the outcome. */
export async function* follow<Progress extends object, Made>(
  job: Job<Progress, Made>,
  ending: (outcome: { made: Made } | { error: unknown }) => string,
): AsyncGenerator<string> {
  let news: Progress | null = job.progress;
  let wake = () => {};
  const stop = job.follow((progress) => {
    news = progress;
    wake();
  });
  let end: string | null = null;
  const over = (outcome: { made: Made } | { error: unknown }) => {
    end = ending(outcome);
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
