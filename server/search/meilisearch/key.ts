// The service works with a key that reaches its own indexes only, whatever key it was given.
import { type KeyCreation, type Meilisearch, MeilisearchApiError } from 'meilisearch';

const actions = [
  'search',
  'documents.add',
  'documents.delete',
  'indexes.create',
  'indexes.get',
  'indexes.delete',
  'indexes.swap',
  'settings.get',
  'settings.update',
  'stats.get',
  'tasks.get',
] satisfies KeyCreation['actions'];

const mostKeys = 1000;

/** A key that may make keys (the master key) makes or finds a limited one; any other is taken to be one. */
export async function scopedKey(client: Meilisearch, key: string, index: string): Promise<string> {
  const name = `gap-go-dai-su ${index}`;
  const indexes = [index, `${index}_*`];
  try {
    const { results } = await client.getKeys({ limit: mostKeys });
    const known = results.find(
      (found) =>
        found.name === name &&
        found.expiresAt === null &&
        isSame(found.actions, actions) &&
        isSame(found.indexes, indexes),
    );
    if (known) return known.key;
    const description = 'Made by the service itself of its master key; to be deleted when the service is.';
    return (await client.createKey({ name, description, actions, indexes, expiresAt: null })).key;
  } catch (error) {
    const isLimited = error instanceof MeilisearchApiError && [401, 403].includes(error.response.status);
    if (isLimited) return key;
    throw error;
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value));
