// Words: folding, order, typos, prefixes, phrases, what is done when too little is found, highlights.
import { describe, expect, test } from '@jest/globals';
import { document, request } from '../../arrange/search-documents.js';
import { ids, idsOf, type MakeEngine, withDocuments } from './asking.js';

export function wordsContract(makeEngine: MakeEngine): void {
  const titled = (titles: Record<string, string>) =>
    Object.entries(titles).map(([id, title]) => document(id, { title }));

  test('marks, case, composition and tone placement make no difference', async () => {
    const documents = titled({ a: 'Năng lượng ở Đà Lạt', b: 'Hoà Bình', c: 'Hòa Bình'.normalize('NFD') });
    await withDocuments(makeEngine, documents, async (engine) => {
      for (const query of [
        'năng lượng',
        'nang luong',
        'NĂNG LƯỢNG',
        'năng lượng'.normalize('NFD'),
        'Ðà Lạt',
        'da lat',
      ]) {
        expect([query, await idsOf(engine, query)]).toEqual([query, ['a']]);
      }
      for (const query of ['hoà bình', 'hòa bình', 'hoa binh']) {
        expect([query, await idsOf(engine, query)]).toEqual([query, ['b', 'c']]);
      }
    });
  });

  describe('order of relevance', () => {
    test('the words as a phrase before the words apart, before some of the words', async () => {
      const documents = titled({
        apart: 'Tái cơ cấu, chế tạo và truyền tải năng suất, chất lượng',
        phrase: 'Dự án năng lượng tái tạo của tỉnh',
        some: 'Tiết kiệm năng lượng trong công nghiệp',
      });
      await withDocuments(makeEngine, documents, async (engine) => {
        const [first, second, ...others] = await idsOf(engine, 'năng lượng tái tạo');
        expect([first, second]).toEqual(['phrase', 'apart']);
        // Two words of four are enough for one engine and too few for another.
        expect([[], ['some']]).toContainEqual(others);
      });
    });

    test('the title before the summary', async () => {
      const filler = 'Đề nghị hỗ trợ kỹ thuật và kết nối doanh nghiệp';
      const documents = [
        document('summary', { title: filler, summary: 'Trồng chè' }),
        document('title', { title: 'Trồng chè', summary: filler }),
      ];
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await idsOf(engine, 'chè')).toEqual(['title', 'summary']);
      });
    });

    test('a word as it is written before one with a typo', async () => {
      const documents = titled({ typo: 'Hạ tầng logistiks', right: 'Hạ tầng logistics' });
      await withDocuments(makeEngine, documents, async (engine) => {
        expect((await idsOf(engine, 'logistics'))[0]).toBe('right');
        expect((await idsOf(engine, 'logistiks'))[0]).toBe('typo');
      });
    });

    test('among equals the newest, then the id', async () => {
      const documents = ['c', 'a', 'b', 'd'].map((id) =>
        document(id, { title: 'Du lịch', updatedAt: id === 'd' ? 2_000 : 1_000 }),
      );
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await idsOf(engine, 'du lịch')).toEqual(['d', 'a', 'b', 'c']);
      });
    });

    test('the score falls along the order and stays within 0 and 1', async () => {
      const documents = titled({
        a: 'Du lịch',
        b: 'Du lịch sinh thái ven biển',
        c: 'Lịch sử và du học',
        d: 'Du thuyền',
      });
      await withDocuments(makeEngine, documents, async (engine) => {
        const scores = (await engine.search(request('du lịch'))).hits.map((hit) => hit.score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
      });
    });
  });

  describe('typos', () => {
    const documents = titled({ a: 'Chất lượng', b: 'Trung tâm logistics', c: 'Điện gió', d: 'Đề án 2025' });
    test.each([
      ['one in four letters and more', 'luonng', ['a']],
      ['not two in fewer than eight', 'luoonng', []],
      ['two in eight letters and more', 'logistycz', ['b']],
      ['none in three letters', 'gya', []],
      ['none in numbers', '2026', []],
    ])('%s: “%s”', async (_, query, expected) => {
      await withDocuments(makeEngine, documents, async (engine) =>
        expect(await idsOf(engine, query)).toEqual(expected),
      );
    });

    test('none in the words that were named as exact', async () => {
      const engine = await makeEngine();
      const source = async function* () {
        yield* titled({ a: 'Dự án NLTT', b: 'Dự án ABCD' });
      };
      await engine.rebuild(source(), { exactWords: ['NLTX'] });
      expect(await idsOf(engine, 'nltx')).toEqual([]);
      expect(await idsOf(engine, 'abcx')).toEqual(['b']);
      await engine.close();
    });
  });

  test('only the last word may be the beginning of a longer one', async () => {
    await withDocuments(makeEngine, titled({ a: 'Đào tạo nghề', b: 'Logistics xanh' }), async (engine) => {
      expect(await idsOf(engine, 'logis')).toEqual(['b']);
      expect(await engine.search(request('dao tao ng'))).toMatchObject({ total: 1, relaxed: false });
      expect(await engine.search(request('ngh dao tao'))).toMatchObject({ total: 1, relaxed: true });
      expect(await idsOf(engine, 'ogistics')).not.toContain('a');
    });
  });

  test('words in quotes stand side by side', async () => {
    const documents = titled({ a: 'Công nghệ cao', b: 'Cao tốc và công nghệ', c: 'Cao, nghệ, công' });
    await withDocuments(makeEngine, documents, async (engine) => {
      expect(await idsOf(engine, '"công nghệ cao"')).toEqual(['a']);
      expect((await idsOf(engine, '"cong nghe"')).sort()).toEqual(['a', 'b']);
      expect(await idsOf(engine, '"cong nghe" toc')).toEqual(['b', 'a']);
    });
  });

  test('a word behind a minus must not occur', async () => {
    const documents = titled({ a: 'Du lịch biển', b: 'Du lịch golf', c: 'Nông nghiệp' });
    await withDocuments(makeEngine, documents, async (engine) => {
      expect(await idsOf(engine, 'du lịch -golf')).toEqual(['a']);
      expect((await idsOf(engine, '-golf')).sort()).toEqual(['a', 'c']);
      expect((await idsOf(engine, 'du - lịch')).sort()).toEqual(['a', 'b']);
    });
  });

  describe('relaxing', () => {
    const documents = titled({
      a: 'Hợp tác Halal',
      b: 'Halal và du lịch',
      c: 'Quảng bá du lịch',
      d: 'Chứng nhận Halal',
      e: 'Cảng biển',
    });
    test('below three documents with all the words, some with fewer words follow', async () => {
      await withDocuments(makeEngine, documents, async (engine) => {
        const answer = await engine.search(request('halal quảng bá'));
        expect(answer.relaxed).toBe(true);
        expect(ids(answer)).not.toContain('e');
        expect(answer.total).toBe(answer.hits.length);
        expect(answer.total).toBeGreaterThan(0);
        expect((await idsOf(engine, 'halal zzzz')).sort()).toEqual(['a', 'b', 'd']);
      });
    });

    test('with three there is no need', async () => {
      await withDocuments(makeEngine, documents, async (engine) => {
        const answer = await engine.search(request('halal'));
        expect({ found: ids(answer).sort(), relaxed: answer.relaxed }).toEqual({
          found: ['a', 'b', 'd'],
          relaxed: false,
        });
      });
    });

    test('it is not said when nothing was added', async () => {
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await engine.search(request('zzzz yyyy'))).toMatchObject({ hits: [], total: 0, relaxed: false });
        expect(await engine.search(request('cảng biển'))).toMatchObject({ total: 1, relaxed: false });
      });
    });
  });

  describe('highlight', () => {
    test('matched words in their own letters, everything else escaped', async () => {
      const documents = [
        document('a', {
          title: 'Điện gió & <b>điện</b> mặt trời',
          titleAlt: 'Wind & "solar" power',
          summary: 'Nhà máy <script>gió</script>',
        }),
      ];
      await withDocuments(makeEngine, documents, async (engine) => {
        expect((await engine.search(request('dien gio'))).hits[0]?.highlight).toEqual({
          title: '<em>Điện</em> <em>gió</em> &amp; &lt;b&gt;<em>điện</em>&lt;/b&gt; mặt trời',
          titleAlt: 'Wind &amp; &quot;solar&quot; power',
          summary: 'Nhà máy &lt;script&gt;<em>gió</em>&lt;/script&gt;',
          summaryAlt: '',
        });
      });
    });

    test('a long summary is cut around the first match', async () => {
      const filler = Array.from({ length: 200 }, (_, index) => `chữ${index}`).join(' ');
      const documents = [document('a', { title: 'Đề án', summary: `${filler} chuyển giao thuỷ canh ${filler}` })];
      await withDocuments(makeEngine, documents, async (engine) => {
        const summary = (await engine.search(request('thuy canh'))).hits[0]?.highlight.summary ?? '';
        expect(summary).toContain('<em>thuỷ</em> <em>canh</em>');
        expect(summary.startsWith('…') && summary.endsWith('…')).toBe(true);
        expect(summary.length).toBeLessThan(600);
      });
    });
  });
}
