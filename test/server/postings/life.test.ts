// A posting's life through HTTP: each step's answer, the stored record, the audit and the work left for the index.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { needBody, offerBody, type Posted, publish, step } from '../../arrange/postings.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let province: Client;
let embassy: Client;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  province = await service.as('province@demo');
  embassy = await service.as('embassy@demo');
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());
beforeEach(() => {
  service.clock.now = begin;
});

const at = begin.toISOString();
const auditOf = async (subject: string) =>
  (await service.store.audit.find({ where: { subject }, sort: [['id', 'asc']] })).map(({ action }) => action);
const pending = (subject: string) => service.store.outbox.count({ subject });
const draft = async (changes: object = {}): Promise<Posted> =>
  (await province.post('/needs', needBody(changes)).expect(201)).body;

test('a need is drafted, submitted, published, renewed and closed', async () => {
  const made = await province.post('/needs', needBody({ title: { vi: 'Kho lạnh cho rau', en: '' } })).expect(201);
  const { contact, province: lead, source, ...written } = needBody({ title: { vi: 'Kho lạnh cho rau', en: '' } });
  const shown = {
    ...written,
    id: made.body.id,
    kind: 'need',
    status: 'draft',
    province: lead,
    provinces: [lead],
    partners: [],
    source: { ...source, quality: '' },
    contact,
    namedAs: '',
    counterpartNamedAs: '',
    yearText: '',
    owner: { kind: 'province', code: '68' },
    returnReason: '',
    publishedAt: null,
    expiresAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  expect(made.body).toEqual({ ...shown, possibleDuplicates: [], warnings: ['one-language'] });
  const path = `/needs/${made.body.id}`;

  const submitted = await step(province, path, 'submit', made.body).expect(200);
  expect(submitted.body).toEqual({
    ...shown,
    status: 'submitted',
    version: 2,
    possibleDuplicates: [],
    warnings: ['one-language'],
  });

  const published = await step(planner, path, 'publish', submitted.body).expect(200);
  const expected = {
    ...shown,
    status: 'published',
    publishedAt: at,
    expiresAt: '2028-11-22T08:00:00.000Z',
    version: 3,
  };
  expect(published.body).toEqual(expected);
  expect(published.headers.etag).toBe('"3"');
  expect((await province.get(path).expect(200)).body).toEqual(expected);

  service.clock.now = new Date('2027-02-01T00:00:00.000Z');
  const now = service.clock.now.toISOString();
  const renewed = await step(province, path, 'renew', published.body).expect(200);
  const again = {
    ...expected,
    updatedAt: now,
    expiresAt: '2029-02-01T00:00:00.000Z',
    yearTo: 2027,
    version: 4,
  };
  expect(renewed.body).toEqual(again);

  const closed = await step(province, path, 'close', renewed.body).expect(200);
  expect(closed.body).toEqual({ ...again, status: 'closed', version: 5 });

  const { province: _, ...kept } = again;
  expect(await service.store.postings.get(made.body.id)).toEqual({ ...kept, status: 'closed', version: 5 });
  expect(await auditOf(made.body.id)).toEqual([
    'need.created',
    'need.submitted',
    'need.published',
    'need.renewed',
    'need.closed',
  ]);
  expect(await service.store.audit.find({ where: { subject: made.body.id }, limit: 1 })).toEqual([
    {
      id: expect.any(String),
      version: 1,
      at,
      actor: expect.any(String),
      action: 'need.created',
      subjectKind: 'need',
      subject: made.body.id,
      requestId: made.headers['x-request-id'],
      params: {},
    },
  ]);
});

test('the ministry returns a submitted offer with a reason, which only the owner sees, until it is submitted again', async () => {
  const { body: made } = await embassy.post('/offers', offerBody()).expect(201);
  const path = `/offers/${made.id}`;
  const { body: submitted } = await step(embassy, path, 'submit', made).expect(200);

  const without = await step(planner, path, 'return', submitted, {}).expect(400);
  expect(without.body.errors).toEqual([
    { pointer: '/reason', code: 'input.required', detail: 'Trường này là bắt buộc.' },
  ]);
  const returned = await step(planner, path, 'return', submitted, { reason: 'Xin nêu rõ thời gian.' }).expect(200);
  expect([returned.body.status, returned.body.returnReason]).toEqual(['draft', 'Xin nêu rõ thời gian.']);
  expect((await embassy.get(path)).body.returnReason).toBe('Xin nêu rõ thời gian.');

  const resubmitted = await step(embassy, path, 'submit', returned.body).expect(200);
  expect([resubmitted.body.status, resubmitted.body.returnReason]).toEqual(['submitted', '']);
  const withdrawn = await step(embassy, path, 'return', resubmitted.body).expect(200);
  expect([withdrawn.body.status, withdrawn.body.returnReason]).toEqual(['draft', '']);
  expect(await auditOf(made.id)).toEqual([
    'offer.created',
    'offer.submitted',
    'offer.returned',
    'offer.submitted',
    'offer.returned',
  ]);
});

test('an owner’s change to a published need sends it back to the ministry; the planner’s own does not', async () => {
  const published = await publish(service, province, 'needs', needBody({ title: { vi: 'Chế biến sâm', en: '' } }));
  const path = `/needs/${published.id}`;
  const corrected = await planner
    .patch(path, { title: { en: 'Ginseng processing' } })
    .set('If-Match', `"${published.version}"`)
    .expect(200);
  expect(corrected.body).toEqual({
    ...published,
    title: { vi: 'Chế biến sâm', en: 'Ginseng processing' },
    version: published.version + 1,
  });
  const changed = await province
    .patch(path, { countries: ['KR'], contact: null })
    .set('If-Match', `"${corrected.body.version}"`)
    .expect(200);
  expect(changed.body).toEqual({
    ...corrected.body,
    status: 'submitted',
    countries: ['KR'],
    contact: null,
    version: corrected.body.version + 1,
  });
  expect(await auditOf(published.id)).toEqual([
    'need.created',
    'need.submitted',
    'need.published',
    'need.changed',
    'need.changed',
  ]);
  expect(await pending(published.id)).toBeGreaterThan(0);
});

test('a change of nothing that is public leaves a published need published', async () => {
  const published = await publish(
    service,
    province,
    'needs',
    needBody({ title: { vi: 'Vùng trồng dâu tằm', en: '' } }),
  );
  const contact = { name: 'Trần Thị B', post: '', email: '', phone: '' };
  const changed = await province
    .patch(`/needs/${published.id}`, { contact, title: published.title as object })
    .set('If-Match', `"${published.version}"`)
    .expect(200);
  expect(changed.body).toEqual({ ...published, contact, version: published.version + 1 });
});

test('a draft can be deleted, and is gone', async () => {
  const made = await draft();
  await province.delete(`/needs/${made.id}`).set('If-Match', '"1"').expect(204);
  await province.get(`/needs/${made.id}`).expect(404);
  expect(await service.store.postings.get(made.id)).toBeNull();
  expect(await auditOf(made.id)).toEqual(['need.created', 'need.removed']);
});

describe('expiry', () => {
  test('a published posting past its time reads as expired, for its owner and the ministry, and can be renewed', async () => {
    const published = await publish(service, embassy, 'offers', offerBody({ yearTo: 2026 }));
    const path = `/offers/${published.id}`;
    service.clock.now = new Date('2028-11-22T07:59:59.999Z');
    // The tokens of the first day have expired by then.
    const mission = await service.as('mission@demo');
    const owner = await service.as('embassy@demo');
    expect((await mission.get(path).expect(200)).body.status).toBe('published');

    service.clock.now = new Date('2028-11-22T08:00:00.000Z');
    await mission.get(path).expect(404);
    const { body: expired } = await owner.get(path).expect(200);
    expect(expired).toEqual({
      ...published,
      status: 'expired',
      updatedAt: service.clock.now.toISOString(),
      version: published.version + 1,
    });
    expect(await auditOf(published.id)).toContain('offer.expired');

    const renewed = await step(owner, path, 'renew', expired).expect(200);
    expect([renewed.body.status, renewed.body.expiresAt, renewed.body.yearTo]).toEqual([
      'published',
      '2030-11-22T08:00:00.000Z',
      2028,
    ]);
  });

  test('the sweep expires what is overdue, once', async () => {
    const published = await publish(service, province, 'needs', needBody({ title: { vi: 'Logistics', en: '' } }));
    const later = new Date('2029-06-01T00:00:00.000Z');
    const { postings } = service.services;
    expect(await postings.expirePostings(begin)).toBe(0);
    expect(await postings.expirePostings(later)).toBeGreaterThan(0);
    expect(await postings.expirePostings(later)).toBe(0);
    const stored = await service.store.postings.get(published.id);
    expect([stored?.status, stored?.version]).toEqual(['expired', published.version + 1]);
    expect(await service.store.audit.find({ where: { subject: published.id, actor: 'system' } })).toMatchObject([
      { action: 'need.expired', at: later.toISOString() },
    ]);
  });
});

describe('a step that its status does not allow', () => {
  test.each([
    ['publish', 'công bố'],
    ['close', 'đóng'],
    ['renew', 'gia hạn'],
    ['return', 'trả lại'],
  ])('a draft: %s is refused with what is possible', async (verb, word) => {
    const made = await draft();
    const body = verb === 'return' ? { reason: 'x' } : undefined;
    const { status, body: problem } = await step(planner, `/needs/${made.id}`, verb, made, body);
    expect([status, problem.code, problem.detail]).toEqual([
      409,
      'posting.wrong-status',
      `Hiện ở trạng thái “bản nháp” nên không thể ${word}. Có thể: sửa, xoá, gửi.`,
    ]);
    expect((await service.store.postings.get(made.id))?.version).toBe(1);
  });

  test('a published need is neither submitted nor deleted; a closed one is at its end', async () => {
    const published = await publish(service, province, 'needs', needBody({ title: { vi: 'Trồng rừng', en: '' } }));
    const path = `/needs/${published.id}`;
    await step(province, path, 'submit', published).expect(409);
    await step(planner, path, 'publish', published).expect(409);
    await province.delete(path).set('If-Match', `"${published.version}"`).expect(409);
    const { body: closed } = await step(province, path, 'close', published).expect(200);
    for (const verb of ['submit', 'publish', 'renew', 'close']) await step(planner, path, verb, closed).expect(409);
    await planner
      .patch(path, { themes: ['DL'] })
      .set('If-Match', `"${closed.version}"`)
      .expect(409);
    const { body: problem } = await step(planner, path, 'renew', closed);
    expect(problem.detail).toBe('Hiện ở trạng thái “đã đóng” nên không thể gia hạn. Có thể: không còn bước nào.');
    expect(await service.store.postings.get(published.id)).toMatchObject({ status: 'closed', version: closed.version });
  });

  test('a need without themes is not submitted', async () => {
    const made = await draft({ themes: [] });
    expect(made.warnings).toEqual(['no-themes']);
    const refused = await step(province, `/needs/${made.id}`, 'submit', made).expect(409);
    expect([refused.body.code, refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      'posting.incomplete',
      ['/themes'],
    ]);
  });
});

describe('versions', () => {
  test('a change from an old version is refused and changes nothing', async () => {
    const made = await draft();
    const path = `/needs/${made.id}`;
    await province
      .patch(path, { forms: ['DTAO'] })
      .set('If-Match', '"1"')
      .expect(200);
    const refused = await province
      .patch(path, { forms: ['TM'] })
      .set('If-Match', '"1"')
      .expect(412);
    expect(refused.body.code).toBe('store.version-conflict');
    await step(province, path, 'submit', made).expect(412);
    await province.delete(path).set('If-Match', '"1"').expect(412);
    expect(await service.store.postings.get(made.id)).toMatchObject({ forms: ['DTAO'], status: 'draft', version: 2 });
    expect(await auditOf(made.id)).toEqual(['need.created', 'need.changed']);
  });

  test('a write without a version is refused', async () => {
    const made = await draft();
    await province.patch(`/needs/${made.id}`, {}).expect(428);
    await province.post(`/needs/${made.id}/submit`).expect(428);
    await province.delete(`/needs/${made.id}`).expect(428);
  });

  test('of two that publish at once, one does', async () => {
    const made = await draft();
    const { body: submitted } = await step(province, `/needs/${made.id}`, 'submit', made);
    const both = await Promise.all(
      [1, 2].map(() => step(planner, `/needs/${made.id}`, 'publish', submitted).then(({ status }) => status)),
    );
    expect(both.sort()).toEqual([200, 412]);
    expect((await auditOf(made.id)).filter((action) => action === 'need.published')).toHaveLength(1);
  });
});
