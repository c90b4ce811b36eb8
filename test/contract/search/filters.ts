// Filters, facets, totals, pages and sorting, each against the plainest reckoning over all documents.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FacetName, facetNames, type IndexedDocument, type SearchRequest } from '../../../server/search/port.js';
import { document, request } from '../../arrange/search-documents.js';
import { ids, idsOf, type MakeEngine, withDocuments } from './asking.js';

const words = ['trà', 'gió', 'cảng', 'vải'];
const some = (...values: string[]) => fc.subarray(values);
const documentsArbitrary = fc
  .array(
    fc.record({
      kind: fc.constantFrom<('need' | 'offer')[]>('need', 'offer'),
      title: fc.subarray(words).map((chosen) => chosen.join(', ')),
      themes: some('NN', 'NLTT', 'DL'),
      provinces: some('01', '24', '68'),
      regions: some('DBSH', 'DBSCL'),
      countries: some('IL', 'JP'),
      partners: some('M001', 'A001'),
      forms: some('DTAO', 'ODA'),
      status: fc.constantFrom('published', 'draft', 'closed'),
      visibility: fc.constantFrom<IndexedDocument['visibility'][]>('public', 'restricted'),
      owner: fc.constantFrom('province:24', 'partner:M001'),
      years: fc.constantFrom<number[][]>([], [2020], [2021], [2020, 2021, 2022], [2024]),
      updatedAt: fc.constantFrom(1_000, 2_000, 3_000),
    }),
    { maxLength: 24 },
  )
  .map((records) =>
    records.map((values, index) =>
      document(`d${String(index).padStart(2, '0')}`, {
        ...values,
        yearFrom: values.years[0] ?? null,
        yearTo: values.years.at(-1) ?? null,
      }),
    ),
  );
const requestArbitrary = fc
  .record({
    query: fc.constantFrom('', ...words),
    filters: fc.record(
      {
        kind: some('need', 'offer'),
        theme: some('NN', 'NLTT', 'nothing-has-this'),
        province: some('01', '24'),
        region: some('DBSH'),
        country: some('IL', 'JP'),
        partner: some('M001'),
        form: some('ODA'),
        status: some('published', 'draft'),
      },
      { requiredKeys: [] },
    ),
    years: fc.constantFrom({}, {}, { yearFrom: 2021 }, { yearTo: 2020 }, { yearFrom: 2021, yearTo: 2023 }),
    reader: fc.constantFrom(
      { all: true, owner: null },
      { all: false, owner: null },
      { all: false, owner: 'province:24' },
    ),
    sort: fc.constantFrom('relevance', 'newest', 'oldest', 'year-newest', 'year-oldest'),
  })
  .map(({ query, years, ...values }) =>
    request(query, { ...values, ...years, pageSize: 100 } as Partial<SearchRequest>),
  );

