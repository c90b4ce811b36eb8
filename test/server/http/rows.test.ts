// The edge by itself: what it makes of the rows it is given.
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { Failure } from '../../../server/failures.js';
import { download, Reply, route } from '../../../server/http/route.js';
import { arrangeEdge } from '../../arrange/http/edge.js';

const open = { summary: 's', description: 'd', access: 'public', audit: 'none' } as const;
const anything = { status: 200, schema: z.unknown(), description: 'd' } as const;

describe('queries', () => {
  const app = arrangeEdge([
    route({
      ...open,
      method: 'get',
      path: '/search',
      query: z.strictObject({
        q: z.string().default(''),
        kind: z.array(z.enum(['need', 'offer'])).optional(),
        year: z.int().min(1900).optional(),
        exact: z.boolean().default(false),
      }),
      answers: anything,
      handle: async (_act, { query }) => query,
    }),
  ]);
  const get = (query: string) => request(app).get(`/search?${query}`);

  test.each([
    ['', { q: '', exact: false }],
    [
      'q=n%C6%B0%E1%BB%9Bc&kind=need,offer&year=2026&exact=true',
      { q: 'nước', kind: ['need', 'offer'], year: 2026, exact: true },
    ],
    ['kind=need&kind=offer', { q: '', kind: ['need', 'offer'], exact: false }],
    ['q=&kind=&year=&exact=', { q: '', exact: false }],
    ['kind=%20need%20,', { q: '', kind: ['need'], exact: false }],
  ])('“%s” is read as %j', async (query, expected) => {
    expect((await get(query).expect(200)).body).toEqual(expected);
  });

  test('all that is wrong is said at once, with where', async () => {
    const answer = await get('kind=need,demand&year=soon&exact=perhaps&q=a&q=b&page=1&__proto__=1')
      .set('Accept-Language', 'en')
      .expect(400);
    expect(answer.body).toEqual({
      type: 'urn:gap-go-dai-su:problem:input.invalid',
      title: 'Invalid input',
      status: 400,
      code: 'input.invalid',
      detail: 'Points to correct: 6; see the list.',
      requestId: answer.headers['x-request-id'],
      errors: expect.arrayContaining([
        { pointer: '?q', code: 'input.given-twice', detail: 'This parameter may be given only once.' },
        { pointer: '?kind', code: 'input.not-allowed', detail: 'Not one of the allowed values: need, offer.' },
        { pointer: '?year', code: 'input.wrong-type', detail: 'Wrong type: number expected.' },
        { pointer: '?exact', code: 'input.wrong-type', detail: 'Wrong type: boolean expected.' },
        { pointer: '?page', code: 'input.unknown-field', detail: 'There is no such field.' },
        { pointer: '?__proto__', code: 'input.unknown-field', detail: 'There is no such field.' },
      ]),
    });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['content-language']).toBe('en');
  });
});

