// How an index is set up; why each setting is as it is stands in docs/decisions/0011-meilisearch.md.
import type { Settings } from 'meilisearch';
import { fold, tokens } from '../../../matching/text.js';
import { documentEdition } from '../document.js';
import type { FacetName, IndexVocabulary } from '../port.js';
import { foldedWords } from '../query.js';

/** The attribute of the indexed document that holds a facet's values. */
export const facetAttributes: Readonly<Record<FacetName, string>> = {
  kind: 'kind',
  theme: 'themes',
  province: 'provinces',
  region: 'regions',
  country: 'countries',
  partner: 'partners',
  form: 'forms',
  status: 'status',
  year: 'years',
};

export const shownTexts = ['title', 'titleAlt', 'summary', 'summaryAlt'] as const;

// Travels with the index through every swap, so that an index of another make is told apart; nothing has this attribute.
const edition = `edition-${documentEdition}`;

const fixed = {
  displayedAttributes: ['id', 'kind', ...shownTexts, edition],
  searchableAttributes: [
    'title',
    'titleAlt',
    'keywords',
    'place',
    'concepts',
    'aliases',
    'summary',
    'summaryAlt',
  ] as string[],
  filterableAttributes: [...Object.values(facetAttributes), 'visibility', 'owner'],
  sortableAttributes: ['id', 'updatedAt', 'yearFrom'],
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'updatedAt:desc', 'id:asc'],
  stopWords: [] as string[],
  dictionary: [] as string[],
  separatorTokens: ['<', '>'],
  localizedAttributes: null,
  // Totals are exact up to here; what costs is a page that far, not the number.
  pagination: { maxTotalHits: 1_000_000 },
  faceting: { maxValuesPerFacet: 300, sortFacetValuesBy: { '*': 'count' } },
  searchCutoffMs: 1500,
} satisfies Settings;

const typos = { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 }, disableOnNumbers: true };

// Meilisearch looks up no longer keys.
const longestKey = 3;

export function settingsFor({ exactWords = [], synonyms = {} }: Partial<IndexVocabulary>): Settings {
  const keys = Object.entries(synonyms).filter(([wording]) => wordCount(wording) <= longestKey);
  return {
    ...fixed,
    typoTolerance: { ...typos, disableOnWords: [...new Set(exactWords.flatMap(foldedWords))].sort() },
    synonyms: Object.fromEntries(keys.map(([wording, others]) => [wording, [...others]])),
  };
}

/** `make`: the index was set up by another version and has to be rebuilt. `vocabulary`: its settings may be changed in place. */
export function differenceOf(found: Settings, wanted: Settings): 'none' | 'vocabulary' | 'make' {
  const sameMake = Object.keys(fixed).every((name) => isSame(found, wanted, name as keyof typeof fixed));
  const { disableOnWords: foundWords, ...foundTypos } = found.typoTolerance ?? {};
  const { disableOnWords: wantedWords, ...wantedTypos } = wanted.typoTolerance ?? {};
  if (!sameMake || !contains(foundTypos, wantedTypos)) return 'make';
  const sameWords = contains([...(foundWords ?? [])].map(fold).sort(), wantedWords);
  return sameWords && canonical(found.synonyms) === canonical(wanted.synonyms) ? 'none' : 'vocabulary';
}

const unordered: readonly string[] = ['filterableAttributes', 'sortableAttributes', 'separatorTokens'];

function isSame(found: Settings, wanted: Settings, name: keyof typeof fixed): boolean {
  if (!unordered.includes(name)) return contains(found[name], wanted[name]);
  const sorted = (list: unknown) => [...((list as string[] | null) ?? [])].sort();
  return contains(sorted(found[name]), sorted(wanted[name]));
}

/** Whether all that is wanted is there; what the server adds by itself does not count. */
function contains(found: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return (found ?? null) === wanted;
  if (typeof found !== 'object' || found === null) return false;
  if (Array.isArray(wanted)) return canonical(found) === canonical(wanted);
  return Object.entries(wanted).every(([name, value]) => contains((found as Record<string, unknown>)[name], value));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const wordCount = (wording: string): number => tokens(wording).length;
