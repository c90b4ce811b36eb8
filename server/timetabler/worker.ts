// The worker thread of one timetable: it answers, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { type TimetableInput, timetable } from '../../matching/index.js';
import { loadClingo } from './clingo.js';
import type { News } from './thread.js';

const say = (news: News) => parentPort?.postMessage(news);

try {
  const answer = timetable(workerData as TimetableInput, await loadClingo(), {
    tell: (progress) => say({ progress }),
    found: (found) => say({ found }),
  });
  say({ answer });
} catch (error) {
  say({ failed: error instanceof Error ? error.message.slice(0, 500) : String(error) });
}
