import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { declarations } from '../../../server/store/declarations.js';
import { restore } from '../../../server/store/sqlite/backup.js';
import { Connection } from '../../../server/store/sqlite/connection.js';
import { GroupCommit } from '../../../server/store/sqlite/group-commit.js';
import { type Declarations, migrate } from '../../../server/store/sqlite/schema.js';
import { openSqliteStore, openSqliteStoreToRead } from '../../../server/store/sqlite/store.js';
import { account, missedQuery, posting } from '../../arrange/store-records.js';
import { refusal, storeContract } from '../../contract/store.contract.js';
import { contentOf } from '../../contract/store-operations.js';

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const store = openSqliteStore({ folder });
  const discard = async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, discard };
});

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'store-'));
  folder = join(root, 'data');
});
afterEach(() => rmSync(root, { recursive: true }));

const opening = async (path = folder) => openSqliteStore({ folder: path });
const connect = () => new Connection(join(folder, 'store.db'), folder);
const column = (on: Connection, sql: string) => on.rows({ sql, values: [] }).map(([value]) => value);

describe('the data folder', () => {
  test('has one owner at a time, also within a process', async () => {
    const store = await opening();
    expect(await refusal(opening())).toEqual({ code: 'store.locked', params: { folder } });
    await store.close();
    await (await opening()).close();
  });

  test('can be read beside its owner: what is committed is seen, and nothing is written', async () => {
    const owner = await opening();
    await owner.postings.insert(posting('p1'));
    const reader = openSqliteStoreToRead({ folder });
    await owner.postings.insert(posting('p2'));
    expect((await reader.postings.find()).map(({ id }) => id)).toEqual(['p1', 'p2']);
    let hasBegun = false;
    let isWritten = false;
    const until = async (done: () => boolean) => {
      while (!done()) await new Promise(setImmediate);
    };
    const counting = reader.transaction(async (tx) => {
      const before = await tx.postings.count();
      hasBegun = true;
      await until(() => isWritten);
      return [before, await tx.postings.count()];
    });
    await until(() => hasBegun);
    await owner.postings.insert(posting('p3'));
    isWritten = true;
    expect([await counting, await reader.postings.count()]).toEqual([[2, 2], 3]);
    const locked = { code: 'store.locked', params: { folder } };
    expect(await refusal(reader.postings.insert(posting('p4')))).toEqual(locked);
    expect(await refusal(reader.transaction((tx) => tx.postings.remove('p1')))).toEqual(locked);
    expect(await reader.backup(join(root, 'copy'))).toMatchObject({ bytes: expect.any(Number) });
    await reader.close();
    expect(await owner.postings.count()).toBe(3);
    await owner.close();
    // With no owner it owns the folder itself.
    const alone = openSqliteStoreToRead({ folder });
    await alone.postings.insert(posting('p4'));
    expect(await refusal(opening())).toEqual(locked);
    await alone.close();
  });

  test('is refused when it cannot be written', async () => {
    writeFileSync(join(root, 'a-file'), '');
    const inside = join(root, 'a-file', 'data');
    expect(await refusal(opening(inside))).toEqual({ code: 'store.folder-not-writable', params: { folder: inside } });
  });

  test.each([
    ['is no database', () => Buffer.alloc(20_000, 'không phải cơ sở dữ liệu ')],
    ['was cut', (file: Buffer) => file.subarray(0, file.length / 2)],
    ['was overwritten in the middle', (file: Buffer) => Buffer.from(file).fill(7, 4096 * 3, 4096 * 9)],
  ])('is refused, and left as it is, when its file %s', async (_, damage) => {
    const store = await opening();
    await Promise.all(Array.from({ length: 300 }, (_, index) => store.postings.insert(posting(`p${index}`))));
    await store.close();
    const file = join(folder, 'store.db');
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    expect(await refusal(opening())).toEqual({ code: 'store.unreadable', params: { folder } });
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  test('is refused when its file belongs to another program', async () => {
    mkdirSync(folder);
    const other = connect();
    other.exec('CREATE TABLE theirs (id TEXT)');
    other.close();
    expect(await refusal(opening())).toEqual({ code: 'store.unreadable', params: { folder } });
  });

  test('is refused when its file is from a newer version', async () => {
    await (await opening()).close();
    const later = connect();
    later.exec('PRAGMA user_version = 99');
    later.close();
    const params = { folder, found: 99, supported: 1 };
    expect(await refusal(opening())).toEqual({ code: 'store.newer-version', params });
  });

  test('writes with a log that is made durable at each commit', async () => {
    const store = await opening();
    await store.accounts.insert(account('a'));
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['store.db', 'store.db-wal']));
    await store.close();
    expect(readFileSync(join(folder, 'store.db')).includes('a@example.vn')).toBe(true);
  });
});

