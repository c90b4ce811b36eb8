// The counterparts of a need and of an offer: best first, with grounds that add up, and none the reader may not see.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { needBody, offerBody, publish, step } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let province: Client;
let embassy: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.speak('admin@demo', 'en');
  [planner, province, embassy] = (await Promise.all(
    ['planner', 'province', 'embassy'].map((name) => service.as(`${name}@demo`)),
  )) as [Client, Client, Client];
});
afterAll(() => service.stop());

interface Match {
  id: string;
  score: number;
  parts: { code: string; value: number; weight: number; points: number; cites: string[]; text: string }[];
  posting: { id: string; kind: string; status: string; contact: unknown };
}
const matchesOf = async (client: Client, path: string): Promise<Match[]> => {
  const { body } = await client.get(`${path}/matches?pageSize=200`).expect(200);
  expect([body.page, body.pageSize, body.total]).toEqual([1, 200, body.items.length]);
  return body.items;
};
const idsOf = (matches: readonly Match[]) => matches.map(({ id }) => id);

describe.each([
  ['/needs/N001', 'offer', 76],
  ['/offers/O002', 'need', 120],
] as const)('the counterparts of %s', (path, kind, many) => {
  let matches: Match[];
  beforeAll(async () => {
    matches = await matchesOf(planner, path);
  });

  test('are all published postings of the other kind, the best first', () => {
    expect(matches.map(({ posting }) => [posting.kind, posting.status])).toEqual(
      Array.from({ length: many }, () => [kind, 'published']),
    );
    const order = matches.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    expect(idsOf(matches)).toEqual(idsOf(order));
    expect(matches.filter(({ id, posting }) => posting.id !== id)).toEqual([]);
    expect(matches[0]?.score).toBeGreaterThan(matches.at(-1)?.score ?? 1);
  });

  test('have grounds that add up, from every part once, citing the two', () => {
    const own = `${kind === 'offer' ? 'need' : 'offer'}:${path.split('/')[2]}`;
    for (const { id, score, parts } of matches) {
      expect(parts.map(({ code }) => code).sort()).toEqual(
        ['theme', 'country', 'concepts', 'form', 'place', 'freshness', 'wording'].sort(),
      );
      expect(Math.abs(parts.reduce((sum, { points }) => sum + points, 0) - score)).toBeLessThan(1e-9);
      expect(parts.filter(({ value, weight, points }) => Math.abs(value * weight - points) > 1e-6)).toEqual([]);
      const cites = new Set(parts.flatMap((part) => part.cites));
      expect([...cites].filter((cite) => cite !== own && cite !== `${kind}:${id}`)).toEqual([]);
    }
  });

  test('come in pages that together are the whole', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map(
        async (page) => (await planner.get(`${path}/matches?page=${page}&pageSize=25`).expect(200)).body,
      ),
    );
    expect(pages.flatMap(({ items }) => idsOf(items))).toEqual(idsOf(matches).slice(0, 100));
    expect(pages.map(({ total, page, pageSize }) => [total, page, pageSize])).toEqual(
      [1, 2, 3, 4].map((page) => [many, page, 25]),
    );
    const beyond = await planner.get(`${path}/matches?page=1000&pageSize=200`).expect(200);
    expect([beyond.body.items, beyond.body.total]).toEqual([[], many]);
  });

  test('are said in both languages, in words and not in codes', async () => {
    const english = await matchesOf(await service.as('admin@demo'), path);
    const texts = (list: readonly Match[]) => list.flatMap(({ parts }) => parts.map(({ text }) => text));
    const [vi, en] = [texts(matches), texts(english)];
    expect([idsOf(english), en.length]).toEqual([idsOf(matches), vi.length]);
    const isRaw = (text: string) =>
      /[{}]|undefined|null|NaN/.test(text) ||
      (text.match(/\b[A-Z][A-Z0-9]{2,}\b/g) ?? []).some((word) => !['ODA', 'LNG', 'PDR'].includes(word));
    expect([...new Set([...vi, ...en])].filter(isRaw)).toEqual([]);
    expect(en.filter((text) => /[ăđơưạảấầẩẫậắằẵặếềểễệịọốồổỗộớờởợụủứừửữự]/iu.test(text))).toEqual([]);
  });
});

