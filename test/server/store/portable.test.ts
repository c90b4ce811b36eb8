import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { declarations } from '../../../server/store/declarations.js';
import type { Store } from '../../../server/store/port.js';
import { exportTo, importFrom } from '../../../server/store/portable.js';
import { openSqliteStore } from '../../../server/store/sqlite/store.js';
import { account, partner, posting } from '../../arrange/store-records.js';
import { refusal } from '../../contract/store.contract.js';
import { contentOf } from '../../contract/store-operations.js';

const at = '2026-11-02T02:00:00.000Z';
let root: string;
let store: Store;
let empty: Store;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'store-'));
  store = openSqliteStore({ folder: join(root, 'one') });
  empty = openSqliteStore({ folder: join(root, 'other') });
  await store.accounts.insert(account('a', { name: 'Vừ A Páo' }));
  await store.sessions.insert({ id: 's', account: 'a', data: '', expiresAt: at });
  await store.attempts.insert({ id: 'address:::1', failures: 1, resetAt: at });
  await store.outbox.insert({ id: 'o', topic: 'search', subject: 'p', at });
  await store.partners.insert(partner('JICA', { note: 'dòng 1\ndòng 2 \u2028 “🌱”' }));
});
afterEach(async () => {
  await Promise.all([store.close(), empty.close()]);
  rmSync(root, { recursive: true });
});

async function exported(from: Store): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  await exportTo(from, out, at);
  return Buffer.concat(chunks);
}

/** In pieces that cut lines and letters anywhere. */
const reading = (bytes: Buffer | string) =>
  async function* () {
    const all = Buffer.from(bytes);
    for (let from = 0; from < all.length; from += 997) yield all.subarray(from, from + 997);
  };

/** The text with the digest that fits it. */
function signed(text: string): string {
  const content = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
  return `${content}${JSON.stringify({ digest: createHash('sha256').update(content).digest('hex') })}\n`;
}

const counts = (given: Record<string, number>) => {
  const names = Object.keys(declarations).filter(
    (name) => !['sessions', 'attempts', 'outbox', 'leases', 'jobs'].includes(name),
  );
  return { ...Object.fromEntries(names.map((name) => [name, 0])), ...given };
};

test('an export is JSON lines: a header, one line a record without its version, a digest', async () => {
  await store.accounts.replace({ ...account('a', { name: 'Vừ A Páo' }), version: 1 });
  const lines = (await exported(store)).toString().split('\n');
  expect(lines.map((line) => (line === '' ? null : JSON.parse(line)))).toEqual([
    {
      format: 'gap-go-dai-su/store',
      version: 1,
      at,
      leftOut: ['sessions', 'attempts', 'outbox', 'leases', 'jobs'],
      counts: counts({ accounts: 1, partners: 1 }),
    },
    { collection: 'accounts', record: account('a', { name: 'Vừ A Páo' }) },
    { collection: 'partners', record: partner('JICA', { note: 'dòng 1\ndòng 2 \u2028 “🌱”' }) },
    { digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    null,
  ]);
});

test('an export fills an empty store with the same records, however many pages they are', async () => {
  const ids = Array.from({ length: 1203 }, (_, index) => `p${index}`);
  await Promise.all(ids.map((id) => store.postings.insert(posting(id))));
  const filled = await importFrom(empty, reading(await exported(store)));
  expect(filled).toEqual(counts({ accounts: 1, partners: 1, postings: 1203 }));
  const { sessions, attempts, outbox, ...kept } = await contentOf(store);
  expect(await contentOf(empty)).toEqual({ ...kept, sessions: [], attempts: [], outbox: [] });
  expect((await exported(empty)).equals(await exported(store))).toBe(true);
});

test('an export cut anywhere is refused and leaves nothing', async () => {
  const whole = await exported(store);
  const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
  const truncated = { code: 'export.truncated', params: {} };
  for (const length of [0, 10, lastLine - 30, lastLine, whole.length - 1]) {
    expect(await refusal(importFrom(empty, reading(whole.subarray(0, length))))).toEqual(truncated);
  }
  expect(await contentOf(empty)).toEqual(Object.fromEntries(Object.keys(declarations).map((name) => [name, []])));
});

test('an export that was changed, or is none, is refused and leaves nothing', async () => {
  const text = (await exported(store)).toString();
  const refused = (changed: string) => refusal(importFrom(empty, reading(changed)));
  expect(await refused(text.replace('Vừ A Páo', 'Vừ A Phềnh'))).toEqual({ code: 'export.altered', params: {} });
  expect(await refused(text.replace('"partners","record"', '"sessions","record"'))).toEqual({
    code: 'export.unreadable',
    params: { line: 3 },
  });
  expect(await refused(`${text}{}\n`)).toEqual({ code: 'export.unreadable', params: { line: 5 } });
  const miscounted = signed(text.replace('"accounts":1', '"accounts":2'));
  expect(await refused(miscounted)).toEqual({
    code: 'export.miscounted',
    params: { collection: 'accounts', expected: 2, found: 1 },
  });
  expect(await refused('id;name\n')).toEqual({ code: 'export.unreadable', params: { line: 1 } });
  expect(await refused(text.replace('"version":1', '"version":7'))).toEqual({
    code: 'export.newer-version',
    params: { found: 7, supported: 1 },
  });
  expect(await contentOf(empty)).toEqual(Object.fromEntries(Object.keys(declarations).map((name) => [name, []])));
});

test('an import goes into an empty store only', async () => {
  const bytes = await exported(store);
  await empty.forms.insert({ id: 'training', label: { vi: 'Đào tạo', en: 'Training' } });
  const notEmpty = { code: 'store.not-empty', params: { collection: 'forms' } };
  expect(await refusal(importFrom(empty, reading(bytes)))).toEqual(notEmpty);
  expect(await empty.accounts.count()).toBe(0);
});

test('an export whose receiver breaks off fails', async () => {
  const broken = new Error('disk gone');
  const out = new Writable({ write: (_chunk, _, done) => done(broken) });
  await expect(exportTo(store, out, at)).rejects.toBe(broken);
  expect(await store.accounts.count()).toBe(1);
});
