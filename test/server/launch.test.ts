// The launcher in a project of its own, in which npm and the compiler are scripts that leave a trace.
import { cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { start } from '../arrange/process.js';
import { root } from '../arrange/sources.js';

let project: string;
const at = (path: string) => join(project, path);
const put = async (path: string, text: string) => {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), text);
};
const lock = (version: string) =>
  JSON.stringify({
    packages: {
      '': { version: '0.1.0' },
      'node_modules/zod': { version },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    },
  });
const trace = (word: string) =>
  `require('fs').appendFileSync('trace', '${word} ' + process.argv.slice(2).join(' ') + '\\n');`;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'launch-'));
  await cp(join(root, 'server', 'launch.mjs'), at('server/launch.mjs'), { recursive: true });
  await put('package-lock.json', lock('4.0.0'));
  await put('npm.cjs', `${trace('npm')} require('fs').cpSync('package-lock.json', 'node_modules/.package-lock.json');`);
  await put('tsconfig.json', '{}');
  await put('server/commands/greet.ts', '');
  // The "compiler": what it compiles is a command that says its arguments and ends as it is told.
  const command = "console.log('greet', ...process.argv.slice(2)); process.exitCode = Number(process.argv[2] ?? 0);";
  await put(
    'node_modules/typescript/bin/tsc',
    `${trace('tsc')} const fs = require('fs'); fs.mkdirSync('dist/server/commands', { recursive: true });
     fs.writeFileSync('dist/server/commands/greet.js', ${JSON.stringify(command)});`,
  );
  await put('node_modules/typescript/package.json', '{}');
});
afterEach(() => rm(project, { recursive: true }));

const launch = (...args: string[]) =>
  start(at('server/launch.mjs'), args, { npm_execpath: at('npm.cjs') }, tmpdir()).ended;
const traces = async () =>
  (await readFile(at('trace'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
const forget = () => rm(at('trace'), { force: true });

test('a fresh clone is installed and built once; then the command alone runs, with its arguments and exit code', async () => {
  expect(await launch('greet', '3', '--to', 'x y')).toMatchObject({ code: 3, out: 'greet 3 --to x y\n' });
  expect(await traces()).toEqual(['npm ci --include=dev --no-progress', `tsc -p ${project}`]);
  await forget();
  expect(await launch('greet')).toEqual({ code: 0, out: 'greet\n', err: '' });
  expect(await traces()).toEqual([]);
});

test('a new version in the lock file is installed', async () => {
  await launch('greet');
  await forget();
  await put('package-lock.json', lock('4.0.1'));
  await launch('greet');
  expect(await traces()).toEqual(['npm ci --include=dev --no-progress']);
});

test('a source that is newer is built; an output without a source goes', async () => {
  await launch('greet');
  await forget();
  const later = new Date(Date.now() + 60_000);
  await utimes(at('server/commands/greet.ts'), later, later);
  await put('dist/test/removed.test.js', '');
  await launch('greet');
  expect(await traces()).toEqual([`tsc -p ${project}`]);
  await expect(readFile(at('dist/test/removed.test.js'))).rejects.toThrow('ENOENT');
});

test('what does not compile does not run', async () => {
  await put('node_modules/typescript/bin/tsc', 'process.exitCode = 2;');
  expect(await launch('greet')).toMatchObject({ code: 1, out: '' });
});

test('an unknown command is named in both languages', async () => {
  const { code, err } = await launch('../greet');
  expect([code, err.split('\n').slice(-3)]).toEqual([
    1,
    ['Không có lệnh “../greet”.', 'There is no command “../greet”.', ''],
  ]);
});

test('npm run test:engines runs what needs real servers, then the API on each combination there are servers for', async () => {
  await put(
    'node_modules/jest/bin/jest.js',
    `${trace('jest')} const file = process.argv.find((arg) => arg.startsWith('--outputFile=')).slice(13);
     require('fs').writeFileSync(file, JSON.stringify({ numPassedTests: 1, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0 }));`,
  );
  const compiled = {
    'server/over-http.test': "import '../arrange/service.js';",
    'server/alone.test': '',
    'server/store/service.test': "import '../../arrange/service.js';",
    'server/service.slow.test': "import '../arrange/service.js';",
    'arrange/engines/discard': trace('discard'),
  };
  for (const [name, text] of Object.entries(compiled)) {
    await put(`test/${name}.ts`, '');
    await put(`dist/test/${name}.js`, text);
  }
  await put('dist/package.json', '{"type": "commonjs"}');
  const { code, out } = await launch('test:engines');
  const lines = (await traces()).map((line) => line.replace(/ --config.*--outputFile=\S+/, '').trim());
  expect(lines.filter((line) => /^(?:jest|discard)/.test(line))).toEqual([
    'jest \\.engine\\.test\\.js$',
    'jest --runInBand server/over-http.test.js',
    'discard',
  ]);
  expect([code, out.trim().split('\n').slice(-5)]).toEqual([
    0,
    [
      'the engines: passed',
      'the API on embedded × embedded: passed',
      'SKIPPED the API on embedded × meilisearch: TEST_MEILI_URL names no server',
      'SKIPPED the API on mongodb × embedded: TEST_MONGODB_URI names no server',
      'SKIPPED the API on mongodb × meilisearch: TEST_MONGODB_URI names no server',
    ],
  ]);
});

describe('npm test', () => {
  const jest = (results: object, code: number) =>
    put(
      'node_modules/jest/bin/jest.js',
      `const file = process.argv.find((arg) => arg.startsWith('--outputFile=')).slice(13);
       require('fs').writeFileSync(file, JSON.stringify(${JSON.stringify(results)})); process.exitCode = ${code};`,
    );
  const counts = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0 };

  test.each([
    ['all passed', counts, 0, 0, '7 passed, 0 failed\n'],
    ['some failed', { ...counts, numFailedTests: 2 }, 1, 1, '7 passed, 2 failed\n'],
    ['a suite did not run', { ...counts, numRuntimeErrorTestSuites: 1 }, 1, 1, '7 passed, 1 failed\n'],
    ['some were skipped', { ...counts, numPendingTests: 3 }, 0, 0, 'SKIPPED: 3\n7 passed, 0 failed\n'],
    ['there was none', { ...counts, numPassedTests: 0 }, 0, 1, '0 passed, 0 failed\n'],
  ])('says so last when %s', async (_case, results, jestCode, code, out) => {
    await jest(results, jestCode);
    const ended = await launch('test');
    expect([ended.code, ended.out]).toEqual([code, out]);
  });
});
