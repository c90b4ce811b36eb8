import { type Route, route } from '../../http/route.js';
import { presentNextEvents } from './present.js';
import { nextEventPageSchema, nextEventQuerySchema } from './schema.js';
import type { Planning } from './service.js';

export const planningRoutes = (planning: Planning): readonly Route[] => [
  route({
    method: 'get',
    path: '/planning/next-events',
    summary: 'Which ambassador next, and on what',
    description:
      'Partners and themes by the unmet needs that an event with them would serve: each counted after those before it, with the needs. A need is unmet when no released meeting, no event since it was stated, and no event to come is for it. A partner serves a need that names its country, or, where it offers on the theme, one that names none or its bloc.',
    access: ['planner', 'approver', 'admin'],
    audit: 'none',
    lasting: true,
    query: nextEventQuerySchema,
    answers: { status: 200, schema: nextEventPageSchema, description: 'A page of events to hold next' },
    handle: async (act, { query: { page, pageSize, ...asked } }) =>
      presentNextEvents(await planning.nextEvents(asked, act.now), { page, pageSize }, act.locale),
  }),
];
