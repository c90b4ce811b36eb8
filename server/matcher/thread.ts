// The matcher in a worker thread of this process.
import { Worker } from 'node:worker_threads';
import type { Answer, LexiconVocabulary, MatchingInput } from '../../matching/index.js';
import { Failure } from '../failures.js';
import type { CounterpartAnswer, CounterpartQuestion, Matcher } from './port.js';

export type Question =
  | { kind: 'vocabulary'; vocabulary: LexiconVocabulary }
  | { kind: 'propose'; input: MatchingInput }
  | { kind: 'counterparts'; question: CounterpartQuestion };
export type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; message: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class MatcherThread implements Matcher {
  readonly #vocabulary: () => Promise<LexiconVocabulary>;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Promise<Worker> | null = null;
  #stale = false;
  #next = 1;

  /** `vocabulary` is read when the worker starts, and again after `vocabularyChanged`. */
  constructor(vocabulary: () => Promise<LexiconVocabulary>) {
    this.#vocabulary = vocabulary;
  }

  propose(input: MatchingInput): Promise<Answer> {
    return this.#ask({ kind: 'propose', input }) as Promise<Answer>;
  }

  counterparts(question: CounterpartQuestion): Promise<CounterpartAnswer> {
    return this.#ask({ kind: 'counterparts', question }) as Promise<CounterpartAnswer>;
  }

  vocabularyChanged(): void {
    this.#stale = true;
  }

  async warm(): Promise<void> {
    await this.#ready();
  }

  async close(): Promise<void> {
    const worker = await this.#worker?.catch(() => null);
    this.#worker = null;
    await worker?.terminate();
  }

  async #ask(question: Question): Promise<unknown> {
    return this.#send(await this.#ready(), question);
  }

  async #ready(): Promise<Worker> {
    if (this.#worker && this.#stale) {
      this.#stale = false;
      const worker = await this.#worker;
      await this.#send(worker, { kind: 'vocabulary', vocabulary: await this.#vocabulary() });
    }
    this.#worker ??= this.#start();
    return this.#worker;
  }

  async #start(): Promise<Worker> {
    this.#stale = false;
    const vocabulary = await this.#vocabulary();
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    worker.unref();
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (error) => this.#died(error.message));
    worker.on('exit', () => this.#died('exit'));
    await this.#send(worker, { kind: 'vocabulary', vocabulary });
    return worker;
  }

  #send(worker: Worker, question: Question): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, question });
    });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    // An idle worker does not keep the process alive.
    if (this.#waiting.size === 0) this.#worker?.then((worker) => worker.unref()).catch(() => {});
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new Failure('matcher.stopped', { message: reply.message }));
  }

  #died(message: string): void {
    this.#worker = null;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(new Failure('matcher.stopped', { message }));
  }
}
