// “Which ambassador next, on what?” through the API, on the seeded needs.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { needBody, publish } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

interface Served {
  need: string;
  score: number;
  parts: { points: number }[];
}
interface Row {
  partner: string;
  theme: string;
  rank: number;
  value: number;
  provinces: number;
  needs: Served[];
}
const ask = async (query = '') => (await planner.get(`/planning/next-events${query}`).expect(200)).body;

test('every published need is counted once, and served or named as unserved', async () => {
  const { items, counts, unserved, total } = await ask('?pageSize=200');
  const all = await service.store.postings.count({ kind: 'need', status: 'published' });
  expect(counts.unmet + counts.planned + counts.paired + counts.attended).toBe(all);
  const served = items.flatMap((row: Row) => row.needs.map(({ need }) => need));
  expect([items.length, new Set(served).size, served.length + unserved.length]).toEqual([
    total,
    served.length,
    counts.unmet,
  ]);
  for (const { needs, value } of items as Row[]) {
    expect(needs.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(value, 6);
    for (const { score, parts } of needs)
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9);
  }
});

test('the proposal is said in words, in the reader’s language', async () => {
  const { items } = await ask('?pageSize=1');
  expect(items[0].text).toBe(
    `Tổ chức gặp gỡ với Đại sứ quán Lào tại Việt Nam về du lịch: đáp ứng thêm ${items[0].needs.length} nhu cầu của ${items[0].provinces} địa phương chưa được kết nối.`,
  );
  const english = await service.as('planner@demo', { 'Accept-Language': 'en' });
  expect((await english.get('/planning/next-events?pageSize=1')).body.items[0].text).toBe(
    `An event with Embassy of Lao PDR in Viet Nam on tourism: would serve ${items[0].needs.length} more needs of ${items[0].provinces} provinces that nothing has served yet.`,
  );
});

test('an event planned for it takes a need off the list, and a new need puts one on it', async () => {
  const before = await ask();
  const [first] = before.items as [Row];
  const planned = await planner
    .post('/events', {
      name: { vi: 'Gặp gỡ', en: '' },
      slug: 'gap-go-tiep-theo',
      partners: [first.partner],
      themes: [first.theme],
      date: '2027-06-01',
      seats: 12,
      tables: 12,
    })
    .expect(201);
  const after = await ask();
  expect(after.counts.planned).toBeGreaterThan(before.counts.planned);
  expect(after.items.map(({ partner, theme }: Row) => [partner, theme])).not.toContainEqual([
    first.partner,
    first.theme,
  ]);
  expect(planned.body.id).toBeTruthy();

  const province = await service.as('province@demo');
  const { id } = await publish(service, province, 'needs', needBody({ countries: ['CU'], themes: ['NNCNC'] }));
  const added = (await ask('?pageSize=200')).items.find(({ needs }: Row) => needs.some(({ need }) => need === id));
  expect(added).toMatchObject({ theme: 'NNCNC', partner: 'M019' });
});

test('only the ministry plans; what is asked wrongly is said at once', async () => {
  for (const stranger of ['province@demo', 'embassy@demo', 'mission@demo'])
    await (await service.as(stranger)).get('/planning/next-events').expect(403);
  await service.anyone().get('/planning/next-events').expect(401);
  const { body } = await planner.get('/planning/next-events?seats=0&asOf=soon&theme=NNCNC').expect(400);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['?asOf', '?seats', '?theme']);
});
