// The matcher in a worker thread of this process.
import { Worker } from 'node:worker_threads';
import type { Answer, LexiconVocabulary, MatchingInput, Outlook, OutlookInput } from '../../matching/index.js';
import { Failure } from '../failures.js';
import type { CounterpartAnswer, CounterpartQuestion, Matcher, Progress } from './port.js';

export type Question =
  | { kind: 'vocabulary'; vocabulary: LexiconVocabulary }
  /** `stopped`: shared memory, because a worker that computes hears no messages. 1 = answer with what there is. */
  | { kind: 'propose'; input: MatchingInput; stopped: Int32Array }
  | { kind: 'counterparts'; question: CounterpartQuestion }
  | { kind: 'next-events'; input: OutlookInput };
export type Reply =
  | { id: number; progress: Progress }
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string };

const defaultMemoryMb = 1024;

export interface MatcherThreadOptions {
  /** A worker that needs more dies. */
  memoryMb?: number;
  /** Another text whenever the vocabulary is another, whoever has changed it; absent: only `vocabularyChanged` tells. */
  stamp?: () => Promise<string>;
}

export class MatcherThread implements Matcher {
  readonly #vocabulary: () => Promise<LexiconVocabulary>;
  readonly #memoryMb: number;
  readonly #stampNow: () => Promise<string>;
  #stamp = '';
  #line: Line | null = null;
  /** Settles when the worker holds the present vocabulary. */
  #taught: Promise<unknown> = Promise.resolve();
  #stale = false;
  #closed = false;

  /** `vocabulary` is read when a worker starts, and again when it has changed. */
  constructor(
    vocabulary: () => Promise<LexiconVocabulary>,
    { memoryMb = defaultMemoryMb, stamp = async () => '' }: MatcherThreadOptions = {},
  ) {
    this.#vocabulary = vocabulary;
    this.#memoryMb = memoryMb;
    this.#stampNow = stamp;
  }

  propose(input: MatchingInput, tell: (progress: Progress) => void = () => {}, stop?: AbortSignal): Promise<Answer> {
    const stopped = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const heed = () => void Atomics.store(stopped, 0, 1);
    if (stop?.aborted) heed();
    stop?.addEventListener('abort', heed, { once: true });
    return this.#ask({ kind: 'propose', input, stopped }, tell) as Promise<Answer>;
  }

  counterparts(question: CounterpartQuestion): Promise<CounterpartAnswer> {
    return this.#ask({ kind: 'counterparts', question }) as Promise<CounterpartAnswer>;
  }

  nextEvents(input: OutlookInput): Promise<Outlook> {
    return this.#ask({ kind: 'next-events', input }) as Promise<Outlook>;
  }

  vocabularyChanged(): void {
    this.#stale = true;
  }

  async warm(): Promise<void> {
    await this.#ready();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#line?.end();
  }

  async #ask(question: Question, tell?: (progress: Progress) => void): Promise<unknown> {
    return (await this.#ready()).ask(question, tell);
  }

  async #ready(): Promise<Line> {
    const stamp = await this.#stampNow();
    if (this.#closed) throw stopped('closed');
    if (stamp !== this.#stamp) this.#stale = true;
    this.#stamp = stamp;
    if (!this.#line || this.#line.ended) {
      this.#line = new Line(this.#memoryMb);
      this.#stale = true;
    }
    const line = this.#line;
    if (this.#stale) {
      this.#stale = false;
      this.#taught = this.#teach(line);
    }
    await this.#taught;
    return line;
  }

  async #teach(line: Line): Promise<void> {
    try {
      await line.ask({ kind: 'vocabulary', vocabulary: await this.#vocabulary() });
    } catch (error) {
      // The next question tries again.
      this.#stale = true;
      throw error;
    }
  }
}

const stopped = (message: string) => new Failure('matcher.stopped', { message });

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  tell(progress: Progress): void;
}

/** One worker from its start to its end, and the questions it has still to answer. */
class Line {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  ended = false;

  constructor(memoryMb: number) {
    const resourceLimits = { maxOldGenerationSizeMb: memoryMb };
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { resourceLimits });
    this.#worker.unref();
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#over(error.message));
    this.#worker.on('exit', () => this.#over('exit'));
  }

  ask(question: Question, tell: (progress: Progress) => void = () => {}): Promise<unknown> {
    if (this.ended) return Promise.reject(stopped('exit'));
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#worker.postMessage({ id, question });
      this.#waiting.set(id, { resolve, reject, tell });
      this.#worker.ref();
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if ('progress' in reply) {
      waiting?.tell(reply.progress);
      return;
    }
    this.#waiting.delete(reply.id);
    // An idle worker does not keep the process alive.
    if (this.#waiting.size === 0) this.#worker.unref();
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(stopped(reply.message));
  }

  #over(message: string): void {
    this.ended = true;
    for (const { reject } of this.#waiting.values()) reject(stopped(message));
    this.#waiting.clear();
  }
}
