import { Readable } from 'node:stream';
import type { SignedIn } from '../../http/act.js';
import { done, ending, follow } from '../../http/jobs/events.js';
import { within } from '../../http/jobs/jobs.js';
import { download, Reply, type Route, route } from '../../http/route.js';
import { infeasible, presentCalendar, presentJob, presentTimetable } from './present.js';
import { calendarQuerySchema, timetableJobSchema, timetableRequestSchema, timetableSchema } from './schema.js';
import { sentences } from './sentences.js';
import type { Made, TimetableJob, Timetables } from './service.js';

const ministry = ['planner', 'approver', 'admin'] as const;
const params = { id: 'Id of the proposal' };
const ready = { status: 200, schema: timetableSchema, description: 'The timetable' } as const;
const later = { status: 202, schema: timetableJobSchema, description: 'Still being computed; ask again' } as const;

export function timetableRoutes(timetables: Timetables): readonly Route[] {
  const shown = async (made: Made, { locale }: SignedIn) => {
    const names = await timetables.names();
    if (made.feasible) return presentTimetable(made.timetable, sentences(names, made.timetable.slots, locale));
    throw infeasible(made, sentences(names, made.slots, locale));
  };

  const answered = async (job: TimetableJob, made: Made | null, act: SignedIn, status: 200 | 201) => {
    const Location = `/api/v1/proposals/${job.id}/timetable`;
    if (!made) return new Reply(202, presentJob(job), { Location, 'Retry-After': '2' });
    return new Reply(status, await shown(made, act), { Location });
  };

  return [
    route({
      method: 'post',
      path: '/proposals/{id}/timetable',
      params,
      summary: 'Make the timetable of a proposal',
      description:
        'Gives each meeting of the proposal a slot, a table and an interpreter, by the event as it is now: nobody and nothing is in two places at once, locked meetings stay, and the gaps are the fewest there can be. Kept to the last timetable by `mode`. What stands against any timetable is answered with the smallest set of demands to let go.',
      access: ['planner', 'admin'],
      audit: 'timetable.made',
      body: timetableRequestSchema,
      answers: { ...ready, status: 201 },
      also: [later],
      handle: async (act, { params: { id }, body }) => {
        const job = await timetables.begin(act, id, body);
        return answered(job, await timetables.outcome(job), act, 201);
      },
    }),
    route({
      method: 'get',
      path: '/proposals/{id}/timetable',
      params,
      summary: 'The timetable of a proposal',
      description:
        'The timetable made last. After `202` the failure of the search is told here, until another one is begun.',
      access: ministry,
      audit: 'none',
      answers: ready,
      also: [later],
      handle: async (act, { params: { id } }) => {
        const job = await timetables.job(id);
        if (!job) return shown({ feasible: true, timetable: await timetables.get(id) }, act);
        const made = await within(job, 0);
        return made ? shown(made, act) : new Reply(202, presentJob(job), { 'Retry-After': '2' });
      },
    }),
    route({
      method: 'get',
      path: '/proposals/{id}/timetable/progress',
      params,
      summary: 'Progress of a timetable',
      description: 'Server-sent events: `progress` with stage, done and total at each step, then `done` or `failed`.',
      access: ministry,
      audit: 'none',
      answers: { status: 200, type: 'text/event-stream', description: 'The events' },
      handle: async (_act, { params: { id } }) => {
        const job = await timetables.job(id);
        const stream = job
          ? follow(job, (outcome) => ending(id, outcome, 'timetable.infeasible'))
          : [done((await timetables.get(id)).id)];
        return new Reply(200, Readable.from(stream), { 'Content-Type': 'text/event-stream' });
      },
    }),
    route({
      method: 'post',
      path: '/proposals/{id}/timetable/stop',
      params,
      summary: 'End the search for a timetable',
      description: 'The best timetable found so far is kept, with the bound that has been proven by then.',
      access: ['planner', 'admin'],
      audit: 'timetable.cut-short',
      answers: ready,
      also: [later],
      handle: async (act, { params: { id } }) => {
        const job = await timetables.stop(act, id);
        return answered(job, await timetables.wait(job), act, 200);
      },
    }),
    route({
      method: 'get',
      path: '/proposals/{id}/timetable.ics',
      params,
      summary: 'The timetable as a calendar',
      description:
        'iCalendar (RFC 5545). Each meeting keeps its UID, its SEQUENCE rises with each change, and a meeting that is no longer held has STATUS:CANCELLED. A province or a partner gets its own meetings once the proposal is released.',
      access: [...ministry, 'province', 'partner'],
      audit: 'none',
      query: calendarQuerySchema,
      answers: { status: 200, type: 'text/calendar', description: 'The calendar' },
      handle: async (act, { params: { id }, query: { cancelled, ...whose } }) => {
        const { name, file } = presentCalendar(await timetables.calendar(act, id, whose), cancelled, act.locale);
        return download(name, 'text/calendar; charset=utf-8', file);
      },
    }),
  ];
}
