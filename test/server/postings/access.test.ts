// Who may see what, and who may do what: strangers get 404 for what they may not see, 403 for what they may not do.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { needBody, offerBody, type Posted, publish, step } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
const people = ['planner', 'approver', 'province', 'embassy', 'association', 'mission', 'admin', 'neighbour'] as const;
let as: Record<(typeof people)[number], Client>;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  const admin = await service.as('admin@demo');
  await admin
    .post('/accounts', {
      email: 'neighbour@demo.vn',
      name: 'Sở Ngoại vụ Khánh Hoà',
      role: 'province',
      organisation: { kind: 'province', code: '56' },
      password: 'mật khẩu của tỉnh bạn',
    })
    .expect(201);
  const clients = await Promise.all(
    people.map(
      async (name) => [name, await service.as(name === 'neighbour' ? 'neighbour@demo.vn' : `${name}@demo`)] as const,
    ),
  );
  as = Object.fromEntries(clients) as typeof as;
});
afterAll(() => service.stop());

const statusFor = async (ask: (client: Client) => Promise<{ status: number }>) =>
  Object.fromEntries(await Promise.all(people.map(async (name) => [name, (await ask(as[name])).status])));

describe('reading', () => {
  test('a draft is seen by its owner and the ministry', async () => {
    const { body: made } = await as.province.post('/needs', needBody()).expect(201);
    expect(await statusFor((client) => client.get(`/needs/${made.id}`))).toEqual({
      planner: 200,
      approver: 200,
      province: 200,
      embassy: 404,
      association: 404,
      mission: 404,
      admin: 200,
      neighbour: 404,
    });
    await service.anyone().get(`/needs/${made.id}`).expect(401);
    await as.planner.get(`/offers/${made.id}`).expect(404);
  });

  test('a restricted need stays with its owner and the ministry when it is published', async () => {
    const published = await publish(service, as.province, 'needs', needBody({ visibility: 'restricted' }));
    expect(await statusFor((client) => client.get(`/needs/${published.id}`))).toEqual({
      planner: 200,
      approver: 200,
      province: 200,
      embassy: 404,
      association: 404,
      mission: 404,
      admin: 200,
      neighbour: 404,
    });
  });

  test('a public one is seen by all who are signed in, its contact by its owner and the ministry only', async () => {
    const published = await publish(service, as.province, 'needs', needBody());
    const contacts = await Promise.all(
      people.map(async (name) => {
        const { body } = await as[name].get(`/needs/${published.id}`).expect(200);
        expect({ ...body, contact: null }).toEqual({ ...published, contact: null });
        return [name, body.contact?.email ?? null];
      }),
    );
    const email = 'a@lamdong.gov.vn';
    expect(Object.fromEntries(contacts)).toEqual({
      planner: email,
      approver: email,
      province: email,
      embassy: null,
      association: null,
      mission: null,
      admin: email,
      neighbour: null,
    });
    await service.anyone().get(`/needs/${published.id}`).expect(401);
    const list = await as.embassy.get('/needs?province=68&pageSize=200').expect(200);
    expect(list.body.items.filter((item: Posted) => item.contact !== null)).toEqual([]);
  });
});

