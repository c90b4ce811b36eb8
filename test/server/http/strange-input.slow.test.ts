// Whatever is sent to a row of the API: it is answered as declared, or refused with a problem and nothing is stored.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { describedRows, type Row, type StrangeRequest, strangeRequest } from '../../arrange/http/strange-requests.js';
import { arrangeService, type Client } from '../../arrange/service.js';

jest.setTimeout(300_000);

let service: Awaited<ReturnType<typeof arrangeService>>;
let clients: { planner: Client; admin: Client; province: Client };
let ids: Record<string, readonly string[]>;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  const as = (role: string) => service.as(`${role}@demo`, { 'Accept-Language': 'en' });
  clients = { planner: await as('planner'), admin: await as('admin'), province: await as('province') };
  const { body } = await clients.planner.post('/events/israel-nncnc/proposals', {}).expect(201);
  ids = {
    needs: ['N001', 'N002'],
    offers: (await service.store.postings.find({ where: { kind: 'offer' }, limit: 2 })).map(({ id }) => id),
    events: ['israel-nncnc', 'japan-xtdt'],
    proposals: [body.id],
    provinces: ['66'],
    partners: ['M034'],
    themes: ['NNCNC'],
  };
});
afterAll(() => service.stop());

/** Kept whatever becomes of the request: what was tried, and words that were looked for in vain. */
const traces = ['audit', 'attempts', 'idempotency', 'missedQueries', 'jobs'];
async function stored(): Promise<object> {
  const all = await service.snapshot();
  return Object.fromEntries(Object.entries(all).filter(([name]) => !traces.includes(name)));
}

function send(client: Client, { method }: Row, { address, body, version }: StrangeRequest) {
  const sent = client[method](address);
  if (version !== null) sent.set('If-Match', `"${version}"`);
  return body === null ? sent : sent.set('Content-Type', 'application/json').send(body);
}

// Not here: what ends the planner's own session or account, streams, and copies of the whole store.
const others = /^\/(?:session|accounts\/\{id\}|backups)|\/progress$/;
const met = new Set<number>();
const rows = describedRows.filter(({ path }) => !others.test(path));

test.each(rows)('$method $path', async (row) => {
  await fc.assert(
    fc.asyncProperty(
      strangeRequest(row, ids),
      fc.constantFrom('planner', 'admin', 'province'),
      async (request, role) => {
        const before = row.method === 'get' ? null : await stored();
        const { status, type, body } = await send(clients[role as keyof typeof clients], row, request);
        expect(status).toBeLessThan(500);
        met.add(status);
        if (status < 400) return;
        expect({ type, body }).toEqual({
          type: 'application/problem+json',
          body: expect.objectContaining({ status, code: expect.any(String), title: expect.any(String) }),
        });
        // No sentence has a gap that was not filled.
        expect(JSON.stringify([body.title, body.detail ?? '', body.errors ?? []])).not.toMatch(/\{[a-z]+\}|undefined/i);
        if (before) expect(await stored()).toEqual(before);
      },
    ),
    { numRuns: 12, seed: 11 },
  );
});

test('requests of every kind were among them', () => {
  expect([...met].sort()).toEqual([200, 201, 400, 403, 404, 409, 412, 428]);
});
