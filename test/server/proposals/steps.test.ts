// A proposal's way: made, checked, approved and released by three people, and then it never changes.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProposalRecord } from '../../../server/store/event-records.js';
import { step } from '../../arrange/postings.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
const people = ['planner', 'approver', 'admin', 'province', 'embassy', 'association', 'mission'] as const;
let as: Record<(typeof people)[number], Client>;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  const clients = await Promise.all(people.map(async (name) => [name, await service.as(`${name}@demo`)] as const));
  as = Object.fromEntries(clients) as typeof as;
});
afterAll(() => service.stop());

interface Made {
  id: string;
  version: number;
  status: string;
}
const make = async (client = as.planner, event = 'australia-netherlands-bdkh'): Promise<Made> =>
  (await client.post(`/events/${event}/proposals`, {}).expect(201)).body;
const take = (client: Client, verb: string, proposal: Made) =>
  step(client, `/proposals/${proposal.id}`, verb, proposal);
const released = async (): Promise<Made> => {
  const checked = (await take(as.planner, 'check', await make()).expect(200)).body;
  const approved = (await take(as.approver, 'approve', checked).expect(200)).body;
  return (await take(as.admin, 'release', approved).expect(200)).body;
};
const accountOf = async (name: string) =>
  (await service.store.accounts.find({ where: { email: `${name}@demo` } }))[0]?.id ?? '';
const stored = async ({ id }: Made) => (await service.store.proposals.get(id)) as ProposalRecord;

