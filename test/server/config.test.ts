import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openEngines } from '../../server/compose.js';
import { readConfig, settings } from '../../server/config.js';
import type { Failure } from '../../server/failures.js';
import { root } from '../arrange/sources.js';

const failureOf = (work: () => unknown): Failure | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error as Failure;
  }
};

describe('settings', () => {
  test('have working defaults for development', () => {
    expect(readConfig({ PORT: '', PATH: '/bin' })).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('data'),
      logLevel: 'warn',
      publicUrl: null,
      trustedProxies: [],
      session: { secret: expect.any(String), secure: false },
      mongodbUri: null,
      meilisearch: null,
      smtpUrl: null,
    });
  });

  test('for production are named all at once when they are missing or wrong', () => {
    const failure = failureOf(() => readConfig({ NODE_ENV: 'production', PORT: 'http', LOG_LEVEL: 'loud' }));
    expect(failure?.code).toBe('config.invalid');
    expect(failure?.issues.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/LOG_LEVEL input.not-allowed',
      '/PORT input.wrong-type',
      '/PUBLIC_URL input.required',
      '/SESSION_SECRET input.required',
    ]);
    const short = failureOf(() =>
      readConfig({ NODE_ENV: 'production', PUBLIC_URL: 'https://a.example.vn', SESSION_SECRET: 'short' }),
    );
    expect(short?.issues).toEqual([{ pointer: '/SESSION_SECRET', code: 'input.too-short', params: { minimum: 32 } }]);
  });

  test('behind https make the cookie secure', () => {
    const config = readConfig({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://ketnoi.example.vn',
      SESSION_SECRET: 's'.repeat(32),
    });
    expect(config).toMatchObject({
      production: true,
      session: { secret: 's'.repeat(32), secure: true },
      logLevel: 'info',
    });
  });

  test('take the address of a store of several hosts', () => {
    const several = 'mongodb://one.example.vn:27017,two.example.vn:27017/gap-go?replicaSet=rs0';
    expect(readConfig({ MONGODB_URI: several }).mongodbUri).toBe(several);
    const failure = failureOf(() => readConfig({ MONGODB_URI: 'postgres://one.example.vn/gap-go' }));
    expect(failure?.issues.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/MONGODB_URI', 'input.wrong-format'],
    ]);
  });

  test('for engines this version does not have are refused, not ignored', async () => {
    const opening = (async () => openEngines(readConfig({ SMTP_URL: 'smtp://localhost:25' }), () => new Date()))();
    const failure = await opening.then(
      () => null,
      (error: Failure) => error,
    );
    expect([failure?.code, failure?.params]).toEqual(['config.not-supported', { settings: ['SMTP_URL'] }]);
  });

  test('name the search server, its key and the index', () => {
    const given = { MEILI_URL: 'http://localhost:7700', MEILI_KEY: 'k'.repeat(16) };
    expect(readConfig(given).meilisearch).toEqual({ url: given.MEILI_URL, key: given.MEILI_KEY, index: 'postings' });
    expect(failureOf(() => readConfig({ ...given, MEILI_INDEX: 'tin đăng' }))?.issues).toEqual([
      { pointer: '/MEILI_INDEX', code: 'input.wrong-format', params: { format: 'regex' } },
    ]);
  });

  test('believe private proxies behind a public address, or those that are named', () => {
    const proxiesOf = (env: object) => readConfig({ PUBLIC_URL: 'https://a.example.vn', ...env }).trustedProxies;
    expect(proxiesOf({})).toEqual(['loopback', 'linklocal', 'uniquelocal']);
    expect(proxiesOf({ TRUST_PROXY: '10.1.0.0/16, 192.0.2.7,::1/128,loopback' })).toEqual([
      '10.1.0.0/16',
      '192.0.2.7',
      '::1/128',
      'loopback',
    ]);
    for (const wrong of ['everybody', '10.0.0.0/33', '10.0.0.0/', '300.1.1.1', '10.0.0.1,,', 'true'])
      expect([wrong, failureOf(() => proxiesOf({ TRUST_PROXY: wrong }))?.issues]).toEqual([
        wrong,
        [{ pointer: '/TRUST_PROXY', code: 'config.not-an-address' }],
      ]);
  });

  test('are those of .env.example', async () => {
    const example = await readFile(join(root, '.env.example'), 'utf8');
    const names = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names.sort()).toEqual(Object.keys(settings.shape).sort());
  });
});
