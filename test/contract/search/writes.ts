// Writes, and rebuilding beside while searches and writes go on.
import { describe, expect, test } from '@jest/globals';
import type { IndexedDocument } from '../../../server/search/port.js';
import { document, request } from '../../arrange/search-documents.js';
import { idsOf, type MakeEngine, withDocuments } from './asking.js';

export function writesContract(makeEngine: MakeEngine): void {
  const titled = (id: string, title: string) => document(id, { title });

  describe('writes', () => {
    test('an empty engine answers', async () => {
      await withDocuments(makeEngine, [], async (engine) => {
        expect(await engine.search(request('du lịch'))).toMatchObject({ hits: [], total: 0, relaxed: false });
        expect((await engine.search(request(''))).facets.kind).toEqual({});
        await engine.ping();
      });
    });

    test('what was put is found, what replaced it instead of it, and nothing once removed', async () => {
      await withDocuments(makeEngine, [titled('a', 'Cảng biển'), titled('b', 'Du lịch')], async (engine) => {
        await engine.put([titled('a', 'Bán dẫn')]);
        await engine.settled();
        expect(await idsOf(engine, 'cảng biển')).toEqual([]);
        expect(await idsOf(engine, 'bán dẫn')).toEqual(['a']);
        await engine.remove(['a']);
        await engine.settled();
        expect(await idsOf(engine, 'bán dẫn')).toEqual([]);
        expect(await idsOf(engine, '')).toEqual(['b']);
      });
    });

    test('a repeated write changes nothing', async () => {
      await withDocuments(makeEngine, [titled('a', 'Cảng biển'), titled('a', 'Cảng biển')], async (engine) => {
        const once = await engine.search(request('cảng'));
        await engine.put([titled('a', 'Cảng biển')]);
        await engine.remove(['never-was']);
        await engine.settled();
        expect(await engine.search(request('cảng'))).toEqual(once);
        expect(once.total).toBe(1);
      });
    });

    test('writes take effect in the order they were made', async () => {
      const engine = await makeEngine();
      const writes = [engine.put([titled('a', 'Một')]), engine.remove(['a']), engine.put([titled('a', 'Hai')])];
      await Promise.all(writes);
      await engine.settled();
      expect(await idsOf(engine, '')).toEqual(['a']);
      expect(await idsOf(engine, 'hai')).toEqual(['a']);
      await engine.close();
    });
  });

  describe('a rebuild', () => {
    test('is searched as before until it is whole, and then holds what was written meanwhile', async () => {
      await withDocuments(makeEngine, [titled('old', 'Bản cũ'), titled('kept', 'Bản giữ')], async (engine) => {
        const seen: string[][] = [];
        async function* source(): AsyncGenerator<IndexedDocument> {
          yield titled('kept', 'Bản mới');
          seen.push(await idsOf(engine, ''));
          await engine.put([titled('late', 'Bản muộn'), titled('edited', 'Bản sửa')]);
          await engine.remove(['gone']);
          yield titled('edited', 'Bản chưa sửa');
          yield titled('gone', 'Bản bị xoá');
          await engine.settled();
          seen.push(await idsOf(engine, ''));
        }
        expect(await engine.rebuild(source())).toEqual({ documents: 3 });
        await engine.settled();
        expect(seen.map((found) => found.sort())).toEqual([
          ['kept', 'old'],
          ['edited', 'kept', 'late', 'old'],
        ]);
        const titles = (await engine.search(request('', { sort: 'newest' }))).hits.map((hit) => hit.highlight.title);
        expect(titles).toEqual(['Bản sửa', 'Bản mới', 'Bản muộn']);
      });
    });

    test('that fails leaves everything as it was', async () => {
      await withDocuments(makeEngine, [titled('a', 'Bản cũ')], async (engine) => {
        async function* source(): AsyncGenerator<IndexedDocument> {
          yield titled('b', 'Bản mới');
          throw new Error('the source broke off');
        }
        await expect(engine.rebuild(source())).rejects.toThrow('the source broke off');
        await engine.put([titled('c', 'Bản sau')]);
        await engine.settled();
        expect((await idsOf(engine, '')).sort()).toEqual(['a', 'c']);
      });
    });

    test('two at once end with the later one', async () => {
      await withDocuments(makeEngine, [], async (engine) => {
        const source = async function* (id: string) {
          yield titled(id, 'Bản mới');
        };
        await Promise.all([engine.rebuild(source('first')), engine.rebuild(source('second'))]);
        expect(await idsOf(engine, '')).toEqual(['second']);
      });
    });
  });
}
