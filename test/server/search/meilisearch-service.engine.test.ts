// The whole service, and the commands, with their search on Meilisearch.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import { needBody, publish } from '../../arrange/postings.js';
import { start } from '../../arrange/process.js';
import { type Line, lineTo } from '../../arrange/proxy.js';
import { onSearchServer } from '../../arrange/search/meilisearch.js';
import { arrangeService } from '../../arrange/service.js';
import { root } from '../../arrange/sources.js';

// All the data is loaded and indexed, several times, on a server that may be busy.
jest.setTimeout(300_000);

onSearchServer('the service on Meilisearch', ({ url, key, client, index }) => {
  describe('over HTTP', () => {
    const name = index();
    let line: Line;
    let service: Awaited<ReturnType<typeof arrangeService>>;
    beforeAll(async () => {
      const { hostname, port } = new URL(url);
      line = await lineTo(hostname, Number(port));
      const env = { MEILI_URL: `http://127.0.0.1:${line.port}`, MEILI_KEY: key, MEILI_INDEX: name };
      service = await arrangeService({ seeded: true, env });
      await service.indexer.start();
    });
    afterAll(async () => {
      await service.stop();
      await line.close();
    });
    const ask = async (query: Record<string, string>) =>
      (await (await service.as('embassy@demo')).get(`/search?${new URLSearchParams(query)}`).expect(200)).body;

    test('it is ready, and finds the seeded postings by what they mean, in either language', async () => {
      expect((await request(service.server).get('/readyz').expect(200)).body).toEqual({
        status: 'ok',
        checks: { store: 'ok', search: 'ok' },
      });
      const expected = [
        ['nang luong tai tao', 'Năng lượng tái tạo, kinh tế biển, nông nghiệp công nghệ cao, du lịch'],
        ['NLTT', 'Điện gió ngoài khơi và giải pháp năng lượng bền vững'],
        ['renewable energy', 'Năng lượng tái tạo, điện gió, tăng trưởng xanh và kinh tế biển'],
        ['ĐBSCL', 'Đào tạo thực tế canh tác trên đất nhiễm mặn (Mekong Salt Lab)'],
        ['Bac Giang', 'Thị trường, công nghệ bảo quản và chế biến vải thiều'],
        ['drip irrigation', 'Xử lý chất thải hữu cơ, tưới nhỏ giọt, giải pháp thu hoạch miền núi'],
        ['logistcs', 'Cảng biển, cảng hàng không bền vững và logistics với Hà Lan'],
        ['Sài Gòn', 'Diễn đàn, triển lãm Kinh tế Xanh GEFE tại TP.HCM'],
      ] as const;
      for (const [q, title] of expected) {
        const { items, degraded } = await ask({ q, pageSize: '200' });
        const titles = items.map(({ posting }: { posting: { title: { vi: string } } }) => posting.title.vi);
        expect([q, degraded, titles]).toEqual([q, false, expect.arrayContaining([title])]);
      }
    });

    test('its facets count what the store holds', async () => {
      const { total, facets } = await ask({ kind: 'need' });
      const open = await service.store.postings.find({ where: { status: 'published', visibility: 'public' } });
      const needs = open.filter(({ kind }) => kind === 'need');
      const countOf = (code: string) => needs.filter(({ themes }) => themes.includes(code)).length;
      expect(total).toBe(needs.length);
      expect(facets.kind).toEqual({ need: needs.length, offer: open.length - needs.length });
      expect(Object.keys(facets.theme).length).toBeGreaterThan(10);
      expect(facets.theme).toEqual(Object.fromEntries(Object.keys(facets.theme).map((code) => [code, countOf(code)])));
    });

    test('it goes on while the server is away, and catches up by itself', async () => {
      const province = await service.as('province@demo');
      line.cut();
      const need = await publish(service, province, 'needs', needBody({ title: { vi: 'Trồng mắc ca xen cà phê' } }));
      const away = await ask({ q: 'mac ca xen ca phe' });
      expect([away.degraded, away.notice !== null, away.items[0].id]).toEqual([true, true, need.id]);
      expect((await request(service.server).get('/readyz').expect(200)).body.checks).toEqual({
        store: 'ok',
        search: 'degraded',
      });
      expect(await service.store.outbox.count()).toBeGreaterThan(0);
      line.mend();
      while ((await service.store.outbox.count()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
      const back = await ask({ q: 'mac ca xen ca phe' });
      expect([back.degraded, back.notice, back.items[0].id]).toEqual([false, null, need.id]);
    });

    test('a new start goes on with the index', async () => {
      const before = (await client.getRawIndex(name)).createdAt;
      await service.indexer.stop();
      await service.indexer.start();
      expect((await client.getRawIndex(name)).createdAt).toEqual(before);
    });
  });

  describe('at the terminal', () => {
    const name = index();
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'commands-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const at = (file: string) => join(folder, file);
    const run = async (command: string, data: string, env: Record<string, string>, ...args: string[]) => {
      const script = join(root, 'dist', 'server', 'commands', `${command}.js`);
      const { code, out, err } = await start(script, args, { DATA_DIR: at(data), ...env }).ended;
      return [code, ...`${out}${err}`.trimEnd().split('\n')];
    };
    const here = { MEILI_URL: url, MEILI_KEY: key, MEILI_INDEX: name };
    const rebuilt = 'Index rebuilt: 196 records.';
    const indexed = async () => (await client.index(name).getStats()).numberOfDocuments;

    test('seeding, importing and restoring leave an index of what is there', async () => {
      expect(await run('seed', 'first', here)).toContain(rebuilt);
      expect(await run('seed', 'first', here)).not.toContain(rebuilt);
      await run('export', 'first', here, '--to', at('all.jsonl'));
      await run('backup', 'first', here, '--to', at('backup'));
      await client.index(name).deleteAllDocuments().waitTask();
      expect(await run('import', 'second', here, '--from', at('all.jsonl'))).toContain(rebuilt);
      await client.index(name).deleteAllDocuments().waitTask();
      expect(await run('restore', 'third', here, '--from', at('backup'))).toContain(rebuilt);
      expect(await indexed()).toBe(196);
    });

    test('reindexing takes in every posting, and says when it cannot', async () => {
      await client.index(name).deleteAllDocuments().waitTask();
      expect(await run('reindex', 'first', here)).toEqual([0, 'Đã lập lại chỉ mục: 196 bản ghi.', rebuilt]);
      expect(await indexed()).toBe(196);
      const nowhere = await run('reindex', 'first', { ...here, MEILI_URL: 'http://127.0.0.1:9' });
      expect(nowhere).toEqual([
        1,
        'Tìm kiếm tạm ngừng. Chưa kết nối được máy chủ tìm kiếm, hoặc chỉ mục chưa sẵn sàng. Xin thử lại sau.',
        'Search is down. The search server cannot be reached, or its index is not ready yet. Please try again later.',
      ]);
      const wrongKey = await run('reindex', 'first', { ...here, MEILI_KEY: 'nobody-knows-this-key' });
      expect(wrongKey[2]).toBe(
        'The key of the search server is wrong. The search server does not accept the configured key (invalid_api_key). Please check MEILI_KEY.',
      );
    });
  });
});
