// Many postings at once through HTTP: JSON, CSV and XLSX, row by row.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { needBody } from '../../arrange/postings.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let province: Client;
let planner: Client;
let embassy: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  province = await service.as('province@demo');
  planner = await service.as('planner@demo');
  embassy = await service.as('embassy@demo');
});
afterAll(() => service.stop());

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const csv = (client: Client, text: string | Buffer, query = '') =>
  client.post(`/imports${query}`).set('Content-Type', 'text/csv').send(text);
const xlsx = async (client: Client, rows: unknown[][], query = '') => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Nhu cầu').addRows(rows);
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
  return client.post(`/imports${query}`).set('Content-Type', xlsxType).send(bytes);
};
const count = () => service.store.postings.count();
const errorsOf = ({ body }: { body: { rejected: { row: number; errors: { column: string; code: string }[] }[] } }) =>
  body.rejected.flatMap(({ row, errors }) => errors.map(({ column, code }) => `${row} ${column} ${code}`));

describe('rows that are right', () => {
  test('of a CSV file become drafts, with their audit lines', async () => {
    const text = [
      'kind,title_vi,title_en,summary_vi,themes,forms,countries,province,year_from,year_to,source_name',
      'need,"Cảng cạn, kho ngoại quan",Inland port,"Dòng một\nDòng hai",HTGT;TM,DAUTU,JP;SG,Lâm Đồng,2025,2026,Công văn 12',
      ',,,,,,,,,,',
      'Nhu cầu,Trường nghề sửa chữa máy bay,,,GDDT,,,,,,',
      '',
    ].join('\n');
    const answer = await csv(province, text).expect(201);
    expect(answer.body).toEqual({
      dryRun: false,
      rows: 2,
      stored: 2,
      accepted: [
        { row: 2, title: 'Cảng cạn, kho ngoại quan', kind: 'need', id: expect.any(String) },
        { row: 4, title: 'Trường nghề sửa chữa máy bay', kind: 'need', id: expect.any(String) },
      ],
      rejected: [],
      duplicates: [],
    });
    const { id } = answer.body.accepted[0];
    expect(await service.store.postings.get(id)).toMatchObject({
      status: 'draft',
      title: { vi: 'Cảng cạn, kho ngoại quan', en: 'Inland port' },
      summary: { vi: 'Dòng một\nDòng hai', en: '' },
      themes: ['HTGT', 'TM'],
      forms: ['DAUTU'],
      countries: ['JP', 'SG'],
      provinces: ['68'],
      owner: { kind: 'province', code: '68' },
      yearFrom: 2025,
      yearTo: 2026,
      source: { name: 'Công văn 12', url: '', date: '', quality: '' },
      contact: null,
    });
    expect(await service.store.audit.find({ where: { subject: id } })).toMatchObject([{ action: 'need.created' }]);
    expect(await service.store.audit.find({ where: { subject: answer.headers['x-request-id'] ?? '' } })).toMatchObject([
      { action: 'import.stored', params: { rows: 2, accepted: 2, rejected: 0, duplicates: 0 } },
    ]);
    expect(await service.store.outbox.count({ subject: id })).toBe(1);
  });

  test('of a CSV file as Vietnamese spreadsheets save it: a mark at the start, semicolons, quoted lists', async () => {
    const text =
      '\ufeffKind;Title vi;Themes;Province\r\nneed;Nuôi cá tầm;"TS;NN";01\r\nneed;Dệt thổ cẩm;DL;Bắc Giang\r\n';
    const { body } = await csv(planner, text).expect(201);
    const stored = await Promise.all(body.accepted.map(({ id }: { id: string }) => service.store.postings.get(id)));
    expect(stored).toMatchObject([
      { title: { vi: 'Nuôi cá tầm' }, themes: ['TS', 'NN'], provinces: ['01'], owner: { code: '01' } },
      { title: { vi: 'Dệt thổ cẩm' }, themes: ['DL'], provinces: ['24'], owner: { code: '24' } },
    ]);
  });

  test('of a workbook: numbers, dates, formulas, links and rich text', async () => {
    const answer = await xlsx(planner, [
      ['kind', 'title_vi', 'themes', 'province', 'year_from', 'source_date', 'source_url'],
      [
        'need',
        { richText: [{ text: 'Bảo tồn ' }, { text: 'voọc', font: { bold: true } }] },
        'MT',
        1,
        { formula: '2020+5', result: 2025 },
        new Date('2026-03-04T00:00:00.000Z'),
        { text: 'https://example.vn/a', hyperlink: 'https://example.vn/a' },
      ],
    ]);
    expect([answer.status, answer.body.rejected]).toEqual([201, []]);
    expect(await service.store.postings.get(answer.body.accepted[0].id)).toMatchObject({
      title: { vi: 'Bảo tồn voọc', en: '' },
      provinces: ['01'],
      yearFrom: 2025,
      source: { name: '', url: 'https://example.vn/a', date: '2026-03-04', quality: '' },
    });
  });

  test('as JSON, flat or in the shape of the API', async () => {
    const rows = [
      { kind: 'offer', title_en: 'Scholarships in hydrology', themes: 'GDDT;NUOC' },
      { kind: 'offer', title: { en: 'Desalination pilot plant' }, themes: ['NUOC'], yearFrom: 2026, countries: ['IL'] },
    ];
    const { body } = await embassy.post('/imports', { rows }).expect(201);
    expect(body.accepted.map(({ row, title }: { row: number; title: string }) => [row, title])).toEqual([
      [1, 'Scholarships in hydrology'],
      [2, 'Desalination pilot plant'],
    ]);
    const [first, second] = body.accepted;
    expect(await service.store.postings.get(first.id)).toMatchObject({ themes: ['GDDT', 'NUOC'], partners: ['M034'] });
    expect(await service.store.postings.get(second.id)).toMatchObject({ yearFrom: 2026, countries: ['IL'] });
    await embassy.post('/imports', [{ title_en: 'Exchange of curators' }]).expect(201);
  });
});

