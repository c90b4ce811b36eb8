// Edits of a proposal: pins and refusals, drop-outs and late joiners, other rules; with few changes, at most some, or freely.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProposalRecord } from '../../../server/store/event-records.js';
import { step } from '../../arrange/postings.js';
import { arrangeService, begin, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let parent: Proposal;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.speak('admin@demo', 'en');
  planner = await service.as('planner@demo');
  parent = (await planner.post('/events/israel-nncnc/proposals', {}).expect(201)).body;
});
afterAll(() => service.stop());

interface Pair {
  province: string;
  partner: string;
}
interface Proposal {
  [field: string]: unknown;
  id: string;
  version: number;
  provinces: { province: string; invited: boolean; pinned: boolean; whyNot: { code: string; text: string } | null }[];
  pairs: Pair[];
  changes: { atMost: number | null; provinces: string[]; pairs: Pair[]; total: number } | null;
}
const edit = (body: object, client = planner, id = parent.id) => client.post(`/proposals/${id}/edits`, body);
const edited = async (body: object): Promise<Proposal> => (await edit(body).expect(201)).body;
const invitedIn = ({ provinces }: Proposal) => provinces.flatMap((row) => (row.invited ? [row.province] : [])).sort();
const leftIn = ({ provinces }: Proposal) => provinces.flatMap((row) => (row.invited ? [] : [row.province]));
const meetings = ({ pairs }: Proposal) => pairs.map(({ province, partner }) => `${province} ${partner}`).sort();
const stored = async ({ id }: Proposal) => (await service.store.proposals.get(id)) as ProposalRecord;
const issuesOf = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

describe('an edit', () => {
  test('is a new proposal that names its parent, with the difference, kept and audited', async () => {
    const before = await stored(parent);
    const [pin = ''] = leftIn(parent).slice(-1);
    const made = await edit({ pin: [pin], mode: 'at-most', atMost: 4 }).expect(201);
    const own: Proposal = made.body;
    expect(made.headers.location).toBe(`/api/v1/proposals/${own.id}`);
    expect(own).toMatchObject({
      parent: parent.id,
      edit: { mode: 'at-most', atMost: 4 },
      status: 'draft',
      createdAt: begin.toISOString(),
      version: 1,
      changes: { atMost: 4 },
      diff: {
        from: parent.id,
        to: own.id,
        enters: [{ province: pin, text: expect.stringMatching(/^\S.* được đưa vào danh sách mời\.$/) }],
        rules: [{ rule: '/rules/pinProvinces', after: [pin] }],
      },
    });
    expect(own.provinces.find((row) => row.province === pin)).toMatchObject({ invited: true, pinned: true });
    expect((await planner.get(`/proposals/${own.id}`).expect(200)).body).toEqual(own);

    const kept = await stored(own);
    expect(kept).toMatchObject({ parent: parent.id, edit: { mode: 'at-most', atMost: 4 }, event: before.event });
    expect(kept.inputs).toEqual({
      ...before.inputs,
      event: { ...before.inputs.event, rules: { pinProvinces: [pin] } },
      previous: {
        invited: before.document.provinces.flatMap(({ province, invited }) => (invited ? [province] : [])),
        pairs: before.document.pairs.map(({ province, partner }) => ({ province, partner })),
        atMost: 4,
      },
    });
    expect(await stored(parent)).toEqual(before);
    const [line, ...others] = await service.store.audit.find({ where: { subject: own.id } });
    expect([line, others]).toEqual([
      expect.objectContaining({
        action: 'proposal.edited',
        subjectKind: 'proposal',
        params: { event: before.event, parent: parent.id, mode: 'at-most', atMost: 4 },
      }),
      [],
    ]);
  });

  test('made twice gives the same plan to the byte', async () => {
    const forbid = parent.pairs.slice(0, 1).map(({ province, partner }) => ({ province, partner }));
    const body = { forbid, weights: { strength: 0.3 } };
    const [one, two] = [await stored(await edited(body)), await stored(await edited(body))];
    expect(JSON.stringify(two.document)).toBe(JSON.stringify(one.document));
    expect(JSON.stringify(two.inputs)).toBe(JSON.stringify(one.inputs));
  });

  test('can be edited again: proposals are a tree', async () => {
    const child = await edited({ seats: 11 });
    const grandchild = (await edit({ seats: 12 }, planner, child.id).expect(201)).body;
    expect([child.parent, grandchild.parent, grandchild.diff.from]).toEqual([parent.id, child.id, child.id]);
    const { body } = await planner.get('/events/israel-nncnc/proposals?pageSize=200').expect(200);
    const parents = body.items.map(({ id, parent: from }: { id: string; parent: string }) => [id, from]);
    expect(parents).toEqual(
      expect.arrayContaining([
        [child.id, parent.id],
        [grandchild.id, child.id],
        [parent.id, null],
      ]),
    );
  });

  test('is for planners only', async () => {
    const names = ['approver', 'province', 'embassy', 'association', 'mission'];
    const strangers = await Promise.all(names.map((name) => service.as(`${name}@demo`)));
    const before = await service.snapshot();
    for (const stranger of strangers) await edit({ seats: 11 }, stranger).expect(403);
    await edit({ seats: 11 }, service.anyone()).expect(401);
    await edit({ seats: 11 }, planner, 'none').expect(404);
    await planner.get(`/proposals/${parent.id}/compare?with=none`).expect(404);
    await strangers[1]?.get(`/proposals/${parent.id}/compare?with=${parent.id}`).expect(403);
    expect((await planner.get(`/proposals/${parent.id}/compare`).expect(400)).body.errors[0].pointer).toBe('?with');
    expect(await service.snapshot()).toEqual(before);
  });

  test('sent twice with one key is made once', async () => {
    const key = { 'Idempotency-Key': 'edit-1' };
    const once = await edit({ seats: 9 }).set(key).expect(201);
    const again = await edit({ seats: 9 }).set(key).expect(201);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([once.body, 'true']);
    expect(await service.store.audit.count({ subject: once.body.id })).toBe(1);
  });
});

