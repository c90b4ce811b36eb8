// Fairness at the four planned events over the API: each rule is kept, says what it costs in both languages, and costs that.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrangeService, type Client } from '../../arrange/service.js';

interface Price {
  code: string;
  params: Record<string, string | number>;
  inviteList: { change: number; percent: number | null } | null;
  enters: string[];
  leaves: string[];
  text: string;
}
interface Proposal {
  id: string;
  provinces: { province: string; invited: boolean; score: number }[];
  pairs: { province: string; score: number }[];
  certificate: { inviteList: { status: string }; pairing: { status: string }; checker: { ok: boolean } };
  equity: {
    regions: { region: string; invited: number }[];
    notMetIn24Months: string[];
    threshold: number | null;
    prices: Price[];
  };
}

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let admin: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.speak('admin@demo', 'en');
  [planner, admin] = [await service.as('planner@demo'), await service.as('admin@demo')];
});
afterAll(() => service.stop());

const invitedIn = ({ provinces }: Proposal) => provinces.flatMap((row) => (row.invited ? [row.province] : [])).sort();
const statuses = ({ certificate: { inviteList, pairing, checker } }: Proposal) => [
  inviteList.status,
  pairing.status,
  checker.ok,
];
/** The least of everyone's best meeting. */
const leastBest = ({ provinces, pairs }: Proposal) =>
  Math.min(
    ...provinces
      .filter(({ invited }) => invited)
      .map(({ province }) => Math.max(...pairs.filter((pair) => pair.province === province).map(({ score }) => score))),
  );

describe.each(['israel-nncnc', 'europe-nltt', 'australia-netherlands-bdkh', 'japan-xtdt'])('%s', (slug) => {
  const make = async (rules: object, seats = 10): Promise<Proposal> =>
    (await planner.post(`/events/${slug}/proposals`, { seats, rules }).expect(201)).body;

  test('every rule is kept and priced', async () => {
    const plain = await make({});
    const crowded = [...plain.equity.regions].sort((a, b) => b.invited - a.invited)[0];
    const most = (crowded?.invited ?? 1) - 1;
    const rules = {
      perRegionMax: { [crowded?.region ?? '']: most },
      minNotMet: { provinces: Math.min(3, plain.equity.notMetIn24Months.length) },
      waitingBoost: 0.02,
      threshold: 'highest',
    };
    const fair = await make(rules);
    expect(statuses(fair)).toEqual(['optimal', 'optimal', true]);
    expect(fair.equity.regions.find((row) => row.region === crowded?.region)?.invited).toBeLessThanOrEqual(most);
    expect(fair.equity.notMetIn24Months.length).toBeGreaterThanOrEqual(rules.minNotMet.provinces);
    expect(fair.equity.threshold).toBe(leastBest(fair));

    const codes = ['region-max', 'min-not-met', 'waiting', 'highest-threshold'];
    const limits = ['one-more-seat', 'one-seat-less', 'one-more-meeting'];
    expect(fair.equity.prices.map(({ code }) => code)).toEqual([...codes, ...limits]);
    const english: Proposal = (await admin.get(`/proposals/${fair.id}`).expect(200)).body;
    for (const { text } of [...fair.equity.prices, ...english.equity.prices])
      expect(text).not.toMatch(/[{}]|undefined/);

    // Without the rule the plan is another one, by exactly what was said.
    const { perRegionMax: _, ...others } = rules;
    const without = await make(others);
    const [price] = fair.equity.prices;
    expect([price?.enters, price?.leaves]).toEqual([
      invitedIn(fair).filter((id) => !invitedIn(without).includes(id)),
      invitedIn(without).filter((id) => !invitedIn(fair).includes(id)),
    ]);
    const seat = fair.equity.prices.find(({ code }) => code === 'one-more-seat');
    const bigger = await make(rules, 11);
    expect(invitedIn(bigger)).toEqual(
      [...invitedIn(fair), ...(seat?.enters ?? [])].filter((id) => !seat?.leaves.includes(id)).sort(),
    );
  });

  test('a threshold that nobody reaches is refused with the one that works', async () => {
    const refused = await planner
      .post(`/events/${slug}/proposals`, { rules: { threshold: 1, perRegionMin: { DBSCL: 1 } } })
      .expect(422);
    const [change] = refused.body.relaxation;
    const to = { threshold: { threshold: change.to }, 'region-min': { perRegionMin: { DBSCL: change.to } } };
    const rules = { threshold: 1, perRegionMin: { DBSCL: 1 }, ...to[change.code as keyof typeof to] };
    expect(statuses(await make(rules, 12))).toEqual(['optimal', 'optimal', true]);
  });
});

test('a price reads as a planner would say it', async () => {
  const body = { seats: 10, rules: { minNotMet: { provinces: 9 } } };
  const fair: Proposal = (await planner.post('/events/israel-nncnc/proposals', body).expect(201)).body;
  const english: Proposal = (await admin.get(`/proposals/${fair.id}`).expect(200)).body;
  expect(fair.equity.prices.map(({ text }) => text)).toEqual([
    'Yêu cầu “có ít nhất 9 địa phương chưa dự sự kiện nào trong 24 tháng qua”: mức phù hợp của danh sách −1,7 %, của các cuộc gặp −1,2 %; +2 địa phương (Sơn La, Thanh Hóa); −2 địa phương (Hưng Yên, Tây Ninh).',
    'Thêm 1 suất (thành 11 suất): mức phù hợp của danh sách +10,0 %, của các cuộc gặp +0,3 %; +1 địa phương (Tây Ninh).',
    'Bớt 1 suất (còn 9 suất): mức phù hợp của danh sách −11,3 %, của các cuộc gặp −2,0 %; −1 địa phương (Tuyên Quang).',
    'Mỗi địa phương được mời có ít nhất 2 cuộc gặp: không lập được phương án.',
  ]);
  expect(english.equity.prices.map(({ text }) => text).slice(2)).toEqual([
    'One seat less (9 in all): match of the list −11.3%, of the meetings −2.0%; −1 provinces (Tuyen Quang).',
    'At least 2 meetings for each invited province: no plan is possible.',
  ]);
});
