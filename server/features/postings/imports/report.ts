// What became of each row of an import, as it leaves.
import { z } from 'zod';

export const importQuerySchema = z.strictObject({
  dryRun: z.boolean().default(false).describe('true: only report, store nothing'),
  partial: z.boolean().default(false).describe('true: store the good rows even if others are rejected'),
  duplicates: z
    .enum(['skip', 'store'])
    .default('skip')
    .describe('What to do with rows that say nearly the same as another posting of the owner'),
});
export type ImportQuery = z.output<typeof importQuerySchema>;

const cell = z.unknown();
const row = z.record(z.string(), cell).describe('Columns as in a spreadsheet, or the fields of a need or an offer');
export const importBodySchema = z
  .union([z.array(row), z.strictObject({ rows: z.array(row).describe('The rows') })])
  .describe('The rows');

const place = z.int().describe('The row, as a spreadsheet counts (the header is 1); for JSON the position from 1');
const title = z.string().describe('Its title, to recognise it by');
export const importReportSchema = z.strictObject({
  dryRun: z.boolean().describe('Whether it was only a trial'),
  rows: z.int().describe('Rows with content'),
  stored: z.int().describe('Drafts stored'),
  accepted: z
    .array(
      z.strictObject({
        row: place,
        title,
        kind: z.enum(['need', 'offer']).describe('Kind of posting'),
        id: z.string().nullable().describe('Id of the draft; null when nothing was stored'),
      }),
    )
    .describe('Rows that can be stored'),
  rejected: z
    .array(
      z.strictObject({
        row: place,
        errors: z
          .array(
            z.strictObject({
              pointer: z.string().describe('Where, as /rows/{row}/{column}'),
              column: z.string().describe('The column'),
              code: z.string().describe('Stable code of what is wrong there'),
              detail: z.string().describe('The same in the reader’s language'),
            }),
          )
          .describe('Everything that is wrong in the row'),
      }),
    )
    .describe('Rows that cannot be stored; unless `partial` is true, then nothing is'),
  duplicates: z
    .array(
      z.strictObject({
        row: place,
        title,
        postings: z.array(z.string()).describe('Ids of the owner’s postings that say nearly the same'),
        rows: z.array(z.int()).describe('Earlier rows of this file that do'),
      }),
    )
    .describe('Rows that repeat what is known; skipped unless `duplicates=store`'),
});
