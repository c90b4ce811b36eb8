// The proposals of the four planned events, as a script that knows only the published description reads them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CollectionName } from '../../../server/store/records.js';
import { arrangeService, begin } from '../../arrange/service.js';

const slugs = ['israel-nncnc', 'europe-nltt', 'australia-netherlands-bdkh', 'japan-xtdt'] as const;
/** All rules at work at once, so that every kind of reason and ground is met. */
const busy = {
  rules: {
    perRegionMax: { DNB: 1 },
    forbidProvinces: ['31'],
    pinProvinces: ['11'],
    metRecentlyMonths: 60,
    waitingBoost: 0.02,
  },
};

interface Row {
  province: string;
  partner: string | null;
  score: number;
  parts: { code: string; value: number; weight: number; points: number; cites: string[]; text: string }[];
  need: string | null;
  offer: string | null;
}
interface Document {
  [field: string]: unknown;
  id: string;
  event: string;
  provinces: (Row & {
    rank: number;
    invited: boolean;
    margin: number | null;
    whyNot: { code: string; cites: string[]; text: string; wouldEnterIf: { code: string; text: string }[] } | null;
  })[];
  pairs: Row[];
  alternates: { province: string }[];
  warnings: { text: string }[];
}

let service: Awaited<ReturnType<typeof arrangeService>>;
let made: { plain: Document; busy: Document; english: Document }[];
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.speak('admin@demo', 'en');
  const [planner, admin] = [await service.as('planner@demo'), await service.as('admin@demo')];
  made = [];
  for (const slug of slugs) {
    const plain = await planner.post(`/events/${slug}/proposals`, {}).expect(201);
    const ruled = await planner.post(`/events/${slug}/proposals`, busy).expect(201);
    const english = await admin.get(`/proposals/${ruled.body.id}`).expect(200);
    made.push({ plain: plain.body, busy: ruled.body, english: english.body });
  }
});
afterAll(() => service.stop());

