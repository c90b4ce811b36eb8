import type { z } from 'zod';
import type { Page } from '../../http/paging.js';
import { type Route, route } from '../../http/route.js';
import { presentForm, presentPartner, presentProvince, presentRegion, presentTheme } from './present.js';
import * as schema from './schema.js';
import type { Reference } from './service.js';

/** What all rows of public facts have in common. */
const openRead = { method: 'get', access: 'public', audit: 'none', lasting: true } as const;
const found = <S extends z.ZodType>(schema: S, description: string) => ({ status: 200, schema, description }) as const;

const present = <R, W>(page: Page<R>, each: (record: R) => W): Page<W> => ({ ...page, items: page.items.map(each) });

const vocabularyRoutes = (reference: Reference): readonly Route[] => [
  route({
    ...openRead,
    path: '/themes',
    summary: 'Themes',
    description: 'The themes of cooperation, one tree for needs, offers and events.',
    query: schema.listQuerySchema,
    answers: found(schema.themePageSchema, 'A page of themes'),
    handle: async (_act, { query }) => present(await reference.list('themes', query), presentTheme),
  }),
  route({
    ...openRead,
    path: '/themes/{id}',
    params: { id: 'Code of the theme' },
    summary: 'A theme',
    description: 'One theme of cooperation.',
    answers: found(schema.themeSchema, 'The theme'),
    handle: async (_act, { params }) => presentTheme(await reference.get('themes', params.id)),
  }),
  route({
    ...openRead,
    path: '/forms',
    summary: 'Forms of cooperation',
    description: 'The forms cooperation can take.',
    query: schema.listQuerySchema,
    answers: found(schema.formPageSchema, 'A page of forms'),
    handle: async (_act, { query }) => present(await reference.list('forms', query), presentForm),
  }),
  route({
    ...openRead,
    path: '/forms/{id}',
    params: { id: 'Code of the form' },
    summary: 'A form of cooperation',
    description: 'One form of cooperation.',
    answers: found(schema.formSchema, 'The form'),
    handle: async (_act, { params }) => presentForm(await reference.get('forms', params.id)),
  }),
];

const placeRoutes = (reference: Reference): readonly Route[] => [
  route({
    ...openRead,
    path: '/regions',
    summary: 'Regions',
    description: 'The regions of Việt Nam.',
    query: schema.listQuerySchema,
    answers: found(schema.regionPageSchema, 'A page of regions'),
    handle: async (_act, { query }) => present(await reference.list('regions', query), presentRegion),
  }),
  route({
    ...openRead,
    path: '/regions/{id}',
    params: { id: 'Code of the region' },
    summary: 'A region',
    description: 'One region of Việt Nam.',
    answers: found(schema.regionSchema, 'The region'),
    handle: async (_act, { params }) => presentRegion(await reference.get('regions', params.id)),
  }),
  route({
    ...openRead,
    path: '/provinces',
    summary: 'Provinces and cities',
    description: 'The 34 units in force; `name` also resolves the former units that were merged into them.',
    query: schema.provinceQuerySchema,
    answers: found(schema.provincePageSchema, 'A page of provinces'),
    handle: async (_act, { query }) => present(await reference.provinces(query), presentProvince),
  }),
  route({
    ...openRead,
    path: '/provinces/{id}',
    params: { id: 'Statistical code of the province' },
    summary: 'A province or city',
    description: 'One unit in force.',
    answers: found(schema.provinceSchema, 'The province'),
    handle: async (_act, { params }) => presentProvince(await reference.get('provinces', params.id)),
  }),
];

const partnerRoutes = (reference: Reference): readonly Route[] => [
  route({
    ...openRead,
    path: '/partners',
    summary: 'Partners',
    description: 'Diplomatic missions in Việt Nam, and foreign business associations and agencies.',
    query: schema.partnerQuerySchema,
    answers: found(schema.partnerPageSchema, 'A page of partners'),
    handle: async (_act, { query }) => present(await reference.partners(query), presentPartner),
  }),
  route({
    ...openRead,
    path: '/partners/{id}',
    params: { id: 'Code of the partner' },
    summary: 'A partner',
    description: 'One partner.',
    answers: found(schema.partnerSchema, 'The partner'),
    handle: async (_act, { params }) => presentPartner(await reference.get('partners', params.id)),
  }),
];

export const referenceRoutes = (reference: Reference): readonly Route[] => [
  ...vocabularyRoutes(reference),
  ...placeRoutes(reference),
  ...partnerRoutes(reference),
];
