import { type Route, route } from '../../http/route.js';
import { presentTerm } from './present.js';
import { newTermSchema, termChangeSchema, termPageSchema, termQuerySchema, termSchema } from './schema.js';
import type { Terms } from './service.js';

const params = { code: 'Code of the concept' };

export const termRoutes = (terms: Terms): readonly Route[] => [
  route({
    method: 'get',
    path: '/terms',
    summary: 'The vocabulary',
    description: 'The concepts by which texts in both languages are compared and found, by code.',
    access: ['planner', 'admin'],
    audit: 'none',
    query: termQuerySchema,
    answers: { status: 200, schema: termPageSchema, description: 'A page of concepts' },
    handle: async (_act, { query }) => {
      const found = await terms.list(query);
      return { ...found, items: found.items.map(presentTerm) };
    },
  }),
  route({
    method: 'get',
    path: '/terms/{code}',
    params,
    summary: 'A concept',
    description: 'One concept of the vocabulary.',
    access: ['planner', 'admin'],
    audit: 'none',
    answers: { status: 200, schema: termSchema, description: 'The concept' },
    handle: async (_act, { params: { code } }) => presentTerm(await terms.get(code)),
  }),
  route({
    method: 'post',
    path: '/terms',
    summary: 'Add a concept',
    description: 'None of its wordings may belong to another concept. Postings that name it are indexed anew.',
    access: ['admin'],
    audit: 'term.created',
    body: newTermSchema,
    answers: { status: 201, schema: termSchema, description: 'The new concept' },
    handle: async (act, { body }) => presentTerm(await terms.create(act, body)),
  }),
  route({
    method: 'patch',
    path: '/terms/{code}',
    params,
    summary: 'Change a concept',
    description: 'Fields left out stay; a list is given as a whole. Postings that name it are indexed anew.',
    access: ['admin'],
    audit: 'term.changed',
    ifMatch: true,
    body: termChangeSchema,
    answers: { status: 200, schema: termSchema, description: 'The changed concept' },
    handle: async (act, { params: { code }, version, body }) =>
      presentTerm(await terms.change(act, code, version, body)),
  }),
];