describe('rows that are wrong', () => {
  const rows = [
    { kind: 'need', title_vi: 'Nhà máy điện rác', themes: 'MT', province: '68' },
    { kind: 'need', title_vi: ' ', themes: 'MT;NOPE', province: 'Atlantis', year_from: 'soon', source_url: 'x' },
    { kind: 'thing', title_vi: 'Gì đó' },
    { kind: 'need', title_vi: 'Năm sai', year_from: 2026, year_to: 2020, partner: 'M034' },
  ];
  const wrong = [
    '2 title_vi posting.title-missing',
    '2 year_from input.wrong-type',
    '2 source_url input.wrong-format',
    '2 themes posting.unknown-theme',
    '2 province posting.unknown-province',
    '3 kind import.kind-unknown',
    '4 partner import.stray-column',
    '4 year_to posting.years-swapped',
  ];

  test('are all named, and nothing is stored', async () => {
    const before = await count();
    const answer = await planner.post('/imports', rows).expect(200);
    expect([...errorsOf(answer)].sort()).toEqual([...wrong].sort());
    expect(answer.body.rejected[1]).toEqual({
      row: 3,
      errors: [
        {
          pointer: '/rows/3/kind',
          column: 'kind',
          code: 'import.kind-unknown',
          detail: 'Cần ghi rõ là nhu cầu (need) hay chào hợp tác (offer).',
        },
      ],
    });
    expect([answer.body.stored, answer.body.accepted[0].id, await count()]).toEqual([0, null, before]);
    expect(await service.store.audit.find({ where: { subject: answer.headers['x-request-id'] ?? '' } })).toMatchObject([
      { action: 'import.checked' },
    ]);
  });

  test('a trial stores nothing even if all is right', async () => {
    const before = await count();
    const { body } = await planner.post('/imports?dryRun=true', rows.slice(0, 1)).expect(200);
    expect([body.dryRun, body.stored, body.accepted.length, await count()]).toEqual([true, 0, 1, before]);
  });

  test('are left out when asked', async () => {
    const before = await count();
    const { body } = await planner.post('/imports?partial=true', rows).expect(201);
    expect([body.stored, body.rejected.length, await count()]).toEqual([1, 3, before + 1]);
  });

  test('what one may not post is rejected like any other fault', async () => {
    const answer = await province
      .post('/imports', [
        { kind: 'offer', title_vi: 'Không phải của tỉnh' },
        { kind: 'need', title_vi: 'Của tỉnh khác', province: 'Hà Nội' },
      ])
      .expect(200);
    expect(errorsOf(answer)).toEqual(['1 kind import.not-allowed', '2 province import.not-own']);
  });

  test('cells beyond the columns are not lost in silence', async () => {
    const answer = await csv(province, 'kind,title_vi\nneed,Một,hai\n').expect(200);
    expect(errorsOf(answer)).toEqual(['2  import.too-many-cells']);
  });
});

