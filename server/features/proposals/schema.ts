// The wire shapes of proposals.
import { z } from 'zod';
import { warningCodes } from '../../../matching/index.js';
import { pageOf, paging } from '../../http/paging.js';
import { pairSchema, rulesSchema } from '../events/schema.js';
import { diffSchema, editSchema } from './edits/schema.js';
import {
  certificateSchema,
  pairRowSchema,
  params,
  priceSchema,
  province,
  provinceRowSchema,
  text,
} from './plan-schema.js';

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
