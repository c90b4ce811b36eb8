// The main job at the terminal: each run is a process of its own.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { demoPassword } from '../../../server/features/accounts/demo.js';
import { openSqliteStore } from '../../../server/store/sqlite/store.js';
import { killLeft, start } from '../../arrange/process.js';
import { arrangeService } from '../../arrange/service.js';
import { root } from '../../arrange/sources.js';

// Each of some twenty runs is a process of its own.
jest.setTimeout(120_000);

let folder: string;
const command = (name: string) => join(root, 'dist', 'server', 'commands', `${name}.js`);
const propose = (args: readonly string[], data = 'data') =>
  start(command('propose'), args, { DATA_DIR: join(folder, data) }).ended;
const israel = ['--event', 'israel-nncnc', '--as-of', '2026-11-22'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'propose-'));
  for (const data of ['data', 'other']) await start(command('seed'), [], { DATA_DIR: join(folder, data) }).ended;
});
afterEach(killLeft);
afterAll(() => rm(folder, { recursive: true }));

const provinceLines = (text: string) => text.match(/^ ?\d{1,2}\. .+ \d{1,3}[.,]\d\b/gm) ?? [];

describe('the table', () => {
  test('has the 34 provinces by rank, in Vietnamese unless English is asked for', async () => {
    const [vi, en] = await Promise.all([propose(israel), propose([...israel, '--lang', 'en'])]);
    expect([vi.code, vi.err, en.code, en.err]).toEqual([0, '', 0, '']);
    for (const { out } of [vi, en]) {
      expect(provinceLines(out).map((line) => Number.parseInt(line, 10))).toEqual(
        Array.from({ length: 34 }, (_, i) => i + 1),
      );
      expect(out).not.toMatch(/[{}]|undefined|null|NaN/);
      expect(out.split('\n').filter((line) => line.length > 110 || line !== line.trimEnd())).toEqual([]);
    }
    expect(vi.out).toContain('GẶP GỠ ISRAEL – HỢP TÁC NÔNG NGHIỆP CÔNG NGHỆ CAO');
    expect(en.out).toContain('MEET ISRAEL – COOPERATION IN HIGH-TECH AGRICULTURE');
  });

  test('is the one the README shows', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const excerpt = /```text\n(GẶP GỠ ISRAEL[\s\S]*?)\n```/.exec(readme)?.[1] ?? '';
    const { out } = await propose(israel);
    const printed = out.split('\n');
    const shown = excerpt.split('\n').filter((line) => line.trim() !== '…');
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((line) => !printed.includes(line))).toEqual([]);
  });

  test('of fewer seats says which list is optimal for them', async () => {
    const { out } = await propose([...israel, '--seats', '3']);
    expect(out).toContain('I. ĐỊA PHƯƠNG ĐỀ NGHỊ MỜI (3)');
    expect(provinceLines(out)).toHaveLength(34);
  });
});

describe('the document', () => {
  test('is the API’s, but for who made it and when', async () => {
    const { code, out } = await propose([...israel, '--json', '--seats', '10']);
    const service = await arrangeService({ seeded: true });
    const planner = await service.as('planner@demo');
    const { body } = await planner
      .post('/events/israel-nncnc/proposals', { asOf: '2026-11-22', seats: 10 })
      .expect(201);
    await service.stop();
    const printed = JSON.parse(out);
    expect(code).toBe(0);
    expect(printed).toEqual({
      ...body,
      id: 'draft',
      createdAt: '2026-11-22T00:00:00.000Z',
      createdBy: 'system',
    });
    expect(Object.keys(printed)).toEqual(Object.keys(body));
  });

  test('is the same to the byte, whenever and in whatever store of the same data it is made', async () => {
    const runs = [await propose([...israel, '--json']), await propose([...israel, '--json'])];
    const elsewhere = await propose([...israel, '--json'], 'other');
    expect(new Set([...runs, elsewhere].map(({ out }) => out)).size).toBe(1);
    expect(JSON.parse(elsewhere.out).provinces).toHaveLength(34);
  });

  test('is only shown: nothing is stored', async () => {
    await propose(israel);
    const store = openSqliteStore({ folder: join(folder, 'data') });
    const kept = [await store.proposals.count(), await store.audit.count({ actor: 'system' })];
    await store.close();
    expect(kept).toEqual([0, 8]);
  });
});

