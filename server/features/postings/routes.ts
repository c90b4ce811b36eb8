import type { z } from 'zod';
import type { SignedIn } from '../../http/act.js';
import { type Route, route } from '../../http/route.js';
import type { PostingKind, PostingRecord, Role } from '../../store/records.js';
import { importRoute } from './imports/routes.js';
import type { Imports } from './imports/service.js';
import { presentAdvice, presentNeed, presentOffer } from './present.js';
import * as schema from './schema.js';
import type { Postings } from './service.js';
import * as writing from './writing/written.js';

/** How one kind of posting stands in the API. */
interface Wire {
  kind: PostingKind;
  path: '/needs' | '/offers';
  noun: string;
  plural: string;
  posters: readonly Role[];
  written: z.ZodType<writing.NewPosting>;
  change: z.ZodType<writing.PostingChange>;
  shown: z.ZodType;
  advised: z.ZodType;
  page: z.ZodType;
  present: (act: SignedIn, posting: PostingRecord) => object;
}

const need: Wire = {
  kind: 'need',
  path: '/needs',
  noun: 'need',
  plural: 'needs',
  posters: ['province', 'planner', 'admin'],
  written: writing.newNeedSchema,
  change: writing.needChangeSchema,
  shown: schema.needSchema,
  advised: schema.advisedNeedSchema,
  page: schema.needPageSchema,
  present: presentNeed,
};
const offer: Wire = {
  kind: 'offer',
  path: '/offers',
  noun: 'offer',
  plural: 'offers',
  posters: ['partner', 'mission', 'planner', 'admin'],
  written: writing.newOfferSchema,
  change: writing.offerChangeSchema,
  shown: schema.offerSchema,
  advised: schema.advisedOfferSchema,
  page: schema.offerPageSchema,
  present: presentOffer,
};

const recordRoutes = (postings: Postings, wire: Wire): readonly Route[] => {
  const { kind, path, noun, plural, posters, written, change, shown, advised, page, present } = wire;
  const params = { id: `Id of the ${noun}` };
  return [
    route({
      method: 'get',
      path,
      summary: `List ${plural}`,
      description: `The ${plural} the account may see: its own, and all that are published and public; the ministry sees every one.`,
      access: 'signed-in',
      audit: 'none',
      lasting: true,
      query: schema.postingQuerySchema,
      answers: { status: 200, schema: page, description: `A page of ${plural}` },
      handle: async (act, { query }) => {
        const found = await postings.list(act, kind, query);
        return { ...found, items: found.items.map((posting) => present(act, posting)) };
      },
    }),
    route({
      method: 'post',
      path,
      summary: `Draft a ${noun}`,
      description: `A new ${noun}, as a draft. Themes may be left for later; /themes/suggestions reads some from the text.`,
      access: posters,
      audit: `${kind}.created`,
      body: written,
      answers: { status: 201, schema: advised, description: 'The draft, with advice' },
      handle: async (act, { body }) => {
        const created = await postings.create(act, kind, body);
        return { ...present(act, created.posting), ...presentAdvice(created) };
      },
    }),
    route({
      method: 'get',
      path: `${path}/{id}`,
      params,
      summary: `Read a ${noun}`,
      description: `One ${noun}. Contact details are shown to the owner and the ministry only.`,
      access: 'signed-in',
      audit: 'none',
      lasting: true,
      answers: { status: 200, schema: shown, description: `The ${noun}` },
      handle: async (act, { params: { id } }) => present(act, await postings.get(act, { kind, id })),
    }),
    route({
      method: 'patch',
      path: `${path}/{id}`,
      params,
      summary: `Change a ${noun}`,
      description: `Fields left out stay. A published ${noun} changed by its owner has to be published anew.`,
      access: 'signed-in',
      audit: `${kind}.changed`,
      ifMatch: true,
      body: change,
      answers: { status: 200, schema: shown, description: `The changed ${noun}` },
      handle: async (act, { params: { id }, version, body }) =>
        present(act, await postings.change(act, { kind, id }, version, body)),
    }),
    route({
      method: 'delete',
      path: `${path}/{id}`,
      params,
      summary: `Delete a draft ${noun}`,
      description: `Only a draft can be deleted; a ${noun} that was published is closed and stays as a ground for what rested on it.`,
      access: 'signed-in',
      audit: `${kind}.removed`,
      ifMatch: true,
      answers: { status: 204, description: 'Deleted' },
      handle: (act, { params: { id }, version }) => postings.remove(act, { kind, id }, version),
    }),
  ];
};

