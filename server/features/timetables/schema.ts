// The wire shapes of timetables.
import { z } from 'zod';
import { timetableModes } from '../../../matching/index.js';

const province = z.string().min(1).max(20).describe('Province code');
const partner = z.string().min(1).max(20).describe('Partner code');
const party = z.string().min(1).max(20).describe('Province or partner code');
const slot = z.string().min(1).max(20).describe('Id of a slot of the event');
const text = z.string().describe('The same in words, in the reader’s language');
const params = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('Codes, ids and numbers of the sentence');

const lockSchema = z
  .strictObject({ province, partner, slot })
  .meta({ id: 'LockedMeeting', description: 'A meeting that stays in its slot whatever else happens' });
const unavailableSchema = z
  .strictObject({ party, slots: z.array(slot).min(1).max(200).describe('The slots') })
  .meta({ id: 'Unavailable', description: 'When a head of delegation or a partner can meet nobody' });

const asked = {
  locked: z.array(lockSchema).max(2000).describe('Meetings that do not move'),
  unavailable: z.array(unavailableSchema).max(1000).describe('Who is not free, and when'),
  dropOut: z.array(party).max(500).describe('Provinces and partners that no longer come: their meetings are cancelled'),
  mode: z
    .enum(timetableModes)
    .describe(
      'Against the last timetable: `fewest-changes` first, or `at-most` so many meetings that move, or `free`; then the fewest gaps',
    ),
};

export const timetableRequestSchema = z
  .strictObject({
    locked: asked.locked.default([]),
    unavailable: asked.unavailable.default([]),
    dropOut: asked.dropOut.default([]),
    mode: asked.mode.default('fewest-changes'),
    atMost: z.int().min(0).max(10_000).optional().describe('With `at-most`: so many meetings may change their slot'),
  })
  .refine(({ mode, atMost }) => mode !== 'at-most' || atMost !== undefined, {
    error: 'timetable.at-most-missing',
    path: ['atMost'],
  })
  .refine(({ mode, atMost }) => mode === 'at-most' || atMost === undefined, {
    error: 'timetable.at-most-unused',
    path: ['atMost'],
  })
  .meta({ id: 'TimetableRequest', description: 'What a timetable must keep to; each request says all of it anew' });
export type TimetableAsked = z.output<typeof timetableRequestSchema>;

const place = {
  slot: z.string().describe('Id of the slot'),
  table: z.int().min(1).describe('Number of the table'),
  interpreter: z.string().nullable().describe('Id of the interpreter; null: none needed, or none listed'),
};
const placeSchema = z.strictObject(place).meta({ id: 'MeetingPlace', description: 'When, where, and with whose help' });
const proofSchema = z
  .strictObject({
    status: z.enum(['optimal', 'feasible']).describe('“optimal” only when proven and confirmed by the checker'),
    value: z.int().describe('What was reached'),
    bound: z.int().describe('Proven: no timetable has less'),
    gap: z.int().describe('value − bound'),
  })
  .meta({ id: 'LeastProof', description: 'Proof that less cannot be had' });
const violation = (what: string) => z.strictObject({ code: z.string().describe(what), params });

export const timetableSchema = z
  .strictObject({
    proposal: z.string().describe('Id of the proposal'),
    event: z.string().describe('Id of the event'),
    version: z.int().describe('Version of the record'),
    madeAt: z.iso.datetime().describe('When it was made'),
    madeBy: z.string().describe('Who made it'),
    ...asked,
    atMost: z.int().nullable().describe('With `at-most`: so many meetings were allowed to move'),
    slots: z
      .array(
        z.strictObject({
          id: z.string().describe('Id of the slot'),
          from: z.iso.datetime({ offset: true }).describe('Beginning'),
          to: z.iso.datetime({ offset: true }).describe('End'),
        }),
      )
      .describe('The slots in the order of time'),
    inputsDigest: z.string().describe('SHA-256 of everything it was computed from'),
    engine: z.string().describe('Version of the matcher'),
    cutShort: z.boolean().describe('The search was ended before its time: what was found by then'),
    meetings: z
      .array(z.strictObject({ province, partner, ...place, locked: z.boolean().describe('Whether it was locked') }))
      .describe('By slot, then table'),
    gaps: z.int().describe('Idle runs between the first and the last meeting, of all provinces and partners'),
    certificate: z
      .strictObject({
        moves: proofSchema
          .nullable()
          .describe('Meetings in another slot than in the last timetable; null: not asked for'),
        gaps: proofSchema.describe('Gaps, given the moves'),
        checker: z
          .strictObject({
            ok: z.boolean().describe('Whether nothing was found wrong'),
            violations: z.array(violation('What is wrong')).describe('Everything that was found wrong'),
          })
          .describe('Verdict of the independent checker'),
      })
      .describe('Proof that nothing better exists'),
    conflicts: z
      .array(violation('Which rule').extend({ text }))
      .describe('Where the last timetable breaks what now holds: why something had to change'),
    changes: z
      .array(
        z.strictObject({
          code: z
            .enum(['moved', 'added', 'dropped', 'other-table', 'other-interpreter'])
            .describe('What has changed; the slot goes before the table, the table before the interpreter'),
          province,
          partner,
          from: placeSchema.nullable().describe('In the last timetable; null: not there'),
          to: placeSchema.nullable().describe('Now; null: no longer held'),
          text,
        }),
      )
      .describe('Against the last timetable'),
    warnings: z
      .array(
        z.strictObject({ code: z.enum(['no-interpreters', 'search-cut-short']).describe('What to look at'), text }),
      )
      .describe('What a person should look at before going on'),
  })
  .meta({ id: 'Timetable', description: 'Who meets whom when, at which table, with which interpreter' });

export const timetableJobSchema = z
  .strictObject({
    proposal: z.string().describe('Id of the proposal'),
    event: z.string().describe('Id of the event'),
    status: z.literal('computing').describe('Not there yet'),
    progress: z
      .strictObject({
        stage: z.enum(['placing', 'arranging', 'proving', 'checking']).describe('What is being done'),
        done: z.int().describe('Rounds done'),
        total: z.int().describe('Rounds: first for the fewest moves, then for the fewest gaps'),
      })
      .describe('How far it is'),
  })
  .meta({ id: 'TimetableJob', description: 'A timetable that is still being computed' });

export const calendarQuerySchema = z.strictObject({
  province: province.optional().describe('Only the meetings of this province'),
  partner: partner.optional().describe('Only the meetings of this partner'),
  cancelled: z
    .boolean()
    .default(false)
    .describe('Only the meetings that are no longer held, as a cancellation (METHOD:CANCEL)'),
});
export type CalendarQuery = z.output<typeof calendarQuerySchema>;