export function filtersContract(makeEngine: MakeEngine): void {
  describe('filters and facets', () => {
    test('agree with a reckoning by hand over any documents and any request', async () => {
      await fc.assert(
        fc.asyncProperty(
          documentsArbitrary,
          fc.array(requestArbitrary, { minLength: 1, maxLength: 5 }),
          async (documents, requests) => {
            await withDocuments(makeEngine, documents, async (engine) => {
              for (const asked of requests) {
                const { hits, total, facets } = await engine.search(asked);
                const expected = documents.filter((each) => isFound(each, asked));
                expect(new Set(hits.map((hit) => hit.id))).toEqual(new Set(expected.map(({ id }) => id)));
                expect(total).toBe(expected.length);
                expect(facets).toEqual(facetsOf(documents, asked));
              }
            });
          },
        ),
        { numRuns: 60 },
      );
    });

    test('a document without values fails every filter on them', async () => {
      const documents = [
        document('bare'),
        document('full', { themes: ['NN'], years: [2020], yearFrom: 2020, yearTo: 2020 }),
      ];
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await idsOf(engine, '', { filters: { theme: ['NN'] } })).toEqual(['full']);
        expect(await idsOf(engine, '', { yearFrom: 1900 })).toEqual(['full']);
        expect((await idsOf(engine, '', { filters: { theme: [] } })).sort()).toEqual(['bare', 'full']);
      });
    });

    test('a code is taken whole and with its case', async () => {
      const documents = [document('a', { themes: ['NN'] }), document('b', { themes: ['NNCNC'] })];
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await idsOf(engine, '', { filters: { theme: ['NN'] } })).toEqual(['a']);
      });
    });
  });

  describe('pages and sorting', () => {
    const documents = Array.from({ length: 23 }, (_, index) =>
      document(`d${String(index).padStart(2, '0')}`, {
        title: 'Du lịch',
        updatedAt: (index * 7) % 5,
        yearFrom: index % 4 === 0 ? null : 2020 + (index % 3),
      }),
    );
    const year = ({ yearFrom }: IndexedDocument, unknown: number) => yearFrom ?? unknown;
    const newest = (a: IndexedDocument, b: IndexedDocument) => b.updatedAt - a.updatedAt || a.id.localeCompare(b.id);
    const orders: Record<SearchRequest['sort'], (a: IndexedDocument, b: IndexedDocument) => number> = {
      relevance: newest,
      newest,
      oldest: (a, b) => a.updatedAt - b.updatedAt || newest(a, b),
      'year-newest': (a, b) => year(b, 0) - year(a, 0) || newest(a, b),
      'year-oldest': (a, b) => year(a, 9999) - year(b, 9999) || newest(a, b),
    };
    test.each(Object.keys(orders) as SearchRequest['sort'][])('%s: the pages join to the whole order', async (sort) => {
      const expected = [...documents].sort(orders[sort]).map(({ id }) => id);
      await withDocuments(makeEngine, documents, async (engine) => {
        for (const query of ['', 'du lịch']) {
          const pages = [];
          for (const page of [1, 2, 3, 4]) pages.push(await engine.search(request(query, { sort, page, pageSize: 6 })));
          expect(pages.flatMap(ids)).toEqual(expected);
          expect(pages.map((page) => page.total)).toEqual([23, 23, 23, 23]);
        }
      });
    });

    test('a page past the end is empty and knows the total', async () => {
      await withDocuments(makeEngine, documents, async (engine) => {
        expect(await engine.search(request('', { page: 9 }))).toMatchObject({ hits: [], total: 23 });
      });
    });
  });
}

function isFound(each: IndexedDocument, asked: SearchRequest, without?: FacetName): boolean {
  const { reader, yearFrom, yearTo } = asked;
  const readable =
    reader.all || each.owner === reader.owner || (each.status === 'published' && each.visibility === 'public');
  const named = asked.query === '' || each.title.split(', ').includes(asked.query);
  const inYears =
    without === 'year' ||
    (yearFrom === undefined && yearTo === undefined) ||
    each.years.some((year) => year >= (yearFrom ?? 0) && year <= (yearTo ?? 9999));
  const chosen = facetNames.every((name) => {
    const wanted = name === 'year' || name === without ? undefined : asked.filters[name];
    return !wanted || wanted.length === 0 || valuesOf(each)[name].some((value) => wanted.includes(value));
  });
  return readable && named && inYears && chosen;
}

function facetsOf(documents: readonly IndexedDocument[], asked: SearchRequest): Record<string, Record<string, number>> {
  return Object.fromEntries(
    facetNames.map((name) => {
      const counts: Record<string, number> = {};
      for (const each of documents.filter((candidate) => isFound(candidate, asked, name))) {
        for (const value of valuesOf(each)[name]) counts[value] = (counts[value] ?? 0) + 1;
      }
      return [name, counts];
    }),
  );
}

function valuesOf(each: IndexedDocument): Record<FacetName, string[]> {
  return {
    kind: [each.kind],
    theme: each.themes,
    province: each.provinces,
    region: each.regions,
    country: each.countries,
    partner: each.partners,
    form: each.forms,
    status: [each.status],
    year: each.years.map(String),
  };
}
