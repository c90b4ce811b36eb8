import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrangeService, type Client } from '../arrange/service.js';

let stop: () => Promise<void>;
let anyone: Client;
beforeAll(async () => {
  const service = await arrangeService({ seeded: true });
  stop = service.stop;
  anyone = service.anyone();
});
afterAll(() => stop());

const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);

describe('lists', () => {
  test.each([
    ['/themes', 40],
    ['/forms', 12],
    ['/regions', 6],
    ['/provinces', 34],
    ['/partners', 222],
  ])('%s has %i rows, page by page without loss', async (path, total) => {
    const size = Math.ceil(total / 3);
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => anyone.get(`${path}?page=${page}&pageSize=${size}`).expect(200)),
    );
    expect(pages.map(({ body }) => [body.total, body.page, body.pageSize])).toEqual(
      [1, 2, 3, 4].map((page) => [total, page, size]),
    );
    expect(new Set(pages.flatMap(ids)).size).toBe(total);
    expect(pages[3]?.body.items).toEqual([]);
  });

  test('each row is found under its code, with its version as ETag', async () => {
    for (const path of ['/themes', '/forms', '/regions', '/provinces', '/partners']) {
      const [first] = (await anyone.get(`${path}?pageSize=1`)).body.items;
      const one = await anyone.get(`${path}/${first.id}`).expect(200);
      expect([one.body, one.headers.etag]).toEqual([first, `"${first.version}"`]);
      expect((await anyone.get(`${path}/NOWHERE`).expect(404)).body.code).toBe('request.not-found');
    }
  });
});

describe('a province', () => {
  test.each([
    ['Lâm Đồng', ['68']],
    ['Bắc Giang', ['24']],
    ['bac giang', ['24']],
    ['BẮC GIANG', ['24']],
    ['tỉnh Bắc Giang', ['24']],
    ['Thừa Thiên Huế', ['46']],
    ['Thừa Thiên - Huế', ['46']],
    ['Bà Rịa – Vũng Tàu', ['79']],
    ['Hòa Bình', ['25']],
    ['Hoà Bình', ['25']],
    ['Hanoi', ['01']],
    ['TP. Hồ Chí Minh', ['79']],
    ['Đắk Nông', ['68']],
    ['Atlantis', []],
  ])('is found by the name “%s”', async (name, expected) => {
    expect(ids(await anyone.get(`/provinces?name=${encodeURIComponent(name)}`).expect(200))).toEqual(expected);
  });

  test('of given regions', async () => {
    const { body } = await anyone.get('/provinces?region=DBSH,DNB&pageSize=200').expect(200);
    const regions = new Set(body.items.map(({ region }: { region: string }) => region));
    expect([...regions].sort()).toEqual(['DBSH', 'DNB']);
  });
});

describe('partners', () => {
  test('are filtered by country, kind, group and words, with or without marks', async () => {
    expect(ids(await anyone.get('/partners?country=IL&group=mission'))).toEqual(['M034']);
    expect(ids(await anyone.get('/partners?q=eurocham'))).toEqual(['A001']);
    const words = await anyone.get(`/partners?q=${encodeURIComponent('dai su quan i-xra-en')}`);
    expect(ids(words)).toEqual(['A027', 'M034']);
    const kinds = await anyone.get('/partners?kind=embassy,chamber&pageSize=200');
    const found = new Set(kinds.body.items.map(({ kind }: { kind: string }) => kind));
    expect([...found].sort()).toEqual(['chamber', 'embassy']);
    expect((await anyone.get('/partners?group=club').expect(400)).body.errors).toMatchObject([
      { pointer: '?group', code: 'input.not-allowed' },
    ]);
  });
});
