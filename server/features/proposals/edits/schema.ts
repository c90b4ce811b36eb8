// The wire shapes of edits, and of the differences between two proposals.
import { z } from 'zod';
import { pairSchema, rulesSchema, weightsSchema } from '../../events/schema.js';

export const editModes = ['fewest-changes', 'at-most', 'free'] as const;

const partyCode = z.string().min(1).max(20);
const wishes = (what: string) =>
  z
    .array(z.union([partyCode, pairSchema]))
    .max(500)
    .default([])
    .describe(what);
const parties = (what: string) => z.array(partyCode).max(500).default([]).describe(what);

export const editRequestSchema = z
  .strictObject({
    pin: wishes('Provinces that must be invited and pairs that must meet; lifts an earlier request to leave them out'),
    forbid: wishes('Provinces that must not be invited and pairs that must not meet; lifts an earlier pin'),
    lift: wishes('Provinces and pairs that are neither pinned nor forbidden any more'),
    dropOut: parties('Provinces and partners that cannot come after all'),
    join: parties('Provinces and partners that come after all: the provinces are pinned, the partners join the event'),
    seats: z.int().min(1).max(500).optional().describe('Instead of the seats so far'),
    tables: z.int().min(1).max(500).optional().describe('Instead of the tables so far'),
    rules: rulesSchema.optional().describe('Replaces rules of the parent one by one'),
    weights: weightsSchema.optional(),
    asOf: z.iso
      .date()
      .optional()
      .describe('Reads the postings anew, as they were on this day; by default those of the parent stay as they were'),
    mode: z
      .enum(editModes)
      .default('fewest-changes')
      .describe('Keep as much of the parent as possible, change at most so much, or plan freely'),
    atMost: z.int().min(0).max(1000).optional().describe('Most changes; with the mode “at-most” only'),
  })
  .check(({ value: { mode, atMost }, value, issues }) => {
    const report = (message: string) => issues.push({ code: 'custom', message, input: value, path: ['atMost'] });
    if (mode === 'at-most' && atMost === undefined) report('proposal.at-most-missing');
    if (mode !== 'at-most' && atMost !== undefined) report('proposal.at-most-without-mode');
  })
  .meta({ id: 'ProposalEdit', description: 'What is to be different from the parent, and how much may change for it' });
export type EditRequest = z.output<typeof editRequestSchema>;

export const editSchema = z
  .strictObject({
    mode: z.enum(editModes).describe('How much was allowed to change'),
    atMost: z.int().nullable().describe('Most changes, with the mode “at-most”'),
  })
  .meta({ id: 'EditMode', description: 'How a proposal was made from its parent' });

const text = z.string().describe('The same in words, in the reader’s language');
const partners = (what: string) => z.array(z.string()).describe(what);
const one = (what: string) =>
  z.array(z.strictObject({ province: z.string().describe('Province code'), text })).describe(what);
const cost = (what: string) =>
  z
    .strictObject({
      before: z.number().describe('Points before'),
      after: z.number().describe('Points after'),
      change: z.number().describe('after − before'),
      percent: z.number().nullable().describe('The change in per cent of the points before; null where these are 0'),
      text,
    })
    .describe(what);

export const diffSchema = z
  .strictObject({
    from: z.string().describe('Id of the proposal it is compared with'),
    to: z.string().describe('Id of the proposal'),
    enters: one('Provinces invited now and not before'),
    leaves: one('Provinces invited before and not now'),
    moves: z
      .array(
        z.strictObject({
          province: z.string().describe('Province code'),
          before: partners('Partners it was to meet'),
          after: partners('Partners it is to meet'),
          text,
        }),
      )
      .describe('Provinces invited both times that meet other partners'),
    pairs: z
      .strictObject({
        added: z.array(pairSchema).describe('Meetings that are new'),
        dropped: z.array(pairSchema).describe('Meetings that are gone'),
      })
      .describe('The meetings'),
    cost: z
      .strictObject({ inviteList: cost('Points of the invite list'), pairing: cost('Points of the meetings') })
      .describe('What it costs'),
    rules: z
      .array(
        z.strictObject({
          rule: z.string().describe('JSON pointer into the settings: /seats, /rules/k, …'),
          before: z.unknown().optional().describe('Its value before; absent: not set'),
          after: z.unknown().optional().describe('Its value after; absent: not set'),
        }),
      )
      .describe('Settings that differ, rule by rule'),
    text,
  })
  .meta({ id: 'ProposalDiff', description: 'Who enters, who leaves, who moves, and what it costs' });
export const compareQuerySchema = z.strictObject({
  with: z.string().min(1).max(100).describe('Id of the proposal to compare with: the one before'),
});
