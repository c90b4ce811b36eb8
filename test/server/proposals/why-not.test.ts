// Every change that is said to bring a province in, made by the people who can make it: the next proposal invites it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { step } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

interface Change {
  code: string;
  params: Record<string, string | number>;
}
interface Row {
  province: string;
  invited: boolean;
  whyNot: { code: string; wouldEnterIf: Change[] } | null;
}
interface Asked {
  event: string;
  seats?: number;
  rules?: object;
}
async function proposed({ event, ...body }: Asked): Promise<Row[]> {
  return (await planner.post(`/events/${event}/proposals`, body).expect(201)).body.provinces;
}
const plain: Asked = { event: 'israel-nncnc' };
const forbidding: Asked = { event: 'israel-nncnc', rules: { forbidProvinces: ['66'] } };
const capped: Asked = { event: 'japan-xtdt', rules: { perRegionMax: { BTB: 2 } } };
/** Fewer provinces have grounds than there are seats. */
const sparse: Asked = { event: 'australia-netherlands-bdkh' };

interface Made {
  ask?: Omit<Asked, 'event'>;
  undo?: () => Promise<unknown>;
}
type Make = (change: Change, province: string) => Made | Promise<Made>;

async function needOf(id: unknown) {
  const need = await service.store.postings.get(String(id));
  if (!need) throw new Error(`no need ${id}`);
  return need;
}
async function restore(need: Awaited<ReturnType<typeof needOf>>) {
  const { version } = await needOf(need.id);
  await service.store.postings.replace({ ...need, version });
}

const renew: Make = async ({ params }) => {
  const need = await needOf(params.need);
  await step(planner, `/needs/${need.id}`, 'renew', need).expect(200);
  return { undo: () => restore(need) };
};
const nameCountry: Make = async ({ params }) => {
  const need = await needOf(params.need);
  const countries = [...new Set([...need.countries, ...String(params.countries).split(',')])];
  await planner.patch(`/needs/${need.id}`, { countries }).set('If-Match', `"${need.version}"`).expect(200);
  return { undo: () => restore(need) };
};
const postNeed: Make = async ({ params }, province) => {
  const body = {
    title: { vi: 'Kêu gọi hợp tác theo chủ đề của sự kiện', en: '' },
    province,
    themes: String(params.themes).split(','),
    countries: String(params.countries).split(','),
  };
  const { body: draft } = await planner.post('/needs', body).expect(201);
  const { body: submitted } = await step(planner, `/needs/${draft.id}`, 'submit', draft).expect(200);
  await step(planner, `/needs/${draft.id}`, 'publish', submitted).expect(200);
  return { undo: () => service.store.postings.remove(draft.id) };
};

describe('a province is invited once', () => {
  /** Each change in an event for which it is named. */
  const changes: [code: string, asked: Asked, make: Make][] = [
    ['one-more-seat', plain, () => ({ ask: { seats: 13 } })],
    ['more-seats', plain, ({ params }) => ({ ask: { seats: Number(params.seats) } })],
    ['lower-threshold', sparse, ({ params }) => ({ ask: { rules: { minScore: params.minScore } } })],
    ['lift-forbid', forbidding, () => ({ ask: { rules: {} } })],
    ['region-cap-plus-one', capped, () => ({ ask: { rules: { perRegionMax: { BTB: 3 } } } })],
    ['renew-need', plain, renew],
    ['name-country', plain, nameCountry],
    ['post-need', sparse, postNeed],
  ];

  test.each(changes)('%s has been done', async (code, asked, make) => {
    const named = (await proposed(asked)).flatMap(({ province, whyNot }) =>
      (whyNot?.wouldEnterIf ?? []).filter((change) => change.code === code).map((change) => ({ province, change })),
    );
    expect(named.length).toBeGreaterThan(0);
    // The nearest to being invited, and the farthest.
    for (const { province, change } of new Set([...named.slice(0, 1), ...named.slice(-1)])) {
      const { ask, undo } = await make(change, province);
      const again = await proposed({ ...asked, ...ask });
      await undo?.();
      expect([province, again.find((row) => row.province === province)?.invited]).toEqual([province, true]);
    }
  });
});

test('the reason of each province left out is the one that keeps it out', async () => {
  const reasons = async (asked: Asked) => {
    const left = (await proposed(asked)).flatMap(({ province, whyNot }) =>
      whyNot ? [[whyNot.code, province] as const] : [],
    );
    return (wanted: string) => left.filter(([code]) => code === wanted).map(([, province]) => province);
  };
  expect((await reasons(forbidding))('forbidden')).toEqual(['66']);
  const inRegion = (await service.store.provinces.find({ where: { region: 'BTB' } })).map(({ id }) => id);
  const full = (await reasons(capped))('region-full');
  expect([full.length > 0, full.filter((province) => !inRegion.includes(province))]).toEqual([true, []]);
  const inSparse = await reasons(sparse);
  expect([inSparse('seats-full'), inSparse('no-grounds').length]).toEqual([[], 26]);
});

test('where the rules leave no place at any price, no price is named', async () => {
  const invited = (await proposed(plain)).filter((row) => row.invited).map(({ province }) => province);
  const { body } = await planner.post('/events/israel-nncnc/proposals', { rules: { pinProvinces: invited } });
  const { code, loss, displaces, text } = body.provinces[12].whyNot;
  expect([code, loss, displaces, text]).toEqual([
    'seats-full',
    null,
    [],
    'Đã đủ 12 suất. Điểm phù hợp 63,5/100; theo các yêu cầu đã nêu thì không thể rút địa phương nào để thay.',
  ]);
});
