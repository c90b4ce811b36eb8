// A process that is killed at any moment loses nothing it has acknowledged, and never leaves half a transaction.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openSqliteStore } from '../../../server/store/sqlite/store.js';

const program = fileURLToPath(new URL('../../arrange/store-writer.js', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Lets a process write until it has acknowledged so many writes, and kills it. Answers what was acknowledged. */
async function killAfter(
  acknowledgements: number,
  round: number,
  beforeKill: (writer: ChildProcess) => void = () => {},
) {
  const writer = spawn(process.execPath, [program, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: Record<string, string[]> = { single: [], pair: [], counter: [] };
  let heard = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    const [kind = '', id = ''] = line.split(' ');
    acknowledged[kind]?.push(id);
    heard += 1;
    if (heard !== acknowledgements) continue;
    beforeKill(writer);
    writer.kill('SIGKILL');
  }
  return acknowledged;
}

test('50 kills lose no acknowledged write and show no half transaction', async () => {
  const singles: string[] = [];
  const pairs: string[] = [];
  for (let round = 0; round < 50; round += 1) {
    const acknowledged = await killAfter(1 + ((round * 37) % 90), round);
    singles.push(...(acknowledged.single ?? []));
    pairs.push(...(acknowledged.pair ?? []));

    const store = openSqliteStore({ folder });
    const accounts = new Set((await store.accounts.find()).map(({ id }) => id));
    const postings = new Set((await store.postings.find()).map(({ id }) => id));
    const queries = new Set((await store.missedQueries.find()).map(({ id }) => id));
    const counter = await store.meta.get('counter');
    await store.close();

    expect(singles.filter((id) => !queries.has(id))).toEqual([]);
    expect(pairs.filter((id) => !accounts.has(id))).toEqual([]);
    expect([...accounts]).toEqual([...postings]);
    expect(counter?.version ?? 1).toBeGreaterThanOrEqual(Number(acknowledged.counter?.at(-1) ?? 1));
    expect(counter?.value ?? '').toBe(counter && counter.version > 1 ? `after ${counter.version - 1}` : '');
  }
  expect(singles.length).toBeGreaterThan(500);
  expect(pairs.length).toBeGreaterThan(50);
}, 120_000);

test('a folder in use is refused to a second process, and free again once the first is killed', async () => {
  const refused: unknown[] = [];
  await killAfter(1, 0, () => {
    try {
      openSqliteStore({ folder });
    } catch (error) {
      refused.push(error);
    }
  });
  expect(refused).toMatchObject([{ code: 'store.locked', params: { folder } }]);
  const store = openSqliteStore({ folder });
  expect(await store.meta.count()).toBeLessThanOrEqual(1);
  await store.close();
});
