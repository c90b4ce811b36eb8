import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig, settings } from '../../server/config.js';
import type { Failure } from '../../server/failures.js';
import { secrets } from '../../server/secret-files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}
function issuesOf(env: Record<string, string>) {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as Failure).issues;
  }
}

test('every secret may stand in a file, and only secrets', () => {
  const inFiles = Object.keys(settings.shape).filter((name) => name.endsWith('_FILE'));
  expect(inFiles.sort()).toEqual(secrets.map((name) => `${name}_FILE`).sort());
});

test('what a file says counts as if it stood in the environment', async () => {
  const config = readConfig({
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://ketnoi.example.vn',
    SESSION_SECRET_FILE: await file('session', `${'s'.repeat(40)}\n`),
    MONGODB_URI_FILE: await file('mongodb', 'mongodb://u:p@one,two/gap-go?replicaSet=rs0\r\n'),
    MEILI_URL: 'http://meili:7700',
    MEILI_KEY_FILE: await file('meili', ' kept as it is '),
    SMTP_URL_FILE: await file('smtp', 'smtp://mail.example.vn:587'),
  });
  expect([config.session.secret, config.mongodbUri, config.meilisearch?.key, config.smtpUrl]).toEqual([
    's'.repeat(40),
    'mongodb://u:p@one,two/gap-go?replicaSet=rs0',
    ' kept as it is ',
    'smtp://mail.example.vn:587',
  ]);
});

test('a file that says nothing is never taken for a setting left out', async () => {
  const missing = join(folder, 'missing');
  const empty = await file('empty', '\n');
  const short = await file('short', 'short\n');
  const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://ketnoi.example.vn' };
  expect(issuesOf({ ...production, SESSION_SECRET_FILE: missing, MONGODB_URI_FILE: empty })).toEqual([
    { pointer: '/SESSION_SECRET_FILE', code: 'config.file-unreadable', params: { file: missing, reason: 'ENOENT' } },
    { pointer: '/MONGODB_URI_FILE', code: 'config.file-empty', params: { file: empty } },
  ]);
  expect(issuesOf({ SESSION_SECRET_FILE: folder, PORT: 'x' })).toEqual([
    { pointer: '/SESSION_SECRET_FILE', code: 'config.file-unreadable', params: { file: folder, reason: 'EISDIR' } },
    { pointer: '/PORT', code: 'input.wrong-type', params: { expected: 'number' } },
  ]);
  expect(issuesOf({ ...production, SESSION_SECRET_FILE: short })).toEqual([
    { pointer: '/SESSION_SECRET', code: 'input.too-short', params: { minimum: 32 } },
  ]);
});

test('a secret that is given twice is refused, whichever was meant', async () => {
  expect(issuesOf({ MEILI_KEY: 'a', MEILI_KEY_FILE: await file('key', 'b') })).toEqual([
    { pointer: '/MEILI_KEY_FILE', code: 'config.given-both', params: { name: 'MEILI_KEY' } },
  ]);
});
