// Documents on their way to the server: each function answers the tasks that were enqueued.
import type { EnqueuedTask } from 'meilisearch';
import { Failure } from '../../failures.js';
import type { IndexedDocument } from '../port.js';
import type { Connection } from './connection.js';
import { marks } from './question.js';
import { shownTexts } from './settings.js';

export const batchSize = 500;
const id = /^[A-Za-z0-9_-]{1,511}$/;

/** The server would refuse the whole batch for one id it does not like, and only after having taken it. */
export function requireIds(documents: readonly IndexedDocument[]): void {
  const bad = documents.find((document) => !id.test(document.id));
  if (bad) throw new Failure('search.refused', { code: 'invalid_document_id', reason: bad.id });
}

export async function addTo(
  connection: Connection,
  index: string,
  documents: readonly IndexedDocument[],
): Promise<EnqueuedTask[]> {
  return inBatches(documents.map(withoutMarks), (batch) =>
    connection.write((client) => client.index<IndexedDocument>(index).addDocuments(batch, { primaryKey: 'id' })),
  );
}

export async function removeFrom(
  connection: Connection,
  index: string,
  ids: readonly string[],
): Promise<EnqueuedTask[]> {
  return inBatches(ids, (batch) => connection.write((client) => client.index(index).deleteDocuments(batch)));
}

async function inBatches<T>(items: readonly T[], send: (batch: T[]) => Promise<EnqueuedTask>): Promise<EnqueuedTask[]> {
  const tasks: EnqueuedTask[] = [];
  for (let from = 0; from < items.length; from += batchSize) {
    tasks.push(await send(items.slice(from, from + batchSize)));
  }
  return tasks;
}

// What stands for a mark in a highlight must not come from the text.
function withoutMarks(document: IndexedDocument): IndexedDocument {
  const texts = shownTexts.map((name) => [name, document[name].replaceAll(marks.open, '').replaceAll(marks.close, '')]);
  return { ...document, ...Object.fromEntries(texts) };
}