describe('the modes', () => {
  test('with the fewest changes what need not change stays; freely nothing need stay', async () => {
    const [pin = ''] = leftIn(parent);
    const few = await edited({ pin: [pin], weights: { strength: 0.4 } });
    const some = await edited({ pin: [pin], weights: { strength: 0.4 }, mode: 'at-most', atMost: 6 });
    const free = await edited({ pin: [pin], weights: { strength: 0.4 }, mode: 'free' });
    const lost = (plan: Proposal) =>
      invitedIn(parent).filter((id) => !invitedIn(plan).includes(id)).length +
      meetings(parent).filter((key) => !meetings(plan).includes(key)).length;
    expect([few.changes?.total, some.changes?.total, free.changes]).toEqual([lost(few), lost(some), null]);
    expect(lost(few)).toBeLessThanOrEqual(lost(some));
    expect(lost(some)).toBeLessThanOrEqual(6);
    expect((await stored(free)).inputs).not.toHaveProperty('previous');
    const sameRules = { rules: { pinProvinces: [pin], weights: { strength: 0.4 } } };
    const fresh = await planner.post('/events/israel-nncnc/proposals', sameRules).expect(201);
    expect((await stored(free)).document).toEqual((await stored(fresh.body)).document);
  });

  test('fewer changes than there must be are refused, with the number that works', async () => {
    const body = { seats: 10, mode: 'at-most' };
    const before = await service.snapshot();
    const refused = await edit({ ...body, atMost: 1 }).expect(422);
    expect([refused.body.code, issuesOf(refused)]).toEqual([
      'proposal.infeasible',
      ['/seats proposal.rule-in-conflict', '/atMost proposal.rule-in-conflict'],
    ]);
    expect(
      refused.body.conflict.map(({ pointer, code, params }: Record<string, unknown>) => [pointer, code, params]),
    ).toEqual([
      ['/seats', 'seats', { limit: 10 }],
      ['/atMost', 'at-most', { limit: 1 }],
    ]);
    const [change] = refused.body.relaxation;
    expect(change).toEqual({ pointer: '/seats', code: 'seats', params: { limit: 10 }, to: 12, text: 'có 12 suất' });
    expect(await service.snapshot()).toEqual(before);
    expect((await edited({ ...body, seats: change.to, atMost: 1 })).changes?.total).toBeLessThanOrEqual(1);
  });
});

