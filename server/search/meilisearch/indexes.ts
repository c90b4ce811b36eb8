// Indexes of the server as a whole: what there is, making, setting up, swapping and dropping them.
import type { Settings } from 'meilisearch';
import { Failure } from '../../failures.js';
import type { Connection } from './connection.js';

const most = 1000;

export async function namesOf(connection: Connection): Promise<string[]> {
  const { results } = await connection.write((client) => client.getRawIndexes({ limit: most }));
  return results.map(({ uid }) => uid);
}

/** When the index was made, which tells it from any other of the same name; null when there is none. */
export async function bornAt(connection: Connection, name: string): Promise<string | null> {
  const found = await ifThere(connection.write((client) => client.getRawIndex(name)));
  return found?.createdAt ?? null;
}

export function settingsOf(connection: Connection, name: string): Promise<Settings | null> {
  return ifThere(connection.write((client) => client.index(name).getSettings()));
}

export async function setUp(connection: Connection, name: string, settings: Settings): Promise<void> {
  await connection.done(await connection.write((client) => client.index(name).updateSettings(settings)));
}

/** Fails when there is an index of that name. */
export async function make(connection: Connection, name: string): Promise<void> {
  await connection.done(await connection.once((client) => client.createIndex(name, { primaryKey: 'id' })));
}

/** Resolves when the index is gone, whether it was there or not. */
export async function drop(connection: Connection, name: string): Promise<void> {
  const task = await connection.write((client) => client.deleteIndex(name));
  await ifThere(connection.done(task));
}

export async function documentsIn(connection: Connection, name: string): Promise<number> {
  return (await connection.write((client) => client.index(name).getStats())).numberOfDocuments;
}

async function ifThere<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Failure && error.params.code === 'index_not_found') return null;
    throw error;
  }
}
