// Builders of the matcher's input with plain defaults, and a generator of small whole inputs.
import fc from 'fast-check';
import type { Lexicon } from '../../../matching/index.js';
import type {
  MatchingInput,
  MatchingPosting,
  MatchingProvince,
  MatchingRules,
  MatchingTheme,
  PastEvent,
} from '../../../matching/model.js';

/** A vocabulary in which every word written with `#` is a concept, and `#a.b` is narrower than `#a`. */
export const hashLexicon: Lexicon = {
  conceptsOf: (text) => [...new Set(text.match(/#[a-z.]+/g) ?? [])],
  broader: (code) => (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null),
};

export const posting = (id: string, values: Partial<MatchingPosting> = {}): MatchingPosting => ({
  id,
  title: { vi: '', en: '' },
  summary: { vi: '', en: '' },
  themes: ['T'],
  forms: [],
  countries: [],
  provinces: [],
  partners: [],
  year: 2026,
  publishedOn: '2026-01-01',
  ...values,
});
export const text = (words: string) => ({ vi: words, en: '' });

export const province = (id: string, values: Partial<MatchingProvince> = {}): MatchingProvince => ({
  id,
  region: 'R1',
  strengths: [],
  ...values,
});

/** T and its relatives: parent UP, sibling SIB, child SUB, neighbour NEAR; FAR is a stranger. */
export const family: readonly MatchingTheme[] = [
  { id: 'UP', parent: null, neighbours: [] },
  { id: 'T', parent: 'UP', neighbours: ['NEAR'] },
  { id: 'SIB', parent: 'UP', neighbours: [] },
  { id: 'SUB', parent: 'T', neighbours: [] },
  { id: 'NEAR', parent: null, neighbours: ['T'] },
  { id: 'FAR', parent: null, neighbours: [] },
];

interface Arranged extends Partial<Omit<MatchingInput, 'event'>> {
  event?: Partial<MatchingInput['event']>;
}
export function input({ event, ...rest }: Arranged = {}): MatchingInput {
  const partners = rest.partners ?? [{ id: 'P1', countries: ['IL'] }];
  return {
    asOf: '2026-11-22',
    provinces: [],
    needs: [],
    offers: [],
    history: [],
    themes: family,
    ...rest,
    partners,
    event: {
      id: 'E',
      themes: ['T'],
      partners: partners.map(({ id }) => id),
      seats: 9,
      tables: 9,
      slots: 0,
      rules: {},
      ...event,
    },
  };
}
export const withRules = (given: MatchingInput, rules: MatchingRules): MatchingInput => ({
  ...given,
  event: { ...given.event, rules: { ...given.event.rules, ...rules } },
});

const countries = ['IL', 'DE', 'DK', 'JP'];
const words = ['#water', '#water.drip', '#rice', '#solar', 'hợp tác', 'đào tạo', 'nông dân'];

/** `provinces` at most; small enough to try every list and every pairing. */
export function smallInput(most: { provinces: number; partners: number }): fc.Arbitrary<MatchingInput> {
  return fc
    .record({ n: fc.integer({ min: 1, max: most.provinces }), m: fc.integer({ min: 1, max: most.partners }) })
    .chain(({ n, m }) => {
      const provinceIds = Array.from({ length: n }, (_, i) => `${10 + i}`);
      const partnerIds = Array.from({ length: m }, (_, j) => `P${j + 1}`);
      const some = <T>(items: readonly T[], most: number, least = 0) =>
        fc.subarray([...items], { minLength: least, maxLength: Math.min(most, items.length) });
      const writing = some(words, 4).map((list) => text(list.join(' ')));
      const stated = (id: string) =>
        fc.record({
          id: fc.constant(id),
          title: writing,
          summary: fc.constant(text('')),
          themes: fc.subarray(['T', 'SUB', 'NEAR', 'FAR'], { minLength: 1, maxLength: 2 }),
          forms: some(['A', 'B'], 2),
          countries: some(countries, 2),
          year: fc.constantFrom(null, 2014, 2020, 2024, 2026),
          publishedOn: fc.constantFrom('2025-03-01', '2025-03-01', '2026-11-22', '2026-11-23'),
        });
      const needs = fc
        .array(fc.tuple(stated(''), some(provinceIds, 2, 1)), { maxLength: 2 * n })
        .map((list) =>
          list.map(([own, asking], i): MatchingPosting => ({ ...own, id: `N${i}`, provinces: asking, partners: [] })),
        );
      const offers = fc
        .array(fc.tuple(stated(''), some(partnerIds, 2, 1)), { maxLength: 2 * m })
        .map((list) =>
          list.map(
            ([own, offering], i): MatchingPosting => ({ ...own, id: `O${i}`, provinces: [], partners: offering }),
          ),
        );
      const history = fc.array(
        fc.record({
          date: fc.constantFrom('', '2019', '2025-06', '2026-08-30', '2027-01-01'),
          countries: fc.subarray(countries, { minLength: 1, maxLength: 2 }),
          provinces: some(provinceIds, 2),
        }),
        { maxLength: 4 },
      );
      return fc.record({
        asOf: fc.constant('2026-11-22'),
        provinces: fc.tuple(
          ...provinceIds.map((id) =>
            fc.record({
              id: fc.constant(id),
              region: fc.constantFrom('R1', 'R2'),
              strengths: some(['T', 'NEAR', 'FAR'], 2),
            }),
          ),
        ),
        partners: fc.tuple(
          ...partnerIds.map((id) =>
            fc.record({ id: fc.constant(id), countries: fc.subarray(countries, { minLength: 1, maxLength: 1 }) }),
          ),
        ),
        needs,
        offers,
        history: history.map((list) => list.map((event, i): PastEvent => ({ id: `H${i}`, ...event }))),
        themes: fc.constant(family),
        event: fc.record({
          id: fc.constant('E'),
          themes: fc.constantFrom(['T'], ['T', 'SUB']),
          partners: fc.constant(partnerIds),
          seats: fc.integer({ min: 1, max: n }),
          tables: fc.integer({ min: 1, max: 3 }),
          slots: fc.constantFrom(0, 0, 1, 2, 3),
          rules: rules(provinceIds, partnerIds),
        }),
      });
    });
}

/** A small input that is an edit of some earlier plan: of its list, of its meetings, and with a limit on changes or none. */
export function smallEdit(most: { provinces: number; partners: number }): fc.Arbitrary<MatchingInput> {
  return smallInput(most).chain((given) => {
    const all = given.provinces.flatMap(({ id: province }) =>
      given.partners.map(({ id: partner }) => ({ province, partner })),
    );
    const previous = fc.subarray(given.provinces.map(({ id }) => id)).chain((invited) =>
      fc.record({
        invited: fc.constant(invited),
        pairs: fc.subarray(all.filter(({ province }) => invited.includes(province))),
        atMost: fc.oneof(fc.constant(null), fc.nat(5)),
      }),
    );
    return previous.map((own): MatchingInput => ({ ...given, previous: own }));
  });
}

function rules(provinceIds: readonly string[], partnerIds: readonly string[]): fc.Arbitrary<MatchingRules> {
  const rare = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
  const few = fc.subarray([...provinceIds], { maxLength: 1 });
  const pairs = fc.array(
    fc.record({ province: fc.constantFrom(...provinceIds), partner: fc.constantFrom(...partnerIds) }),
    { maxLength: 2 },
  );
  return fc
    .record({
      perRegionMin: rare(fc.record({ R1: fc.nat(2) })),
      perRegionMax: rare(fc.record({ R2: fc.nat(2) })),
      k: rare(fc.nat(2)),
      maxMeetingsProvince: rare(fc.integer({ min: 1, max: 3 })),
      maxMeetingsPartner: rare(fc.integer({ min: 1, max: 4 })),
      pinProvinces: rare(few),
      forbidProvinces: rare(few),
      absentProvinces: rare(few),
      pinPairs: rare(pairs),
      forbidPairs: rare(pairs),
      metRecentlyMonths: rare(fc.constantFrom(6, 24)),
      waitingBoost: rare(fc.constant(0.05)),
      minScore: rare(fc.constantFrom(0, 0.2, 0.5)),
      threshold: rare(fc.constantFrom<number | 'highest'>('highest', 0.4, 0.6)),
      minNotMet: rare(fc.record({ provinces: fc.nat(3), months: fc.constantFrom(6, 24) })),
    })
    .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}
