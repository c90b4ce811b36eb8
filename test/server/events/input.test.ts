// What may be written in an event, and what is refused: everything that is wrong at once, in the reader's language.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
let admin: Client;
let before: object;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  await service.speak('admin@demo', 'en');
  [planner, admin] = await Promise.all([service.as('planner@demo'), service.as('admin@demo')]);
  await planner.post('/events', newEvent()).expect(201);
  before = await service.snapshot();
});
afterAll(() => service.stop());

const slot = (id: string, from: string, to: string) => ({
  id,
  from: `2027-09-09T${from}:00+07:00`,
  to: `2027-09-09T${to}:00+07:00`,
});
const pair = (province: string, partner: string) => ({ province, partner });
const newEvent = (changes: object = {}) => ({
  name: { vi: 'Gặp gỡ Đan Mạch', en: 'Meet Denmark' },
  slug: 'denmark',
  partners: ['M021'],
  themes: ['NLTT'],
  date: '2027-09-09',
  seats: 10,
  tables: 6,
  slots: [slot('S1', '08:30', '08:55')],
  ...changes,
});
type Errors = { pointer: string; code: string; detail: string }[];
const errorsOf = ({ body }: { body: { errors: Errors } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

const wrong: [string, object, string[]][] = [
  ['an unknown field', { colour: 'red' }, ['/colour input.unknown-field']],
  ['a field of the service', { status: 'held', countries: ['IL'] }, ['/status', '/countries'].map(unknown)],
  ['no name', { name: { vi: ' ', en: '' } }, ['/name event.name-missing']],
  ['a line break in the name', { name: { vi: 'a\nb', en: '' } }, ['/name/vi text.control-character']],
  ['half a letter', { place: 'a\ud800' }, ['/place text.control-character']],
  ['no seats', { seats: 0 }, ['/seats input.too-small']],
  ['half a seat', { seats: 1.5 }, ['/seats input.wrong-type']],
  ['seats in words', { seats: '12' }, ['/seats input.wrong-type']],
  ['no tables', { tables: 0 }, ['/tables input.too-small']],
  ['no partners', { partners: [] }, ['/partners input.too-few']],
  ['partners that are missing', { partners: undefined }, ['/partners input.required']],
  ['a partner twice', { partners: ['M021', 'M021'] }, ['/partners event.code-repeated']],
  ['no theme', { themes: [] }, ['/themes input.too-few']],
  ['a theme twice', { themes: ['NLTT', 'NLTT'] }, ['/themes event.code-repeated']],
  ['a day that does not exist', { date: '2027-02-30' }, ['/date input.wrong-format']],
  ['a slug that is no address', { slug: 'Đan Mạch' }, ['/slug input.wrong-format']],
  ['a slot that ends before it begins', { slots: [slot('S1', '09:00', '08:00')] }, [ends(0)]],
  ['a slot without length', { slots: [slot('S1', '09:00', '09:00')] }, [ends(0)]],
  [
    'a slot at no time',
    { slots: [{ id: 'S1', from: '09:00', to: '10:00' }] },
    ['/slots/0/from input.wrong-format', '/slots/0/to input.wrong-format'],
  ],
  [
    'a slot id twice',
    { slots: [slot('S1', '09:00', '10:00'), slot('S1', '10:00', '11:00')] },
    ['/slots/1/id event.slot-twice'],
  ],
  [
    'slots that overlap',
    { slots: [slot('S1', '09:00', '10:00'), slot('S2', '10:00', '11:00'), slot('S3', '09:30', '10:30')] },
    ['/slots/2 event.slots-overlap'],
  ],
  [
    'an interpreter away in an unknown slot',
    { interpreters: [{ id: 'P1', languages: ['da'], unavailable: ['S1', 'S9'] }] },
    ['/interpreters/0/unavailable/1 event.unknown-slot'],
  ],
  [
    'an interpreter twice',
    { interpreters: ['da', 'en'].map((language) => ({ id: 'P1', languages: [language] })) },
    ['/interpreters/1/id event.interpreter-twice'],
  ],
  [
    'an interpreter without a language',
    {
      interpreters: [
        { id: 'P1', languages: [] },
        { id: 'P2', languages: ['English'] },
      ],
    },
    ['/interpreters/0/languages input.too-few', '/interpreters/1/languages/0 input.wrong-format'],
  ],
  [
    'codes nobody knows',
    {
      partners: ['M021', 'M999'],
      themes: ['NLTT', 'NOPE'],
      rules: {
        pinProvinces: ['99'],
        forbidProvinces: ['68', '00'],
        absentProvinces: ['00'],
        perRegionMin: { XX: 1 },
        perRegionMax: { 'Y/Y': 1 },
        pinPairs: [pair('99', 'M021'), pair('31', 'M034')],
      },
    },
    [
      '/partners/1 event.unknown-partner',
      '/themes/1 event.unknown-theme',
      '/rules/pinProvinces/0 event.unknown-province',
      '/rules/forbidProvinces/1 event.unknown-province',
      '/rules/absentProvinces/0 event.unknown-province',
      '/rules/perRegionMin/XX event.unknown-region',
      '/rules/perRegionMax/Y~1Y event.unknown-region',
      '/rules/pinPairs/0/province event.unknown-province',
      '/rules/pinPairs/1/partner event.partner-not-at-event',
    ],
  ],
  [
    'rules that contradict each other',
    {
      rules: {
        pinProvinces: ['68', '31'],
        forbidProvinces: ['56', '68'],
        absentProvinces: ['31', '92'],
        pinPairs: [pair('56', 'M021')],
        forbidPairs: [pair('31', 'M021'), pair('56', 'M021')],
        perRegionMin: { DBSH: 3, BTB: 1 },
        perRegionMax: { DBSH: 2, BTB: 1 },
        k: 3,
        maxMeetingsProvince: 2,
      },
    },
    [
      '/rules/forbidProvinces/0 event.pinned-and-forbidden',
      '/rules/forbidProvinces/1 event.pinned-and-forbidden',
      '/rules/absentProvinces/0 event.pinned-and-absent',
      '/rules/forbidPairs/1 event.pair-pinned-and-forbidden',
      '/rules/perRegionMin/DBSH event.region-min-above-max',
      '/rules/k event.min-above-max-meetings',
    ],
  ],
  [
    'weights and numbers out of bounds',
    {
      rules: {
        minScore: 1.1,
        metRecentlyMonths: -1,
        perRegionMin: { DBSH: 0.5 },
        weights: { theme: 0, country: 0, strength: 0, freshness: 0, concepts: 0, form: 0 },
        luck: 1,
      },
    },
    [
      '/rules/perRegionMin/DBSH input.wrong-type',
      '/rules/metRecentlyMonths input.too-small',
      '/rules/minScore input.too-large',
      '/rules/weights event.weights-all-zero',
      '/rules/luck input.unknown-field',
    ],
  ],
  ['an unknown weight', { rules: { weights: { charm: 0.5 } } }, ['/rules/weights/charm input.unknown-field']],
];
function unknown(pointer: string): string {
  return `${pointer} input.unknown-field`;
}
function ends(i: number): string {
  return `/slots/${i}/to event.slot-ends-before-it-begins`;
}

describe('an event', () => {
  test.each(wrong)('with %s is refused', async (_, changes, expected) => {
    const refused = await planner.post('/events', newEvent(changes)).expect(400);
    expect([refused.body.code, errorsOf(refused)]).toEqual(['input.invalid', expected]);
  });

  const lessMissing = wrong.filter(([, changes]) => !Object.values(changes).includes(undefined));
  test.each(lessMissing)('is not changed to one with %s', async (_, changes, expected) => {
    const refused = await planner
      .patch('/events/denmark', { tables: 7, ...changes })
      .set('If-Match', '"1"')
      .expect(400);
    expect(errorsOf(refused)).toEqual(expected);
  });
});

describe('the problem', () => {
  const faults = newEvent({
    seats: 0,
    partners: [],
    slots: [slot('S1', '09:00', '08:00')],
    rules: { luck: 1, pinProvinces: ['68'], forbidProvinces: ['68'] },
  });
  test.each([
    [
      'vi',
      'Dữ liệu chưa hợp lệ',
      'Có 5 điểm cần sửa; xem danh sách kèm theo.',
      [
        ['/partners', 'Quá ít: cần ít nhất 1 mục.'],
        ['/seats', 'Quá nhỏ: giá trị nhỏ nhất là 1.'],
        ['/slots/0/to', 'Khung giờ kết thúc trước khi bắt đầu.'],
        ['/rules/luck', 'Không có trường này.'],
        ['/rules/forbidProvinces/0', 'Địa phương này vừa được chỉ định mời vừa bị loại.'],
      ],
    ],
    [
      'en',
      'Invalid input',
      'Points to correct: 5; see the list.',
      [
        ['/partners', 'Too few: at least 1 items.'],
        ['/seats', 'Too small: the least value is 1.'],
        ['/slots/0/to', 'The slot ends before it begins.'],
        ['/rules/luck', 'There is no such field.'],
        ['/rules/forbidProvinces/0', 'This province is both pinned and forbidden.'],
      ],
    ],
  ] as const)('is said in %s', async (locale, title, detail, errors) => {
    const writer = locale === 'vi' ? planner : admin;
    const { body, headers } = await writer.post('/events', faults).expect(400);
    expect([headers['content-type'], headers['content-language']]).toEqual([
      'application/problem+json; charset=utf-8',
      locale,
    ]);
    expect([body.title, body.detail]).toEqual([title, detail]);
    expect((body.errors as Errors).map((error) => [error.pointer, error.detail])).toEqual(errors);
  });

  test('of someone unknown is said as his browser asks', async () => {
    const titles = ['vi', 'en'].map(async (language) => {
      const { body } = await service.anyone({ 'Accept-Language': language }).post('/events', faults).expect(401);
      return body.title;
    });
    expect(await Promise.all(titles)).toEqual(['Cần đăng nhập', 'Sign-in required']);
  });

  test.each([
    [
      'a body of 5 MB',
      () => planner.post('/events', newEvent({ place: 'x'.repeat(5_000_000) })),
      413,
      'request.too-large',
    ],
    ['broken JSON', () => planner.post('/events').type('json').send('{"seats": '), 400, 'request.malformed-json'],
    ['a form', () => planner.post('/events').type('form').send('seats=1'), 415, 'request.wrong-content-type'],
    ['a list', () => planner.post('/events', [newEvent()]), 400, 'input.invalid'],
    ['an unknown query field', () => planner.post('/events?dryRun=true', newEvent()), 400, 'input.invalid'],
  ])('names %s', async (_, send, status, code) => {
    const { body } = await send();
    expect([body.status, body.code]).toEqual([status, code]);
  });

  test('of an empty body names every field that has to be there', async () => {
    const refused = await planner.post('/events').expect(400);
    expect(errorsOf(refused)).toEqual(
      ['name', 'slug', 'partners', 'themes', 'date', 'seats', 'tables'].map((field) => `/${field} input.required`),
    );
  });
});

test('nothing of all this is stored', async () => {
  expect(await service.snapshot()).toEqual(before);
});