describe('posting', () => {
  test('each kind of account posts its own kind', async () => {
    expect(await statusFor((client) => client.post('/needs', needBody()))).toEqual({
      planner: 201,
      approver: 403,
      province: 201,
      embassy: 403,
      association: 403,
      mission: 403,
      admin: 201,
      neighbour: 403,
    });
    expect(await statusFor((client) => client.post('/offers', offerBody()))).toEqual({
      planner: 201,
      approver: 403,
      province: 403,
      embassy: 201,
      association: 403,
      mission: 201,
      admin: 201,
      neighbour: 403,
    });
    await service.anyone().post('/needs', needBody()).expect(401);
  });

  test('a province does not post for another one, nor hand its need over', async () => {
    const refused = await as.neighbour.post('/needs', needBody()).expect(403);
    expect(refused.body.code).toBe('posting.not-own');
    const { body: made } = await as.province.post('/needs', needBody()).expect(201);
    await as.province.patch(`/needs/${made.id}`, { province: '56' }).set('If-Match', '"1"').expect(403);
    expect(await service.store.postings.get(made.id)).toMatchObject({ provinces: ['68'], version: 1 });
  });

  test('without a lead it is one’s own; the ministry has to name it', async () => {
    const { province: _, ...need } = needBody({ provinces: ['68', '56'] });
    const { body: own } = await as.province.post('/needs', need).expect(201);
    expect([own.province, own.provinces, own.owner]).toEqual(['68', ['68', '56'], { kind: 'province', code: '68' }]);
    const { partner: __, countries: ___, ...offer } = offerBody();
    const { body: offered } = await as.association.post('/offers', offer).expect(201);
    expect([offered.partner, offered.countries, offered.owner]).toEqual([
      'A001',
      ['EU'],
      { kind: 'partner', code: 'A001' },
    ]);
    const refused = await as.planner.post('/offers', offer).expect(400);
    expect(refused.body.errors).toEqual([
      { pointer: '/partner', code: 'input.required', detail: 'Trường này là bắt buộc.' },
    ]);
  });

  test('the planner posts on behalf: the posting belongs to the lead, who may change it', async () => {
    const { body: made } = await as.planner.post('/needs', needBody({ province: '56' })).expect(201);
    expect(made.owner).toEqual({ kind: 'province', code: '56' });
    await as.neighbour
      .patch(`/needs/${made.id}`, { themes: ['DL'] })
      .set('If-Match', '"1"')
      .expect(200);
    const moved = await as.planner.patch(`/needs/${made.id}`, { province: '68' }).set('If-Match', '"2"').expect(200);
    expect([moved.body.province, moved.body.provinces, moved.body.owner]).toEqual([
      '68',
      ['68'],
      { kind: 'province', code: '68' },
    ]);
  });

  test('a mission passes on what partners of its host country offer, listed or not', async () => {
    const { partner: _, ...body } = offerBody({ countries: [] });
    const { body: unlisted } = await as.mission.post('/offers', body).expect(201);
    expect([unlisted.partner, unlisted.countries, unlisted.owner]).toEqual([
      null,
      ['IL'],
      { kind: 'mission', code: 'IL' },
    ]);
    const { body: listed } = await as.mission.post('/offers', offerBody()).expect(201);
    expect([listed.partner, listed.owner]).toEqual(['M034', { kind: 'mission', code: 'IL' }]);
    await as.embassy.get(`/offers/${listed.id}`).expect(404);

    const refused = await as.mission.post('/offers', offerBody({ partner: 'A001', countries: ['EU'] })).expect(400);
    expect(refused.body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code])).toEqual([
      ['/partner', 'posting.partner-elsewhere'],
      ['/countries', 'posting.country-elsewhere'],
    ]);
  });
});

describe('steps', () => {
  let published: Posted;
  let submitted: Posted;
  beforeEach(async () => {
    published = await publish(service, as.province, 'needs', needBody());
    const { body } = await as.province.post('/needs', needBody());
    submitted = (await step(as.province, `/needs/${body.id}`, 'submit', body).expect(200)).body;
  });

  const strangers = ['embassy', 'association', 'mission', 'neighbour', 'approver'] as const;

  test.each(['close', 'renew'])('only the owner and the ministry may %s what everyone sees', async (verb) => {
    for (const name of strangers) {
      const refused = await step(as[name], `/needs/${published.id}`, verb, published);
      expect([name, refused.status, refused.body.code]).toEqual([name, 403, 'access.denied']);
    }
    expect(await service.store.postings.get(published.id)).toMatchObject({ version: published.version });
  });

  test('changing and deleting what everyone sees is refused, what is not seen is not found', async () => {
    const outcomes = async (posting: Posted) => {
      const version = `"${posting.version}"`;
      const path = `/needs/${posting.id}`;
      return Promise.all(
        strangers.map(async (name) => [
          name,
          (await as[name].patch(path, { themes: ['DL'] }).set('If-Match', version)).status,
          (await as[name].delete(path).set('If-Match', version)).status,
          (await step(as[name], path, 'submit', posting)).status,
          (await step(as[name], path, 'return', posting)).status,
          (await step(as[name], path, 'publish', posting)).status,
        ]),
      );
    };
    expect(await outcomes(published)).toEqual(strangers.map((name) => [name, 403, 403, 403, 403, 403]));
    expect(await outcomes(submitted)).toEqual([
      ...strangers.slice(0, -1).map((name) => [name, 404, 404, 404, 404, 404]),
      ['approver', 403, 403, 403, 403, 403],
    ]);
    expect(await service.store.postings.get(submitted.id)).toMatchObject({ version: submitted.version });
  });

  test('an owner does not publish', async () => {
    const refused = await step(as.province, `/needs/${submitted.id}`, 'publish', submitted).expect(403);
    expect(refused.body).toMatchObject({ code: 'access.denied', title: 'Không có quyền' });
    await step(as.admin, `/needs/${submitted.id}`, 'publish', submitted).expect(200);
  });

  test('nobody’s step on nothing is found', async () => {
    await step(as.admin, '/needs/no-such-need', 'publish', { version: 1 }).expect(404);
    await service.anyone().post(`/needs/${submitted.id}/publish`).set('If-Match', '"2"').expect(401);
  });
});