describe('closing and waiting', () => {
  test('close finishes the writes that wait and refuses what comes later', async () => {
    const store = await opening();
    const writes = Array.from({ length: 30 }, (_, index) => store.postings.insert(posting(`p${index}`)));
    await Promise.all([store.close(), store.close()]);
    await Promise.all(writes);
    const closed = { code: 'store.closed', params: { folder } };
    expect(await refusal(store.postings.get('p1'))).toEqual(closed);
    expect(await refusal(store.postings.insert(posting('late')))).toEqual(closed);
    expect(await refusal(store.transaction(async () => 'late'))).toEqual(closed);
    expect(await refusal(store.ping())).toEqual(closed);
    const again = await opening();
    expect(await again.postings.count()).toBe(30);
    await again.close();
  });

  test('a transaction that stalls is rolled back and holds up the others only so long', async () => {
    const store = openSqliteStore({ folder, patience: 30 });
    const stalled = store.transaction(async (tx) => {
      await tx.accounts.insert(account('a'));
      await new Promise(() => undefined);
    });
    const waiting = store.accounts.insert(account('b'));
    expect(await refusal(stalled)).toEqual({ code: 'store.transaction-stalled', params: { milliseconds: 30 } });
    await waiting;
    expect((await store.accounts.find()).map(({ id }) => id)).toEqual(['b']);
    await store.close();
  });

  test('a commit that fails refuses every write of its batch and none after it', async () => {
    mkdirSync(folder);
    const on = connect();
    on.exec('PRAGMA foreign_keys = ON');
    on.exec('CREATE TABLE parent (id TEXT PRIMARY KEY)');
    on.exec('CREATE TABLE child (parent TEXT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)');
    const commits = new GroupCommit(on);
    const insert = (sql: string, value: string) => commits.submit(() => on.run({ sql, values: [value] }));
    const batch = [insert('INSERT INTO parent VALUES (?)', 'a'), insert('INSERT INTO child VALUES (?)', 'nobody')];
    const outcomes = await Promise.allSettled(batch);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await insert('INSERT INTO parent VALUES (?)', 'b')).toBe(1);
    expect(column(on, 'SELECT id FROM parent')).toEqual(['b']);
    on.close();
  });
});

