// The wire shapes of a plan's lines: provinces with their grounds, meetings, the proof, and what rules cost.
import { z } from 'zod';
import { changeCodes, partCodes, priceCodes, whyNotCodes } from '../../../matching/index.js';

export const text = z.string().describe('The same in words, in the reader’s language');
export const params = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('Codes, ids and numbers of the sentence');
export const province = z.string().describe('Province code');

const partSchema = z
  .strictObject({
    code: z.enum(partCodes).describe('What is valued'),
    value: z.number().min(0).max(1).describe('How well it is met'),
    weight: z.number().describe('Its weight'),
    points: z.number().describe('value × weight'),
    cites: z.array(z.string()).describe('Records it rests on: need:ID, offer:ID, province:ID or event:ID'),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())]))
      .describe('Shared theme, concept, form or country codes, a year, a number of events'),
    text,
  })
  .meta({ id: 'Part', description: 'One ground of a score' });

const scored = {
  score: z.number().describe('Sum of the points of its parts'),
  parts: z.array(partSchema).describe('The grounds'),
  need: z.string().nullable().describe('Id of the need it rests on'),
  offer: z.string().nullable().describe('Id of the offer it rests on'),
};

const whyNotSchema = z
  .strictObject({
    code: z.enum(whyNotCodes).describe('What keeps the province out'),
    loss: z
      .number()
      .nullable()
      .describe('Points the whole list would lose if it were forced in; null when no list can hold it'),
    displaces: z.array(z.string()).describe('Provinces that would have to leave'),
    cites: z.array(z.string()).describe('Records the reason rests on'),
    text,
    wouldEnterIf: z
      .array(
        z.strictObject({
          code: z.enum(changeCodes).describe('The change'),
          params,
          verified: z.literal(true).describe('Solving again with just this change has brought the province in'),
          text,
        }),
      )
      .describe('Single changes each of which brings the province in'),
  })
  .meta({ id: 'WhyNot', description: 'Why a province is not invited, and what would change that' });

export const provinceRowSchema = z
  .strictObject({
    province,
    rank: z.int().describe('Place among all provinces, from 1'),
    invited: z.boolean().describe('Whether it is to be invited'),
    pinned: z.boolean().describe('Whether the planner asked for it'),
    partner: z.string().nullable().describe('The partner behind the score'),
    ...scored,
    margin: z
      .number()
      .nullable()
      .describe(
        'Invited: points the whole list would lose without it, below 0 where an earlier plan is kept at that cost; null: no list can do without it',
      ),
    whyNot: whyNotSchema.nullable().describe('Not invited: the reason'),
  })
  .meta({ id: 'ProvinceRow', description: 'One province in a proposal' });

export const pairRowSchema = z
  .strictObject({
    province,
    partner: z.string().describe('Partner code'),
    pinned: z.boolean().describe('Whether the planner asked for it'),
    ...scored,
  })
  .meta({ id: 'PairRow', description: 'A meeting that is proposed' });

const proof = {
  status: z.enum(['optimal', 'feasible']).describe('“optimal” only when the independent checker has confirmed it'),
  value: z.number().describe('Points of what is proposed'),
  bound: z.number().describe('Points nothing can exceed'),
  gap: z.number().describe('bound − value'),
};
const priceList = (what: string) => z.record(z.string(), z.number()).describe(what);

export const certificateSchema = z
  .strictObject({
    inviteList: z.strictObject(proof).describe('Proof of the invite list'),
    pairing: z
      .strictObject({
        ...proof,
        prices: z
          .strictObject({
            provinces: priceList('Price of one more meeting of a province'),
            partners: priceList('Price of one more meeting of a partner'),
            tables: z.number().describe('Price of one more meeting of the whole event'),
            counted: priceList('With a threshold: price of one more meeting of a province that reaches it').optional(),
            kept: z.number().optional().describe('In an edit: price of one more meeting that is kept'),
          })
          .describe('Prices that bound every pairing from above'),
      })
      .describe('Proof of the pairing'),
    checker: z
      .strictObject({
        ok: z.boolean().describe('Whether nothing was found wrong'),
        violations: z
          .array(z.strictObject({ code: z.string().describe('What is wrong'), params }))
          .describe('Everything that was found wrong'),
      })
      .describe('Verdict of the independent checker'),
  })
  .meta({ id: 'Certificate', description: 'Proof that nothing better exists' });

const effect = (what: string) =>
  z
    .strictObject({
      change: z.number().describe('Points with it less points without it'),
      percent: z.number().nullable().describe('The same in per cent of those without it'),
    })
    .nullable()
    .describe(what);
export const priceSchema = z
  .strictObject({
    code: z.enum(priceCodes).describe('The rule, or the change of a limit'),
    params,
    inviteList: effect('Match of the invite list, waiting left out; null: no plan keeps the rules'),
    pairing: effect('Worth of the meetings; null: no plan keeps the rules'),
    enters: z.array(z.string()).describe('Provinces invited because of it'),
    leaves: z.array(z.string()).describe('Provinces not invited because of it'),
    text,
  })
  .meta({ id: 'RulePrice', description: 'What a rule does to the plan, found by planning without it' });
