// What Meilisearch alone has to prove, on a real server: settings, keys, tasks that fail, swaps, lost connections.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Meilisearch } from 'meilisearch';
import type { Failure } from '../../../server/failures.js';
import { Connection } from '../../../server/search/meilisearch/connection.js';
import { meilisearchEngine } from '../../../server/search/meilisearch/engine.js';
import { make } from '../../../server/search/meilisearch/indexes.js';
import type { IndexedDocument, SearchEngine } from '../../../server/search/port.js';
import { type Line, lineTo } from '../../arrange/proxy.js';
import { onSearchServer } from '../../arrange/search/meilisearch.js';
import { document, request } from '../../arrange/search-documents.js';
import { idsOf } from '../../contract/search/asking.js';

jest.setTimeout(300_000);

const none = { exactWords: [], synonyms: {}, edition: 'test' };
const failureOf = (work: Promise<unknown>): Promise<Failure | null> =>
  work.then(
    () => null,
    (error: Failure) => error,
  );
const codeOf = async (work: Promise<unknown>) => (await failureOf(work))?.code;
async function* given(titles: Record<string, string>): AsyncGenerator<IndexedDocument> {
  for (const [id, title] of Object.entries(titles)) yield document(id, { title });
}

onSearchServer('Meilisearch', ({ url, key, client, index, open }) => {
  const bornAt = async (name: string) => (await client.getRawIndex(name)).createdAt;
  const tasksOf = async (name: string) => (await client.tasks.getTasks({ indexUids: [name], limit: 1 })).total;

  describe('an index of earlier', () => {
    test('is gone on with, and nothing is asked of the server that is as it should be', async () => {
      const name = index();
      await (await open(name)).rebuild(given({ a: 'Cảng biển' }), {
        exactWords: ['NLTT'],
        synonyms: { CN: ['công nghệ'] },
      });
      const tasks = await tasksOf(name);
      const again = await open(name);
      expect(await again.resume({ exactWords: ['NLTT'], synonyms: { CN: ['công nghệ'] }, edition: 'test' })).toBe(true);
      expect([await idsOf(again, ''), await tasksOf(name)]).toEqual([['a'], tasks]);
    });

    test('takes over a vocabulary that has changed, without being rebuilt', async () => {
      const name = index();
      const engine = await open(name);
      await engine.rebuild(given({ a: 'Dự án NLTT', b: 'Đồng bằng sông Cửu Long' }), none);
      const before = [await bornAt(name), await idsOf(engine, 'nltx'), await idsOf(engine, 'dbscl')];
      expect(before).toEqual([before[0], ['a'], []]);
      const synonyms = { ĐBSCL: ['Đồng bằng sông Cửu Long'], 'Đồng bằng sông Cửu Long': ['ĐBSCL'] };
      expect(await engine.resume({ exactWords: ['NLTX'], synonyms, edition: 'test' })).toBe(true);
      expect([await bornAt(name), await idsOf(engine, 'nltx'), await idsOf(engine, 'dbscl')]).toEqual([
        before[0],
        [],
        ['b'],
      ]);
    });

    test('of another make, or none, is to be rebuilt', async () => {
      const name = index();
      const engine = await open(name);
      expect([
        await engine.resume(none),
        await codeOf(engine.search(request(''))),
        await codeOf(engine.ping()),
      ]).toEqual([false, 'search.unavailable', 'search.unavailable']);
      await engine.rebuild(given({ a: 'Cảng biển' }));
      await client.index(name).updateRankingRules(['words', 'typo']).waitTask();
      expect(await engine.resume(none)).toBe(false);
      await engine.rebuild(given({ b: 'Cảng cạn' }));
      expect([await engine.resume(none), await idsOf(engine, '')]).toEqual([true, ['b']]);
    });
  });

  describe('a rebuild', () => {
    test('leaves no other index behind, not even one that broke off', async () => {
      const name = index();
      const engine = await open(name);
      await client.createIndex(`${name}_7`).waitTask();
      await engine.rebuild(given({ a: 'Cảng biển' }));
      await engine.rebuild(given({ a: 'Cảng biển', b: 'Cảng cạn' }));
      const { results } = await client.getRawIndexes({ limit: 1000 });
      expect(results.map(({ uid }) => uid).filter((uid) => uid.startsWith(name))).toEqual([name]);
    });

    test('of more than a batch is never seen empty or half', async () => {
      const many = (word: string) =>
        given(Object.fromEntries(Array.from({ length: 1200 }, (_, number) => [`d${number}`, `${word} ${number}`])));
      const engine = await open(index());
      expect(await engine.rebuild(many('cũ'))).toEqual({ documents: 1200 });
      let isOver = false;
      const rebuilt = engine.rebuild(many('mới')).finally(() => {
        isOver = true;
      });
      const seen = new Set<string>();
      while (!isOver) {
        const [old, fresh] = await Promise.all(['cũ', 'mới'].map((query) => engine.search(request(query))));
        // Each of the two may fall on another side of the swap.
        seen.add(`${old?.total} ${fresh?.total}`);
      }
      await rebuilt;
      const { total } = await engine.search(request('mới'));
      expect([...seen].filter((totals) => !['1200 0', '0 1200', '0 0', '1200 1200'].includes(totals))).toEqual([]);
      expect([seen.has('1200 0'), total]).toEqual([true, 1200]);
    });
  });

  describe('what goes wrong on the server', () => {
    test('a task that fails is a failure', async () => {
      const name = index();
      const connection = new Connection({ url, key, index: name, jitter: () => 0 });
      await make(connection, name);
      expect(await failureOf(make(connection, name))).toMatchObject({
        code: 'search.refused',
        params: { code: 'index_already_exists' },
      });
    });

    test('an id that the server would refuse is refused before, and holds up no other write', async () => {
      const engine = await open(index());
      await engine.rebuild(given({}));
      const bad = engine.put([document('good'), document('not good')]);
      expect(await failureOf(bad)).toMatchObject({ code: 'search.refused', params: { code: 'invalid_document_id' } });
      await engine.put([document('good')]);
      expect(await idsOf(engine, '')).toEqual(['good']);
    });

    test('filters that no code can be find nothing and break nothing', async () => {
      const engine = await open(index());
      await engine.rebuild(given({ a: 'Cảng biển' }));
      const theme = ['x" OR kind = "need', 'NN\\', "'"];
      expect(await idsOf(engine, '', { filters: { theme } })).toEqual([]);
    });

    test('the marks of a highlight cannot come from a text', async () => {
      const engine = await open(index());
      await engine.rebuild(given({}));
      await engine.put([document('a', { title: 'Cảng \u0001biển\u0002 sâu' })]);
      const { hits } = await engine.search(request('cang'));
      expect(hits.map(({ highlight }) => highlight.title)).toEqual(['<em>Cảng</em> biển sâu']);
    });
  });

  describe('the key', () => {
    const started = async (name: string, apiKey: string): Promise<SearchEngine> =>
      meilisearchEngine({ url, key: apiKey, index: name, jitter: () => 0 });

    test('is one that reaches the own indexes only, made once of the master key', async () => {
      const name = index();
      await (await started(name, key)).rebuild(given({ a: 'Cảng biển' }));
      expect(await idsOf(await started(name, key), '')).toEqual(['a']);
      const made = (await client.getKeys({ limit: 1000 })).results.filter((found) => found.name?.endsWith(name));
      expect(made.map(({ indexes, actions }) => [indexes, actions.includes('*')])).toEqual([
        [[name, `${name}_*`], false],
      ]);

      const limited = made[0]?.key ?? '';
      const other = new Meilisearch({ host: url, apiKey: limited });
      const refused = { cause: { code: 'invalid_api_key' } };
      await expect(other.createKey({ actions: ['*'], indexes: ['*'], expiresAt: null })).rejects.toMatchObject(refused);
      await expect(other.index(`${name}other`).search('')).rejects.toMatchObject(refused);
      const again = await started(name, limited);
      await again.rebuild(given({ b: 'Cảng cạn' }));
      expect(await idsOf(again, '')).toEqual(['b']);
    });

    test('that the server does not know is named', async () => {
      const engine = await started(index(), 'nobody-knows-this-key');
      expect(await failureOf(engine.resume(none))).toMatchObject({
        code: 'search.key-refused',
        params: { code: 'invalid_api_key' },
      });
    });
  });

  describe('a line that is bad', () => {
    let line: Line;
    async function through(name: string): Promise<SearchEngine> {
      const { hostname, port } = new URL(url);
      line = await lineTo(hostname, Number(port));
      return meilisearchEngine({ url: `http://127.0.0.1:${line.port}`, key, index: name, jitter: () => 1 });
    }
    afterEach(() => line.close());

    test('for a moment is not noticed', async () => {
      const engine = await through(index());
      await engine.rebuild(given({ a: 'Cảng biển' }));
      line.cut();
      setTimeout(() => line.mend(), 20);
      expect(await idsOf(engine, 'cảng')).toEqual(['a']);
    });

    test('for longer is said, by searches and by writes, and forgotten when it is over', async () => {
      const engine = await through(index());
      await engine.rebuild(given({ a: 'Cảng biển' }));
      line.cut();
      const codes = [engine.search(request('')), engine.put([document('b')]), engine.remove(['a']), engine.ping()].map(
        codeOf,
      );
      expect(new Set(await Promise.all(codes))).toEqual(new Set(['search.unavailable']));
      await engine.settled();
      line.mend();
      await engine.put([document('b')]);
      expect(await idsOf(engine, '')).toEqual(['a', 'b']);
    });

    test('that swallows answers makes a search give up', async () => {
      const engine = await through(index());
      await engine.rebuild(given({ a: 'Cảng biển' }));
      line.loseAnswers();
      expect(await codeOf(engine.search(request('')))).toBe('search.unavailable');
    });

    test('that breaks a rebuild leaves what was there', async () => {
      const name = index();
      const engine = await through(name);
      await engine.rebuild(given({ a: 'Cảng biển' }));
      async function* breaking() {
        yield document('b');
        line.cut();
      }
      expect(await codeOf(engine.rebuild(breaking()))).toBe('search.unavailable');
      line.mend();
      expect(await idsOf(engine, '')).toEqual(['a']);
      await engine.rebuild(given({ c: 'Cảng cạn' }));
      expect(await idsOf(engine, '')).toEqual(['c']);
    });
  });
});
