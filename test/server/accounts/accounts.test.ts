import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let admin: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  admin = await service.as('admin@demo');
});
afterAll(() => service.stop());

const password = 'một mật khẩu đủ dài';
const newcomer = (email: string) => ({
  email,
  name: 'Văn phòng UBND tỉnh Cao Bằng',
  role: 'province',
  organisation: { kind: 'province', code: '04' },
  password,
});
const auditOf = async (subject: string) =>
  (await service.store.audit.find({ where: { subject }, sort: [['id', 'asc']] })).map(({ action }) => action);

test('the administrator makes an account, resets its password and deactivates it', async () => {
  const made = await admin.post('/accounts', newcomer('Ngoaivu@CaoBang.gov.vn')).expect(201);
  const { id } = made.body;
  const { password: _, ...given } = newcomer('ngoaivu@caobang.gov.vn');
  expect(made.body).toEqual({
    ...given,
    id: expect.any(String),
    locale: 'vi',
    active: true,
    createdAt: begin.toISOString(),
    version: 1,
  });
  expect(made.headers.etag).toBe('"1"');

  const session = { email: 'ngoaivu@caobang.gov.vn', password };
  await service.anyone().post('/session', session).expect(200);
  const reset = await admin.post(`/accounts/${id}/password`, { password: `${password} hơn` }).set('If-Match', '"1"');
  expect([reset.status, reset.body.version]).toEqual([200, 2]);
  expect(await service.store.sessions.count({ account: id })).toBe(0);
  await service.anyone().post('/session', session).expect(401);

  const changed = { ...session, password: `${password} hơn` };
  await service.anyone().post('/session', changed).expect(200);
  await admin.post(`/accounts/${id}/deactivate`).set('If-Match', '"2"').expect(200);
  await service.anyone().post('/session', changed).expect(401);
  expect(await service.store.sessions.count({ account: id })).toBe(0);
  expect(await auditOf(id)).toEqual([
    'account.created',
    'session.started',
    'account.password-reset',
    'session.refused',
    'session.started',
    'account.deactivated',
    'session.refused',
  ]);
});

test('a deactivated account’s token stops working at once', async () => {
  const embassy = await service.as('embassy@demo');
  await embassy.get('/session').expect(200);
  const { body } = await admin.get('/accounts?role=partner');
  const { id, version } = body.items.find(({ email }: { email: string }) => email === 'embassy@demo');
  await admin.post(`/accounts/${id}/deactivate`).set('If-Match', `"${version}"`).expect(200);
  await embassy.get('/session').expect(401);
});

test('a stale or missing version changes nothing', async () => {
  const { body } = await admin.post('/accounts', newcomer('stale@caobang.gov.vn')).expect(201);
  const deactivate = () => admin.post(`/accounts/${body.id}/deactivate`);
  expect((await deactivate().expect(428)).body.code).toBe('request.version-required');
  expect((await deactivate().set('If-Match', 'three').expect(400)).body.code).toBe('request.version-malformed');
  const stale = await deactivate().set('If-Match', '"7"').expect(412);
  expect(stale.body).toMatchObject({
    code: 'store.version-conflict',
    detail: 'Bạn đã đọc phiên bản 7, hiện nay là phiên bản 1. Xin đọc lại rồi sửa.',
  });
  expect(await service.store.accounts.get(body.id)).toMatchObject({ active: true, version: 1 });
  expect(await auditOf(body.id)).toEqual(['account.created']);
});

test('an account must fit its organisation, which must exist, and its address must be free', async () => {
  const misfit = { ...newcomer('a@b.vn'), role: 'partner' };
  expect((await admin.post('/accounts', misfit).expect(400)).body.errors).toEqual([
    {
      pointer: '/organisation/kind',
      code: 'account.role-mismatch',
      detail: 'Tổ chức phải phù hợp với vai trò của tài khoản.',
    },
  ]);
  const nowhere = { ...newcomer('a@b.vn'), organisation: { kind: 'province', code: '99' } };
  expect((await admin.post('/accounts', nowhere).expect(400)).body.errors).toMatchObject([
    { pointer: '/organisation/code', code: 'account.unknown-organisation' },
  ]);
  await admin.post('/accounts', newcomer('twice@caobang.gov.vn')).expect(201);
  const twice = await admin.post('/accounts', newcomer('TWICE@caobang.gov.vn')).expect(409);
  expect(twice.body).toMatchObject({
    code: 'store.duplicate',
    detail: 'Đã có bản ghi khác dùng cùng giá trị: email.',
  });
});

test('nobody deactivates himself, and nobody but the administrator sees accounts', async () => {
  const me = (await admin.get('/session')).body.account.id;
  const answer = await admin.post(`/accounts/${me}/deactivate`).set('If-Match', '"1"').expect(409);
  expect(answer.body.code).toBe('account.not-oneself');
  const planner = await service.as('planner@demo');
  expect((await planner.get('/accounts').expect(403)).body.code).toBe('access.denied');
});

test('accounts are listed by address, page by page', async () => {
  const { body } = await admin.get('/accounts?pageSize=2&page=2').expect(200);
  const all = await service.store.accounts.find({ sort: [['email', 'asc']] });
  expect(body).toMatchObject({ total: all.length, page: 2, pageSize: 2 });
  expect(body.items.map(({ email }: { email: string }) => email)).toEqual([all[2]?.email, all[3]?.email]);
  expect(JSON.stringify(body)).not.toContain('argon2');
});
