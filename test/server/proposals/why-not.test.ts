// Every change that is said to bring a province in, made by the people who can make it: the next proposal invites it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { step } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let first: Row[];
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
  first = await proposed();
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
const rules = { forbidProvinces: ['80'], perRegionMax: { BTB: 3 } };
async function proposed(changed: { seats?: number; rules?: object } = {}): Promise<Row[]> {
  const body = { ...changed, rules: { ...rules, ...changed.rules } };
  return (await planner.post('/events/japan-xtdt/proposals', body).expect(201)).body.provinces;
}

/** Makes the change in the world; answers how the next proposal is asked for, and how the change is undone. */
const made: Record<
  string,
  (change: Change, province: string) => Promise<{ ask?: object; undo?: () => Promise<unknown> }>
> = {
  'one-more-seat': async () => ({ ask: { seats: 13 } }),
  'more-seats': async ({ params }) => ({ ask: { seats: params.seats } }),
  'lower-threshold': async ({ params }) => ({ ask: { rules: { minScore: params.minScore } } }),
  'lift-forbid': async () => ({ ask: { rules: { forbidProvinces: [] } } }),
  'region-cap-plus-one': async () => ({ ask: { rules: { perRegionMax: { BTB: 4 } } } }),
  'renew-need': async ({ params }) => {
    const need = await needOf(params.need);
    await step(planner, `/needs/${need.id}`, 'renew', need).expect(200);
    return { undo: () => restore(need) };
  },
  'name-country': async ({ params }) => {
    const need = await needOf(params.need);
    const countries = [...new Set([...need.countries, ...String(params.countries).split(',')])];
    await planner.patch(`/needs/${need.id}`, { countries }).set('If-Match', `"${need.version}"`).expect(200);
    return { undo: () => restore(need) };
  },
  'post-need': async ({ params }, province) => {
    const body = {
      title: { vi: 'Mời doanh nghiệp Nhật Bản đầu tư', en: '' },
      province,
      themes: String(params.themes).split(','),
      countries: String(params.countries).split(','),
    };
    const { body: draft } = await planner.post('/needs', body).expect(201);
    const { body: submitted } = await step(planner, `/needs/${draft.id}`, 'submit', draft).expect(200);
    await step(planner, `/needs/${draft.id}`, 'publish', submitted).expect(200);
    return { undo: () => service.store.postings.remove(draft.id) };
  },
};

async function needOf(id: unknown) {
  const need = await service.store.postings.get(String(id));
  if (!need) throw new Error(`no need ${id}`);
  return need;
}
async function restore(need: Awaited<ReturnType<typeof needOf>>) {
  const { version } = await needOf(need.id);
  await service.store.postings.replace({ ...need, version });
}

describe('a province is invited once', () => {
  test.each(Object.keys(made))('%s has been done', async (code) => {
    const offered = first.flatMap(({ province, whyNot }) =>
      (whyNot?.wouldEnterIf ?? []).filter((change) => change.code === code).map((change) => ({ province, change })),
    );
    expect(offered.length).toBeGreaterThan(0);
    // The first and the last: the nearest to being invited, and the farthest.
    for (const { province, change } of new Set([offered[0], offered.at(-1)].filter((row) => row !== undefined))) {
      const { ask = {}, undo } = (await made[code]?.(change, province)) ?? {};
      const again = await proposed(ask);
      await undo?.();
      expect([province, again.find((row) => row.province === province)?.invited]).toEqual([province, true]);
    }
  });

  test('its score has risen by what is named, and not by less', () => {
    const rises = first.flatMap(
      ({ whyNot }) => whyNot?.wouldEnterIf.filter(({ code }) => code === 'raise-score') ?? [],
    );
    expect(rises.length).toBeGreaterThan(0);
    expect(rises.filter(({ params }) => !(Number(params.by) > 0 && Number(params.by) < 1))).toEqual([]);
  });
});

test('the reason of each province left out is the one that keeps it out', () => {
  const codes = first.map(({ province, whyNot }) => [province, whyNot?.code] as const);
  const reason = (wanted: string) => codes.filter(([, code]) => code === wanted).map(([province]) => province);
  expect(reason('forbidden')).toEqual(['80']);
  expect(reason('region-full').length).toBeGreaterThan(0);
  expect(reason('seats-full').length).toBeGreaterThan(0);
  expect(codes.filter(([, code]) => code === undefined)).toHaveLength(12);
});
