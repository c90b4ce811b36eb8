// A job as its note in the store tells of it, for a process that does not do it itself.
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../failures.js';
import type { JobRecord } from '../../store/records.js';
import type { Job } from './jobs.js';
import { Steps } from './steps.js';

const lookEveryMs = 500;
/** Without a sign of life for so long, its process is gone; long enough for the clocks of two machines to differ a little. */
const silentMs = 15_000;

export const isSilent = ({ beatAt }: JobRecord, now: Date) => now.getTime() - Date.parse(beatAt) > silentMs;

export interface Sight<Made> {
  now: () => Date;
  /** The note as it is now; null when it is gone. */
  read: () => Promise<JobRecord | null>;
  /** What was made, when it is in the store already. */
  lookUp: (note: JobRecord) => Promise<Made | null>;
}

/** Follows what is made under this id: also another attempt, when one is begun meanwhile. */
export function distantJob<Progress extends JobRecord['progress'], Made>(
  id: string,
  found: JobRecord,
  sight: Sight<Made>,
): Job<Progress, Made> {
  const steps = new Steps(found.progress as Progress);
  const made = outcome(found, sight, (next) => {
    if (JSON.stringify(next) !== JSON.stringify(steps.last)) steps.tell(next as Progress);
  });
  // Nobody may be waiting for it by then.
  made.catch(() => {});
  return {
    id,
    event: found.event,
    once: found.once,
    isInterrupted: found.outcome === null && isSilent(found, sight.now()),
    made,
    get progress() {
      return steps.last;
    },
    follow: steps.follow,
  };
}

async function outcome<Made>(
  found: JobRecord,
  { now, read, lookUp }: Sight<Made>,
  tell: (progress: JobRecord['progress']) => void,
): Promise<Made> {
  let last = found;
  for (let note: JobRecord | null = found; note; note = await read()) {
    last = note;
    if (note.outcome && 'made' in note.outcome) return note.outcome.made as Made;
    if (note.outcome) throw new Failure(note.outcome.code, note.outcome.params);
    if (isSilent(note, now())) break;
    tell(note.progress);
    await wait(lookEveryMs, undefined, { ref: false });
  }
  // Its process may have died between the last write of the work and the end of the note.
  const made = await lookUp(last);
  if (made) return made;
  throw new Failure('job.interrupted');
}
