// A backup through the API, while the service runs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { restore } from '../../../server/store/sqlite/backup.js';
import { openSqliteStore } from '../../../server/store/sqlite/store.js';
import { arrangeService } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
beforeAll(async () => {
  service = await arrangeService();
});
afterAll(() => service.stop());

test('the administrator takes a copy, which restores to the same accounts', async () => {
  const admin = await service.as('admin@demo');
  const { body } = await admin.post('/backups').expect(201);
  const lines = await service.store.audit.find({ where: { subject: body.folder } });
  expect(lines.map(({ action, params }) => [action, params])).toEqual([['backup.taken', { bytes: body.bytes }]]);

  const folder = await mkdtemp(join(tmpdir(), 'restored-'));
  restore(body.folder, join(folder, 'data'));
  const restored = openSqliteStore({ folder: join(folder, 'data') });
  try {
    expect(await restored.accounts.find()).toEqual(await service.store.accounts.find());
  } finally {
    await restored.close();
    await rm(folder, { recursive: true });
  }
});

test('nobody else may', async () => {
  const planner = await service.as('planner@demo');
  await planner.post('/backups').expect(403);
  await service.anyone().post('/backups').expect(401);
});