describe('bodies', () => {
  const body = z
    .strictObject({
      title: z.strictObject({ vi: z.string().min(1).max(5), en: z.string() }),
      themes: z.array(z.string()).min(1).max(2),
      seats: z.int().min(1).max(9).multipleOf(2),
      'a/b': z.iso.date().optional(),
      shape: z.union([z.string(), z.number()]).optional(),
      counts: z.record(z.string(), z.number()).optional(),
      yearFrom: z.int(),
      yearTo: z.int(),
    })
    .refine(({ yearFrom, yearTo }) => yearFrom <= yearTo, { error: 'account.role-mismatch', path: ['yearTo'] });
  const app = arrangeEdge([
    route({ ...open, method: 'post', path: '/things', body, answers: anything, handle: async (_a, i) => i.body }),
  ]);
  const good = { title: { vi: 'a', en: '' }, themes: ['NN'], seats: 4, yearFrom: 2020, yearTo: 2021 };
  const issues = async (sent: object) => {
    const { errors } = (await request(app).post('/things').send(sent).expect(400)).body;
    return errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`);
  };

  test('a good one arrives as it is', async () => {
    expect((await request(app).post('/things').send(good).expect(200)).body).toEqual(good);
  });

  test.each([
    [{ title: undefined }, ['/title input.required']],
    [{ title: { vi: '', en: 1 } }, ['/title/vi input.too-short', '/title/en input.wrong-type']],
    [{ title: { vi: 'abcdef', en: '', fr: '' } }, ['/title/vi input.too-long', '/title/fr input.unknown-field']],
    [{ themes: [] }, ['/themes input.too-few']],
    [{ themes: ['a', 'b', 'c'] }, ['/themes input.too-many']],
    [{ themes: ['a', 3] }, ['/themes/1 input.wrong-type']],
    [{ seats: 0 }, ['/seats input.too-small']],
    [{ seats: 10 }, ['/seats input.too-large']],
    [{ seats: 3 }, ['/seats input.not-multiple']],
    [{ seats: 2.5 }, ['/seats input.wrong-type']],
    [{ 'a/b': '2026-02-30' }, ['/a~1b input.wrong-format']],
    [{ shape: true }, ['/shape input.no-variant']],
    [{ counts: { a: 'b' } }, ['/counts/a input.wrong-type']],
    [{ yearTo: 2019 }, ['/yearTo account.role-mismatch']],
    [{ extra: 1, 'x~y': 1 }, ['/extra input.unknown-field', '/x~0y input.unknown-field']],
  ])('%j is told as %j', async (change, expected) => {
    expect((await issues({ ...good, ...change })).sort()).toEqual(expected.toSorted());
  });

  test('an empty body names each missing field; a list is no object', async () => {
    const required = ['/seats', '/themes', '/title', '/yearFrom', '/yearTo'].map((place) => `${place} input.required`);
    expect((await issues({})).sort()).toEqual(required);
    const none = await request(app).post('/things').expect(400);
    expect(none.body.errors).toHaveLength(5);
    expect(await issues([])).toEqual([' input.wrong-type']);
  });

  test('an own __proto__ is an unknown field and changes no prototype', async () => {
    const sent = `${JSON.stringify(good).slice(0, -1)},"__proto__":{"admin":true}}`;
    const answer = await request(app).post('/things').type('json').send(sent).expect(400);
    expect(answer.body.errors).toMatchObject([{ pointer: '/__proto__', code: 'input.unknown-field' }]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('files', () => {
  const app = arrangeEdge([
    route({
      ...open,
      method: 'post',
      path: '/imports',
      body: z.strictObject({ rows: z.array(z.string()).describe('d') }),
      files: { types: ['text/csv'] },
      limit: 100,
      answers: anything,
      handle: async (_act, { body, file }) => ({ body: body ?? null, file: file?.bytes.toString() ?? null }),
    }),
  ]);

  test('come as bytes beside JSON, within the row’s own limit', async () => {
    const file = await request(app).post('/imports').type('text/csv').send('id;tên\n').expect(200);
    expect(file.body).toEqual({ body: null, file: 'id;tên\n' });
    const json = await request(app)
      .post('/imports')
      .send({ rows: ['a'] })
      .expect(200);
    expect(json.body).toEqual({ body: { rows: ['a'] }, file: null });
    const large = await request(app).post('/imports').type('text/csv').send('x'.repeat(101)).expect(413);
    expect(large.body.detail).toBe('Nội dung gửi lên vượt quá giới hạn 100 byte.');
    const other = await request(app).post('/imports').type('application/pdf').send('%PDF').expect(415);
    expect(other.body.detail).toBe('Địa chỉ này chỉ nhận nội dung dạng: application/json, text/csv.');
  });
});

async function* tornRows() {
  yield 'a,';
  throw new Error('the disk is gone');
}

describe('answers', () => {
  const versioned = z.strictObject({ id: z.string(), version: z.int() });
  const rows = [
    route({
      ...open,
      method: 'patch',
      path: '/things/{id}',
      params: { id: 'd' },
      ifMatch: true,
      answers: { status: 200, schema: versioned, description: 'd' },
      handle: async (_act, { params, version }) => ({ id: params.id, version: version + 1 }),
    }),
    route({
      ...open,
      method: 'get',
      path: '/things/{id}/list.csv',
      params: { id: 'd' },
      answers: { status: 200, type: 'text/csv', description: 'd' },
      handle: async (_act, { params }) =>
        download(`danh sách ${params.id}.csv`, 'text/csv', Readable.from(['a,', 'b'])),
    }),
    route({
      ...open,
      method: 'get',
      path: '/torn.csv',
      answers: { status: 200, type: 'text/csv', description: 'd' },
      handle: async () => download('torn.csv', 'text/csv', Readable.from(tornRows())),
    }),
    route({
      ...open,
      method: 'post',
      path: '/jobs',
      answers: { status: 201, schema: versioned, description: 'd' },
      also: [{ status: 202, description: 'd' }],
      audit: 'token.created',
      handle: async (act) => {
        act.trail.push('token.created');
        return new Reply(202, undefined, { Location: '/jobs/1' });
      },
    }),
    route({
      ...open,
      method: 'get',
      path: '/leak',
      answers: { status: 200, schema: versioned, description: 'd' },
      handle: async () => ({ id: 'a', version: 1, passwordHash: 'x' }),
    }),
    route({
      ...open,
      method: 'put',
      path: '/silent',
      audit: 'token.created',
      answers: { status: 204, description: 'd' },
      handle: async () => {},
    }),
    route({
      ...open,
      method: 'get',
      path: '/broken',
      answers: anything,
      handle: async () => {
        throw new TypeError('secret internals');
      },
    }),
    route({
      ...open,
      method: 'get',
      path: '/unnamed',
      answers: anything,
      handle: async () => {
        throw new Failure('thing.never-named');
      },
    }),
  ];
  const app = arrangeEdge(rows);

  test.each(['"3"', 'W/"3"', ' "3" '])(
    'If-Match %s is version 3, and the answer’s version is its ETag',
    async (header) => {
      const answer = await request(app).patch('/things/a').set('If-Match', header).expect(200);
      expect([answer.body, answer.headers.etag]).toEqual([{ id: 'a', version: 4 }, '"4"']);
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  test('a stream leaves as a file with its Vietnamese name', async () => {
    const answer = await request(app).get('/things/68/list.csv').expect(200);
    expect([answer.text, answer.headers['content-disposition']]).toEqual([
      'a,b',
      `attachment; filename="danh_s_ch_68.csv"; filename*=UTF-8''danh%20s%C3%A1ch%2068.csv`,
    ]);
  });

  test('a stream that breaks breaks the connection, and the log says why', async () => {
    await expect(request(app).get('/torn.csv')).rejects.toThrow(/aborted|socket hang up/);
    expect(app.locals.logged.at(-1).err.message).toBe('the disk is gone');
  });

  test('a reply brings its own status and headers', async () => {
    const answer = await request(app).post('/jobs').expect(202);
    expect([answer.text, answer.headers.location]).toEqual(['', '/jobs/1']);
  });

  test.each([
    ['get', '/leak', 'GET /leak: answer is not as declared'],
    ['put', '/silent', 'PUT /silent: left no audit line token.created'],
    ['get', '/broken', 'secret internals'],
    ['get', '/unnamed', 'thing.never-named'],
  ] as const)('%s %s fails without telling its reader why, and the log says it', async (method, path, reason) => {
    const answer = await request(app)[method](path).expect(500);
    expect(answer.body).toEqual({
      type: 'urn:gap-go-dai-su:problem:server.unexpected',
      title: 'Lỗi ngoài dự kiến',
      status: 500,
      code: 'server.unexpected',
      detail: 'Hệ thống gặp lỗi. Xin báo cho quản trị viên kèm mã yêu cầu.',
      requestId: answer.headers['x-request-id'],
      errors: [],
    });
    const line = app.locals.logged.at(-1);
    expect(line.requestId).toBe(answer.headers['x-request-id']);
    expect(line.err.message).toContain(reason);
  });

  test('in production a wrong answer is logged and passes', async () => {
    const production = arrangeEdge(rows, { production: true });
    expect((await request(production).get('/leak').expect(200)).body.id).toBe('a');
    expect(production.locals.logged.at(-1).msg).toContain('answer is not as declared');
  });

  test('another method is refused with those there are', async () => {
    const answer = await request(app).delete('/things/a').expect(405);
    expect([answer.headers.allow, answer.body.code]).toEqual(['PATCH, OPTIONS', 'request.method-not-allowed']);
    const options = await request(app).options('/broken').expect(204);
    expect(options.headers.allow).toBe('GET, HEAD, OPTIONS');
  });
});
