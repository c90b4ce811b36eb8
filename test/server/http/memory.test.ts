// An answer that is given again is never an old one, and never another reader's.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { needBody, publish } from '../../arrange/postings.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let province: Client;
let embassy: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.indexer.start();
  planner = await service.as('planner@demo');
  province = await service.as('province@demo');
  embassy = await service.as('embassy@demo');
});
afterEach(() => {
  service.clock.now = begin;
});
afterAll(() => service.stop());

const contact = { name: '', post: 'Phòng Hợp tác quốc tế', email: 'htqt@lamdong.example', phone: '' };

test('a change is seen by the next reader, whoever made it', async () => {
  const need = await publish(service, province, 'needs', needBody({ contact }));
  const path = `/needs/${need.id}`;
  const before = await planner.get(path).expect(200);
  expect((await planner.get(path)).body).toEqual(before.body);
  const title = { vi: 'Nhu cầu đã sửa', en: 'A changed need' };
  await planner.patch(path, { title }).set('If-Match', String(before.headers.etag)).expect(200);
  const after = await planner.get(path).expect(200);
  expect([after.body.title, after.headers.etag]).toEqual([title, `"${need.version + 1}"`]);
});

test('each reader gets what he may see, in his language', async () => {
  const { id } = await publish(service, province, 'needs', needBody({ contact }));
  for (let round = 0; round < 2; round++) {
    const answers = [];
    for (const reader of [planner, province, embassy]) answers.push((await reader.get(`/needs/${id}`)).body.contact);
    expect(answers).toEqual([contact, contact, null]);
  }
  await service.anyone().get(`/needs/${id}`).expect(401);
  const draft = (await province.post('/needs', needBody()).expect(201)).body.id;
  await province.get(`/needs/${draft}`).expect(200);
  await embassy.get(`/needs/${draft}`).expect(404);
});

test('a posting that expires is gone a second later at the latest', async () => {
  const { id } = await publish(service, province, 'needs', needBody());
  await embassy.get(`/needs/${id}`).expect(200);
  const { expiresAt } = (await planner.get(`/needs/${id}`).expect(200)).body;
  service.clock.now = new Date(expiresAt);
  // Tokens end too.
  await (await service.as('embassy@demo')).get(`/needs/${id}`).expect(404);
});

test('a posting is found as soon as the index has it', async () => {
  const path = `/search?q=${encodeURIComponent('ươm giống sá sùng')}`;
  await embassy.get(path).expect(200);
  const title = { vi: 'Ươm giống sá sùng', en: 'Peanut worm hatchery' };
  const { id } = await publish(service, province, 'needs', needBody({ title }));
  await service.indexer.drained();
  expect((await embassy.get(path)).body.items[0].id).toBe(id);
});

test('a query that finds nothing is counted each time', async () => {
  const query = 'xwqzv brblfg';
  const counted = async () =>
    (await service.store.missedQueries.find()).find((missed) => missed.query === query)?.times ?? 0;
  for (let times = 1; times <= 3; times++) {
    await embassy.get(`/search?q=${encodeURIComponent(query)}`).expect(200);
    expect(await counted()).toBe(times);
  }
});

test('an account that is locked is refused, whatever others were answered', async () => {
  await embassy.get('/needs/N001').expect(200);
  const [account] = await service.store.accounts.find({ where: { email: 'embassy@demo' } });
  if (!account) throw new Error('no account');
  const locked = await service.store.accounts.replace({ ...account, active: false });
  await embassy.get('/needs/N001').expect(401);
  await service.store.accounts.replace({ ...locked, active: true });
  await embassy.get('/needs/N001').expect(200);
});

test('reading the same again makes nothing anew: HEAD and GET answer alike', async () => {
  const get = await planner.get('/themes?pageSize=3').expect(200);
  const again = await planner.get('/themes?pageSize=3').expect(200);
  expect([again.text, again.headers['content-type'], again.headers['cache-control']]).toEqual([
    get.text,
    'application/json; charset=utf-8',
    'no-store',
  ]);
});
