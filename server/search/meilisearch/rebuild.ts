// An index built beside the one in use, and put in its place when it is whole.
import type { EnqueuedTask, Settings } from 'meilisearch';
import { Failure } from '../../failures.js';
import type { IndexedDocument } from '../port.js';
import type { Connection } from './connection.js';
import { bornAt, documentsIn, drop, make, namesOf, setUp } from './indexes.js';
import { addTo, batchSize, requireIds } from './writes.js';

type InOrder = <T>(send: () => Promise<T>) => Promise<T>;

export class Rebuild {
  readonly #connection: Connection;
  readonly #main: string;
  readonly #name: string;
  readonly #bornAt: string;
  /** Ids written meanwhile: what the source says of them is older. */
  readonly #overtaken = new Set<string>();
  #isOver = false;

  private constructor(connection: Connection, main: string, name: string, bornAt: string) {
    this.#connection = connection;
    this.#main = main;
    this.#name = name;
    this.#bornAt = bornAt;
  }

  /** Drops what an earlier rebuild may have left behind; one that is still under way elsewhere then fails. */
  static async begin(connection: Connection, main: string, settings: Settings): Promise<Rebuild> {
    const numbers = (await namesOf(connection))
      .filter((name) => name.startsWith(`${main}_`))
      .map((name) => name.slice(main.length + 1))
      .filter((number) => /^\d+$/.test(number));
    for (const number of numbers) await drop(connection, `${main}_${number}`);
    const name = `${main}_${Math.max(0, ...numbers.map(Number)) + 1}`;
    await make(connection, name);
    await setUp(connection, name, settings);
    return new Rebuild(connection, main, name, (await bornAt(connection, name)) ?? '');
  }

  /** Resolves when all documents are in the new index. `inOrder` keeps them from mixing with writes. */
  async fill(documents: AsyncIterable<IndexedDocument>, inOrder: InOrder): Promise<void> {
    const tasks: EnqueuedTask[] = [];
    let batch: IndexedDocument[] = [];
    const send = async () => {
      const full = batch;
      batch = [];
      requireIds(full);
      const sent = inOrder(() => {
        const current = full.filter(({ id }) => !this.#overtaken.has(id));
        return addTo(this.#connection, this.#name, current);
      });
      tasks.push(...(await sent));
    };
    for await (const document of documents) {
      batch.push(document);
      if (batch.length === batchSize) await send();
    }
    await send();
    for (const task of tasks) await this.#connection.done(task);
  }

  /** Sends a write to the new index too. */
  overtake(ids: readonly string[], send: (to: string) => Promise<EnqueuedTask[]>): Promise<EnqueuedTask[]> {
    for (const id of ids) this.#overtaken.add(id);
    return send(this.#name);
  }

  /** Resolves when searches and writes meet the new index. No write may be under way. */
  async swap(): Promise<{ documents: number }> {
    const connection = this.#connection;
    // A document sent to an index that somebody dropped would have made one without settings.
    if ((await bornAt(connection, this.#name)) !== this.#bornAt) throw this.#lost();
    const isFirst = (await bornAt(connection, this.#main)) === null;
    // A rename has to name the index to be first, a swap knows no order.
    await connection.once((client) => client.swapIndexes([{ indexes: [this.#name, this.#main], rename: isFirst }]));
    // The task of a swap belongs to no index, so a limited key may not look at it; but tasks are done in order.
    await drop(connection, this.#name);
    this.#isOver = true;
    if ((await bornAt(connection, this.#main)) !== this.#bornAt) throw this.#lost();
    return { documents: await documentsIn(connection, this.#main) };
  }

  /** Leaves nothing behind; what cannot be dropped now is dropped by the next rebuild. */
  async discard(): Promise<void> {
    if (this.#isOver) return;
    await drop(this.#connection, this.#name).catch(() => {});
  }

  #lost(): Failure {
    return new Failure('search.refused', { code: 'index_lost', reason: this.#name });
  }
}
