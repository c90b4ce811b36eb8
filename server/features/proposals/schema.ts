// The wire shapes of proposals.
import { z } from 'zod';
import { changeCodes, partCodes, priceCodes, warningCodes, whyNotCodes } from '../../../matching/index.js';
import { pageOf, paging } from '../../http/paging.js';
import { pairSchema, rulesSchema } from '../events/schema.js';
import { diffSchema, editSchema } from './edits/schema.js';

const text = z.string().describe('The same in words, in the reader’s language');
const params = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('Codes, ids and numbers of the sentence');
const province = z.string().describe('Province code');

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

const provinceRowSchema = z
  .strictObject({
    province,
    rank: z.int().describe('Place among all provinces, from 1'),
    invited: z.boolean().describe('Whether it is to be invited'),
    pinned: z.boolean().describe('Whether the planner asked for it'),
    partner: z.string().nullable().describe('The partner behind the score'),
    ...scored,
    margin: z.number().nullable().describe('Invited: points the whole list would lose without it'),
    whyNot: whyNotSchema.nullable().describe('Not invited: the reason'),
  })
  .meta({ id: 'ProvinceRow', description: 'One province in a proposal' });

const pairRowSchema = z
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

const certificateSchema = z
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
const priceSchema = z
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

const step = (what: string) =>
  z
    .strictObject({ account: z.string().describe('Who'), at: z.iso.datetime().describe('When') })
    .nullable()
    .describe(what);
const status = z.enum(['draft', 'checked', 'approved', 'released']).describe('How far it has come');

const head = {
  id: z.string().describe('Id of the proposal'),
  event: z.string().describe('Id of the event'),
  parent: z.string().nullable().describe('The proposal it was made from'),
  status,
  edit: editSchema.nullable().describe('How it was made from its parent'),
  createdAt: z.iso.datetime().describe('When it was made'),
  createdBy: z.string().describe('Who made it'),
  checked: step('The check'),
  approved: step('The approval'),
  released: step('The release'),
  version: z.int().describe('Version of the record'),
};

export const proposalSchema = z
  .strictObject({
    ...head,
    asOf: z.iso.date().describe('Only what was published by this day counts'),
    inputsDigest: z.string().describe('SHA-256 of everything it was computed from'),
    engine: z
      .strictObject({
        version: z.string().describe('Version of the matcher'),
        weights: z.string().describe('Version of the weights'),
        seed: z.int().describe('Seed of randomness; the matcher uses none'),
      })
      .describe('What computed it'),
    certificate: certificateSchema,
    provinces: z.array(provinceRowSchema).describe('Every province, by rank'),
    pairs: z.array(pairRowSchema).describe('The meetings, the best first'),
    alternates: z
      .array(
        z.strictObject({
          province,
          rank: z.int().describe('Its place'),
          loss: z.number().describe('Points lost by inviting it instead'),
        }),
      )
      .describe('Who to invite next when someone declines'),
    equity: z
      .strictObject({
        regions: z
          .array(
            z.strictObject({
              region: z.string().describe('Region code'),
              provinces: z.int().describe('Its provinces'),
              invited: z.int().describe('Those invited'),
            }),
          )
          .describe('Balance of the regions'),
        notMetIn24Months: z
          .array(z.string())
          .describe('Invited provinces that took part in no recorded event in the 24 months before'),
        threshold: z
          .number()
          .nullable()
          .describe('The score that the least number of meetings of every invited province reaches'),
        prices: z.array(priceSchema).describe('What each rule costs, and one more or less of a limit'),
      })
      .describe('Who is heard'),
    changes: z
      .strictObject({
        atMost: z.int().nullable().describe('Most changes that were allowed; null: as few as possible'),
        provinces: z.array(z.string()).describe('Provinces that could have stayed and left'),
        pairs: z.array(pairSchema).describe('Meetings that could have been kept and were not'),
        total: z.int().describe('How many that is'),
      })
      .nullable()
      .describe('What an edit with a limit on changes took away'),
    diff: diffSchema.nullable().describe('How it differs from its parent'),
    warnings: z
      .array(z.strictObject({ code: z.enum(warningCodes).describe('What to look at'), params, text }))
      .describe('What a person should look at before going on'),
  })
  .meta({ id: 'Proposal', description: 'Whom to invite, whom to pair with whom, why, and why not the others' });

export const jobSchema = z
  .strictObject({
    id: head.id,
    event: head.event,
    status: z.literal('computing').describe('Not there yet'),
    progress: z
      .strictObject({
        stage: z.enum(['choosing', 'ranking', 'explaining', 'checking']).describe('What is being done'),
        done: z.int().describe('Steps done'),
        total: z.int().describe('Steps of the stage'),
      })
      .describe('How far it is'),
  })
  .meta({ id: 'ProposalJob', description: 'A proposal that is still being computed' });

export const proposalPageSchema = pageOf(
  z
    .strictObject({
      ...head,
      asOf: z.iso.date().describe('Day it looks from'),
      invited: z.array(z.string()).describe('Invited provinces, by rank'),
    })
    .meta({ id: 'ProposalSummary', description: 'A proposal in a list' }),
);
export const proposalQuerySchema = z.strictObject(paging);

export const proposalRequestSchema = z
  .strictObject({
    seats: z.int().min(1).max(500).optional().describe('Instead of the event’s seats'),
    asOf: z.iso.date().optional().describe('Only what was published by this day counts; by default today'),
    rules: rulesSchema.optional().describe('Replaces rules of the event one by one'),
  })
  .meta({ id: 'ProposalRequest', description: 'How this proposal differs from the event’s own settings' });
export type ProposalRequest = z.output<typeof proposalRequestSchema>;
