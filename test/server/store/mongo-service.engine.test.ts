// The whole service, and the commands, with their store on MongoDB.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import { onMongoServer } from '../../arrange/mongo.js';
import { start } from '../../arrange/process.js';
import { arrangeService } from '../../arrange/service.js';
import { root } from '../../arrange/sources.js';

// All the data is loaded, several times, on a server that may be busy.
jest.setTimeout(300_000);

onMongoServer('the service on MongoDB', ({ database, addressOf }) => {
  describe('over HTTP', () => {
    let service: Awaited<ReturnType<typeof arrangeService>>;
    beforeAll(async () => {
      service = await arrangeService({ seeded: true, env: { MONGODB_URI: addressOf(database()) } });
    });
    afterAll(() => service.stop());

    test('it holds, to the letter, what the embedded store holds', async () => {
      const embedded = await arrangeService({ seeded: true });
      const { accounts: _, audit: __, outbox: ___, ...here } = await service.snapshot();
      expect(await embedded.snapshot()).toMatchObject(here);
      await embedded.stop();
    });

    test('it is ready, plans an event, and changes what it is asked to', async () => {
      const { body: ready } = await request(service.server).get('/readyz').expect(200);
      expect(ready).toEqual({ status: 'ok', checks: { store: 'ok', search: 'ok' } });
      const planner = await service.as('planner@demo');
      const { body: proposal } = await planner.post('/events/israel-nncnc/proposals', {}).expect(201);
      expect(proposal.certificate.checker).toEqual({ ok: true, violations: [] });
      const { body: again } = await planner.get(`/proposals/${proposal.id}`).expect(200);
      expect(again).toEqual(proposal);
    });

    test('its administrator is told where backups are made', async () => {
      const admin = await service.as('admin@demo');
      const { body } = await admin.post('/backups').expect(501);
      expect([body.code, body.detail]).toEqual([
        'backup.not-here',
        'Kho dữ liệu đặt trên máy chủ MongoDB (MONGODB_URI). Xin sao lưu bằng mongodump và khôi phục bằng mongorestore trên máy chủ đó.',
      ]);
    });
  });

  describe('at the terminal', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'commands-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const at = (name: string) => join(folder, name);
    const run = async (command: string, env: Record<string, string>, ...args: string[]) => {
      const script = join(root, 'dist', 'server', 'commands', `${command}.js`);
      const { code, out, err } = await start(script, args, { DATA_DIR: at('unused'), ...env }).ended;
      return { code, said: `${out}${err}`.trimEnd().split('\n') };
    };
    const recordsOf = async (file: string) =>
      (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('{"collection"'));

    test('what moves from MongoDB to the embedded store and back is the same to the letter', async () => {
      const [one, other] = [addressOf(database()), addressOf(database())].map((uri) => ({ MONGODB_URI: uri }));
      const embedded = { DATA_DIR: at('embedded') };
      expect(await run('migrate', { ...one })).toEqual({
        code: 0,
        said: [
          'Kho dữ liệu đã đúng lược đồ và chỉ mục của phiên bản này.',
          'The store has the layout and the indexes of this version.',
        ],
      });
      expect((await run('seed', { ...one })).code).toBe(0);
      expect((await run('export', { ...one }, '--to', at('a.jsonl'))).code).toBe(0);
      expect((await run('import', embedded, '--from', at('a.jsonl'))).code).toBe(0);
      expect((await run('export', embedded, '--to', at('b.jsonl'))).code).toBe(0);
      expect((await run('import', { ...other }, '--from', at('b.jsonl'))).code).toBe(0);
      expect((await run('export', { ...other }, '--to', at('c.jsonl'))).code).toBe(0);

      const [first, second, third] = await Promise.all(
        ['a.jsonl', 'b.jsonl', 'c.jsonl'].map((name) => recordsOf(at(name))),
      );
      expect(first?.length).toBeGreaterThan(2000);
      expect(second).toEqual(first);
      expect(third).toEqual(first);
    });

    test.each([
      ['backup', '--to'],
      ['restore', '--from'],
    ])('%s says who does it instead', async (command, option) => {
      expect(await run(command, { MONGODB_URI: addressOf(database()) }, option, at('backup'))).toEqual({
        code: 1,
        said: [
          'Không sao lưu được tại đây. Kho dữ liệu đặt trên máy chủ MongoDB (MONGODB_URI). Xin sao lưu bằng mongodump và khôi phục bằng mongorestore trên máy chủ đó.',
          'Backups are not made here. The store is on a MongoDB server (MONGODB_URI). Please back it up with mongodump, and restore it with mongorestore, on that server.',
        ],
      });
    });
  });
});
