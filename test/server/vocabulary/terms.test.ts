// The vocabulary grows through HTTP, and what it names is found by the new words at once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownersOf, wordingIssues } from '../../../server/features/vocabulary/wordings.js';
import { needBody, publish } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let admin: Client;
let province: Client;
let embassy: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.indexer.reindex();
  await service.indexer.drained();
  admin = await service.as('admin@demo');
  province = await service.as('province@demo');
  embassy = await service.as('embassy@demo');
});
afterAll(() => service.stop());

const found = async (q: string): Promise<string[]> => {
  await service.indexer.drained();
  const { body } = await embassy.get(`/search?pageSize=200&q=${encodeURIComponent(`"${q}"`)}`).expect(200);
  return body.items.map(({ id }: { id: string }) => id);
};
const term = (changes: object = {}) => ({
  vi: 'nuôi đà điểu',
  en: 'ostrich farming',
  themes: ['NN'],
  variants: { vi: ['trại đà điểu'], en: ['ostrich ranches'] },
  abbreviations: ['NĐĐ'],
  ...changes,
});
const errorsOf = ({ body }: { body: { errors: { pointer: string; code: string; detail: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

test('a new concept joins both languages: postings, suggestions and the audit know it', async () => {
  const need = await publish(
    service,
    province,
    'needs',
    needBody({ title: { vi: 'Phát triển trại đà điểu' }, summary: {} }),
  );
  const text = { title: { vi: 'Phát triển trại đà điểu' } };
  expect(await found('ostrich')).toEqual([]);
  expect((await province.post('/themes/suggestions', text).expect(200)).body.items).toEqual([]);

  const created = await admin.post('/terms', term()).expect(201);
  expect(created.body).toEqual({
    ...term(),
    code: 'ostrich-farming',
    markedVi: [],
    broader: null,
    version: 1,
  });
  expect(await service.store.outbox.find()).toMatchObject([{ topic: 'search', subject: need.id }]);
  expect(await found('ostrich')).toEqual([need.id]);
  expect((await province.post('/themes/suggestions', text).expect(200)).body.items).toEqual([
    { theme: 'NN', score: 0.4, grounds: ['trại đà điểu'] },
  ]);

  const changed = await admin
    .patch('/terms/ostrich-farming', { variants: { vi: ['trại đà điểu'], en: ['struthio paddocks'] } })
    .set('If-Match', '"1"')
    .expect(200);
  expect(changed.body).toEqual({
    ...created.body,
    variants: { vi: ['trại đà điểu'], en: ['struthio paddocks'] },
    version: 2,
  });
  expect(await found('struthio')).toEqual([need.id]);
  expect(await found('ostrich ranches')).toEqual([]);

  await admin
    .patch('/terms/ostrich-farming', { variants: { vi: [], en: [] } })
    .set('If-Match', '"2"')
    .expect(200);
  expect(await found('struthio')).toEqual([]);
  expect(await found('ostrich')).toEqual([]);
  const audit = await service.store.audit.find({ where: { subject: 'ostrich-farming' }, sort: [['id', 'asc']] });
  expect(audit.map(({ action, subjectKind }) => [action, subjectKind])).toEqual([
    ['term.created', 'term'],
    ['term.changed', 'term'],
    ['term.changed', 'term'],
  ]);
});

test('a broader concept lends its words to what names the narrower one', async () => {
  const need = await publish(
    service,
    province,
    'needs',
    needBody({ title: { vi: 'Trồng nấm đông trùng' }, summary: {} }),
  );
  await admin
    .post(
      '/terms',
      term({ vi: 'dược nấm', en: 'mycotherapy goods', code: 'myco', variants: undefined, abbreviations: [] }),
    )
    .expect(201);
  await admin
    .post(
      '/terms',
      term({ vi: 'nấm đông trùng', en: 'caterpillar fungus', variants: undefined, abbreviations: [], broader: 'myco' }),
    )
    .expect(201);
  expect(await found('mycotherapy')).toEqual([need.id]);
  await admin.patch('/terms/myco', { en: 'fungal remedies' }).set('If-Match', '"1"').expect(200);
  expect(await found('fungal remedies')).toEqual([need.id]);
  const circle = await admin.patch('/terms/myco', { broader: 'caterpillar-fungus' }).set('If-Match', '"2"').expect(400);
  expect(errorsOf(circle)).toEqual(['/broader term.circular']);
});

describe('what is refused', () => {
  test('a wording of another concept, which is named; all of them at once', async () => {
    const before = await service.store.terms.count();
    const refused = await admin
      .post(
        '/terms',
        term({
          code: 'other',
          vi: 'TƯỚI NHỎ GIỌT',
          en: 'drip-irrigation',
          variants: { vi: ['tuoi nho giot', 'từ hoàn toàn mới'], en: [] },
          markedVi: ['tưới nhỏ giọt'],
          abbreviations: ['KHCN'],
        }),
      )
      .expect(409);
    expect(refused.body.code).toBe('term.wording-taken');
    expect(refused.body.errors.slice(0, 2)).toEqual([
      { pointer: '/vi', code: 'term.wording-taken', detail: '“TƯỚI NHỎ GIỌT” đã thuộc khái niệm drip-irrigation.' },
      { pointer: '/en', code: 'term.wording-taken', detail: '“drip-irrigation” đã thuộc khái niệm drip-irrigation.' },
    ]);
    expect(errorsOf(refused)).toEqual(
      expect.arrayContaining(['/variants/vi/0 term.wording-taken', '/markedVi/0 term.wording-taken']),
    );
    expect(errorsOf(refused)).not.toContain('/variants/vi/1 term.wording-taken');
    expect(await service.store.terms.count()).toBe(before);
  });

  test('a blocked phrase, unknown themes, an unknown broader concept, a code that is taken', async () => {
    const [block] = await service.store.termBlocks.find({ limit: 1 });
    const blocked = await admin.post('/terms', term({ code: 'blocked', vi: block?.phrase })).expect(409);
    expect(errorsOf(blocked)).toContain('/vi term.wording-blocked');
    const unknown = await admin.post('/terms', term({ code: 'unknown', themes: ['NN', 'NOPE'], broader: 'nope' }));
    expect([unknown.status, errorsOf(unknown)]).toEqual([
      400,
      ['/themes/1 term.unknown-theme', '/broader term.unknown-broader'],
    ]);
    const taken = await admin.post('/terms', {
      code: 'drip-irrigation',
      vi: 'cách gọi chưa ai dùng',
      en: 'never heard before',
      themes: ['NN'],
    });
    expect([taken.status, taken.body.code]).toEqual([409, 'store.duplicate']);
  });

  test('what is malformed', async () => {
    const refused = await admin
      .post('/terms', { code: 'Not A Code', vi: '42', en: 'x', themes: [], abbreviations: ['a b'], weight: 3 })
      .expect(400);
    expect(errorsOf(refused).sort()).toEqual([
      '/abbreviations/0 input.wrong-format',
      '/code input.wrong-format',
      '/en input.too-short',
      '/themes input.too-few',
      '/vi term.wording-unusable',
      '/weight input.unknown-field',
    ]);
  });

  test('a change from an old version, and strangers', async () => {
    await admin
      .patch('/terms/drip-irrigation', { themes: ['NN'] })
      .set('If-Match', '"7"')
      .expect(412);
    await admin.patch('/terms/no-such-term', {}).set('If-Match', '"1"').expect(404);
    for (const name of ['planner', 'approver', 'province', 'embassy', 'mission']) {
      const client = await service.as(`${name}@demo`);
      await client.post('/terms', term()).expect(403);
      await client
        .patch('/terms/drip-irrigation', { themes: ['NN'] })
        .set('If-Match', '"1"')
        .expect(403);
      await client.get('/terms').expect(name === 'planner' ? 200 : 403);
    }
    await service.anyone().get('/terms').expect(401);
  });
});

test('the vocabulary is looked through by any wording or code, with or without marks', async () => {
  const codes = async (q: string) =>
    (await admin.get(`/terms?pageSize=200&q=${encodeURIComponent(q)}`).expect(200)).body.items.map(
      ({ code }: { code: string }) => code,
    );
  for (const q of ['tuoi nho giot', 'Tưới nhỏ giọt', 'drip irrig', 'drip-irrigation'])
    expect(await codes(q)).toContain('drip-irrigation');
  expect(await codes('quzzix')).toEqual([]);
  expect((await admin.get('/terms/drip-irrigation').expect(200)).body).toMatchObject({ code: 'drip-irrigation' });
});

test('the seeded vocabulary keeps the rule itself', async () => {
  const { terms, termBlocks } = service.store;
  const all = await terms.find();
  const blocks = await termBlocks.find();
  const owners = ownersOf(all);
  expect(all.length).toBeGreaterThan(1500);
  expect(all.flatMap((each) => wordingIssues(each, owners, blocks))).toEqual([]);
});
