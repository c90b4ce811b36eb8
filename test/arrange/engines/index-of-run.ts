// Indexes of a run on the server of TEST_MEILI_URL: emptied and used again, because making one takes the server long.
import { Meilisearch } from 'meilisearch';
import { meilisearchEngine } from '../../../server/search/meilisearch/engine.js';
import { scopedKey } from '../../../server/search/meilisearch/key.js';

const none = { exactWords: [], synonyms: {}, edition: '' };

function server() {
  const { TEST_MEILI_URL: url = '', TEST_MEILI_KEY: key = '' } = process.env;
  return { url, key, client: new Meilisearch({ host: url, apiKey: key }) };
}

/** The settings of an index that is there and empty. */
export async function emptyIndex(name: string): Promise<Record<string, string>> {
  const { url, key, client } = server();
  const engine = meilisearchEngine({ url, key: await scopedKey(client, key, name), index: name, jitter: () => 0.5 });
  if (await engine.resume(none)) await client.index(name).deleteAllDocuments().waitTask({ timeout: 0 });
  else await engine.rebuild((async function* () {})(), none);
  await engine.close();
  return { MEILI_URL: url, MEILI_KEY: key, MEILI_INDEX: name };
}

export async function dropIndexesOf(run: string): Promise<void> {
  const { client } = server();
  const { results: indexes } = await client.getRawIndexes({ limit: 1000 });
  for (const { uid } of indexes) if (uid.startsWith(run)) await client.deleteIndex(uid).waitTask({ timeout: 0 });
  const { results: keys } = await client.getKeys({ limit: 1000 });
  for (const { name, uid } of keys) if (name?.includes(run)) await client.deleteKey(uid);
}
