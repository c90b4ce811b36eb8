// Runs a command of the project: installs and builds first when that is needed. Plain JavaScript without packages, because
// it must work before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const sources = ['matching', 'server', 'seed', 'test', 'bench'];
const results = at('dist', 'test-results.json');

function stop(vi, en) {
  console.error(`${vi}\n${en}`);
  process.exit(1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Cần Node.js 20.19 trở lên; máy này đang dùng ${process.versions.node}.`,
    `Node.js 20.19 or later is needed; this is ${process.versions.node}.`,
  );
}

/** Whether every package of the lock file is installed in its version; those of other platforms are optional. */
function isInstalled() {
  const installedFile = at('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function install() {
  if (isInstalled()) return;
  console.error('Đang cài đặt các gói… / Installing packages…');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-progress'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) stop('Không cài đặt được các gói (npm ci).', 'The packages could not be installed (npm ci).');
}

function filesUnder(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith(ending));
}

const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

function build() {
  const mark = at('dist', '.built');
  const inputs = [at('tsconfig.json'), ...sources.flatMap((folder) => filesUnder(at(folder), '.ts'))];
  const orphans = orphanedOutputs();
  const built = changedAt(mark);
  if (orphans.length === 0 && inputs.every((file) => changedAt(file) <= built)) return;
  for (const file of orphans) rmSync(file);
  const begun = new Date();
  const { status } = spawnSync(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', root], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) stop('Không biên dịch được mã nguồn.', 'The sources do not compile.');
  writeFileSync(mark, begun.toISOString());
}

/** Outputs whose source is gone: a removed test must not go on running. */
function orphanedOutputs() {
  return filesUnder(at('dist'), '.js').filter(
    (file) => !existsSync(at(relative(at('dist'), file).replace(/\.js$/, '.ts'))),
  );
}

function run(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

const jest = (args, env) =>
  run(at('node_modules', 'jest', 'bin', 'jest.js'), ['--config', at('jest.config.mjs'), ...args], {
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim(),
    ...env,
  });

/** Runs the tests and says last how many passed and failed; a suite that could not run counts as a failure. */
async function test(args, env = {}) {
  rmSync(results, { force: true });
  const code = await jest(['--json', `--outputFile=${results}`, ...args], env);
  if (!existsSync(results)) return code || 1;
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(
    readFileSync(results, 'utf8'),
  );
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  if (numPendingTests > 0) console.log(`SKIPPED: ${numPendingTests}`);
  console.log(`${numPassedTests} passed, ${failed} failed`);
  return code || (failed > 0 || numPassedTests === 0 ? 1 : 0);
}

/** Format, lint, types (the build), architecture and the tests that are fast. */
async function check(args) {
  const lint = await run(at('node_modules', '@biomejs', 'biome', 'bin', 'biome'), ['check', '.']);
  const tests = await test(['--testPathIgnorePatterns=\\.slow\\.test\\.js$', ...args]);
  return lint || tests;
}

/** The tests of the API: those that start the service and leave it to the run on which engines. */
const apiTests = () =>
  filesUnder(at('dist', 'test'), '.test.js')
    .map((file) => relative(at('dist', 'test'), file).replaceAll('\\', '/'))
    .filter((path) => !/(?:engine|slow|openapi|breaker)\.test\.js$|\/store\//.test(path))
    .filter((path) => readFileSync(at('dist', 'test', path), 'utf8').includes('arrange/service.js'));

/** The tests that need the real servers, and those of the API on each combination; what has no server is skipped, aloud. */
async function testEngines(args) {
  const missing = (setting) => (process.env[setting] ? null : `${setting} names no server`);
  const stores = { embedded: null, mongodb: missing('TEST_MONGODB_URI') };
  const searches = { embedded: null, meilisearch: missing('TEST_MEILI_URL') };
  const told = [];
  let code = await test(['\\.engine\\.test\\.js$', ...args]);
  told.push(`the engines: ${code === 0 ? 'passed' : 'FAILED'}`);
  for (const [store, noStore] of Object.entries(stores)) {
    for (const [search, noSearch] of Object.entries(searches)) {
      const name = `the API on ${store} × ${search}`;
      const why = noStore ?? noSearch;
      if (why) told.push(`SKIPPED ${name}: ${why}`);
      else {
        const env = { TEST_STORE: store, TEST_SEARCH: search, TEST_RUN: randomUUID() };
        console.log(`\n${name}`);
        const failed = await test(['--runInBand', ...apiTests(), ...args], env);
        const left = await run(at('dist', 'test', 'arrange', 'engines', 'discard.js'), [], env);
        told.push(`${name}: ${failed === 0 ? 'passed' : 'FAILED'}`);
        code = code || failed || left;
      }
    }
  }
  console.log(`\n${told.join('\n')}`);
  return code;
}

const main = (args) => run(at('dist', 'server', 'main.js'), args);
const bench = (args) => run(at('dist', 'bench', 'main.js'), args);
const own = { start: main, test, 'test:engines': testEngines, check, bench };
const commandFolder = at('dist', 'server', 'commands');

requireNode();
const [name = 'start', ...args] = process.argv.slice(2);
install();
build();
const script = join(commandFolder, `${name}.js`);
if (Object.hasOwn(own, name)) process.exitCode = await own[name](args);
else if (/^[a-z-]+$/.test(name) && existsSync(script)) process.exitCode = await run(script, args);
else stop(`Không có lệnh “${name}”.`, `There is no command “${name}”.`);
