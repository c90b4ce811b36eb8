// Starting and stopping as a person at a terminal meets it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { start } from '../arrange/process.js';
import { root } from '../arrange/sources.js';

// A first start loads the data and runs the matcher, on a machine that may be busy.
jest.setTimeout(120_000);

const main = join(root, 'dist', 'server', 'main.js');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(folder, { recursive: true }));

const startService = (env: Record<string, string> = {}) => start(main, [], { DATA_DIR: folder, PORT: '0', ...env });

test('it fills an empty store, says where it is and who may try it, answers, and stops when asked', async () => {
  const service = startService();
  const [, url = ''] = await service.says(/is running at (http:\/\/127\.0\.0\.1:\d+)\n/);
  await service.says(/admin@demo/);
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'planner@demo', password: 'gap-go-demo' }),
  });
  const provinces = await fetch(`${url}/api/v1/provinces`);
  expect([session.status, ((await provinces.json()) as { total: number }).total]).toEqual([200, 34]);

  const second = await startService().ended;
  expect([second.code, second.out]).toEqual([1, '']);
  expect(second.err).toBe(
    `Kho dữ liệu đang được sử dụng. Một tiến trình khác đang dùng thư mục dữ liệu ${folder}. Xin dừng tiến trình đó hoặc chọn thư mục khác (DATA_DIR).\n` +
      `The store is in use. Another process is using the data folder ${folder}. Please stop it, or choose another folder (DATA_DIR).\n`,
  );

  service.child.kill('SIGTERM');
  const { code, out, err } = await service.ended;
  expect([code, err, out.endsWith('Đã dừng.\nStopped.\n')]).toEqual([0, '', true]);
});

test('a port in use ends in one clear message', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const { code, err } = await startService({ PORT: String(port) }).ended;
  other.close();
  expect([code, err]).toEqual([
    1,
    `Cổng đang được sử dụng. Cổng ${port} tại 127.0.0.1 đang được chương trình khác sử dụng. Xin chọn cổng khác (PORT).\n` +
      `The port is in use. Port ${port} at 127.0.0.1 is in use by another program. Please choose another one (PORT).\n`,
  ]);
});

test('a data folder that cannot be made ends in one clear message', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const { code, err } = await startService({ DATA_DIR: join(file, 'data') }).ended;
  expect([code, err.split('\n').map((line) => line.split('.')[0])]).toEqual([
    1,
    ['Không ghi được vào thư mục dữ liệu', 'The data folder cannot be written', ''],
  ]);
});

test('production without its settings names them all and starts nothing', async () => {
  const { code, err } = await startService({ NODE_ENV: 'production' }).ended;
  expect([code, err]).toEqual([
    1,
    'Cấu hình chưa đủ hoặc chưa đúng. Xin sửa các biến môi trường sau (xem .env.example).\n' +
      '  PUBLIC_URL: Trường này là bắt buộc.\n' +
      '  SESSION_SECRET: Trường này là bắt buộc.\n' +
      'Settings are missing or wrong. Please correct these environment variables (see .env.example).\n' +
      '  PUBLIC_URL: This field is required.\n' +
      '  SESSION_SECRET: This field is required.\n',
  ]);
});

test('production has no demo accounts', async () => {
  const service = startService({
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://ketnoi.example.vn',
    SESSION_SECRET: 's'.repeat(32),
    LOG_LEVEL: 'silent',
    PORT: '0',
  });
  await service.says(/is running at https:\/\/ketnoi\.example\.vn\n/);
  service.child.kill('SIGINT');
  service.child.kill('SIGINT');
  const { code, out } = await service.ended;
  expect([code, out.includes('@demo')]).toEqual([0, false]);
});