const stepRoutes = (postings: Postings, { kind, path, noun, shown, advised, present }: Wire): readonly Route[] => {
  const params = { id: `Id of the ${noun}` };
  const step = { method: 'post', params, access: 'signed-in', ifMatch: true } as const;
  const answers = (description: string) => ({ status: 200, schema: shown, description }) as const;
  return [
    route({
      ...step,
      path: `${path}/{id}/submit`,
      summary: `Submit a ${noun}`,
      description: 'Hands a draft to the ministry for publishing. It needs a title and at least one theme.',
      audit: `${kind}.submitted`,
      answers: { status: 200, schema: advised, description: `The submitted ${noun}, with advice` },
      handle: async (act, { params: { id }, version }) => {
        const submitted = await postings.submit(act, { kind, id }, version);
        return { ...present(act, submitted.posting), ...presentAdvice(submitted) };
      },
    }),
    route({
      ...step,
      path: `${path}/{id}/return`,
      summary: `Return a submitted ${noun}`,
      description: 'Makes it a draft again: the ministry says what has to be changed, or the owner withdraws it.',
      audit: `${kind}.returned`,
      body: writing.returnSchema,
      answers: answers('The draft'),
      handle: async (act, { params: { id }, version, body }) =>
        present(act, await postings.giveBack(act, { kind, id }, version, body.reason)),
    }),
    route({
      ...step,
      path: `${path}/{id}/publish`,
      summary: `Publish a ${noun}`,
      description: `The ministry makes a submitted ${noun} visible; from then on it counts until it expires.`,
      audit: `${kind}.published`,
      answers: answers(`The published ${noun}`),
      handle: async (act, { params: { id }, version }) =>
        present(act, await postings.publish(act, { kind, id }, version)),
    }),
    route({
      ...step,
      path: `${path}/{id}/close`,
      summary: `Close a ${noun}`,
      description: 'It no longer counts and is shown only to its owner and the ministry.',
      audit: `${kind}.closed`,
      answers: answers(`The closed ${noun}`),
      handle: async (act, { params: { id }, version }) =>
        present(act, await postings.close(act, { kind, id }, version)),
    }),
    route({
      ...step,
      path: `${path}/{id}/renew`,
      summary: `Renew a ${noun}`,
      description: 'A published or expired one is said again this year, unchanged, and counts from today.',
      audit: `${kind}.renewed`,
      answers: answers(`The renewed ${noun}`),
      handle: async (act, { params: { id }, version }) =>
        present(act, await postings.renew(act, { kind, id }, version)),
    }),
  ];
};

const suggestionRoute = (postings: Postings): Route =>
  route({
    method: 'post',
    path: '/themes/suggestions',
    summary: 'Suggest themes',
    description: 'The themes a text speaks for, with the wordings they rest on. A person chooses; nothing is stored.',
    access: 'signed-in',
    audit: 'none',
    body: writing.suggestionRequestSchema,
    answers: { status: 200, schema: schema.suggestionsSchema, description: 'The suggestions' },
    handle: async (_act, { body }) => ({ items: await postings.suggestThemes(body) }),
  });

export const postingRoutes = (postings: Postings, imports: Imports): readonly Route[] => [
  ...[need, offer].flatMap((wire) => [...recordRoutes(postings, wire), ...stepRoutes(postings, wire)]),
  suggestionRoute(postings),
  importRoute(imports),
];
