// The running service when it is asked to stop, and when it is killed: what it has acknowledged is there.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { startService as startRunning } from '../../arrange/engines/running-service.js';
import { killLeft } from '../../arrange/process.js';

// Processes are started and killed many times over.
jest.setTimeout(120_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signals-'));
});
afterEach(async () => {
  killLeft();
  await rm(folder, { recursive: true });
});

async function startService() {
  const service = await startRunning({ DATA_DIR: folder });
  const planner = await service.signIn('planner@demo');
  const ask = (method: string, path: string, body?: object, version?: number) =>
    service.ask(planner, method, path, { ...(body && { body }), ...(version !== undefined && { version }) });
  return { ...service, ask };
}

test('asked to stop, it answers what is under way and then ends', async () => {
  const service = await startService();
  const events = ['israel-nncnc', 'europe-nltt', 'japan-xtdt', 'australia-netherlands-bdkh'];
  const asked = [...events, ...events].map((event) => service.ask('POST', `/events/${event}/proposals`, {}));
  await Promise.race(asked);
  service.child.kill('SIGTERM');
  const answers = await Promise.all(asked);
  const { code, err, out } = await service.ended;
  // On a slow machine some are told to come back for theirs.
  expect(answers.filter(({ status }) => status !== 201 && status !== 202)).toEqual([]);
  expect([code, err, out.endsWith('Đã dừng.\nStopped.\n')]).toEqual([0, '', true]);

  const again = await startService();
  const kept = await Promise.all(answers.map(({ body }) => again.ask('GET', `/proposals/${body.id}`)));
  expect(kept.map(({ status, body }) => [status, body.id])).toEqual(answers.map(({ body }) => [200, body.id]));
  const told = answers.flatMap(({ status, body }, i) => (status === 201 ? [[kept[i]?.body, body]] : []));
  for (const [now, then] of told) expect(now).toEqual(then);
  again.child.kill('SIGTERM');
  expect((await again.ended).code).toBe(0);
});

test('killed at any moment, it loses nothing it has acknowledged and holds nothing twice', async () => {
  const drafted = new Map<string, string>();
  const published = new Set<string>();
  const sent = new Set<string>();
  for (const round of [1, 2, 3]) {
    const service = await startService();
    let left = 12 * round;
    const writer = async (who: number) => {
      for (let n = 0; ; n += 1) {
        const title = `Nhu cầu thử nghiệm ${round}x${who}x${n}`;
        sent.add(title);
        const body = { title: { vi: title, en: '' }, province: '68', themes: ['NNCNC'] };
        const made = await service.ask('POST', '/needs', body);
        expect(made.status).toBe(201);
        drafted.set(title, made.body.id);
        const path = `/needs/${made.body.id}`;
        await service.ask('POST', `${path}/submit`, undefined, 1);
        const done = await service.ask('POST', `${path}/publish`, undefined, 2);
        expect(done.status).toBe(200);
        published.add(title);
        left -= 1;
        if (left === 0) service.child.kill('SIGKILL');
      }
    };
    const ends = await Promise.allSettled([1, 2, 3, 4].map(writer));
    // Each writer stops only because the connection broke.
    expect(ends.map((end) => end.status === 'rejected' && end.reason.name === 'TypeError')).toEqual(
      ends.map(() => true),
    );
    expect((await service.ended).code).toBe(null);
  }

  const service = await startService();
  const stored: { id: string; title: { vi: string }; status: string }[] = [];
  for (let page = 1; page === 1 || stored.length % 200 === 0; page += 1) {
    const { body } = await service.ask('GET', `/needs?province=68&pageSize=200&page=${page}`);
    if (body.items.length === 0) break;
    stored.push(...body.items);
  }
  const ours = stored.filter(({ title }) => title.vi.startsWith('Nhu cầu thử nghiệm'));
  const idsOf = (title: string) => ours.filter((need) => need.title.vi === title).map(({ id }) => id);
  expect([...drafted].map(([title, id]) => [title, idsOf(title), id])).toEqual(
    [...drafted].map(([title, id]) => [title, [id], id]),
  );
  expect(ours.filter(({ title }) => !sent.has(title.vi) || idsOf(title.vi).length !== 1)).toEqual([]);
  expect(ours.filter(({ title, status }) => published.has(title.vi) && status !== 'published')).toEqual([]);
  expect(published.size).toBeGreaterThanOrEqual(12 + 24 + 36);

  const found: string[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await service.ask('GET', `/search?kind=need&province=68&pageSize=200&page=${page}`);
    found.push(...body.items.map(({ id }: { id: string }) => id));
    if (found.length >= body.total || body.items.length === 0) break;
  }
  const hits = ours.map(({ id }) => [id, found.filter((hit) => hit === id).length]);
  expect(hits).toEqual(ours.map(({ id }) => [id, 1]));
  service.child.kill('SIGTERM');
  expect((await service.ended).code).toBe(0);
});
