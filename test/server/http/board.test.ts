// Notes of work under way, when the process that wrote them is late or fails.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Failure } from '../../../server/failures.js';
import { JobBoard } from '../../../server/http/jobs/board.js';
import { arrangeService } from '../../arrange/service.js';

type Made = { feasible: boolean };
let service: Awaited<ReturnType<typeof arrangeService>>;
beforeAll(async () => {
  service = await arrangeService();
});
afterAll(() => service.stop());

const first = { stage: 'begin', done: 0, total: 1 };
const task = (id: string) => ({ id, event: 'e', once: null, replaces: 0 });
const board = (patience = 600_000) =>
  new JobBoard<typeof first, Made>(service.store, {
    kind: 'thing',
    now: () => service.clock.now,
    patience,
    lookUp: async () => null,
  });
const announced = async (id: string) => {
  const note = await board().announce(task(id), first);
  if (!note) throw new Error(`${id} is under way`);
  return note;
};

test('who fails at once leaves no note', async () => {
  const fail = () => Promise.reject(new Failure('timetabler.stopped'));
  await expect(board().during(await announced('one'), fail, () => {})).rejects.toThrow('timetabler.stopped');
  expect(await service.store.jobs.get('thing:one')).toBeNull();
});

test('who was held for dead leaves the note of the next attempt as it is', async () => {
  const late = await announced('two');
  service.clock.now = new Date(service.clock.now.getTime() + 16_000);
  const next = await announced('two');
  expect(next.attempt).not.toBe(late.attempt);
  await board(0).during(
    late,
    async () => ({ feasible: true }),
    () => {},
  );
  expect(await service.store.jobs.get('thing:two')).toEqual(next);
});

test('what has been told is forgotten, what is under way is not', async () => {
  const { version, ...note } = await announced('three');
  await board().forget('three');
  expect(await service.store.jobs.get('thing:three')).toEqual({ ...note, version });
  await service.store.jobs.replace({ ...note, version, outcome: { code: 'timetable.stopped', params: {} } });
  await expect((await board().find('three'))?.made).rejects.toThrow('timetable.stopped');
  await board().forget('three');
  expect(await board().find('three')).toBeNull();
});
