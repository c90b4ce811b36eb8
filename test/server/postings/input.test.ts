// What may be written in a posting, and what is refused: everything that is wrong at once, in the reader's language.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newPostingSchema } from '../../../server/features/postings/writing/written.js';
import { needBody, offerBody } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let province: Client;
let planner: Client;
let embassy: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  province = await service.as('province@demo');
  planner = await service.as('planner@demo');
  const [account] = await service.store.accounts.find({ where: { email: 'embassy@demo' } });
  if (account) await service.store.accounts.replace({ ...account, locale: 'en' });
  embassy = await service.as('embassy@demo');
});
afterAll(() => service.stop());

const errorsOf = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

describe('a body', () => {
  test.each([
    ['no title', { title: { vi: ' ', en: '' } }, ['/title posting.title-missing']],
    ['a title that is missing', { title: undefined }, ['/title input.required']],
    ['a title too long', { title: { vi: 'x'.repeat(301) } }, ['/title/vi input.too-long']],
    ['a line break in the title', { title: { vi: 'a\nb' } }, ['/title/vi text.control-character']],
    ['half a letter', { title: { vi: 'a\ud800' } }, ['/title/vi text.control-character']],
    ['a bell in the summary', { summary: { en: 'ring\u0007' } }, ['/summary/en text.control-character']],
    ['a summary too long', { summary: { vi: 'x'.repeat(5001) } }, ['/summary/vi input.too-long']],
    ['an unknown field', { colour: 'red' }, ['/colour input.unknown-field']],
    ['a field of the other kind', { partner: 'M034' }, ['/partner input.unknown-field']],
    ['a status', { status: 'published' }, ['/status input.unknown-field']],
    ['years swapped', { yearFrom: 2026, yearTo: 2025 }, ['/yearTo posting.years-swapped']],
    ['a year out of this world', { yearFrom: 20250, yearTo: null }, ['/yearFrom input.too-large']],
    ['half a year', { yearFrom: 2025.5 }, ['/yearFrom input.wrong-type']],
    ['a code twice', { themes: ['DL', 'DL'] }, ['/themes posting.code-repeated']],
    ['too many themes', { themes: [...'ABCDEFGHIJK'] }, ['/themes input.too-many']],
    ['a wrong visibility', { visibility: 'secret' }, ['/visibility input.not-allowed']],
    [
      'a wrong source',
      { source: { url: 'ftp://x.vn', date: '2026-13' } },
      ['/source/url input.wrong-format', '/source/date posting.date-malformed'],
    ],
    [
      'a wrong contact',
      { contact: { email: 'nobody', phone: 'call me' } },
      ['/contact/email input.wrong-format', '/contact/phone input.wrong-format'],
    ],
    [
      'codes nobody knows',
      {
        themes: ['DL', 'NOPE'],
        forms: ['X'],
        countries: ['IL', 'ZZ'],
        province: '99',
        provinces: ['68', '00'],
        partners: ['M999'],
      },
      [
        '/themes/1 posting.unknown-theme',
        '/forms/0 posting.unknown-form',
        '/countries/1 posting.unknown-country',
        '/province posting.unknown-province',
        '/provinces/1 posting.unknown-province',
        '/partners/0 posting.unknown-partner',
      ],
    ],
  ])('with %s is refused', async (_, changes, expected) => {
    const before = await service.store.postings.count();
    const refused = await planner.post('/needs', needBody(changes)).expect(400);
    expect([refused.body.code, errorsOf(refused)]).toEqual(['input.invalid', expected]);
    expect(await service.store.postings.count()).toBe(before);
  });

  test('names all that is wrong, in the reader’s language', async () => {
    const refused = await embassy.post('/offers', offerBody({ title: {}, yearFrom: 'soon', visibility: 'restricted' }));
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      title: 'Invalid input',
      errors: [
        { pointer: '/title', detail: 'A title in at least one language is required.' },
        { pointer: '/yearFrom', detail: 'Wrong type: number expected.' },
        { pointer: '/visibility', detail: 'Not one of the allowed values: public.' },
      ],
    });
  });

  test('of only a title is a draft with everything else empty', async () => {
    const { body } = await province.post('/needs', { title: { en: 'A port' } }).expect(201);
    expect(body).toMatchObject({
      title: { vi: '', en: 'A port' },
      summary: { vi: '', en: '' },
      themes: [],
      forms: [],
      countries: [],
      provinces: ['68'],
      partners: [],
      yearFrom: null,
      yearTo: null,
      visibility: 'public',
      source: null,
      contact: null,
      warnings: ['one-language', 'no-themes'],
    });
  });

  test('is kept as written: spaces, letters and lines', async () => {
    const summary = { vi: 'Một\n\tHai  ba – “Đ/ð”', en: '<b>bold</b> & more ' };
    const { body } = await province.post('/needs', needBody({ summary })).expect(201);
    expect((await service.store.postings.get(body.id))?.summary).toEqual(summary);
  });

  test('every seeded posting could be written anew', async () => {
    const seeded = await service.store.postings.find({ where: { status: 'published' } });
    expect(seeded.length).toBeGreaterThan(190);
    const refused = seeded.flatMap(({ id, kind, owner: _, ...posting }) => {
      const { title, summary, themes, forms, countries, provinces, partners, yearFrom, yearTo, visibility } = posting;
      const { name = '', url = '', date = '' } = posting.source ?? {};
      const source = { name, url, date };
      const body = {
        title,
        summary,
        themes,
        forms,
        countries,
        provinces,
        partners,
        yearFrom,
        yearTo,
        visibility,
        source,
      };
      return newPostingSchema[kind].safeParse(body).success ? [] : [id];
    });
    expect(refused).toEqual([]);
  });
});

