// What the server found → the answer of the port.
import type { MultiSearchResult } from 'meilisearch';
import { escapeHtml } from '../highlight.js';
import { facetNames, type Highlight, type IndexedDocument, type SearchAnswer, type SearchHit } from '../port.js';
import { marks, type Question } from './question.js';
import { facetAttributes, shownTexts } from './settings.js';

export type Found = Pick<IndexedDocument, 'id' | 'kind'>;

export function answerOf(
  { filtered }: Question,
  results: readonly MultiSearchResult<Found>[],
  isAsked: boolean,
): Omit<SearchAnswer, 'relaxed'> {
  const [first] = results;
  const facets = facetNames.map((name) => {
    const answered = filtered.includes(name) ? results[1 + filtered.indexOf(name)] : first;
    return [name, answered?.facetDistribution?.[facetAttributes[name]] ?? {}];
  });
  return {
    hits: (first?.hits ?? []).map((hit) => hitOf(hit, isAsked)),
    total: first?.totalHits ?? 0,
    facets: Object.fromEntries(facets),
  };
}

function hitOf(hit: MultiSearchResult<Found>['hits'][number], isAsked: boolean): SearchHit {
  const marked = (hit._formatted ?? {}) as Partial<Highlight>;
  const highlight = shownTexts.map((name) => [name, htmlOf(marked[name] ?? '')]);
  return {
    id: hit.id,
    kind: hit.kind,
    score: isAsked ? (hit._rankingScore ?? 0) : 0,
    highlight: Object.fromEntries(highlight) as Highlight,
  };
}

// The server escapes nothing.
function htmlOf(text: string): string {
  return escapeHtml(text).replaceAll(marks.open, '<em>').replaceAll(marks.close, '</em>');
}