describe('what was read before', () => {
  test('is what is stored now, whatever was written between and however', async () => {
    const store = await opening();
    const titles = async () => [
      (await store.postings.get('p1'))?.title.vi ?? null,
      (await store.postings.find({ where: { status: 'draft' } })).map(({ title }) => title.vi),
      await store.postings.count(),
    ];
    const titled = (vi: string) => posting('p1', { status: 'draft', title: { vi, en: '' } });
    expect(await titles()).toEqual([null, [], 0]);
    const first = await store.postings.insert(titled('một'));
    expect(await titles()).toEqual(['một', ['một'], 1]);
    await store.transaction(async (tx) => {
      await tx.postings.replace({ ...first, title: { vi: 'hai', en: '' } });
      expect([await titles(), (await tx.postings.get('p1'))?.title.vi]).toEqual([['một', ['một'], 1], 'hai']);
    });
    expect(await titles()).toEqual(['hai', ['hai'], 1]);
    const failed = store.transaction(async (tx) => {
      await tx.postings.remove('p1');
      await titles();
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await titles()).toEqual(['hai', ['hai'], 1]);
    await store.postings.remove('p1');
    expect(await titles()).toEqual([null, [], 0]);
    await store.close();
  });

  test('cannot be changed by one who reads it for another who does', async () => {
    const store = await opening();
    await store.postings.insert(posting('p1', { themes: ['NN'] }));
    (await store.postings.find()).pop();
    expect((await store.postings.find()).map(({ id, themes }) => [id, themes])).toEqual([['p1', ['NN']]]);
    const [kept] = await store.postings.find();
    expect(() => kept?.themes.push('X')).toThrow(TypeError);
    await store.close();
  });
});

describe('the declared indexes', () => {
  const declared = (unique: string[], fields: string[], arrays: string[]): Declarations => ({
    towns: { unique, fields, arrays },
  });
  const indexes = (on: Connection) =>
    column(on, `SELECT name FROM sqlite_schema WHERE name GLOB '*[:.]*' ORDER BY name`);
  const plan = (on: Connection, sql: string) => on.rows({ sql: `EXPLAIN QUERY PLAN ${sql}`, values: [] }).join('\n');

  test('follow the declaration, over documents that are already there', () => {
    mkdirSync(folder);
    const on = connect();
    migrate(on, folder, declared(['code'], ['name.vi'], []));
    on.exec(
      `INSERT INTO towns VALUES ('t', 1, '{"code":"x","name":{"vi":"Huế"},"rivers":["Hương","Hương","Bồ",null]}')`,
    );
    expect(indexes(on)).toEqual(['towns:code', 'towns:name.vi']);
    migrate(on, folder, declared([], ['code'], ['rivers']));
    expect(indexes(on)).toEqual([
      'towns.rivers',
      'towns.rivers:DELETE',
      'towns.rivers:INSERT',
      'towns.rivers:UPDATE',
      'towns.rivers:id',
      'towns:code',
    ]);
    expect(column(on, `SELECT value FROM "towns.rivers"`)).toEqual(['Bồ', 'Hương']);
    migrate(on, folder, {});
    expect([indexes(on), column(on, 'SELECT id FROM towns')]).toEqual([[], ['t']]);
    on.close();
  });

  test('find together what is asked together', async () => {
    await (await opening()).close();
    const on = connect();
    const field = (name: string) => `json_extract(body, '$."${name}"')`;
    const overdue = `SELECT * FROM postings WHERE ${field('status')} = 'published' AND ${field('expiresAt')} <= '2026'`;
    expect(plan(on, overdue)).toContain('INDEX postings:status+expiresAt');
    on.close();
  });

  test('stay untouched when the declaration does', async () => {
    await (await opening()).close();
    const on = connect();
    const before = column(on, 'PRAGMA schema_version');
    migrate(on, folder, declarations);
    expect(column(on, 'PRAGMA schema_version')).toEqual(before);
    on.close();
  });

  test('that the documents contradict are refused by name, and nothing changes', () => {
    mkdirSync(folder);
    const on = connect();
    migrate(on, folder, declared([], ['code'], []));
    on.exec(`INSERT INTO towns VALUES ('a', 1, '{"code":"x"}'), ('b', 1, '{"code":"x"}')`);
    const contradicted = { code: 'store.duplicate', params: { collection: 'towns', fields: ['code'] } };
    expect(() => migrate(on, folder, declared(['code'], [], []))).toThrow(expect.objectContaining(contradicted));
    expect(plan(on, `SELECT * FROM towns WHERE json_extract(body, '$."code"') = 'x'`)).toContain('towns:code');
    on.close();
  });
});

describe('a backup', () => {
  test('taken while others write is whole, of one moment, and restores to equal content', async () => {
    const store = await opening();
    let written = 0;
    const writing = Promise.all(
      Array.from({ length: 40 }, async (_, writer) => {
        for (let n = 0; n < 10; n += 1) {
          await store.transaction(async (tx) => {
            await tx.postings.insert(posting(`${writer}-${n}`));
            await tx.missedQueries.insert(missedQuery(`${writer}-${n}`, n));
          });
          written += 1;
        }
      }),
    );
    while (written < 100) await new Promise((resolve) => setImmediate(resolve));
    const [backup, content] = await Promise.all([store.backup(join(root, 'backup')), contentOf(store)]);
    await writing;
    await store.close();

    expect(backup).toEqual({ file: join(root, 'backup', 'store.db'), bytes: expect.any(Number) });
    const restored = restore(join(root, 'backup'), join(root, 'restored'));
    expect(restored.file).toBe(join(root, 'restored', 'store.db'));
    expect(readdirSync(join(root, 'restored'))).toEqual(['store.db']);
    const copy = await opening(join(root, 'restored'));
    expect(await contentOf(copy)).toEqual(content);
    const postings = (await copy.postings.find()).map(({ id }) => id);
    expect(postings.length).toBeGreaterThanOrEqual(100);
    expect((await copy.missedQueries.find()).map(({ id }) => id)).toEqual(postings);
    await copy.close();
  });

  test('goes into an empty folder only, and so does what is restored', async () => {
    const store = await opening();
    const notEmpty = { code: 'store.folder-not-empty', params: { folder } };
    expect(await refusal(store.backup(folder))).toEqual(notEmpty);
    await store.backup(join(root, "bản sao của 'Sở'"));
    await store.close();
    expect(await refusal((async () => restore(join(root, "bản sao của 'Sở'"), folder))())).toEqual(notEmpty);
  });

  test('that is missing, damaged or still in use is not restored, and the data folder stays empty', async () => {
    const store = await opening();
    await store.accounts.insert(account('a'));
    await store.backup(join(root, 'backup'));
    const target = join(root, 'restored');
    const refused = (from: string) => refusal((async () => restore(from, target))());
    expect(await refused(folder)).toEqual({ code: 'store.unreadable', params: { folder } });
    await store.close();
    expect(await refused(root)).toEqual({ code: 'store.unreadable', params: { folder: root } });
    const file = join(root, 'backup', 'store.db');
    writeFileSync(file, readFileSync(file).fill(7, 4096, 4096 * 6));
    expect(await refused(join(root, 'backup'))).toEqual({
      code: 'store.unreadable',
      params: { folder: join(root, 'backup') },
    });
    expect(readdirSync(target)).toEqual([]);
  });
});
