// The wire shapes of what is sent when a need or an offer is posted or changed.
import { z } from 'zod';

const control = /[\p{Cc}\p{Cs}]/u;
const controlButLines = /[^\P{Cc}\n\r\t]|\p{Cs}/u;
const line = (most: number) => plain(most, control);
const prose = (most: number) => plain(most, controlButLines);
const plain = (most: number, refused: RegExp) =>
  z
    .string()
    .max(most)
    .refine((text) => !refused.test(text), { error: 'text.control-character' });

const noRepeats = (codes: readonly string[]) => new Set(codes).size === codes.length;
const code = z.string().min(1).max(20);
const codes = (most: number) => z.array(code).max(most).refine(noRepeats, { error: 'posting.code-repeated' });
const year = z.int().min(1945).max(2100).nullable();
/** YYYY, YYYY-MM or YYYY-MM-DD, as precise as the source; or empty. */
const date = z
  .string()
  .refine((text) => /^(\d{4}(-\d{2}(-\d{2})?)?)?$/.test(text) && (text === '' || !Number.isNaN(Date.parse(text))), {
    error: 'posting.date-malformed',
  });

const titleText = line(300);
const summaryText = prose(5000);
const written = (text: string) => text.trim() !== '';

const source = z
  .strictObject({
    name: line(300).default('').describe('Name of the source'),
    url: z
      .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
      .default('')
      .describe('Address of the source'),
    date: date.default('').describe('Date of the source: YYYY, YYYY-MM, YYYY-MM-DD or empty'),
  })
  .nullable();

const contact = z
  .strictObject({
    name: line(200).default('').describe('Name of the contact person'),
    post: line(200).default('').describe('Post and unit'),
    email: z
      .union([z.literal(''), z.email().max(254)])
      .default('')
      .describe('Official e-mail address'),
    phone: z
      .string()
      .regex(/^[+\d][\d ().-]{4,39}$|^$/)
      .default('')
      .describe('Official telephone number'),
  })
  .nullable();

const provinces = codes(34).describe('Codes of all provinces it concerns, the lead first');
const partners = codes(30).describe('Codes of the institutions it concerns, the lead first');

/** Fields a new posting may leave out; a change leaves out whatever stays. */
const common = {
  themes: codes(10).describe('Codes of themes'),
  forms: codes(12).describe('Codes of forms of cooperation'),
  countries: codes(40).describe('Need: countries whose partners are wanted. Offer: countries it comes from'),
  provinces,
  partners,
  yearFrom: year.describe('First year it refers to'),
  yearTo: year.describe('Last year it refers to'),
  source: source.describe('Where the statement was made'),
  contact: contact.describe('Shown to the owner and the ministry only'),
};

const bilingual = (text: typeof titleText) =>
  z.strictObject({
    vi: text.default('').describe('In Vietnamese'),
    en: text.default('').describe('In English'),
  });
const bilingualChange = (text: typeof titleText) =>
  z.strictObject({
    vi: text.optional().describe('In Vietnamese'),
    en: text.optional().describe('In English'),
  });

const fresh = {
  title: bilingual(titleText)
    .refine(({ vi, en }) => written(vi) || written(en), { error: 'posting.title-missing' })
    .describe('Title, in at least one language'),
  summary: bilingual(summaryText).prefault({}).describe('What is needed or offered'),
  themes: common.themes.default([]),
  forms: common.forms.default([]),
  countries: common.countries.default([]),
  provinces: common.provinces.default([]),
  partners: common.partners.default([]),
  yearFrom: common.yearFrom.default(null),
  yearTo: common.yearTo.default(null),
  source: common.source.default(null),
  contact: common.contact.default(null),
};
const change = {
  ...z.object(common).partial().shape,
  title: bilingualChange(titleText).optional().describe('Title; a language left out stays'),
  summary: bilingualChange(summaryText).optional().describe('Summary; a language left out stays'),
};

const province = code.optional().describe('Code of the province that asks (the lead); one’s own when left out');
const partner = code.optional().describe('Code of the partner that offers (the lead); one’s own when left out');
const needVisibility = z.enum(['public', 'restricted']).describe('restricted: only for the owner and the ministry');
const offerVisibility = z.literal('public').describe('Offers are public once published');

const yearsInOrder = ({ yearFrom, yearTo }: { yearFrom: number | null; yearTo: number | null }) =>
  yearFrom === null || yearTo === null || yearFrom <= yearTo;
const yearsRule = { error: 'posting.years-swapped', path: ['yearTo'] };

export const newNeedSchema = z
  .strictObject({ ...fresh, province, visibility: needVisibility.default('public') })
  .refine(yearsInOrder, yearsRule);
export const newOfferSchema = z
  .strictObject({ ...fresh, partner, visibility: offerVisibility.default('public') })
  .refine(yearsInOrder, yearsRule);
export const needChangeSchema = z.strictObject({ ...change, province, visibility: needVisibility.optional() });
export const offerChangeSchema = z.strictObject({ ...change, partner, visibility: offerVisibility.optional() });

/** What is written of a posting of either kind: a need names its `province`, an offer its `partner`. */
export type NewPosting = z.output<typeof newNeedSchema> & { partner?: string };
export type PostingChange = z.output<typeof needChangeSchema> & { partner?: string };

/** The schema a whole posting of the kind has to satisfy, when new and after every change. */
export const newPostingSchema = { need: newNeedSchema, offer: newOfferSchema } as const;

export const returnSchema = z.strictObject({
  reason: prose(1000)
    .default('')
    .describe('What has to be changed before it can be published; may be empty when one’s own is withdrawn'),
});

export const suggestionRequestSchema = z.strictObject({
  title: bilingual(titleText).prefault({}).describe('Title as written so far'),
  summary: bilingual(summaryText).prefault({}).describe('Summary as written so far'),
});
