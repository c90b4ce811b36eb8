// Lists of needs and offers: what a reader sees, by filters, in order, over all pages.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PostingRecord } from '../../../server/store/records.js';
import { needBody, offerBody, publish } from '../../arrange/postings.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let province: Client;
let planner: Client;
let embassy: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  province = await service.as('province@demo');
  planner = await service.as('planner@demo');
  embassy = await service.as('embassy@demo');
  for (const [index, visibility] of ['public', 'restricted', 'public'].entries()) {
    service.clock.now = new Date(begin.getTime() + index * 60_000);
    await publish(service, province, 'needs', needBody({ title: { vi: `Nhu cầu số ${index}` }, visibility }));
  }
  await province.post('/needs', needBody()).expect(201);
  await embassy.post('/offers', offerBody()).expect(201);
});
afterAll(() => service.stop());

const isOwn = (posting: PostingRecord, owner: string) => `${posting.owner.kind}:${posting.owner.code}` === owner;
const isOpen = ({ status, visibility }: PostingRecord) => status === 'published' && visibility === 'public';

async function expected(kind: 'need' | 'offer', keep: (posting: PostingRecord) => boolean): Promise<string[]> {
  const all = await service.store.postings.find({ where: { kind } });
  return all
    .filter(keep)
    .sort((a, b) => (a.updatedAt === b.updatedAt ? (a.id < b.id ? -1 : 1) : a.updatedAt < b.updatedAt ? 1 : -1))
    .map(({ id }) => id);
}

async function listed(client: Client, path: string, pageSize: number): Promise<{ ids: string[]; totals: number[] }> {
  const ids: string[] = [];
  const totals: number[] = [];
  for (let page = 1; ; page++) {
    const { body } = await client
      .get(`${path}${path.includes('?') ? '&' : '?'}page=${page}&pageSize=${pageSize}`)
      .expect(200);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    totals.push(body.total);
    if (body.items.length < pageSize) return { ids, totals: [...new Set(totals)] };
  }
}

describe('what a reader sees, newest first', () => {
  test.each([
    ['province', '/needs', 'need', (posting: PostingRecord) => isOpen(posting) || isOwn(posting, 'province:68')],
    ['embassy', '/needs', 'need', isOpen],
    ['embassy', '/offers', 'offer', (posting: PostingRecord) => isOpen(posting) || isOwn(posting, 'partner:M034')],
    ['planner', '/needs', 'need', () => true],
  ] as const)('%s: all pages of %s', async (name, path, kind, keep) => {
    const ids = await expected(kind, keep);
    const client = { province, embassy, planner }[name];
    expect(await listed(client, path, 7)).toEqual({ ids, totals: [ids.length] });
    expect(await listed(client, path, 200)).toEqual({ ids, totals: [ids.length] });
  });

  test('oldest first when asked', async () => {
    const { body } = await province.get('/needs?mine=true&sort=oldest&pageSize=200').expect(200);
    const times = body.items.map(({ updatedAt }: { updatedAt: string }) => updatedAt);
    expect(times).toEqual([...times].sort());
    expect(times[0] < times.at(-1)).toBe(true);
  });
});

describe('filters', () => {
  test.each([
    ['/needs?province=68', 'need', (posting: PostingRecord) => posting.provinces.includes('68')],
    [
      '/needs?country=IL,JP',
      'need',
      ({ countries }: PostingRecord) => countries.includes('IL') || countries.includes('JP'),
    ],
    ['/offers?partner=M034', 'offer', (posting: PostingRecord) => posting.partners.includes('M034')],
    [
      '/needs?theme=NNCNC&status=published',
      'need',
      (posting: PostingRecord) => posting.themes.includes('NNCNC') && posting.status === 'published',
    ],
    [
      '/needs?status=draft,submitted',
      'need',
      ({ status }: PostingRecord) => status === 'draft' || status === 'submitted',
    ],
    ['/needs?province=', 'need', () => true],
    ['/needs?theme=NOPE', 'need', () => false],
  ] as const)('%s', async (path, kind, keep) => {
    const ids = await expected(kind, keep);
    expect(await listed(planner, path, 200)).toEqual({ ids, totals: [ids.length] });
    const open = await expected(kind, (posting) => keep(posting) && isOpen(posting));
    const association = await service.as('association@demo');
    expect(await listed(association, path, 200)).toEqual({ ids: open, totals: [open.length] });
  });

  test('mine is the organisation’s own, in any status', async () => {
    const ids = await expected('need', (posting) => isOwn(posting, 'province:68'));
    expect(await listed(province, '/needs?mine=true', 3)).toEqual({ ids, totals: [ids.length] });
  });

  test('a question that cannot be read is refused', async () => {
    const { body } = await planner.get('/needs?status=lost&pageSize=201&page=0&colour=red').expect(400);
    expect(body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)).toEqual([
      '?page input.too-small',
      '?pageSize input.too-large',
      '?status input.not-allowed',
      '?colour input.unknown-field',
    ]);
    await service.anyone().get('/needs').expect(401);
  });

  test('what has just run out is no longer listed as published', async () => {
    service.clock.now = new Date('2028-12-01T00:00:00.000Z');
    const later = await service.as('planner@demo');
    const { body } = await later.get('/needs?status=expired&province=68').expect(200);
    expect(body.items.map(({ title }: { title: { vi: string } }) => title.vi).sort()).toEqual([
      'Nhu cầu số 0',
      'Nhu cầu số 1',
      'Nhu cầu số 2',
    ]);
    expect((await later.get('/needs?status=published').expect(200)).body.total).toBe(120);
  });
});
