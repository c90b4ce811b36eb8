// The wire shapes of searching, and of the words that found nothing.
import { z } from 'zod';
import { pageOf, paging } from '../../http/paging.js';
import { type FacetName, facetNames } from '../../search/port.js';
import { postingStatuses } from '../../store/records.js';

const codes = (what: string) => z.array(z.string().min(1).max(100)).max(50).optional().describe(what);
const year = (what: string) => z.int().min(1945).max(2100).optional().describe(what);
const yearsInOrder = ({ yearFrom, yearTo }: { yearFrom?: number; yearTo?: number }) =>
  yearFrom === undefined || yearTo === undefined || yearFrom <= yearTo;

export const searchQuerySchema = z
  .strictObject({
    ...paging,
    q: z
      .string()
      .max(500)
      .default('')
      .describe(
        'Words in either language, with or without marks, "a phrase", -words that must not occur; none: everything, the newest first. Only the first ten words count',
      ),
    kind: z
      .array(z.enum(['need', 'offer']))
      .optional()
      .describe('Only needs or only offers'),
    theme: codes('Codes of themes'),
    province: codes('Codes of provinces, or their names, current or former'),
    region: codes('Codes of regions, or their names or abbreviations'),
    country: codes('Codes of countries'),
    partner: codes('Codes of partners'),
    form: codes('Codes of forms of cooperation'),
    status: z.array(z.enum(postingStatuses)).optional().describe('Statuses'),
    yearFrom: year('First year'),
    yearTo: year('Last year'),
    sort: z
      .enum(['relevance', 'newest', 'oldest', 'year-newest', 'year-oldest'])
      .default('relevance')
      .describe('By relevance, by the last change, or by the year it refers to'),
  })
  .refine(yearsInOrder, { error: 'search.years-swapped', path: ['yearTo'] });
export type SearchQuery = z.output<typeof searchQuerySchema>;

const highlight = z
  .strictObject({
    title: z.string().describe('Title'),
    titleAlt: z.string().describe('Title in the other language'),
    summary: z.string().describe('Summary, cut around the first match'),
    summaryAlt: z.string().describe('Summary in the other language, cut around the first match'),
  })
  .meta({ id: 'Highlight', description: 'Matched words inside <em>; everything else is HTML-escaped' });

const counts = z.record(z.string(), z.int().min(0));
const facetTexts: Readonly<Record<FacetName, string>> = {
  kind: 'Hits by kind',
  theme: 'Hits by code of theme',
  province: 'Hits by code of province',
  region: 'Hits by code of region',
  country: 'Hits by code of country',
  partner: 'Hits by code of partner',
  form: 'Hits by code of form of cooperation',
  status: 'Hits by status',
  year: 'Hits by year',
};
const facets = z.strictObject(
  Object.fromEntries(facetNames.map((name) => [name, counts.describe(facetTexts[name])])) as Record<
    FacetName,
    typeof counts
  >,
);

/** `posting` is the wire shape of needs and offers. */
export const searchAnswerSchema = <S extends z.ZodType>(posting: S) =>
  z.strictObject({
    ...pageOf(
      z.strictObject({
        kind: z.enum(['need', 'offer']).describe('Kind of the posting'),
        id: z.string().describe('Id of the posting'),
        score: z.number().describe('0 to 1, falling along the order of relevance; 0 when no words were given'),
        highlight,
        posting: posting.describe('The need or offer itself'),
      }),
    ).shape,
    facets: facets.describe('Counts by value; those of a facet ignore its own filter'),
    relaxed: z.boolean().describe('True when too few had all the words, and those with some of them were added'),
    degraded: z
      .boolean()
      .describe(
        'True when the search server is down and the store answered: published postings with exactly the words asked for, facets counting these only',
      ),
    notice: z
      .string()
      .nullable()
      .describe('What a reader should be told of it, in his language; null when all is well'),
    took: z.number().min(0).describe('Milliseconds the search took'),
  });

export const missedQuerySchema = z.strictObject(paging);
export const missedPageSchema = pageOf(
  z
    .strictObject({
      query: z.string().describe('The words, as first typed'),
      times: z.int().describe('How often they found nothing'),
      firstAt: z.iso.datetime().describe('When first'),
      lastAt: z.iso.datetime().describe('When last'),
    })
    .meta({ id: 'MissedQuery', description: 'Words that found nothing, and never who asked' }),
);