describe('parties', () => {
  test('a province that drops out is not invited, and may come after all', async () => {
    const [gone = ''] = invitedIn(parent);
    const without = await edited({ dropOut: [gone] });
    expect(invitedIn(without)).not.toContain(gone);
    expect(without.changes?.provinces).toEqual([]);
    expect(without.provinces.find((row) => row.province === gone)?.whyNot).toMatchObject({
      code: 'absent',
      text: 'Địa phương báo không tham dự được.',
      wouldEnterIf: [{ code: 'come-after-all', text: 'địa phương thu xếp tham dự được' }],
    });
    const back = (await edit({ join: [gone] }, planner, without.id).expect(201)).body;
    expect(invitedIn(back)).toContain(gone);
    expect((await stored(back)).inputs.event.rules).toEqual({ pinProvinces: [gone], absentProvinces: [] });
  });

  test('a partner that drops out meets nobody; one that joins brings its offers', async () => {
    const without = await edited({ dropOut: ['A027'] });
    expect(without.pairs.filter(({ partner }) => partner === 'A027')).toEqual([]);
    const joined = await edited({ join: ['M025'], mode: 'free' });
    const { inputs } = await stored(joined);
    const before = (await stored(parent)).inputs;
    expect(inputs.event.partners).toEqual([...before.event.partners, 'M025']);
    expect(inputs.partners.map(({ id }) => id)).toEqual([...before.partners.map(({ id }) => id), 'M025']);
    expect(inputs.offers.length).toBeGreaterThanOrEqual(before.offers.length);
    expect(inputs.needs).toEqual(before.needs);
  });

  test('a wish takes the place of an earlier one, and can be lifted', async () => {
    const [pin = ''] = leftIn(parent);
    const pair = { province: pin, partner: 'M034' };
    const pinned = await edited({ pin: [pair] });
    expect((await stored(pinned)).inputs.event.rules).toEqual({ pinPairs: [pair] });
    const refused = (await edit({ forbid: [pair] }, planner, pinned.id).expect(201)).body;
    expect((await stored(refused)).inputs.event.rules).toEqual({ pinPairs: [], forbidPairs: [pair] });
    const lifted = (await edit({ lift: [pair] }, planner, refused.id).expect(201)).body;
    expect((await stored(lifted)).inputs.event.rules).toEqual({ pinPairs: [], forbidPairs: [] });
  });

  test('postings are read anew only when a day is given', async () => {
    const old = await edited({ asOf: '2022-06-30' });
    expect([old.asOf, (await stored(old)).inputs.needs.length]).not.toEqual([
      parent.asOf,
      (await stored(parent)).inputs.needs.length,
    ]);
    expect((await edited({})).asOf).toBe('2026-11-22');
  });
});

