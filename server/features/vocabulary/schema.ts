// The wire shapes of the vocabulary's terms: one concept each, with every wording in both languages.
import { z } from 'zod';
import { pageOf, paging } from '../../http/paging.js';

const wording = z
  .string()
  .min(2)
  .max(120)
  .refine((text) => /\p{L}/u.test(text) && !/\p{Cc}|\p{Cs}/u.test(text), { error: 'term.wording-unusable' });
const wordings = (what: string) => z.array(wording).max(60).describe(what);
const code = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const fields = {
  vi: wording.describe('The usual wording in Vietnamese'),
  en: wording.describe('The usual wording in English'),
  themes: z.array(z.string()).min(1).max(8).describe('Codes of the themes it speaks for, the nearest first'),
  variants: z.strictObject({ vi: wordings('In Vietnamese'), en: wordings('In English') }).describe('Other wordings'),
  markedVi: wordings('Vietnamese wordings that are safe only with marks, such as “chè”'),
  abbreviations: z
    .array(z.string().regex(/^[\p{L}\p{N}&/.-]{2,20}$/u))
    .max(20)
    .describe('Abbreviations, found only as written, in capital letters'),
  broader: code.nullable().describe('Code of the broader concept'),
};

export const newTermSchema = z.strictObject({
  ...fields,
  code: code.optional().describe('Code of the concept; made of the English wording when left out'),
  variants: fields.variants.default({ vi: [], en: [] }),
  markedVi: fields.markedVi.default([]),
  abbreviations: fields.abbreviations.default([]),
  broader: fields.broader.default(null),
});
export type NewTerm = z.output<typeof newTermSchema>;
export const termChangeSchema = z.strictObject(z.object(fields).partial().shape);
export type TermChange = z.output<typeof termChangeSchema>;

const list = (what: string) => z.array(z.string()).describe(what);
export const termSchema = z
  .strictObject({
    code: z.string().describe('Code of the concept'),
    vi: z.string().describe('The usual wording in Vietnamese'),
    en: z.string().describe('The usual wording in English'),
    themes: list('Codes of the themes it speaks for, the nearest first'),
    variants: z.strictObject({ vi: list('In Vietnamese'), en: list('In English') }).describe('Other wordings'),
    markedVi: list('Vietnamese wordings that are safe only with marks'),
    abbreviations: list('Abbreviations, found only as written'),
    broader: z.string().nullable().describe('Code of the broader concept'),
    version: z.int().describe('Version of the record'),
  })
  .meta({ id: 'Term', description: 'One concept of the vocabulary with its wordings' });
export const termPageSchema = pageOf(termSchema);

export const termQuerySchema = z.strictObject({
  ...paging,
  q: z.string().max(120).optional().describe('Part of a wording or code, with or without marks'),
});
export type TermQuery = z.output<typeof termQuerySchema>;
