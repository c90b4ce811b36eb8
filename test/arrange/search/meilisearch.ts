// A real server of the production search engine, when there is one: indexes of its own for each run, dropped at its end.
import { afterAll, describe, test } from '@jest/globals';
import { Meilisearch } from 'meilisearch';
import { v7 as uuid } from 'uuid';
import { meilisearchEngine } from '../../../server/search/meilisearch/engine.js';
import { scopedKey } from '../../../server/search/meilisearch/key.js';
import type { SearchEngine } from '../../../server/search/port.js';

export interface SearchServer {
  url: string;
  /** The master key. */
  key: string;
  /** The server as its administrator sees it. */
  client: Meilisearch;
  /** The name of an index that no other run has; it is dropped after the tests. */
  index(): string;
  /** An engine on an index that may be there or not. */
  open(index: string): Promise<SearchEngine>;
  /** An engine whose index is emptied instead of dropped, because making one takes the server long. */
  openEmptied(): Promise<SearchEngine>;
}

/** Runs `tests` against the server of TEST_MEILI_URL (and TEST_MEILI_KEY); without one they are skipped, aloud. */
export function onSearchServer(what: string, tests: (server: SearchServer) => void): void {
  const { TEST_MEILI_URL: url = '', TEST_MEILI_KEY: key = '' } = process.env;
  if (url !== '') {
    describe(what, () => tests(serverAt(url, key)));
    return;
  }
  const why = `SKIPPED ${what}: TEST_MEILI_URL names no server`;
  process.stderr.write(`${why}\n`);
  test.skip(why, () => undefined);
}

function serverAt(url: string, key: string): SearchServer {
  const client = new Meilisearch({ host: url, apiKey: key });
  const run = `gap-go-test-${uuid()}`;
  const idle: string[] = [];
  let count = 0;
  let limited: Promise<string> | null = null;

  // A letter last, so that nothing takes it for one that is being built beside another.
  const index = () => `${run}_${++count}x`;

  async function open(name: string): Promise<SearchEngine> {
    limited ??= scopedKey(client, key, run);
    return meilisearchEngine({ url, key: await limited, index: name, jitter: () => 0.5 });
  }

  async function openEmptied(): Promise<SearchEngine> {
    const name = idle.pop() ?? index();
    const engine = await open(name);
    if (await engine.resume({ exactWords: [], synonyms: {}, edition: 'test' }))
      await client.index(name).deleteAllDocuments().waitTask();
    else await engine.rebuild(nothing());
    return {
      ...engine,
      close: async () => {
        await engine.close();
        idle.push(name);
      },
    };
  }

  afterAll(async () => {
    const { results: indexes } = await client.getRawIndexes({ limit: 1000 });
    for (const { uid } of indexes.filter(({ uid }) => uid.startsWith(run))) await client.deleteIndex(uid).waitTask();
    const { results: keys } = await client.getKeys({ limit: 1000 });
    for (const made of keys.filter(({ name }) => name?.includes(run))) await client.deleteKey(made.uid);
  });
  return { url, key, client, index, open, openEmptied };
}

async function* nothing() {}
