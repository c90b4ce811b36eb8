// The wire shapes of events and of the rules a plan is made under.
import { z } from 'zod';
import { eventWeights } from '../../../matching/index.js';
import { pageOf, paging } from '../../http/paging.js';
import { contradictions } from './rules.js';

const code = (what: string) => z.string().min(1).max(20).describe(what);
const noRepeats = (list: readonly string[]) => new Set(list).size === list.length;
const codes = (what: string) => z.array(code(what)).refine(noRepeats, { error: 'event.code-repeated' });
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'text.control-character' });
const bilingual = (what: string) =>
  z.strictObject({ vi: line(300).describe('In Vietnamese'), en: line(300).describe('In English') }).describe(what);
const perRegion = (what: string) => z.record(z.string().min(1).max(20), z.int().min(0).max(500)).describe(what);
const provinceCode = code('Province code');
export const pairSchema = z
  .strictObject({ province: provinceCode, partner: code('Partner code') })
  .meta({ id: 'Pair', description: 'A province and a partner' });

const weightNames = Object.keys(eventWeights) as (keyof typeof eventWeights)[];
export const weightsSchema = z
  .strictObject(
    Object.fromEntries(
      weightNames.map((name) => [
        name,
        z.number().min(0).max(1).optional().describe(`Weight of the part “${name}”, by default ${eventWeights[name]}`),
      ]),
    ) as Record<keyof typeof eventWeights, z.ZodOptional<z.ZodNumber>>,
  )
  .refine((weights) => Object.values({ ...eventWeights, ...weights }).some((weight) => (weight ?? 0) > 0), {
    error: 'event.weights-all-zero',
  })
  .describe('Weights of the parts of a score; the set is scaled to sum 1');

export const rulesSchema = z
  .strictObject({
    perRegionMin: perRegion('Least invited provinces per region code').optional(),
    perRegionMax: perRegion('Most invited provinces per region code').optional(),
    k: z.int().min(0).max(50).optional().describe('Least meetings of an invited province, by default 1'),
    maxMeetingsProvince: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe('Most meetings of a province, by default one with each partner'),
    maxMeetingsPartner: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe('Most meetings of a partner, by default one a slot'),
    pinProvinces: codes('Province that must be invited').max(200).optional(),
    forbidProvinces: codes('Province that must not be invited').max(200).optional(),
    absentProvinces: codes('Province that cannot come').max(200).optional(),
    pinPairs: z.array(pairSchema).max(500).optional().describe('Pairs that must meet'),
    forbidPairs: z.array(pairSchema).max(500).optional().describe('Pairs that must not meet'),
    metRecentlyMonths: z
      .int()
      .min(0)
      .max(120)
      .optional()
      .describe('No pair with a country met at an event in the last so many months; 0 = rule off'),
    waitingBoost: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Points for each past event since the province last took part in one'),
    waitingCap: z.int().min(1).max(100).optional().describe('Most past events that count as waiting, by default 10'),
    minScore: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Least score to be invited or paired without being pinned, by default 0.3'),
    threshold: z
      .union([z.number().min(0).max(1), z.literal('highest')])
      .optional()
      .describe(
        'Each invited province has its least number of meetings at this score or more; “highest”: the highest that the invite list allows',
      ),
    minNotMet: z
      .strictObject({
        provinces: z.int().min(0).max(500).describe('Least number of such provinces'),
        months: z.int().min(1).max(240).optional().describe('Length of the time, by default 24'),
      })
      .optional()
      .describe('Least number of invited provinces that took part in no recorded event in the last so many months'),
    weights: weightsSchema.optional(),
  })
  .check(({ value: rules, issues }) => {
    for (const { error, path } of contradictions(rules))
      issues.push({ code: 'custom', message: error, input: rules, path });
  })
  .meta({ id: 'Rules', description: 'The rules a plan keeps; what is absent takes its default' });

