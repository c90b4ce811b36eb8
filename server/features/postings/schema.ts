// The wire shapes of needs and offers as they are answered, and of the questions for them.
import { z } from 'zod';
import { pageOf, paging } from '../../http/paging.js';
import { postingStatuses } from '../../store/records.js';

const code = z.string().min(1).max(20);
const instant = (what: string) => z.iso.datetime().describe(what);
const text = (what: string) =>
  z.strictObject({ vi: z.string().describe('In Vietnamese'), en: z.string().describe('In English') }).describe(what);
const list = (what: string) => z.array(z.string()).describe(what);
const shown = {
  id: z.string().describe('Id of the posting'),
  status: z.enum(postingStatuses).describe('Where it stands in its life'),
  title: text('Title in both languages; either may be empty'),
  summary: text('Summary in both languages; either may be empty'),
  themes: list('Codes of themes'),
  forms: list('Codes of forms of cooperation'),
  countries: list('Need: countries whose partners are wanted (none: open to all). Offer: countries it comes from'),
  provinces: list('Need: provinces that ask, the lead first. Offer: provinces it was made to (none: all)'),
  partners: list('Need: institutions asked. Offer: institutions that offer, the lead first'),
  namedAs: z.string().describe('Who asks or offers, exactly as the source names it'),
  counterpartNamedAs: z.string().describe('The counterpart, exactly as the source names it'),
  yearFrom: z.int().nullable().describe('First year it refers to'),
  yearTo: z.int().nullable().describe('Last year it refers to'),
  yearText: z.string().describe('The year as the source gives it'),
  visibility: z.enum(['public', 'restricted']).describe('restricted: only for the owner and the ministry'),
  source: z
    .strictObject({
      name: z.string().describe('Name of the source'),
      url: z.string().describe('Address of the source'),
      date: z.string().describe('As precise as the source'),
      quality: z.string().describe('How well the statement is supported'),
    })
    .nullable()
    .describe('Where the statement was made'),
  contact: z
    .strictObject({
      name: z.string().describe('Name'),
      post: z.string().describe('Post and unit'),
      email: z.string().describe('E-mail address'),
      phone: z.string().describe('Telephone number'),
    })
    .nullable()
    .describe('null for everyone but the owner and the ministry'),
  owner: z
    .strictObject({
      kind: z.enum(['ministry', 'province', 'partner', 'mission']).describe('Kind of organisation'),
      code: z.string().describe('Its code'),
    })
    .describe('The organisation that keeps it'),
  returnReason: z.string().describe('Why it was last returned; empty for everyone but the owner and the ministry'),
  publishedAt: z.iso.datetime().nullable().describe('When it was published, before any renewal; null before'),
  expiresAt: z.iso.datetime().nullable().describe('When it stops counting; null when it never does by itself'),
  createdAt: instant('When it was made'),
  updatedAt: instant('When it last changed'),
  version: z.int().describe('Version of the record'),
};

export const needSchema = z
  .strictObject({
    kind: z.literal('need').describe('need'),
    ...shown,
    province: z.string().describe('Code of the province that asks'),
  })
  .meta({ id: 'Need', description: 'What a province needs from abroad' });
export const offerSchema = z
  .strictObject({
    kind: z.literal('offer').describe('offer'),
    ...shown,
    partner: z.string().nullable().describe('Code of the partner that offers; null when it is none of the listed ones'),
  })
  .meta({ id: 'Offer', description: 'What a partner offers' });
export const postingSchema = z.discriminatedUnion('kind', [needSchema, offerSchema]);

export const warnings = ['one-language', 'no-themes'] as const;
export type Warning = (typeof warnings)[number];
const advice = {
  possibleDuplicates: list('Ids of the owner’s other postings that say nearly the same'),
  warnings: z.array(z.enum(warnings)).describe('What would make it easier to find and to match'),
};
export const advisedNeedSchema = z.strictObject({ ...needSchema.shape, ...advice });
export const advisedOfferSchema = z.strictObject({ ...offerSchema.shape, ...advice });

export const needPageSchema = pageOf(needSchema);
export const offerPageSchema = pageOf(offerSchema);

export const postingQuerySchema = z.strictObject({
  ...paging,
  status: z.array(z.enum(postingStatuses)).optional().describe('Only with one of these statuses'),
  province: z.array(code).optional().describe('Only of or to one of these provinces (codes)'),
  partner: z.array(code).optional().describe('Only to or of one of these partners (codes)'),
  theme: z.array(code).optional().describe('Only with one of these themes (codes)'),
  country: z.array(code).optional().describe('Only with one of these countries (codes)'),
  mine: z.boolean().optional().describe('Only those of one’s own organisation'),
  sort: z.enum(['newest', 'oldest']).default('newest').describe('By the last change'),
});
export type PostingQuery = z.output<typeof postingQuerySchema>;

export const suggestionsSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        theme: z.string().describe('Code of the theme'),
        score: z.number().describe('How strongly the words speak for it, 0 to 1'),
        grounds: list('The wordings it rests on, as written'),
      }),
    )
    .describe('Best first; sensitive themes are never suggested'),
});
