import { type Route, route } from '../../http/route.js';
import { presentEvent } from './present.js';
import { eventPageSchema, eventPatchSchema, eventQuerySchema, eventSchema, newEventSchema } from './schema.js';
import type { Events } from './service.js';

export const eventRoutes = (events: Events): readonly Route[] => [
  route({
    method: 'get',
    path: '/events',
    summary: 'Events',
    description: 'Planned and past connection events, the latest first.',
    access: 'signed-in',
    audit: 'none',
    query: eventQuerySchema,
    answers: { status: 200, schema: eventPageSchema, description: 'A page of events' },
    handle: async ({ account }, { query }) => {
      const { items, total } = await events.list(query);
      return {
        items: items.map((event) => presentEvent(event, account)),
        total,
        page: query.page,
        pageSize: query.pageSize,
      };
    },
  }),
  route({
    method: 'post',
    path: '/events',
    summary: 'Plan an event',
    description: 'A themed event with its partners, date, seats, tables and rules.',
    access: ['planner', 'admin'],
    audit: 'event.planned',
    body: newEventSchema,
    answers: { status: 201, schema: eventSchema, description: 'The planned event' },
    handle: async (act, { body }) => presentEvent(await events.plan(act, body), act.account),
  }),
  route({
    method: 'get',
    path: '/events/{id}',
    params: { id: 'Id or slug of the event' },
    summary: 'An event',
    description: 'One event; its rules and interpreters are shown to the ministry only.',
    access: 'signed-in',
    audit: 'none',
    answers: { status: 200, schema: eventSchema, description: 'The event' },
    handle: async ({ account }, { params }) => presentEvent(await events.get(params.id), account),
  }),
  route({
    method: 'patch',
    path: '/events/{id}',
    params: { id: 'Id or slug of the event' },
    summary: 'Change an event',
    description: 'Changes fields of a planned event. Proposals already made keep the inputs they were made from.',
    access: ['planner', 'admin'],
    audit: 'event.changed',
    ifMatch: true,
    body: eventPatchSchema,
    answers: { status: 200, schema: eventSchema, description: 'The changed event' },
    handle: async (act, { params, body, version }) =>
      presentEvent(await events.change(act, params.id, body, version), act.account),
  }),
];