describe('rows that repeat what is known', () => {
  const title_vi = 'Trung tâm bảo quản hạt giống rau ôn đới';

  test('are named and skipped: the same file twice stores nothing twice', async () => {
    const rows = [
      { kind: 'need', title_vi, province: '68' },
      { kind: 'need', title_vi: `${title_vi} `, province: '68' },
    ];
    const first = await planner.post('/imports', rows).expect(201);
    expect(first.body).toMatchObject({
      stored: 1,
      accepted: [{ row: 1 }],
      duplicates: [{ row: 2, title: `${title_vi} `, postings: [], rows: [1] }],
    });
    const { id } = first.body.accepted[0];
    const second = await planner.post('/imports', rows).expect(200);
    expect(second.body).toMatchObject({
      stored: 0,
      accepted: [],
      duplicates: [
        { row: 1, postings: [id], rows: [] },
        { row: 2, postings: [id], rows: [1] },
      ],
    });
    const forced = await planner.post('/imports?duplicates=store', rows.slice(0, 1)).expect(201);
    expect([forced.body.stored, forced.body.duplicates.length]).toEqual([1, 1]);
    const elsewhere = await planner.post('/imports', [{ kind: 'need', title_vi, province: '56' }]).expect(201);
    expect(elsewhere.body.duplicates).toEqual([]);
  });
});

describe('files that cannot be read', () => {
  test.each([
    ['text/csv', 'kind,colour\nneed,red\n', 'import.unknown-columns'],
    ['text/csv', 'kind,title_vi,title_vi\nneed,a,b\n', 'import.repeated-columns'],
    ['text/csv', 'kind,title_vi\n,\n', 'import.empty'],
    ['text/csv', 'kind,title_vi\nneed,"open\n', 'import.unreadable'],
    ['text/csv', Buffer.from('kind,title_vi\nneed,B\xe1c\n', 'latin1'), 'import.not-utf8'],
    ['text/csv', `title_vi\n${'x\n'.repeat(2001)}`, 'import.too-many-rows'],
    [xlsxType, Buffer.from('not a workbook'), 'import.unreadable'],
    ['application/json', '{"rows": 3}', 'input.invalid'],
    ['application/json', '[]', 'import.empty'],
  ])('%s is refused: %#', async (type, content, code) => {
    const before = await count();
    const answer = await province.post('/imports').set('Content-Type', type).send(content);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect(await count()).toBe(before);
  });

  test('a workbook that unfolds beyond measure is refused unopened', async () => {
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt32LE(0xf0000000, 24);
    const answer = await province.post('/imports').set('Content-Type', xlsxType).send(entry);
    expect([answer.status, answer.body.code]).toEqual([413, 'request.too-large']);
  });

  test('nor another kind of file, one too large, nor from strangers', async () => {
    await province.post('/imports').set('Content-Type', 'application/pdf').send('x').expect(415);
    const large = Buffer.alloc(20 * 1024 * 1024 + 1, 'x');
    expect((await csv(province, large)).status).toBe(413);
    await service.anyone().post('/imports', [needBody()]).expect(401);
    await (await service.as('approver@demo')).post('/imports', [needBody()]).expect(403);
  });
});
