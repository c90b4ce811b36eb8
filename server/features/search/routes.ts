import type { z } from 'zod';
import type { SignedIn } from '../../http/act.js';
import { type Route, route } from '../../http/route.js';
import type { PostingRecord } from '../../store/records.js';
import { presentMissed, presentStandIn } from './present.js';
import { missedPageSchema, missedQuerySchema, searchAnswerSchema, searchQuerySchema } from './schema.js';
import type { Search } from './service.js';

/** How a posting leaves: handed over by the feature that keeps them. */
export interface PostingView<S extends z.ZodType> {
  schema: S;
  present: (act: SignedIn, posting: PostingRecord) => z.input<S>;
}

export const searchRoutes = <S extends z.ZodType>(search: Search, view: PostingView<S>): readonly Route[] => [
  route({
    method: 'get',
    path: '/search',
    summary: 'Search needs and offers',
    description:
      'Finds needs and offers in both languages at once, with counts by theme, place, country and more. Readers find their own postings and all that are published and public; the ministry finds every one. Only the first ten words count. When the search server is down, the store answers in a simpler way and says so.',
    access: 'signed-in',
    audit: 'none',
    query: searchQuerySchema,
    // A query that finds too little is counted each time.
    lasting: ({ relaxed, total, degraded }) => !relaxed && total > 0 && !degraded,
    answers: { status: 200, schema: searchAnswerSchema<z.ZodType>(view.schema), description: 'A page of hits' },
    handle: async (act, { query }) => {
      const { standIn, ...found } = await search.search(act, query);
      return {
        ...found,
        ...presentStandIn(standIn, act.locale),
        items: found.items.map((hit) => ({ ...hit, posting: view.present(act, hit.posting) })),
      };
    },
  }),
  route({
    method: 'get',
    path: '/search/missed',
    summary: 'Words that found nothing',
    description: 'What people asked for in vain, the most frequent first, so that the vocabulary can grow.',
    access: ['planner', 'admin'],
    audit: 'none',
    query: missedQuerySchema,
    answers: { status: 200, schema: missedPageSchema, description: 'A page of queries' },
    handle: async (_act, { query }) => {
      const found = await search.missed(query);
      return { ...found, items: found.items.map(presentMissed) };
    },
  }),
];
