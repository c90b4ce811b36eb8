// The commands as a person runs them, each in a process of its own.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { start } from '../arrange/process.js';
import { root } from '../arrange/sources.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'));
  expect((await run('seed', 'first')).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const run = (command: string, data: string, ...args: string[]) =>
  start(join(root, 'dist', 'server', 'commands', `${command}.js`), args, { DATA_DIR: at(data) }).ended;
const lines = async (command: string, data: string, ...args: string[]) => {
  const { code, out, err } = await run(command, data, ...args);
  return { code, said: `${out}${err}`.trimEnd().split('\n') };
};
/** The lines of an export that hold records, not when it was made. */
const recordsOf = async (file: string) =>
  (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('{"collection"'));

test('seeding again changes nothing', async () => {
  const { code, said } = await lines('seed', 'first');
  expect([code, said[1]]).toEqual([
    0,
    expect.stringMatching(/^Data loaded: 0 added, 0 updated, \d{4} unchanged, 0 kept/),
  ]);
});

test('reindexing takes in every posting', async () => {
  const { code, said } = await lines('reindex', 'first');
  expect([code, said]).toEqual([0, ['Đã lập lại chỉ mục: 196 bản ghi.', 'Index rebuilt: 196 records.']]);
});

test('what is exported, imported, backed up and restored is the same to the letter', async () => {
  const exported = await lines('export', 'first', '--to', at('a.jsonl'));
  const records = await recordsOf(at('a.jsonl'));
  expect([exported.code, exported.said[1]]).toEqual([0, `Exported ${records.length} records to ${at('a.jsonl')}.`]);
  expect(records.length).toBeGreaterThan(2000);

  expect((await lines('import', 'second', '--from', at('a.jsonl'))).said[1]).toBe(
    `Imported ${records.length} records from ${at('a.jsonl')}.`,
  );
  expect((await run('backup', 'second', '--to', at('backup'))).code).toBe(0);
  expect((await run('restore', 'third', '--from', at('backup'))).code).toBe(0);
  await run('export', 'third', '--to', at('b.jsonl'));
  expect(await recordsOf(at('b.jsonl'))).toEqual(records);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a store that holds something is neither imported nor restored over', async () => {
  await run('export', 'first', '--to', at('c.jsonl'));
  await run('backup', 'first', '--to', at('c'));
  const imported = await lines('import', 'first', '--from', at('c.jsonl'));
  const restored = await lines('restore', 'first', '--from', at('c'));
  expect([imported.code, imported.said.length, restored.code, restored.said.length]).toEqual([1, 2, 1, 2]);
});

test('a damaged export is refused, and nothing of it is kept', async () => {
  await run('export', 'first', '--to', at('d.jsonl'));
  const text = await readFile(at('d.jsonl'), 'utf8');
  await writeFile(at('d.jsonl'), text.replace('Lâm Đồng', 'Lâm Dong'));
  expect((await run('import', 'fourth', '--from', at('d.jsonl'))).code).toBe(1);
  await run('export', 'fourth', '--to', at('e.jsonl'));
  expect(await recordsOf(at('e.jsonl'))).toEqual([]);
});

test.each([
  ['backup', [], 'Wrong arguments. Usage: npm run backup -- --to DIR'],
  ['restore', ['--to', 'x'], 'Wrong arguments. Usage: npm run restore -- --from DIR'],
  ['export', ['--to'], 'Wrong arguments. Usage: npm run export -- --to FILE'],
  [
    'import',
    ['--from', '/nowhere/x'],
    'The file cannot be opened. The file /nowhere/x cannot be read or written (ENOENT).',
  ],
])('%s %j is refused in one clear line a language', async (command, args, message) => {
  expect(await lines(command, 'fifth', ...args)).toEqual({ code: 1, said: [expect.any(String), message] });
});
