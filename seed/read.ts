// The data files as records: everything is checked, and nothing is touched.
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Failure } from '../server/failures.js';
import type { Fresh } from '../server/store/port.js';
import type { Records } from '../server/store/records.js';
import { filled, whole } from './rows/cells.js';
import { eventNameShape, eventShape, heldEventRecords, plannedEventRecords, plannedEventShape } from './rows/events.js';
import { Findings } from './rows/findings.js';
import { gazetteer } from './rows/gazetteer.js';
import {
  associationRecords,
  associationShape,
  countries,
  countryShape,
  missionRecords,
  missionShape,
} from './rows/partners.js';
import { oldUnitShape, provinceRecords, provinceShape, regionRecords, regionShape, tileShape } from './rows/places.js';
import { type Known, needRecords, needShape, offerRecords, offerShape } from './rows/postings.js';
import { readTable, type Table, valuesOf } from './rows/table.js';
import {
  formRecords,
  formShape,
  refuseMiscounted,
  termBlockRecords,
  termBlockShape,
  termRecords,
  termShape,
  themeRecords,
  themeRelationShape,
  themeShape,
} from './rows/vocabulary.js';

/** The collections the data files fill, in an order in which each only refers to earlier ones or to itself. */
export const seedCollections = [
  'forms',
  'themes',
  'terms',
  'termBlocks',
  'regions',
  'provinces',
  'partners',
  'postings',
  'events',
] as const;
export type SeedCollection = (typeof seedCollections)[number];
export type Seed = { readonly [K in SeedCollection]: readonly Fresh<Records[K]>[] };

/** The project's own data files; this module runs from `dist/seed`, they stay where they are. */
export const dataFolder = fileURLToPath(new URL('../../seed/data', import.meta.url));

/**
 * Reads and checks the data files of a folder.
 * Fails with `seed.invalid-rows` (params: count), all faults of all files as its issues; an issue's params are
 * file, row (as a spreadsheet counts; null for the whole file), column and value.
 */
export async function readSeed(folder: string = dataFolder): Promise<Seed> {
  const findings = new Findings();
  const tables = await readTables(folder, findings);
  await refuseTruncated(folder, Object.values(tables), findings);

  const forms = formRecords(tables.forms);
  const themeCodes = valuesOf(tables.themes, 'code');
  const themes = themeRecords(tables.themes, tables.themeRelations, valuesOf(tables.forms, 'code'));
  refuseMiscounted(tables.themes, { needs_count: tables.needs, offers_count: tables.offers });
  const lands = countries(tables.countries);
  const partners = [
    ...missionRecords(tables.missions, lands),
    ...associationRecords(tables.associations, lands, themeCodes),
  ];
  const missions = valuesOf(tables.missions, 'mission_id');
  const associations = valuesOf(tables.associations, 'assoc_id');
  const known: Known = {
    themes: themeCodes,
    forms: valuesOf(tables.forms, 'code'),
    partners: missions && associations && new Set([...missions, ...associations]),
    countries: lands.codes,
    places: gazetteer(tables.regions, tables.provinces, tables.oldUnits, findings),
  };
  const countriesOf = new Map(partners.map((partner) => [partner.id, partner.countries]));
  const seed: Seed = {
    forms,
    themes,
    terms: termRecords(tables.terms, themeCodes),
    termBlocks: termBlockRecords(tables.termBlocks),
    regions: regionRecords(tables.regions),
    provinces: provinceRecords(tables.provinces, tables.oldUnits, tables.tiles, themeCodes),
    partners,
    postings: [...needRecords(tables.needs, known), ...offerRecords(tables.offers, known)],
    events: [
      ...heldEventRecords(tables.events, tables.eventNames, known),
      ...plannedEventRecords(tables.plannedEvents, known, (partner) => countriesOf.get(partner) ?? []),
    ],
  };
  const issues = findings.issues();
  if (issues.length > 0) throw new Failure('seed.invalid-rows', { count: issues.length }, issues);
  return seed;
}

async function readTables(folder: string, findings: Findings) {
  const read = <T extends z.ZodRawShape>(file: string, shape: z.ZodObject<T>) =>
    readTable(folder, file, shape, findings);
  return {
    forms: await read('forms.csv', formShape),
    themes: await read('themes.csv', themeShape),
    themeRelations: await read('theme_relations.csv', themeRelationShape),
    terms: await read('terms.csv', termShape),
    termBlocks: await read('term_blocks.csv', termBlockShape),
    regions: await read('regions.csv', regionShape),
    provinces: await read('provinces.csv', provinceShape),
    oldUnits: await read('old_units.csv', oldUnitShape),
    tiles: await read('tiles.csv', tileShape),
    countries: await read('countries.csv', countryShape),
    missions: await read('missions.csv', missionShape),
    associations: await read('associations.csv', associationShape),
    needs: await read('needs.csv', needShape),
    offers: await read('offers.csv', offerShape),
    events: await read('events.csv', eventShape),
    eventNames: await read('event_names.csv', eventNameShape),
    plannedEvents: await read('planned_events.csv', plannedEventShape),
  };
}

/** `manifest.csv` says how many rows each file has: a file that was cut short is otherwise well formed. */
async function refuseTruncated(folder: string, tables: readonly Table<unknown>[], findings: Findings): Promise<void> {
  const shape = z.object({ file: filled, rows: whole });
  const manifest = await readTable(folder, 'manifest.csv', shape, findings);
  if (!manifest.raw) return;
  const expected = new Map(manifest.rows.map(({ cells }) => [cells.file, cells.rows]));
  for (const { file, raw } of tables) {
    if (raw && raw.length !== expected.get(file)) {
      const at = { file, row: null, column: null };
      findings.add(at, 'count.mismatch', String(raw.length), { expected: expected.get(file) ?? null });
    }
  }
}