describe('who sees what', () => {
  test('a restricted need is a counterpart for its owner and the ministry alone', async () => {
    const hidden = await publish(service, province, 'needs', needBody({ visibility: 'restricted' }));
    const open = await publish(service, province, 'needs', needBody());
    const offer = await publish(service, embassy, 'offers', offerBody({ themes: ['NNCNC'], forms: ['CGCN'] }));
    const seen = await Promise.all(
      ['planner', 'approver', 'admin', 'province', 'embassy', 'association', 'mission'].map(async (name) => {
        const ids = idsOf(await matchesOf(await service.as(`${name}@demo`), `/offers/${offer.id}`));
        return [name, ids.includes(hidden.id), ids.includes(open.id)];
      }),
    );
    expect(seen).toEqual([
      ['planner', true, true],
      ['approver', true, true],
      ['admin', true, true],
      ['province', true, true],
      ['embassy', false, true],
      ['association', false, true],
      ['mission', false, true],
    ]);
    // What is hidden is not even counted.
    const [all, some] = [
      await matchesOf(planner, `/offers/${offer.id}`),
      await matchesOf(embassy, `/offers/${offer.id}`),
    ];
    expect(all.length - some.length).toBe(1);
    await embassy.get(`/needs/${hidden.id}/matches`).expect(404);
    expect(idsOf(await matchesOf(province, `/needs/${hidden.id}`))[0]).toBe(offer.id);
  });

  test('contacts stay with the owner and the ministry', async () => {
    const contacts = (await matchesOf(embassy, '/offers/O002')).filter(({ posting }) => posting.contact !== null);
    expect(contacts).toEqual([]);
  });

  test('drafts, and what has been closed or has run out, are no counterparts', async () => {
    const { body: draft } = await province.post('/needs', needBody()).expect(201);
    const closed = await publish(service, province, 'needs', needBody());
    await step(province, `/needs/${closed.id}`, 'close', closed).expect(200);
    const left = await publish(service, province, 'needs', needBody());
    const before = idsOf(await matchesOf(province, '/offers/O002'));
    expect([draft.id, closed.id, left.id].map((id) => before.includes(id))).toEqual([false, false, true]);
    const now = service.clock.now;
    service.clock.now = new Date('2029-01-01T00:00:00.000Z');
    const reader = await service.as('province@demo');
    expect(idsOf(await matchesOf(reader, '/offers/O002'))).not.toContain(left.id);
    service.clock.now = now;
  });

  test('one’s own draft has counterparts already; nobody else asks for them', async () => {
    const { body: draft } = await province.post('/needs', needBody()).expect(201);
    const [best] = await matchesOf(province, `/needs/${draft.id}`);
    expect(best?.parts.find(({ code }) => code === 'country')).toMatchObject({
      value: 1,
      text: 'Nhu cầu nêu đích danh đối tác: Israel.',
    });
    await embassy.get(`/needs/${draft.id}/matches`).expect(404);
    await service.anyone().get(`/needs/${draft.id}/matches`).expect(401);
  });

  test('an offer is no need, and nothing is nothing', async () => {
    await planner.get('/needs/O002/matches').expect(404);
    await planner.get('/offers/N001/matches').expect(404);
    await planner.get('/needs/nothing/matches').expect(404);
    const refused = await planner.get('/needs/N001/matches?pageSize=201&sort=best').expect(400);
    expect(refused.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)).toEqual([
      '?pageSize input.too-large',
      '?sort input.unknown-field',
    ]);
  });
});