describe.each(slugs.map((slug, i) => [slug, i] as const))('%s', (slug, i) => {
  const documents = () => [made[i]?.plain, made[i]?.busy].filter((document) => document !== undefined);

  test('has the fields others rely on', async () => {
    const event = await service.store.events.find({ where: { slug } });
    expect(documents()[0]).toMatchObject({
      event: event[0]?.id,
      parent: null,
      status: 'draft',
      asOf: '2026-11-22',
      createdAt: begin.toISOString(),
      checked: null,
      approved: null,
      released: null,
      inputsDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      engine: { version: expect.any(String), weights: 'event/1', seed: 0 },
      version: 1,
    });
    for (const { certificate } of documents()) {
      expect(certificate).toMatchObject({
        inviteList: { status: 'optimal', gap: 0 },
        pairing: { status: 'optimal', gap: 0 },
        checker: { ok: true, violations: [] },
      });
    }
  });

  test('ranks all 34 provinces, the invited first, each of the others with its reason', async () => {
    const all = (await service.store.provinces.find()).map(({ id }) => id).sort();
    for (const { provinces } of documents()) {
      expect(provinces.map(({ rank }) => rank)).toEqual(Array.from({ length: 34 }, (_, at) => at + 1));
      expect(provinces.map(({ province }) => province).sort()).toEqual(all);
      const invited = provinces.filter((row) => row.invited).length;
      expect(provinces.slice(0, invited).every((row) => row.invited && row.whyNot === null)).toBe(true);
      expect(provinces.slice(invited).every((row) => row.whyNot !== null && row.margin === null)).toBe(true);
      expect(invited).toBeGreaterThan(0);
      expect(invited).toBeLessThanOrEqual(12);
    }
  });

  test('has scores that are the sums of their parts', () => {
    const rows = documents().flatMap(({ provinces, pairs }): Row[] => [...provinces, ...pairs]);
    const wrong = rows.filter(
      ({ score, parts }) =>
        Math.abs(parts.reduce((sum, { points }) => sum + points, 0) - score) > 1e-9 ||
        parts.some(({ value, weight, points }) => Math.abs(value * weight - points) > 1e-6),
    );
    expect(wrong).toEqual([]);
  });

  test('cites only what exists, and the need and the offer it names', async () => {
    const collectionOf: Record<string, CollectionName> = {
      need: 'postings',
      offer: 'postings',
      province: 'provinces',
      event: 'events',
    };
    const rows = documents().flatMap(({ provinces, pairs }): Row[] => [...provinces, ...pairs]);
    const reasons = documents().flatMap(({ provinces }) => provinces.flatMap(({ whyNot }) => whyNot?.cites ?? []));
    const cites = new Set([...rows.flatMap(({ parts }) => parts.flatMap((part) => part.cites)), ...reasons]);
    for (const cite of cites) {
      const [kind = '', id = ''] = cite.split(':');
      const found = await service.store[collectionOf[kind] ?? 'meta'].get(id);
      expect([cite, found === null]).toEqual([cite, false]);
      if (kind === 'need' || kind === 'offer') expect(found).toMatchObject({ kind, status: 'published' });
    }
    for (const { need, offer, parts } of rows) {
      const own = [need && `need:${need}`, offer && `offer:${offer}`].filter(Boolean);
      const cited = new Set(parts.flatMap((part) => part.cites));
      expect([...cited].filter((cite) => /^(?:need|offer):/.test(cite) && !own.includes(cite))).toEqual([]);
    }
  });

  test('pairs only the invited, each with a partner of the event, at most once and in time', async () => {
    const event = (await service.store.events.find({ where: { slug } }))[0];
    const slots = event?.slots.length ?? 0;
    for (const { provinces, pairs } of documents()) {
      const invited = new Set(provinces.filter((row) => row.invited).map(({ province }) => province));
      const keys = pairs.map(({ province, partner }) => `${province}|${partner}`);
      expect(pairs.filter(({ province }) => !invited.has(province))).toEqual([]);
      expect(pairs.filter(({ partner }) => !event?.partners.includes(partner ?? ''))).toEqual([]);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(pairs.map(({ province }) => province))).toEqual(invited);
      for (const partner of event?.partners ?? [])
        expect(pairs.filter((pair) => pair.partner === partner).length).toBeLessThanOrEqual(slots);
    }
  });

  test('says everything in both languages, in words and not in codes', async () => {
    const [vi, en] = [textsIn(made[i]?.busy), textsIn(made[i]?.english)];
    const plain = textsIn(made[i]?.plain);
    expect(vi.length).toBeGreaterThan(100);
    expect(en.length).toBe(vi.length);
    const codes = await allCodes();
    const unsaid = [...vi, ...en, ...plain].filter((text) => {
      const words = unquoted(text).match(/[\p{L}\p{N}]+/gu) ?? [];
      return words.some((word) => codes.has(word)) || /[{}]|undefined|null|NaN|\[object|\bnew:/.test(text);
    });
    expect(unsaid).toEqual([]);
    expect([...vi, ...en].filter((text) => text !== text.normalize('NFC') || text.trim() === '')).toEqual([]);
    expect(
      en.filter((text) => /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu.test(unquoted(text))),
    ).toEqual([]);
  });
});

function textsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'text' ? [String(inner)] : textsIn(inner)));
}

/** Without the titles of postings, which are their authors' words. */
const unquoted = (text: string) => text.replace(/“[^”]*”/g, '');

/** Every code of the reference data that is not also a word: NNCNC, M034, N001, IL, DBSH… */
async function allCodes(): Promise<Set<string>> {
  const { themes, forms, regions, partners, postings, events, terms } = service.store;
  const lists = await Promise.all([themes, forms, regions, partners, postings, events, terms].map((c) => c.find()));
  const ids = lists.flat().map(({ id }) => id);
  const countries = (await partners.find()).flatMap((partner) => partner.countries);
  const isCode = (id: string) => /^[A-Z][A-Z0-9]+$/.test(id) && id !== 'ODA';
  return new Set([...ids, ...countries].filter(isCode));
}

test('a country is called by its plain name', () => {
  const named = (document?: Document) =>
    document?.provinces
      .flatMap(({ parts }) => parts)
      .find(({ code, text }) => code === 'country' && /Israel/.test(text));
  expect([named(made[0]?.busy)?.text, named(made[0]?.english)?.text]).toEqual([
    'Nhu cầu nêu đích danh đối tác: Israel.',
    'The need names this partner’s country: Israel.',
  ]);
});

test('alternates are the next by rank', () => {
  const { provinces, alternates } = made[0]?.plain ?? { provinces: [], alternates: [] };
  expect(alternates.map(({ province }) => province)).toEqual(provinces.slice(12, 17).map(({ province }) => province));
});
