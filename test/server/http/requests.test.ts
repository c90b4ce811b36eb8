// Requests as they come from outside, against the whole service: bad ones, strangers, and what watches it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { routesOf } from '../../../server/app.js';
import { isWrite } from '../../../server/http/mount.js';
import { arrangeService } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
beforeAll(async () => {
  service = await arrangeService();
});
afterAll(() => service.stop());

const post = () => request(service.server).post('/api/v1/session');

describe('a bad request is a problem in the reader’s language', () => {
  test.each([
    ['vi', 'Nội dung gửi lên không phải JSON hợp lệ'],
    ['en', 'The body is not valid JSON'],
    ['en-GB, vi;q=0.5', 'The body is not valid JSON'],
    ['fr, de', 'Nội dung gửi lên không phải JSON hợp lệ'],
  ])('for %s', async (language, title) => {
    const answer = await post().set('Accept-Language', language).type('json').send('{"email": ').expect(400);
    expect([answer.body.code, answer.body.title]).toEqual(['request.malformed-json', title]);
  });

  test.each([
    ['the language asked for goes before the account’s own', { 'Accept-Language': 'vi' }, 'Không có quyền'],
    ['without one that is spoken here, the account’s own is taken', { 'Accept-Language': 'fr' }, 'Not allowed'],
    ['any language is the account’s own', { 'Accept-Language': '*' }, 'Not allowed'],
    ['none is the account’s own', {}, 'Not allowed'],
  ])('%s', async (_, headers: Record<string, string>, title) => {
    await service.speak('mission@demo', 'en');
    const mission = await service.as('mission@demo', headers);
    expect((await mission.get('/accounts').expect(403)).body.title).toBe(title);
  });

  test('a body of 5 MB', async () => {
    const answer = await post()
      .send({ email: 'x'.repeat(5_000_000), password: 'x' })
      .expect(413);
    expect(answer.body).toMatchObject({
      code: 'request.too-large',
      detail: 'Nội dung gửi lên vượt quá giới hạn 1048576 byte.',
    });
  });

  test.each([
    ['text', () => post().type('text/plain').send('hello'), 415, 'request.wrong-content-type'],
    [
      'another charset',
      () => post().type('application/json; charset=latin1').send('{}'),
      415,
      'request.wrong-content-type',
    ],
    ['an unknown address', () => request(service.server).get('/api/v1/nowhere'), 404, 'request.not-found'],
    ['an unknown page', () => request(service.server).get('/nowhere'), 404, 'request.not-found'],
    ['a broken address', () => request(service.server).get('/api/v1/themes/%E0%A4%A'), 400, 'request.malformed'],
    ['another method', () => request(service.server).put('/api/v1/session'), 405, 'request.method-not-allowed'],
    ['a page too far', () => request(service.server).get('/api/v1/themes?pageSize=201'), 400, 'input.invalid'],
    ['an unknown field', () => post().send({ email: 'a', password: 'b', remember: true }), 400, 'input.invalid'],
    ['a query where none is', () => request(service.server).get('/api/v1/themes/NN?x=1'), 400, 'input.invalid'],
  ])('%s', async (_case, send, status, code) => {
    const answer = await send();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  });

  test('a proxy’s request id is kept if it is one', async () => {
    const kept = await request(service.server).get('/healthz').set('X-Request-Id', 'proxy-00000001');
    const replaced = await request(service.server).get('/healthz').set('X-Request-Id', 'a b"c');
    expect(kept.headers['x-request-id']).toBe('proxy-00000001');
    expect(replaced.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('every row of the API', () => {
  test('that is not public refuses strangers, and other roles', async () => {
    const roles = ['planner', 'approver', 'province', 'embassy', 'mission', 'admin'];
    const clients = new Map<string, Awaited<ReturnType<typeof service.as>>>();
    for (const name of roles) clients.set(name === 'embassy' ? 'partner' : name, await service.as(`${name}@demo`));
    for (const row of routesOf(service.services)) {
      if (row.access === 'public') continue;
      const path = row.path.replace(/\{\w+\}/g, 'x');
      const where = `${row.method} ${path}`;
      const stranger = await service.anyone()[row.method](path);
      expect([where, stranger.status, stranger.body.code]).toEqual([where, 401, 'session.required']);
      for (const [role, client] of clients) {
        if (row.access === 'signed-in' || row.access.some((allowed) => allowed === role)) continue;
        const answer = await client[row.method](path);
        expect([where, role, answer.status, answer.body.code]).toEqual([where, role, 403, 'access.denied']);
      }
    }
  });

  // That the line is really written is checked by the edge at every request outside production: see rows.test.ts.
  test('that writes promises an audit line, and no read does', () => {
    // What is asked by POST because the question is a body; nothing is kept of it.
    const questions = new Set(['/themes/suggestions']);
    for (const row of routesOf(service.services)) {
      const keeps = isWrite(row) && !questions.has(row.path);
      expect([row.method, row.path, row.audit !== 'none']).toEqual([row.method, row.path, keeps]);
    }
  });
});

describe('for those who watch', () => {
  test('alive and ready', async () => {
    expect((await request(service.server).get('/healthz').expect(200)).body).toEqual({ status: 'ok' });
    expect((await request(service.server).get('/readyz').expect(200)).body).toEqual({
      status: 'ok',
      checks: { store: 'ok', search: 'ok' },
    });
  });

  test('measurements by the row’s path, never by what was asked', async () => {
    await service.anyone().get('/provinces?name=Lâm Đồng').expect(200);
    const { text } = await request(service.server).get('/metrics').expect(200);
    expect(text).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/provinces",status="200"\} [1-9]/);
    expect(text).toMatch(/\nstore_up 1\n/);
    expect(text).toMatch(/\nsearch_outbox_pending 0\n/);
    expect(text).toMatch(/\nsearch_index_lag_seconds 0\n/);
    expect(text).toContain(`\nsearch_outbox_holder ${Number(service.indexer.isAtWork)}\n`);
    expect(text).toMatch(/\nsearches_without_engine 0\n/);
    expect(text).toMatch(/\nnodejs_eventloop_lag_p99_seconds /);
    expect(text).not.toContain('name=');
  });

  test('a store that is gone is not ready, and a request says so', async () => {
    const broken = await arrangeService();
    await broken.store.close();
    const ready = await request(broken.server).get('/readyz').expect(503);
    expect(ready.body).toEqual({ status: 'failing', checks: { store: 'failing', search: 'ok' } });
    const answer = await broken.anyone().get('/themes').expect(503);
    expect(answer.body.code).toBe('store.closed');
    await broken.stop();
  });
});

test('the readable page needs nothing from outside and no inline script', async () => {
  const page = await request(service.server).get('/api/docs').expect(200);
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  expect(page.text).not.toMatch(/<script>|https?:/);
  for (const [, address = ''] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
    await request(service.server).get(address).expect(200);
});
