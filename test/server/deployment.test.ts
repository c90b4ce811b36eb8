// compose.yaml, read as a container engine reads it, beside what the service, the image and the scripts say of themselves.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig, settings } from '../../server/config.js';
import { root } from '../arrange/sources.js';

interface Service {
  image?: string;
  build?: string;
  environment?: Record<string, string>;
  secrets?: string[];
  networks: string[];
  volumes?: string[];
  healthcheck?: object;
  restart: string;
  read_only?: boolean;
  cap_drop?: string[];
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
  secrets: Record<string, { file: string }>;
}

const { load } = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown };
const textOf = (name: string) => readFile(join(root, name), 'utf8');
const processes = ['app-1', 'app-2'];

let compose: Compose;
let services: [string, Service][];
let folder: string;
beforeAll(async () => {
  compose = load(await textOf('compose.yaml')) as Compose;
  services = Object.entries(compose.services);
  folder = await mkdtemp(join(tmpdir(), 'deployment-'));
});
afterAll(() => rm(folder, { recursive: true }));

const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};

test('what a service names is there', () => {
  const of = (pick: (service: Service) => readonly string[]) => [
    ...new Set(services.flatMap(([, given]) => pick(given))),
  ];
  const named = (volume: string) => (/^[./]/.test(volume) ? [] : [volume.split(':')[0] ?? '']);
  expect(of(({ networks }) => networks).sort()).toEqual(Object.keys(compose.networks).sort());
  expect(of(({ volumes = [] }) => volumes.flatMap(named)).sort()).toEqual(Object.keys(compose.volumes).sort());
  expect(of(({ secrets = [] }) => secrets).sort()).toEqual(Object.keys(compose.secrets).sort());
  const awaited = of(({ depends_on = {} }) => Object.keys(depends_on));
  expect(awaited.filter((name) => !(name in compose.services))).toEqual([]);
});

test('the servers are of the versions that are supported', () => {
  const images = services.map(([name, { image }]) => [name, image]);
  expect(Object.fromEntries(images)).toEqual({
    proxy: 'caddy:2',
    'app-1': 'gap-go-dai-su',
    'app-2': 'gap-go-dai-su',
    prepare: 'gap-go-dai-su',
    'mongo-1': 'mongo:8',
    'mongo-2': 'mongo:8',
    'mongo-3': 'mongo:8',
    'mongo-init': 'mongo:8',
    search: 'getmeili/meilisearch:v1.50',
  });
});

test('what goes on running comes back by itself, and says how it is', async () => {
  const image = await textOf('Dockerfile');
  expect(image).toMatch(/^HEALTHCHECK /m);
  const lasting = services.filter(([, { restart }]) => restart === 'unless-stopped');
  expect(lasting.map(([name]) => name)).toEqual(['proxy', ...processes, 'mongo-1', 'mongo-2', 'mongo-3', 'search']);
  const silent = lasting.filter(([name, { healthcheck }]) => !processes.includes(name) && !healthcheck);
  expect(silent).toEqual([]);
});

test('only the proxy is reached from outside, and the engines only by the service', () => {
  const open = services.filter(([, given]) => 'ports' in given).map(([name]) => name);
  expect([open, compose.networks.data?.internal]).toEqual([['proxy'], true]);
  const engines = services.filter(([name]) => /^(?:mongo|search)/.test(name));
  expect(engines.map(([, { networks }]) => networks)).toEqual(engines.map(() => ['data']));
});

test('the processes are alike, write nowhere, and have time to finish', () => {
  const [one, two] = processes.map(service);
  expect(one).toEqual(two);
  expect(one).toMatchObject({ read_only: true, cap_drop: ['ALL'], build: '.' });
  expect(Number.parseInt(one?.stop_grace_period ?? '', 10)).toBeGreaterThan(55);
});

test('the proxy knows every process', async () => {
  const [, upstreams = ''] = /reverse_proxy (.+) \{/.exec(await textOf('deploy/Caddyfile')) ?? [];
  expect(upstreams.split(' ')).toEqual(processes.map((name) => `${name}:3000`));
  expect(Object.keys(service('proxy').depends_on ?? {})).toEqual(processes);
});

test('the service accepts its settings, with the secrets that are made for it', async () => {
  await promisify(execFile)('sh', [join(root, 'deploy', 'make-secrets.sh')], { cwd: folder });
  const made = (await readdir(join(folder, 'secrets'))).map((name) => `./secrets/${name}`);
  expect(made.sort()).toEqual(
    Object.values(compose.secrets)
      .map(({ file }) => file)
      .sort(),
  );

  const { environment = {}, secrets = [] } = service('app-1');
  expect(Object.keys(environment).filter((name) => !(name in settings.shape))).toEqual([]);
  const inImage = [...(await textOf('Dockerfile')).matchAll(/([A-Z_]+)=(\S+)/g)].filter(
    ([, name = '']) => name in settings.shape,
  );
  const env = Object.fromEntries([
    ...inImage.map(([, name, value]) => [name, value]),
    ...Object.entries(environment).map(([name, value]) => [
      name,
      value
        .replace(/^\$\{PUBLIC_URL.*$/, 'https://ketnoi.example.vn')
        .replace(/^\$\{LOG_LEVEL:-(.*)\}$/, '$1')
        .replace('/run/secrets/', `${folder}/secrets/`),
    ]),
  ]);
  const config = readConfig(env);
  expect(config).toMatchObject({
    production: true,
    host: '0.0.0.0',
    port: 3000,
    logLevel: 'info',
    publicUrl: 'https://ketnoi.example.vn',
    session: { secure: true },
    meilisearch: { url: 'http://search:7700' },
  });
  const hosts = /@([^/]+)\//.exec(config.mongodbUri ?? '')?.[1]?.split(',');
  expect(hosts).toEqual(['mongo-1:27017', 'mongo-2:27017', 'mongo-3:27017']);
  expect(Object.keys(environment).filter((name) => name.endsWith('_FILE'))).toHaveLength(secrets.length);
});

test('secrets never enter the repository or the image', async () => {
  expect((await textOf('.gitignore')).split('\n')).toContain('/secrets');
  expect((await textOf('.dockerignore')).split('\n')).toEqual(expect.arrayContaining(['secrets', '.env']));
});
