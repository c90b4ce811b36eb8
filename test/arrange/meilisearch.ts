// Engines on the server that TEST_MEILI_URL names, each with an index of its own; nothing of them stays there.
import { Meilisearch } from 'meilisearch';
import { meilisearchEngine } from '../../server/search/meilisearch/engine.js';
import { scopedKey } from '../../server/search/meilisearch/key.js';
import type { SearchEngine } from '../../server/search/port.js';

export interface SearchServer {
  url: string;
  /** The master key. */
  key: string;
}

/** null where no server is given. */
export function searchServer(env: NodeJS.ProcessEnv = process.env): SearchServer | null {
  const { TEST_MEILI_URL: url, TEST_MEILI_KEY: key = '' } = env;
  return url === undefined || url === '' ? null : { url, key };
}

/** Engines whose indexes bear the name of the run; `clean` removes these, and the key they were reached with. */
export function enginesOn({ url, key }: SearchServer, run: string) {
  const server = new Meilisearch({ host: url, apiKey: key });
  const prefix = `test-${run}-${process.pid}`;
  const idle: string[] = [];
  let count = 0;
  let limited: Promise<string> | null = null;

  async function named(index: string): Promise<SearchEngine> {
    limited ??= scopedKey(server, key, prefix);
    return meilisearchEngine({ url, key: await limited, index, jitter: () => 0.5 });
  }
  return {
    server,
    /** A name for an index that no other test has. */
    name: () => `${prefix}_${String.fromCharCode(97 + (count % 26))}${count++}`,
    /** An engine on the index of that name, which may be there or not. */
    named,
    /** An empty engine; its index is emptied for the next one, because making one anew takes the server long. */
    async fresh(): Promise<SearchEngine> {
      const index = idle.pop() ?? this.name();
      const engine = await named(index);
      if (await engine.resume({ exactWords: [], synonyms: {} }))
        await server.index(index).deleteAllDocuments().waitTask();
      else await engine.rebuild((async function* () {})());
      return {
        ...engine,
        close: async () => {
          await engine.close();
          idle.push(index);
        },
      };
    },
    async clean(): Promise<void> {
      const { results } = await server.getRawIndexes({ limit: 1000 });
      for (const { uid } of results.filter((index) => index.uid.startsWith(prefix)))
        await server.deleteIndex(uid).waitTask();
      if (limited !== null) await server.deleteKey(await limited);
    },
  };
}