describe('a change', () => {
  test('keeps what it leaves out, and is held against the whole', async () => {
    const { body: made } = await province.post('/needs', needBody()).expect(201);
    const path = `/needs/${made.id}`;
    const { possibleDuplicates: _, warnings: __, ...before } = made;
    const patched = await province
      .patch(path, { title: { en: 'Drip irrigation' }, yearTo: null, source: null })
      .set('If-Match', '"1"')
      .expect(200);
    expect(patched.body).toEqual({
      ...before,
      title: { ...before.title, en: 'Drip irrigation' },
      yearTo: null,
      source: null,
      version: 2,
    });
    const swapped = await province.patch(path, { yearTo: 2001 }).set('If-Match', '"2"').expect(400);
    expect(errorsOf(swapped)).toEqual(['/yearTo posting.years-swapped']);
    const untitled = await province
      .patch(path, { title: { vi: '', en: '' } })
      .set('If-Match', '"2"')
      .expect(400);
    expect(errorsOf(untitled)).toEqual(['/title posting.title-missing']);
    const unknown = await province
      .patch(path, { themes: ['NOPE'], forms: ['NOPE'] })
      .set('If-Match', '"2"')
      .expect(400);
    expect(errorsOf(unknown)).toEqual(['/themes/0 posting.unknown-theme', '/forms/0 posting.unknown-form']);
    const strange = await province.patch(path, { owner: {}, id: 'x' }).set('If-Match', '"2"').expect(400);
    expect(errorsOf(strange)).toEqual(['/owner input.unknown-field', '/id input.unknown-field']);
  });

  test('of a seeded need keeps how well its source supports it, unless the source changes', async () => {
    const seeded = await service.store.postings.get('N001');
    const kept = await planner.patch('/needs/N001', { forms: ['CGCN'] }).set('If-Match', `"${seeded?.version}"`);
    expect([kept.status, kept.body.source]).toEqual([200, seeded?.source]);
    const source = { name: 'Công văn', url: '', date: '2026' };
    const changed = await planner.patch('/needs/N001', { source }).set('If-Match', `"${kept.body.version}"`);
    expect([changed.status, changed.body.source]).toEqual([200, { ...source, quality: '' }]);
  });
});

describe('advice', () => {
  test('the owner’s own postings that say the same are named, in the same words or the other language', async () => {
    const title = { vi: 'Xây dựng kho lạnh và nhà máy chế biến rau quả xuất khẩu', en: '' };
    const first = await province.post('/needs', { ...needBody({ title }), summary: {} }).expect(201);
    expect(first.body.possibleDuplicates).toEqual([]);
    const again = await province
      .post('/needs', { title: { vi: 'XAY DUNG kho lạnh, nhà máy chế biến rau quả xuất khẩu' } })
      .expect(201);
    expect(again.body.possibleDuplicates).toEqual([first.body.id]);

    const vietnamese = await province
      .post('/needs', { title: { vi: 'Chuyển đổi số và đô thị thông minh' }, themes: ['CDS'] })
      .expect(201);
    const english = await province
      .post('/needs', { title: { en: 'Smart city and digital transformation' }, themes: ['CDS'] })
      .expect(201);
    expect(english.body.possibleDuplicates).toEqual([vietnamese.body.id]);

    const submitted = await province.post(`/needs/${english.body.id}/submit`).set('If-Match', '"1"').expect(200);
    expect(submitted.body.possibleDuplicates).toEqual([vietnamese.body.id]);

    const elsewhere = await planner.post('/needs', { title, province: '56' }).expect(201);
    expect(elsewhere.body.possibleDuplicates).toEqual([]);
  });

  test('themes are suggested from the text with the words they rest on, and nothing is stored', async () => {
    const before = await service.store.postings.count();
    const { body } = await province
      .post('/themes/suggestions', { title: { vi: 'Nhà màng và tưới nhỏ giọt cho nông nghiệp công nghệ cao' } })
      .expect(200);
    expect(body.items[0]).toEqual({
      theme: 'NNCNC',
      score: expect.any(Number),
      grounds: expect.arrayContaining(['tưới nhỏ giọt']),
    });
    expect((await embassy.post('/themes/suggestions', {}).expect(200)).body).toEqual({ items: [] });
    expect(await service.store.postings.count()).toBe(before);
    await service.anyone().post('/themes/suggestions', {}).expect(401);
  });
});