describe('beside a running service', () => {
  test('it shows the plan on what is stored now, and so do the other commands that only read', async () => {
    const env = { DATA_DIR: join(folder, 'other') };
    const service = start(join(root, 'dist', 'server', 'main.js'), [], { ...env, PORT: '0' });
    const [, url = ''] = await service.says(/is running at (http:\/\/127\.0\.0\.1:\d+)\n/);
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ email: 'planner@demo', password: demoPassword });
    const signIn = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
    const { csrfToken } = (await signIn.json()) as { csrfToken: string };
    const changed = await fetch(`${url}/api/v1/events/israel-nncnc`, {
      method: 'PATCH',
      headers: {
        ...headers,
        Cookie: signIn.headers.get('set-cookie')?.split(';')[0] ?? '',
        'X-CSRF-Token': csrfToken,
        'If-Match': '"1"',
      },
      body: JSON.stringify({ seats: 5 }),
    });
    expect(changed.status).toBe(200);

    const [plan, exported, copied] = await Promise.all([
      propose(israel, 'other'),
      start(command('export'), ['--to', join(folder, 'export.jsonl')], env).ended,
      start(command('backup'), ['--to', join(folder, 'copy')], env).ended,
    ]);
    expect([plan, exported, copied].map(({ code, err }) => [code, err])).toEqual([1, 2, 3].map(() => [0, '']));
    expect(plan.out).toContain('I. ĐỊA PHƯƠNG ĐỀ NGHỊ MỜI (5)');
    expect((await propose(israel, 'copy')).out).toBe(plan.out);

    const refused = await start(command('seed'), [], env).ended;
    expect([refused.code, refused.err.split('.')[0]]).toEqual([1, 'Kho dữ liệu đang được sử dụng']);
    service.child.kill('SIGTERM');
    expect((await service.ended).code).toBe(0);
  });
});

describe('what cannot be is said in both languages', () => {
  const usage = 'npm run propose -- --event israel-nncnc [--json] [--seats 12] [--as-of 2026-11-22] [--lang vi|en]';
  const wrongArguments = `Sai tham số. Cách dùng: ${usage}\nWrong arguments. Usage: ${usage}\n`;
  const invalid = (vi: string, en: string) =>
    `Dữ liệu chưa hợp lệ. Có 1 điểm cần sửa; xem danh sách kèm theo.\n  ${vi}\nInvalid input. Points to correct: 1; see the list.\n  ${en}\n`;

  test.each([
    ['no event', [], wrongArguments],
    ['an empty event', ['--event', ''], wrongArguments],
    ['an unknown option', [...israel, '--colour', 'red'], wrongArguments],
    ['an unknown language', [...israel, '--lang', 'fr'], wrongArguments],
    [
      'an unknown event',
      ['--event', 'nothing'],
      'Không tìm thấy sự kiện. Không có sự kiện mang mã hoặc tên ngắn “nothing”.\n' +
        'Event not found. There is no event with the id or slug “nothing”.\n',
    ],
    [
      'no seats',
      [...israel, '--seats', '0'],
      invalid('seats: Quá nhỏ: giá trị nhỏ nhất là 1.', 'seats: Too small: the least value is 1.'),
    ],
    [
      'seats in words',
      [...israel, '--seats', 'twelve'],
      invalid('seats: Sai kiểu dữ liệu: cần number.', 'seats: Wrong type: number expected.'),
    ],
    [
      'a day that does not exist',
      ['--event', 'israel-nncnc', '--as-of', '2026-02-30'],
      invalid('asOf: Sai định dạng: cần date.', 'asOf: Wrong format: date expected.'),
    ],
    [
      'a past event',
      ['--event', 'E001'],
      'Sự kiện đã tổ chức. Sự kiện E001 đã tổ chức, không thể thay đổi hay lập phương án.\n' +
        'Event already held. Event E001 has been held; it can be neither changed nor planned.\n',
    ],
  ])('%s', async (_, args, err) => {
    expect(await propose(args)).toEqual({ code: 1, out: '', err });
  });
});