describe('an edit that cannot be meant', () => {
  const pair = { province: '68', partner: 'M034' };
  test.each<[string, object, string[]]>([
    ['pins and forbids a pair', { pin: [pair], forbid: [pair] }, ['/forbid/0 event.pair-pinned-and-forbidden']],
    ['pins and forbids a province', { pin: ['68'], forbid: ['66', '68'] }, ['/forbid/1 event.pinned-and-forbidden']],
    ['pins a pair and forbids its province', { pin: [pair], forbid: ['68'] }, ['/forbid/0 event.pinned-and-forbidden']],
    ['limits changes in no mode', { atMost: 3 }, ['/atMost proposal.at-most-without-mode']],
    ['limits changes and plans freely', { atMost: 3, mode: 'free' }, ['/atMost proposal.at-most-without-mode']],
    ['does not say how many', { mode: 'at-most' }, ['/atMost proposal.at-most-missing']],
    ['has a mode of its own', { mode: 'many' }, ['/mode input.not-allowed']],
    ['lets one come and drop out', { join: ['68'], dropOut: ['68'] }, ['/dropOut/0 proposal.comes-and-drops-out']],
    [
      'sends away who is not there, and all who are',
      { dropOut: ['M025', 'M034', 'A027'] },
      ['/dropOut/0 event.partner-not-at-event', '/dropOut proposal.no-partner-left'],
    ],
    ['lets a partner join again', { join: ['M034'] }, ['/join/0 proposal.already-at-event']],
    [
      'names codes nobody knows',
      {
        pin: ['98', { province: '97', partner: 'M999' }],
        forbid: ['96', { province: '68', partner: 'A001' }],
        join: ['M998'],
        dropOut: ['95'],
        rules: { perRegionMin: { NOWHERE: 1 } },
      },
      [
        '/pin/0 event.unknown-province',
        '/join/0 proposal.unknown-party',
        '/dropOut/0 proposal.unknown-party',
        '/rules/perRegionMin/NOWHERE event.unknown-region',
        '/pin/1/province event.unknown-province',
        '/pin/1/partner event.partner-not-at-event',
        '/forbid/1/partner event.partner-not-at-event',
      ],
    ],
    [
      'contradicts itself in its rules',
      { rules: { k: 3, maxMeetingsProvince: 2, perRegionMin: { DNB: 3 }, perRegionMax: { DNB: 2 } } },
      ['/rules/perRegionMin/DNB event.region-min-above-max', '/rules/k event.min-above-max-meetings'],
    ],
    ['has no such field', { colour: 'red', pin: 'all' }, ['/colour input.unknown-field', '/pin input.wrong-type']],
  ])('(%s) is refused with all that is wrong, and nothing is stored', async (_, body, issues) => {
    const before = await service.snapshot();
    const refused = await edit(body).expect(400);
    expect(refused.body.code).toBe('input.invalid');
    expect(issuesOf(refused).sort()).toEqual([...issues].sort());
    expect(await service.snapshot()).toEqual(before);
  });

  test('(more pins than seats) is refused with the smallest conflict and a number that works', async () => {
    const pin = leftIn(parent).slice(0, 3);
    const before = await service.snapshot();
    const refused = await edit({ pin, seats: 2 }).expect(422);
    expect(refused.body.relaxation).toEqual([
      { pointer: '/seats', code: 'seats', params: { limit: 2 }, to: 3, text: 'có 3 suất' },
    ]);
    expect(issuesOf(refused).sort()).toEqual(
      ['/pin/0', '/pin/1', '/pin/2', '/seats'].map((at) => `${at} proposal.rule-in-conflict`),
    );
    expect(await service.snapshot()).toEqual(before);
    expect(invitedIn(await edited({ pin, seats: 3 }))).toEqual([...pin].sort());
  });

  test('(of a released proposal) is refused', async () => {
    let own = (await planner.post('/events/japan-xtdt/proposals', {}).expect(201)).body;
    for (const [name, verb] of [
      ['planner', 'check'],
      ['approver', 'approve'],
      ['admin', 'release'],
    ] as const)
      own = (await step(await service.as(`${name}@demo`), `/proposals/${own.id}`, verb, own).expect(200)).body;
    const before = await service.snapshot();
    const refused = await edit({ seats: 11 }, planner, own.id).expect(409);
    expect([refused.body.code, refused.body.title]).toEqual(['proposal.already-released', 'Phương án đã ban hành']);
    expect(await service.snapshot()).toEqual(before);
  });
});

describe('two proposals', () => {
  test('are compared line by line, in both directions and in the reader’s language', async () => {
    const [gone = ''] = invitedIn(parent);
    const child = await edited({ dropOut: [gone], seats: 11 });
    const { body: there } = await planner.get(`/proposals/${child.id}/compare?with=${parent.id}`).expect(200);
    expect(there).toEqual(child.diff);
    expect(there.rules).toEqual([
      { rule: '/seats', before: 12, after: 11 },
      { rule: '/rules/absentProvinces', after: [gone] },
    ]);
    const { body: back } = await planner.get(`/proposals/${parent.id}/compare?with=${child.id}`).expect(200);
    const codes = (list: { province: string }[]) => list.map(({ province }) => province).sort();
    expect([codes(back.enters), codes(back.leaves)]).toEqual([codes(there.leaves), codes(there.enters)]);
    expect([back.pairs.added, back.pairs.dropped]).toEqual([there.pairs.dropped, there.pairs.added]);
    expect(back.cost.inviteList.change).toBeCloseTo(-there.cost.inviteList.change, 9);
    const admin = await service.as('admin@demo');
    const english = await admin.get(`/proposals/${child.id}/compare?with=${parent.id}`).expect(200);
    expect(english.body.text).toMatch(/^Compared with the plan before: leaving: 1/);
    const same = await planner.get(`/proposals/${parent.id}/compare?with=${parent.id}`).expect(200);
    expect(same.body).toMatchObject({
      enters: [],
      leaves: [],
      moves: [],
      rules: [],
      text: 'Hai phương án mời cùng các địa phương và xếp cùng các cuộc gặp.',
      cost: { inviteList: { change: 0, percent: 0 } },
    });
  });
});