describe('the way of a proposal', () => {
  test('each step is signed, dated, versioned and audited; the document stays', async () => {
    const posted = await as.planner.post('/events/australia-netherlands-bdkh/proposals', {}).expect(201);
    const made = posted.body;
    expect([posted.headers.location, posted.headers.etag]).toEqual([`/api/v1/proposals/${made.id}`, '"1"']);
    const accounts = { planner: await accountOf('planner'), approver: await accountOf('approver') };
    const admin = await accountOf('admin');
    expect(made.createdBy).toBe(accounts.planner);

    service.clock.now = new Date('2026-11-23T01:00:00.000Z');
    const checked = (await take(as.planner, 'check', made).expect(200)).body;
    service.clock.now = new Date('2026-11-24T01:00:00.000Z');
    const approved = (await take(as.approver, 'approve', checked).expect(200)).body;
    service.clock.now = new Date('2026-11-25T01:00:00.000Z');
    const done = await take(as.admin, 'release', approved).expect(200);
    service.clock.now = begin;
    expect(done.body).toEqual({
      ...made,
      status: 'released',
      checked: { account: accounts.planner, at: '2026-11-23T01:00:00.000Z' },
      approved: { account: accounts.approver, at: '2026-11-24T01:00:00.000Z' },
      released: { account: admin, at: '2026-11-25T01:00:00.000Z' },
      version: 4,
    });
    expect([done.headers.etag, (await as.planner.get(`/proposals/${made.id}`)).body]).toEqual(['"4"', done.body]);
    const audit = await service.store.audit.find({ where: { subject: made.id }, sort: [['at', 'asc']] });
    expect(audit.map(({ action, actor, params }) => [action, actor, params])).toEqual([
      ['proposal.made', accounts.planner, { event: made.event }],
      ['proposal.checked', accounts.planner, {}],
      ['proposal.approved', accounts.approver, {}],
      ['proposal.released', admin, {}],
    ]);
  });

  test('out of turn no step is taken, nor twice, nor after the end', async () => {
    const taken = async (client: Client, verb: string, proposal: Made) =>
      (await take(client, verb, proposal)).body.code;
    const draft = await make();
    expect([await taken(as.approver, 'approve', draft), await taken(as.admin, 'release', draft)]).toEqual([
      'proposal.not-checked',
      'proposal.not-approved',
    ]);
    const checked = (await take(as.admin, 'check', draft).expect(200)).body;
    expect([await taken(as.planner, 'check', checked), await taken(as.planner, 'release', checked)]).toEqual([
      'proposal.not-draft',
      'proposal.not-approved',
    ]);
    const end = await released();
    const before = await stored(end);
    expect([
      await taken(as.planner, 'check', end),
      await taken(as.approver, 'approve', end),
      await taken(as.planner, 'release', end),
    ]).toEqual(['proposal.not-draft', 'proposal.not-checked', 'proposal.not-approved']);
    expect(await stored(end)).toEqual(before);
  });

  test('who has taken a step takes no other', async () => {
    const checked = (await take(as.planner, 'check', await make()).expect(200)).body;
    const approved = (await take(as.approver, 'approve', checked).expect(200)).body;
    for (const client of [as.planner, as.approver]) {
      const refused = await take(client, 'release', approved).expect(409);
      expect([refused.body.code, refused.body.title]).toEqual([
        'proposal.same-person',
        'Mỗi bước phải do một người khác nhau thực hiện',
      ]);
    }
    expect(await stored(approved)).toMatchObject({ status: 'approved', released: null, version: 3 });
  });

  test('a step from a version that is not the last is refused', async () => {
    const made = await make();
    const missing = await as.planner.post(`/proposals/${made.id}/check`).expect(428);
    expect(missing.body.code).toBe('request.version-required');
    const stale = await take(as.planner, 'check', { ...made, version: 2 }).expect(412);
    expect(stale.body.code).toBe('store.version-conflict');
    const both = await Promise.all([take(as.planner, 'check', made), take(as.admin, 'check', made)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
    expect(await stored(made)).toMatchObject({ status: 'checked', version: 2 });
  });

  test('a plan the checker has not confirmed goes no further', async () => {
    const made = await stored(await make());
    const { certificate } = made.document;
    const checker = { ok: false, violations: [{ code: 'too-many-invited', params: { invited: 13 } }] };
    await service.store.proposals.replace({
      ...made,
      document: { ...made.document, certificate: { ...certificate, checker } },
    });
    const refused = await take(as.planner, 'check', { ...made, version: 2 }).expect(409);
    expect(refused.body).toMatchObject({
      code: 'proposal.not-confirmed',
      detail: 'Bộ kiểm tra phát hiện 1 điểm vi phạm; phương án không thể đi tiếp.',
    });
  });
});

describe('a released proposal', () => {
  test('is not touched by any write, nor by what happens to its event and its grounds', async () => {
    const end = await released();
    const before = (await as.planner.get(`/proposals/${end.id}`).expect(200)).body;
    for (const method of ['post', 'patch', 'put', 'delete'] as const) {
      const answer = await as.admin[method](`/proposals/${end.id}`, { status: 'draft' }).set('If-Match', '"4"');
      expect([method, answer.status]).toEqual([method, 405]);
    }
    const event = (await as.planner.get('/events/australia-netherlands-bdkh')).body;
    await as.planner.patch(`/events/${event.id}`, { seats: 3 }).set('If-Match', `"${event.version}"`).expect(200);
    const need = before.provinces[0].need;
    const posting = await service.store.postings.get(need);
    await step(as.planner, `/needs/${need}`, 'close', { version: posting?.version ?? 0 }).expect(200);
    expect((await as.planner.get(`/proposals/${end.id}`).expect(200)).body).toEqual(before);
    await as.planner
      .patch(`/events/${event.id}`, { seats: 12 })
      .set('If-Match', `"${event.version + 1}"`)
      .expect(200);
  });

  test('is computed from its inputs again to the last byte', async () => {
    const { inputs, document } = await stored(await released());
    const again = await service.matcher.propose(structuredClone(inputs));
    const { event: _, inputsDigest, ...kept } = document;
    expect(JSON.stringify(again)).toBe(JSON.stringify({ feasible: true, plan: kept }));
    const { body: twin } = await as.planner.post('/events/australia-netherlands-bdkh/proposals', { asOf: inputs.asOf });
    expect(twin.inputsDigest).toBe(inputsDigest);
  });
});

describe('the list', () => {
  test('has the proposals of one event, the newest first', async () => {
    const ids: string[] = [];
    for (const day of ['01', '02', '03']) {
      service.clock.now = new Date(`2026-12-${day}T08:00:00.000Z`);
      ids.unshift((await make(as.planner, 'japan-xtdt')).id);
    }
    service.clock.now = begin;
    const { body } = await as.approver.get('/events/japan-xtdt/proposals?pageSize=2').expect(200);
    const rest = await as.approver.get('/events/japan-xtdt/proposals?pageSize=2&page=2').expect(200);
    const idsOf = (page: { items: Made[] }) => page.items.map(({ id }) => id);
    expect([...idsOf(body), ...idsOf(rest.body), body.total, body.page, body.pageSize]).toEqual([...ids, 3, 1, 2]);
    const whole = await as.planner.get(`/proposals/${ids[0]}`).expect(200);
    const invited = whole.body.provinces.filter((row: { invited: boolean }) => row.invited);
    expect(body.items[0]).toEqual({
      id: ids[0],
      event: whole.body.event,
      parent: null,
      edit: null,
      status: 'draft',
      createdAt: '2026-12-03T08:00:00.000Z',
      createdBy: await accountOf('planner'),
      checked: null,
      approved: null,
      released: null,
      version: 1,
      asOf: '2026-12-03',
      invited: invited.map(({ province }: { province: string }) => province),
    });
    await as.planner.get('/events/nothing/proposals').expect(404);
    await as.planner.get('/proposals/nothing').expect(404);
  });
});

test('proposals are the ministry’s: who may make, read and take which step', async () => {
  const draft = await make();
  const checked: Made = (await take(as.planner, 'check', await make()).expect(200)).body;
  const approved: Made = await (async () => {
    const first = (await take(as.admin, 'check', await make()).expect(200)).body;
    return (await take(as.approver, 'approve', first).expect(200)).body;
  })();
  const statuses = async (client: Client) => [
    (await client.get('/events/japan-xtdt/proposals')).status,
    (await client.get(`/proposals/${draft.id}`)).status,
    (await client.post('/events/nothing/proposals', {})).status,
    // With a version that is stale, so that who may would get 412.
    ...(await Promise.all(
      (
        [
          ['check', draft],
          ['approve', checked],
          ['release', approved],
        ] as const
      ).map(async ([verb, proposal]) => (await take(client, verb, { ...proposal, version: 99 })).status),
    )),
  ];
  const outsider = [403, 403, 403, 403, 403, 403];
  const outcomes = Object.fromEntries(
    await Promise.all(people.map(async (name) => [name, await statuses(as[name])] as const)),
  );
  expect(outcomes).toEqual({
    planner: [200, 200, 404, 412, 403, 412],
    approver: [200, 200, 403, 403, 412, 409],
    admin: [200, 200, 404, 412, 403, 409],
    province: outsider,
    embassy: outsider,
    association: outsider,
    mission: outsider,
  });
  expect(await statuses(service.anyone())).toEqual([401, 401, 401, 401, 401, 401]);
});
