// The wire shapes of what to plan next.
import { z } from 'zod';
import { partCodes } from '../../../matching/index.js';
import { pageOf, paging } from '../../http/paging.js';

export const nextEventQuerySchema = z.strictObject({
  ...paging,
  seats: z.int().min(1).max(500).default(12).describe('Provincial delegations that one event holds'),
  asOf: z.iso.date().optional().describe('Only postings already published on this day count; by default today'),
});
export type NextEventQuery = z.output<typeof nextEventQuerySchema>;

const count = (what: string) => z.int().min(0).describe(what);
const bilingual = (what: string) =>
  z.strictObject({ vi: z.string().describe('In Vietnamese'), en: z.string().describe('In English') }).describe(what);

const needServed = z
  .strictObject({
    need: z.string().describe('Id of the need'),
    title: bilingual('Its title'),
    province: z.string().describe('Code of the province that asks'),
    score: z.number().describe('How well the partner answers it: the sum of the points of its parts'),
    parts: z
      .array(
        z.strictObject({
          code: z.enum(partCodes).describe('What is valued'),
          value: z.number().min(0).max(1).describe('How well it is met'),
          weight: z.number().describe('Its weight'),
          points: z.number().describe('value × weight'),
          cites: z.array(z.string()).describe('Records it rests on: need:ID, offer:ID, province:CODE'),
        }),
      )
      .describe('The grounds'),
    offer: z.string().nullable().describe('Id of the partner’s offer that answers it best'),
  })
  .meta({ id: 'NeedServed', description: 'A need that an event would serve' });

const nextEvent = z
  .strictObject({
    rank: z.int().min(1).describe('Place in the order of usefulness'),
    partner: z.string().describe('Partner code'),
    theme: z.string().describe('Theme code'),
    text: z.string().describe('The proposal in words, in the reader’s language'),
    provinces: count('Provinces behind the needs'),
    value: z.number().describe('Sum of the scores of the needs'),
    alone: count('Unmet needs it would serve were it the only one'),
    needs: z.array(needServed).describe('Needs it would serve that the events before it would not, the best first'),
  })
  .meta({ id: 'NextEvent', description: 'An event to hold next: a partner and a theme' });

export const nextEventPageSchema = pageOf(nextEvent)
  .extend({
    counts: z
      .strictObject({
        unmet: count('Nothing has served them yet'),
        planned: count('An event to come is for them'),
        paired: count('A meeting for them has been released'),
        attended: count('Their province has since taken part in an event on them'),
      })
      .describe('Published needs by what has become of them; together they are all'),
    unserved: z
      .array(
        z.strictObject({
          need: z.string().describe('Id of the need'),
          title: bilingual('Its title'),
          province: z.string().describe('Code of the province that asks'),
        }),
      )
      .describe('Unmet needs that no known partner would serve'),
  })
  .meta({ id: 'NextEventPage', description: 'Events to hold next, and the needs behind them' });
