import type { z } from 'zod';
import type { SignedIn } from '../../http/act.js';
import { type Route, route } from '../../http/route.js';
import type { PostingKind, PostingRecord } from '../../store/records.js';
import { presentPart } from './present.js';
import { matchPageOf, matchQuerySchema } from './schema.js';
import type { Counterparts } from './service.js';

/** How postings leave: handed over by the feature that owns them. */
export interface PostingShapes {
  schemas: { need: z.ZodType; offer: z.ZodType };
  present(act: SignedIn, posting: PostingRecord): unknown;
}

export function matchRoutes(counterparts: Counterparts, shapes: PostingShapes): readonly Route[] {
  const list = (
    kind: PostingKind,
    path: '/needs/{id}/matches' | '/offers/{id}/matches',
    other: PostingKind,
    summary: string,
  ) =>
    route({
      method: 'get',
      path,
      params: { id: `Id of the ${kind}` },
      summary,
      description: `All ${other}s the reader may see, ranked by how well they answer this ${kind}, each with its grounds.`,
      access: 'signed-in',
      audit: 'none',
      query: matchQuerySchema,
      answers: {
        status: 200,
        schema: matchPageOf(shapes.schemas[other]),
        description: 'A page of counterparts, best first',
      },
      handle: async (act, { params, query }) => {
        const { items, names, total, page, pageSize } = await counterparts.find(act, kind, params.id, query);
        return {
          total,
          page,
          pageSize,
          items: items.map(({ id, score, parts, posting }) => ({
            id,
            score,
            parts: parts.map((part) => presentPart(part, names, act.locale)),
            posting: shapes.present(act, posting),
          })),
        };
      },
    });
  return [
    list('need', '/needs/{id}/matches', 'offer', 'Offers that answer a need'),
    list('offer', '/offers/{id}/matches', 'need', 'Needs that an offer answers'),
  ];
}
