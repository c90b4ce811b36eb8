import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { demoPassword } from '../../../server/features/accounts/demo.js';
import { arrangeService } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
beforeAll(async () => {
  service = await arrangeService();
});
afterAll(() => service.stop());

const credentials = { email: 'planner@demo', password: demoPassword };
const signIn = (body: object = credentials) => request(service.server).post('/api/v1/session').send(body);
const cookieOf = (answer: request.Response) => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
const lastAudit = async () => (await service.store.audit.find({ sort: [['id', 'desc']], limit: 1 }))[0];

describe('signing in', () => {
  test('answers the account and a CSRF token, sets a guarded cookie, and is audited', async () => {
    const answer = await signIn({ email: ' Planner@Demo ', password: demoPassword }).expect(200);
    const [account] = await service.store.accounts.find({ where: { email: 'planner@demo' } });
    expect(answer.body).toEqual({
      account: {
        id: account?.id,
        name: 'Chuyên viên lập phương án',
        role: 'planner',
        organisation: { kind: 'ministry', code: 'BNG' },
        locale: 'vi',
      },
      csrfToken: expect.stringMatching(/^[\w-]{32}$/),
    });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await lastAudit()).toMatchObject({
      actor: account?.id,
      action: 'session.started',
      subject: account?.id,
      requestId: answer.headers['x-request-id'],
    });
  });

  test('keeps neither the session’s id nor the password readable in the store', async () => {
    const id =
      decodeURIComponent(cookieOf(await signIn()))
        .slice('session=s:'.length)
        .split('.')[0] ?? '';
    const stored = JSON.stringify([await service.store.sessions.find(), await service.store.accounts.find()]);
    expect(id).toHaveLength(32);
    expect(stored).not.toContain(id);
    expect(stored).not.toContain(demoPassword);
  });

  test.each([
    ['a wrong password', { ...credentials, password: 'wrong' }],
    ['an unknown account', { ...credentials, email: 'nobody@demo' }],
  ])('is refused the same way for %s', async (_case, body) => {
    const answer = await signIn(body).expect(401);
    expect(answer.body).toMatchObject({
      code: 'session.refused',
      title: 'Đăng nhập không thành công',
      detail: 'Địa chỉ thư điện tử hoặc mật khẩu không đúng.',
      errors: [],
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await lastAudit()).toMatchObject({ actor: 'anonymous', action: 'session.refused' });
  });

  test('gives a new session id to one who already has a session', async () => {
    const first = cookieOf(await signIn());
    const second = cookieOf(await signIn().set('Cookie', first));
    expect(second).not.toEqual(first);
    await request(service.server).get('/api/v1/session').set('Cookie', first).expect(401);
  });
});

describe('a session', () => {
  test('is who one is until one signs out', async () => {
    const signedIn = await signIn();
    const cookie = cookieOf(signedIn);
    const answer = await request(service.server).get('/api/v1/session').set('Cookie', cookie).expect(200);
    expect(answer.body).toEqual(signedIn.body);
    await request(service.server)
      .delete('/api/v1/session')
      .set({ Cookie: cookie, 'X-CSRF-Token': signedIn.body.csrfToken })
      .expect(204);
    expect(await lastAudit()).toMatchObject({ actor: signedIn.body.account.id, action: 'session.ended' });
    const gone = await request(service.server).get('/api/v1/session').set('Cookie', cookie).expect(401);
    expect(gone.body.code).toBe('session.required');
  });

  test.each([
    ['none', undefined],
    ['another', 'x'.repeat(32)],
  ])('writes nothing with %s CSRF token', async (_case, token) => {
    const cookie = cookieOf(await signIn());
    const before = await service.store.tokens.count();
    const answer = await request(service.server)
      .post('/api/v1/tokens')
      .set({ Cookie: cookie, ...(token && { 'X-CSRF-Token': token }) })
      .send({ name: 'script', days: 1 })
      .expect(403);
    expect(answer.body.code).toBe('session.csrf-mismatch');
    expect(await service.store.tokens.count()).toBe(before);
  });

  test('ends after twelve idle hours and is prolonged by use', async () => {
    const cookie = cookieOf(await signIn());
    const look = () => request(service.server).get('/api/v1/session').set('Cookie', cookie);
    const later = (hours: number) => {
      service.clock.now = new Date(service.clock.now.getTime() + hours * 3_600_000);
    };
    later(11);
    await look().expect(200);
    later(11);
    await look().expect(200);
    later(13);
    await look().expect(401);
  });

  test('is not taken from a forged or foreign cookie', async () => {
    for (const cookie of ['session=s%3Aabc.def', 'session=abc', 'session=s%3A', 'other=1'])
      await request(service.server).get('/api/v1/session').set('Cookie', cookie).expect(401);
  });
});

describe('behind https', () => {
  test('the cookie is bound to the host and sent over https only', async () => {
    const env = { PUBLIC_URL: 'https://ketnoi.example.vn' };
    const secure = await arrangeService({ env });
    const answer = await request(secure.server)
      .post('/api/v1/session')
      .set('X-Forwarded-Proto', 'https')
      .send(credentials)
      .expect(200);
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^__Host-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers['strict-transport-security']).toContain('max-age=');
    await secure.stop();
  });
});
