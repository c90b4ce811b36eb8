// The wire shape of counterparts.
import { z } from 'zod';
import { counterpartWeights, partCodes } from '../../../matching/index.js';
import { pageOf, paging } from '../../http/paging.js';

export const matchQuerySchema = z.strictObject(paging);

const matchPart = z
  .strictObject({
    code: z.enum(partCodes).describe(`What is valued: ${Object.keys(counterpartWeights).join(', ')}`),
    value: z.number().min(0).max(1).describe('How well it is met'),
    weight: z.number().describe('Its weight'),
    points: z.number().describe('value × weight'),
    cites: z.array(z.string()).describe('Records it rests on: need:ID, offer:ID'),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())]))
      .describe('Shared theme, concept, form, country or province codes, and years'),
    text: z.string().describe('The same in words, in the reader’s language'),
  })
  .meta({ id: 'MatchPart', description: 'One ground of a match' });

/** `posting` is the shape in which that kind of posting leaves. */
export const matchPageOf = <S extends z.ZodType>(posting: S) =>
  pageOf(
    z.strictObject({
      id: z.string().describe('Id of the counterpart'),
      score: z.number().describe('Sum of the points of its parts'),
      parts: z.array(matchPart).describe('The grounds'),
      posting: posting.describe('The counterpart'),
    }),
  );
