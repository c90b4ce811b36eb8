// Talks to the server: keys, time-outs, retries, tasks, and errors as failures.
import { setTimeout as wait } from 'node:timers/promises';
import {
  type EnqueuedTask,
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
} from 'meilisearch';
import { Failure } from '../../failures.js';
import { Breaker } from './breaker.js';
import { scopedKey } from './key.js';

export interface ConnectionOptions {
  /** Address of the server. */
  url: string;
  /** The master key, of which only a key limited to our indexes is derived; or such a key itself. */
  key: string;
  /** Name of the index; those being built beside are called `<index>_<number>`. */
  index: string;
  /** From 0 to 1, another one each time: spreads retries, so that processes that failed together do not come back together. */
  jitter: () => number;
}

/**
 * Nobody waits long for a search, and there is something to show without it; a write has time, but less than a stop is
 * given. The server itself ends a search after 1.5 s.
 */
const tries = { search: 2, write: 3 };
const patienceMs = { search: 1800, write: 20_000 };
const firstPauseMs = 100;
const taskPatienceMs = 15 * 60_000;
const taskPollMs = { first: 10, most: 500 };
const passingStatuses = [408, 429, 502, 503, 504];

interface Clients {
  search: Meilisearch;
  write: Meilisearch;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #breaker = new Breaker();
  #clients: Promise<Clients> | null = null;
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** A question that a person waits for: answered, or given up, within two seconds. */
  search<T>(ask: (client: Meilisearch) => Promise<T>): Promise<T> {
    const mayAskAgain = (error: unknown) => isPassing(error) && !isTooLate(error);
    return this.#breaker.ask(() => this.#asking(tries.search, ({ search }) => ask(search), mayAskAgain), isOutage);
  }

  /** Anything else that does no harm when it is done twice. */
  async write<T>(ask: (client: Meilisearch) => Promise<T>): Promise<T> {
    const answer = await this.#asking(tries.write, ({ write }) => ask(write), isPassing);
    this.#breaker.close();
    return answer;
  }

  /** From now on nothing is tried again, and no task is waited for. */
  close(): void {
    this.#isClosed = true;
  }

  /** What must not be done twice. */
  async once<T>(ask: (client: Meilisearch) => Promise<T>): Promise<T> {
    const { write } = await this.#connected();
    return ask(write).catch((error: unknown) => {
      throw failureOf(error);
    });
  }

  /** Resolves when the server has done it; fails when it could not. */
  async done({ taskUid }: Pick<EnqueuedTask, 'taskUid'>): Promise<void> {
    let waited = 0;
    for (
      let pause = taskPollMs.first;
      waited < taskPatienceMs && !this.#isClosed;
      pause = Math.min(pause * 2, taskPollMs.most)
    ) {
      const { status, error } = await this.write((client) => client.tasks.getTask(taskUid));
      if (status === 'succeeded') return;
      // The client takes a failed task for a finished one.
      if (status === 'failed' || status === 'canceled')
        throw new Failure('search.refused', { code: error?.code ?? status, reason: error?.message ?? '' });
      await wait(pause);
      waited += pause;
    }
    throw new Failure('search.unavailable', { reason: `task ${taskUid} unfinished` });
  }

  async #asking<T>(
    most: number,
    ask: (clients: Clients) => Promise<T>,
    mayAskAgain: (error: unknown) => boolean,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(await this.#connected());
      } catch (error) {
        if (isRefusedKey(error)) this.#clients = null;
        if (attempt === most || this.#isClosed || !mayAskAgain(error)) throw failureOf(error);
        await wait(firstPauseMs * 2 ** (attempt - 1) * (0.5 + this.#options.jitter()));
      }
    }
  }

  #connected(): Promise<Clients> {
    this.#clients ??= this.#connect().catch((error: unknown) => {
      this.#clients = null;
      throw error;
    });
    return this.#clients;
  }

  async #connect(): Promise<Clients> {
    const { url: host, key, index } = this.#options;
    const client = (apiKey: string, timeout: number) => new Meilisearch({ host, apiKey, timeout });
    const scoped = await scopedKey(client(key, patienceMs.search), key, index);
    return { search: client(scoped, patienceMs.search), write: client(scoped, patienceMs.write) };
  }
}

const isRefusedKey = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && [401, 403].includes(error.response.status);

/** Not reached, too late, overloaded, or an answer that is not the server's own (of a proxy in front, say). */
function isPassing(error: unknown): boolean {
  if (error instanceof MeilisearchApiError) return passingStatuses.includes(error.response.status);
  return error instanceof MeilisearchRequestError || error instanceof SyntaxError;
}

const isTooLate = (error: unknown): boolean =>
  error instanceof MeilisearchRequestError && error.cause instanceof MeilisearchRequestTimeOutError;

/** Not so a server that answers that there is no index yet. */
const isOutage = (error: unknown): boolean =>
  error instanceof Failure && error.code === 'search.unavailable' && error.params.code !== 'index_not_found';

function failureOf(error: unknown): unknown {
  if (error instanceof SyntaxError) return new Failure('search.unavailable', { reason: error.message });
  if (error instanceof MeilisearchRequestError)
    return new Failure('search.unavailable', { reason: reasonOf(error.cause) });
  if (!(error instanceof MeilisearchApiError)) return error;
  const code = error.cause?.code ?? String(error.response.status);
  const reason = error.cause?.message ?? '';
  if (isRefusedKey(error)) return new Failure('search.key-refused', { code });
  const isAway = passingStatuses.includes(error.response.status) || code === 'index_not_found';
  return new Failure(isAway ? 'search.unavailable' : 'search.refused', { code, reason });
}

// “fetch failed” says nothing; what it is caused by does (ECONNREFUSED, say).
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = (cause.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : cause.message;
}
