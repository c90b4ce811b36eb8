// What a posting can be found by besides its own words: vocabulary, places, regions; with the seeded reference data.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readSeed, type Seed } from '../../../seed/read.js';
import { indexedDocument, type Reference, reference } from '../../../server/search/document.js';
import type { PostingRecord } from '../../../server/store/records.js';
import { posting, request } from '../../arrange/search-documents.js';
import { ids, idsOf, type MakeEngine, withDocuments } from './asking.js';

export function vocabularyContract(makeEngine: MakeEngine): void {
  describe('with the seeded vocabulary', () => {
    let seed: Seed;
    let known: Reference;
    beforeAll(async () => {
      seed = await readSeed();
      known = reference({
        themes: versioned(seed.themes),
        forms: versioned(seed.forms),
        regions: versioned(seed.regions),
        provinces: versioned(seed.provinces),
        partners: versioned(seed.partners),
        terms: versioned(seed.terms),
        termBlocks: versioned(seed.termBlocks),
      });
    });
    const indexed = (id: string, values: Partial<PostingRecord>) => indexedDocument(posting(id, values), known);

    test.each([
      ['tưới nhỏ giọt', 'drip irrigation'],
      ['drip irrigation', 'tưới nhỏ giọt'],
      ['đào tạo nghề', 'vocational training'],
      ['điện gió ngoài khơi', 'offshore wind'],
    ])('a posting that says “%s” is found by “%s”', async (written, query) => {
      const documents = [
        indexed('a', { title: { vi: written, en: '' } }),
        indexed('b', { title: { vi: 'Xúc tiến thương mại', en: 'Trade promotion' } }),
      ];
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await engine.search(request(query))).toMatchObject({ hits: [{ id: 'a' }], total: 1, relaxed: false });
      });
    });

    test.each([
      ['NLTT', 'NLTT'],
      ['NLTT', 'renewable energy'],
      ['BDKH', 'BĐKH'],
      ['BDKH', 'climate change response'],
      ['NNCNC', 'nong nghiep cong nghe cao'],
    ])('a posting of the theme %s is found by “%s”', async (theme, query) => {
      const documents = [indexed('a', { themes: [theme] }), indexed('b', { themes: ['TT'] })];
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await idsOf(engine, query)).toEqual(['a']);
      });
    });

    test('a theme does not answer to its narrower synonyms', async () => {
      await withDocuments(makeEngine, [indexed('a', { themes: ['NNCNC'] })], async (engine) => {
        expect(await idsOf(engine, 'tưới nhỏ giọt')).toEqual([]);
      });
    });

    test('every former province leads to the province it went to', async () => {
      const documents = seed.provinces.map((province) => indexed(province.id, { provinces: [province.id] }));
      await withDocuments(makeEngine, documents, async (engine) => {
        for (const province of seed.provinces) {
          for (const unit of [{ name: province.name.vi }, { name: province.name.en }, ...province.formerUnits]) {
            const [first] = await idsOf(engine, unit.name);
            expect([unit.name, first]).toEqual([unit.name, province.id]);
          }
        }
      });
    });

    test('a region answers to its names and abbreviations with all its provinces', async () => {
      const documents = seed.provinces.map((province) => indexed(province.id, { provinces: [province.id] }));
      await withDocuments(makeEngine, documents, async (engine) => {
        for (const region of seed.regions) {
          const expected = seed.provinces.filter((province) => province.region === region.id).map(({ id }) => id);
          for (const name of [region.name.vi, region.name.en, ...region.abbreviations]) {
            const found = ids(await engine.search(request(name, { pageSize: 40 })));
            expect([name, found.slice(0, expected.length).sort()]).toEqual([name, [...expected].sort()]);
          }
        }
      });
    });

    test('countries and partners answer to their names in both languages', async () => {
      const partner = seed.partners.find(({ abbreviation }) => abbreviation === 'EuroCham');
      const documents = [indexed('a', { countries: ['IL'] }), indexed('b', { partners: [partner?.id ?? ''] })];
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await idsOf(engine, 'I-xra-en')).toEqual(['a']);
        expect(await idsOf(engine, 'Israel')).toEqual(['a']);
        expect(await idsOf(engine, 'eurocham')).toEqual(['b']);
        expect(await idsOf(engine, 'European Chamber of Commerce')).toEqual(['b']);
      });
    });
  });
}

function versioned<R>(records: readonly R[]): (R & { version: number })[] {
  return records.map((record) => ({ ...record, version: 1 }));
}
