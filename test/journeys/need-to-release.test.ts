// From a need and an offer to a released proposal, each step taken by the person whose step it is.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publish, step } from '../arrange/postings.js';
import { arrangeService, type Client } from '../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let province: Client;
let embassy: Client;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.indexer.reindex();
  await service.speak('embassy@demo', 'en');
  province = await service.as('province@demo');
  embassy = await service.as('embassy@demo');
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

const found = async (client: Client, q: string, filters: Record<string, string> = {}): Promise<string[]> => {
  await service.indexer.drained();
  const { body } = await client.get(`/search?${new URLSearchParams({ q, pageSize: '50', ...filters })}`).expect(200);
  return body.items.map(({ id }: { id: string }) => id);
};

test('a need in Vietnamese and an offer in English find each other, and lead to an invitation', async () => {
  // Lâm Đồng writes in Vietnamese only; nobody else sees it before the ministry has published it.
  const need = {
    title: { vi: 'Nhà kính thông minh và tưới nhỏ giọt cho hoa, rau Đà Lạt', en: '' },
    summary: { vi: 'Tỉnh mong muốn tiếp nhận công nghệ tưới tiết kiệm nước và đào tạo kỹ thuật viên.', en: '' },
    themes: ['NNCNC'],
    forms: ['CGCN', 'DTAO'],
    countries: ['IL'],
    yearFrom: 2026,
  };
  const { body: draft } = await province.post('/needs', need).expect(201);
  expect(await found(embassy, 'drip irrigation')).not.toContain(draft.id);
  const { body: submitted } = await step(province, `/needs/${draft.id}`, 'submit', draft).expect(200);
  const { body: published } = await step(planner, `/needs/${draft.id}`, 'publish', submitted).expect(200);

  // The embassy finds it in English, by the subject and by the place.
  expect((await found(embassy, 'drip irrigation', { kind: 'need' })).slice(0, 3)).toContain(draft.id);
  expect(await found(embassy, 'smart greenhouse', { kind: 'need', province: '68' })).toContain(draft.id);
  const read = await embassy.get(`/needs/${draft.id}`).expect(200);
  expect(read.body).toEqual({ ...published, contact: null, returnReason: '' });

  // It answers in English only; the province finds the answer in Vietnamese without marks, and by an abbreviation.
  const offer = await publish(service, embassy, 'offers', {
    title: { vi: '', en: 'Drip irrigation and smart greenhouses: training and pilot farms' },
    summary: { vi: '', en: 'Israeli companies offer technology transfer and training for high-tech agriculture.' },
    themes: ['NNCNC'],
    forms: ['CGCN', 'DTAO'],
    yearFrom: 2026,
  });
  const offers = { kind: 'offer', country: 'IL' };
  expect(await found(province, 'tuoi nho giot', offers)).toContain(offer.id);
  expect(await found(province, 'nong nghiep cong nghe cao', offers)).toContain(offer.id);
  expect(await found(province, 'NNCNC', offers)).toContain(offer.id);

  // Each is the other's best counterpart.
  const best = async (client: Client, path: string) => {
    const { body } = await client.get(`${path}/matches?pageSize=1`).expect(200);
    return body.items[0];
  };
  expect((await best(province, `/needs/${draft.id}`)).id).toBe(offer.id);
  const answered = await best(embassy, `/offers/${offer.id}`);
  expect([answered.id, answered.parts.find(({ code }: { code: string }) => code === 'country').text]).toEqual([
    draft.id,
    'The need names this country: Israel.',
  ]);

  // The planner's proposal for the event invites the province and pairs it with the embassy, on the ground of the two.
  const { body: proposal } = await planner.post('/events/israel-nncnc/proposals', {}).expect(201);
  const row = proposal.provinces.find((each: { province: string }) => each.province === '68');
  expect(row).toMatchObject({ invited: true, partner: 'M034', need: draft.id, offer: offer.id, whyNot: null });
  const pair = proposal.pairs.find(
    (each: { province: string; partner: string }) => each.province === '68' && each.partner === 'M034',
  );
  expect(pair).toMatchObject({ need: draft.id, offer: offer.id, score: row.score });
  const texts = pair.parts.map(({ text }: { text: string }) => text);
  expect(texts).toEqual(
    expect.arrayContaining([
      'Nhu cầu “Nhà kính thông minh và tưới nhỏ giọt cho hoa, rau Đà Lạt” (năm 2026) thuộc đúng chủ đề nông nghiệp công nghệ cao.',
      'Nhu cầu nêu đích danh đối tác: Israel.',
      'Nhu cầu được nêu năm 2026.',
    ]),
  );

  // Three people take it to its release; the province and the embassy never see it.
  const approver = await service.as('approver@demo');
  const admin = await service.as('admin@demo');
  const checked = await step(planner, `/proposals/${proposal.id}`, 'check', proposal).expect(200);
  const approved = await step(approver, `/proposals/${proposal.id}`, 'approve', checked.body).expect(200);
  const released = await step(admin, `/proposals/${proposal.id}`, 'release', approved.body).expect(200);
  expect([released.body.status, released.body.provinces]).toEqual(['released', proposal.provinces]);
  await province.get(`/proposals/${proposal.id}`).expect(403);
  await embassy.get(`/proposals/${proposal.id}`).expect(403);

  // What happens to the need afterwards does not touch what was released; the next proposal knows it.
  const { body: now } = await province.get(`/needs/${draft.id}`).expect(200);
  await step(province, `/needs/${draft.id}`, 'close', now).expect(200);
  expect(await found(embassy, 'drip irrigation', { kind: 'need' })).not.toContain(draft.id);
  expect((await planner.get(`/proposals/${proposal.id}`).expect(200)).body).toEqual(released.body);
  const { body: next } = await planner.post('/events/israel-nncnc/proposals', {}).expect(201);
  const again = next.provinces.find((each: { province: string }) => each.province === '68');
  expect([again.invited, again.need === draft.id]).toEqual([false, false]);
});