const slotSchema = z
  .strictObject({
    id: code('Id of the slot'),
    from: z.iso.datetime({ offset: true }).describe('Beginning'),
    to: z.iso.datetime({ offset: true }).describe('End'),
  })
  // What is no time at all has been reported as such.
  .refine(({ from, to }) => !(Date.parse(from) >= Date.parse(to)), {
    error: 'event.slot-ends-before-it-begins',
    path: ['to'],
  })
  .meta({ id: 'Slot', description: 'A time in which every table can hold one meeting' });

const interpreterSchema = z
  .strictObject({
    id: code('Id of the interpreter'),
    name: line(200).default('').describe('Name shown in the timetable'),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(20)
      .describe('Languages beside Vietnamese (ISO 639-1)'),
    unavailable: z
      .array(z.string().min(1).max(20))
      .max(200)
      .default([])
      .describe('Slots in which the interpreter is not there'),
  })
  .meta({ id: 'Interpreter', description: 'An interpreter at the event' });

const content = {
  name: bilingual('Name of the event').refine(({ vi, en }) => vi !== '' || en !== '', { error: 'event.name-missing' }),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(80)
    .describe('Short name in addresses: lower-case letters, digits and hyphens'),
  partners: codes('Partner code').min(1).max(500).describe('Partners that the event is for'),
  themes: codes('Theme code').min(1).max(10).describe('Themes of the event'),
  date: z.iso.date().describe('Day of the event'),
  place: line(300).describe('Where it is held'),
  seats: z.int().min(1).max(500).describe('Provincial delegations that can be invited'),
  tables: z.int().min(1).max(500).describe('Meetings that can be held at once'),
  slots: z.array(slotSchema).max(200).describe('Meeting times; none while they are not fixed'),
  interpreters: z.array(interpreterSchema).max(500).describe('Interpreters and their languages'),
  rules: rulesSchema,
};

export const newEventSchema = z
  .strictObject({
    ...content,
    place: content.place.default(''),
    slots: content.slots.default([]),
    interpreters: content.interpreters.default([]),
    rules: content.rules.default({}),
  })
  .meta({ id: 'NewEvent', description: 'An event to be planned' });
export type NewEvent = z.output<typeof newEventSchema>;

export const eventPatchSchema = z
  .strictObject(content)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, { error: 'event.nothing-to-change' })
  .meta({ id: 'EventPatch', description: 'The fields to change' });
export type EventPatch = z.output<typeof eventPatchSchema>;

export const eventSchema = z
  .strictObject({
    id: z.string().describe('Id of the event'),
    status: z.enum(['planned', 'held']).describe('Planned, or held in the past'),
    name: bilingual('Name of the event'),
    slug: z.string().describe('Short name in addresses'),
    series: z.string().describe('Series it belongs to'),
    partners: codes('Partner code').describe('Partners that the event is for'),
    countries: codes('Country code').describe('Countries of the partners'),
    themes: codes('Theme code').describe('Themes of the event'),
    date: z.string().describe('YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known; empty when unknown'),
    dateEnd: z.string().describe('Last day, when it lasted several'),
    place: z.string().describe('Where it is held'),
    seats: z.int().describe('Provincial delegations that can be invited'),
    tables: z.int().describe('Meetings that can be held at once'),
    slots: z.array(slotSchema).describe('Meeting times'),
    interpreters: z.array(interpreterSchema).describe('Interpreters; shown to the ministry only'),
    rules: rulesSchema.nullable().describe('Rules of the plan; shown to the ministry only'),
    provinces: codes('Province code').describe('Past events: provinces that took part'),
    note: z.string().describe('Remarks'),
    source: z
      .strictObject({
        name: z.string().describe('Name of the source'),
        url: z.string().describe('Address of the source'),
        date: z.string().describe('Date of the source'),
        quality: z.string().describe('How well it is attested'),
      })
      .nullable()
      .describe('Past events: where the record comes from'),
    createdAt: z.iso.datetime().describe('When it was recorded'),
    updatedAt: z.iso.datetime().describe('When it was last changed'),
    version: z.int().describe('Version of the record'),
  })
  .meta({ id: 'Event', description: 'A connection event' });
export const eventPageSchema = pageOf(eventSchema);
export const eventQuerySchema = z.strictObject({
  ...paging,
  status: z.enum(['planned', 'held']).optional().describe('Planned or held events only'),
});
