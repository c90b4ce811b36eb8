// The wire shapes of the reference data: public facts under public codes.
import { z } from 'zod';
import { pageOf, paging } from '../../http/paging.js';

const version = z.int().describe('Version of the record');
const bilingual = z.strictObject({
  vi: z.string().describe('In Vietnamese'),
  en: z.string().describe('In English'),
});
const wordings = z.strictObject({
  vi: z.array(z.string()).describe('In Vietnamese'),
  en: z.array(z.string()).describe('In English'),
});

export const themeSchema = z
  .strictObject({
    id: z.string().describe('Code of the theme, e.g. NNCNC'),
    label: bilingual.describe('Name of the theme'),
    synonyms: wordings.describe('Other wordings'),
    abbreviations: z.array(z.string()).describe('Abbreviations in use'),
    parent: z.string().nullable().describe('Code of the wider theme'),
    neighbours: z.array(z.string()).describe('Codes of the themes close to it'),
    forms: z.array(z.string()).describe('Codes of the forms of cooperation usual in it'),
    sensitive: z.boolean().describe('A sensitive theme is never suggested automatically'),
    note: z.string().describe('Remark for planners'),
    version,
  })
  .meta({ id: 'Theme', description: 'A theme of cooperation' });

export const formSchema = z
  .strictObject({
    id: z.string().describe('Code of the form, e.g. CGCN'),
    label: bilingual.describe('Name of the form'),
    version,
  })
  .meta({ id: 'Form', description: 'A form of cooperation' });

export const regionSchema = z
  .strictObject({
    id: z.string().describe('Code of the region'),
    name: bilingual.describe('Name of the region'),
    abbreviations: z.array(z.string()).describe('Abbreviations in use'),
    aliases: wordings.describe('Other habitual names'),
    version,
  })
  .meta({ id: 'Region', description: 'A region of Việt Nam' });

export const provinceSchema = z
  .strictObject({
    id: z.string().describe('Statistical code, e.g. 68'),
    name: bilingual.describe('Name of the province or city'),
    kind: z.enum(['city', 'province']).describe('City under central authority, or province'),
    region: z.string().describe('Code of the region'),
    formerUnits: z.array(z.string()).describe('The units before 1 July 2025 that it now comprises'),
    seat: z.string().describe('Administrative centre'),
    aliases: z.array(z.string()).describe('Other names in use'),
    strengths: z.array(z.string()).describe('Codes of the themes it is known to be strong in'),
    strengthsNote: z.string().describe('What the strengths are'),
    strengthsSource: z.string().describe('The source they rest on'),
    areaKm2: z.number().describe('Area in square kilometres'),
    population: z.number().describe('Population'),
    tile: z
      .strictObject({
        row: z.int().describe('Row from the north'),
        column: z.int().describe('Column from the west'),
      })
      .describe('Its square on the tile map'),
    source: z.string().describe('Source of the entry'),
    version,
  })
  .meta({ id: 'Province', description: 'A province or city of Việt Nam, as in force since 1 July 2025' });

export const partnerSchema = z
  .strictObject({
    id: z.string().describe('Code of the partner, e.g. M034 or A001'),
    group: z.enum(['mission', 'association']).describe('Diplomatic mission, or association or agency'),
    kind: z.string().describe('Kind within the group, e.g. embassy, chamber'),
    name: bilingual.describe('Name of the partner'),
    abbreviation: z.string().describe('Abbreviation in use; may be empty'),
    countries: z.array(z.string()).describe('Codes of the countries it stands for'),
    countryName: bilingual.describe('Name of the country'),
    city: z.string().describe('Where it sits'),
    website: z.string().describe('Website; may be empty'),
    themes: z.array(z.string()).describe('Codes of the themes it works on'),
    languages: z.array(z.string()).describe('Working languages besides Vietnamese (ISO 639-1)'),
    note: z.string().describe('Remark'),
    source: z
      .strictObject({
        name: z.string().describe('Name of the source'),
        url: z.string().describe('Address of the source; may be empty'),
        date: z.string().describe('As precise as the source: YYYY, YYYY-MM, YYYY-MM-DD or empty'),
        quality: z.string().describe('How well the fact is supported'),
      })
      .describe('Where the entry comes from'),
    version,
  })
  .meta({ id: 'Partner', description: 'A diplomatic mission in Việt Nam, or a foreign association or agency' });

export const themePageSchema = pageOf(themeSchema);
export const formPageSchema = pageOf(formSchema);
export const regionPageSchema = pageOf(regionSchema);
export const provincePageSchema = pageOf(provinceSchema);
export const partnerPageSchema = pageOf(partnerSchema);

export const listQuerySchema = z.strictObject(paging);

export const provinceQuerySchema = z.strictObject({
  ...paging,
  name: z
    .string()
    .max(200)
    .optional()
    .describe('A current or former name, with or without marks: answers the unit it belongs to today'),
  region: z.array(z.string()).optional().describe('Codes of regions'),
});
export type ProvinceQuery = z.output<typeof provinceQuerySchema>;

export const partnerQuerySchema = z.strictObject({
  ...paging,
  q: z.string().max(200).optional().describe('Words of the name, country or abbreviation, with or without marks'),
  country: z.array(z.string()).optional().describe('Codes of countries'),
  kind: z.array(z.string()).optional().describe('Kinds of partners, e.g. embassy,chamber'),
  group: z
    .array(z.enum(['mission', 'association']))
    .optional()
    .describe('Groups of partners'),
});
export type PartnerQuery = z.output<typeof partnerQuerySchema>;
