// The timetabler in worker threads of this process: one a timetable, since the solver gives its memory back only at its end.
import { Worker } from 'node:worker_threads';
import type { Timetable, TimetableAnswer, TimetableInput } from '../../matching/index.js';
import { Failure } from '../failures.js';
import type { Search, TimetableProgress, Timetabler } from './port.js';

export type News =
  | { progress: TimetableProgress }
  | { found: Timetable }
  | { answer: TimetableAnswer }
  | { failed: string };

const defaultMemoryMb = 1024;

export class TimetablerThreads implements Timetabler {
  readonly #memoryMb: number;
  readonly #running = new Set<Run>();
  /** Timetables are made one after the other, so that they leave a processor to the requests. */
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** A worker that needs more memory dies; the next timetable gets a new one. */
  constructor(memoryMb = defaultMemoryMb) {
    this.#memoryMb = memoryMb;
  }

  search(input: TimetableInput, tell: (progress: TimetableProgress) => void = () => {}): Search {
    const run = new Run(input, this.#memoryMb, tell);
    if (this.#closed) run.end();
    this.#running.add(run);
    this.#last = this.#last.then(() => run.begin()).catch((error: Error) => run.fail(error.message));
    const over = () => void this.#running.delete(run);
    run.answer.then(over, over);
    return run;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#running].map((run) => run.end()));
  }
}

/** One worker from before its start to its end. */
class Run implements Search {
  readonly answer: Promise<TimetableAnswer>;
  readonly #input: TimetableInput;
  readonly #memoryMb: number;
  readonly #tell: (progress: TimetableProgress) => void;
  #settle: { resolve(answer: TimetableAnswer): void; reject(error: Error): void };
  #worker: Worker | null = null;
  #best: Timetable | null = null;
  #over = false;

  constructor(input: TimetableInput, memoryMb: number, tell: (progress: TimetableProgress) => void) {
    this.#input = input;
    this.#memoryMb = memoryMb;
    this.#tell = tell;
    this.#settle = { resolve: () => {}, reject: () => {} };
    this.answer = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  /** Resolves when the worker is gone, however it ended. */
  async begin(): Promise<void> {
    if (this.#over) return;
    const resourceLimits = { maxOldGenerationSizeMb: this.#memoryMb };
    const options = { workerData: this.#input, resourceLimits };
    const worker = new Worker(new URL('./worker.js', import.meta.url), options);
    this.#worker = worker;
    worker.on('message', (news: News) => this.#hear(news));
    worker.on('error', (error) => this.fail(error.message));
    await new Promise((resolve) => worker.once('exit', resolve));
    this.fail('exit');
  }

  stop(): boolean {
    if (this.#over) return false;
    if (this.#best) this.#finish({ feasible: true, timetable: this.#best });
    else this.#refuse(new Failure('timetable.stopped'));
    void this.#worker?.terminate();
    return true;
  }

  async end(): Promise<void> {
    this.fail('closed');
    await this.#worker?.terminate();
  }

  #hear(news: News): void {
    if (this.#over) return;
    if ('progress' in news) this.#tell(news.progress);
    else if ('found' in news) this.#best = news.found;
    else if ('answer' in news) this.#finish(news.answer);
    else this.fail(news.failed);
  }

  #finish(answer: TimetableAnswer): void {
    this.#over = true;
    this.#settle.resolve(answer);
  }

  /** Nothing happens when there is an answer already. */
  fail(message: string): void {
    if (!this.#over) this.#refuse(new Failure('timetabler.stopped', { message }));
  }

  #refuse(failure: Failure): void {
    this.#over = true;
    this.#settle.reject(failure);
  }
}
