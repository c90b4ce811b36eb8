// Searching 10,000 postings with filters and facets, beside MiniSearch alone on the same documents and words.
import MiniSearch from 'minisearch';
import { fold } from '../../matching/index.js';
import type { Seed } from '../../seed/read.js';
import { abbreviations, indexedDocument, reference } from '../../server/search/document.js';
import { embeddedSearch } from '../../server/search/embedded/engine.js';
import type { IndexedDocument, SearchRequest } from '../../server/search/port.js';
import { eventLoopDelay, quantile, timed } from '../measure.js';
import type { Report } from '../report.js';
import { generatedPostings } from './postings.js';
import { questions } from './questions.js';

const documents = 10_000;
const asked = 300;
const rounds = 3;

export async function search(seed: Seed): Promise<Report> {
  const known = reference(seed);
  const indexed = generatedPostings(seed, documents).map((posting) =>
    indexedDocument({ ...posting, version: 1 }, known),
  );
  const requests = questions(seed, asked);

  const engine = embeddedSearch();
  const delay = eventLoopDelay();
  const built = await timed(() => engine.rebuild(each(indexed), { exactWords: abbreviations(seed) }));
  const longestWhileBuilding = delay.worst();
  const peer = miniSearch();
  const builtPeer = await timed(() => peer.addAll(indexed));

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const request of requests) {
      ours.push((await timed(() => engine.search(request))).wall);
      if (round === 0) theirs.push((await timed(() => askPeer(peer, request))).wall);
    }
  }
  await engine.close();
  const [p95, peerP95] = [quantile(ours, 0.95), quantile(theirs, 0.95)];
  return {
    name: 'search',
    about: `${documents} postings, ${asked} questions; ours ${rounds} times with filters, facets and highlights, MiniSearch once with filters only.`,
    rows: [
      { what: 'median', value: quantile(ours, 0.5), unit: 'ms' },
      { what: '95 of 100 within', value: p95, unit: 'ms', target: { most: 30 } },
      { what: 'longest', value: Math.max(...ours), unit: 'ms' },
      { what: 'median, MiniSearch', value: quantile(theirs, 0.5), unit: 'ms' },
      { what: '95 of 100 within, MiniSearch', value: peerP95, unit: 'ms' },
      { what: '95 of 100, ours to MiniSearch', value: p95 / peerP95, unit: 'ratio' },
      { what: 'index built', value: built.wall, unit: 'ms', cpu: built.cpu },
      { what: 'index built, MiniSearch', value: builtPeer.wall, unit: 'ms', cpu: builtPeer.cpu },
      { what: 'event loop held up while building, at most', value: longestWhileBuilding, unit: 'ms' },
    ],
  };
}

async function* each(found: readonly IndexedDocument[]): AsyncGenerator<IndexedDocument> {
  yield* found;
}

const boost = { title: 3, keywords: 2, place: 2, concepts: 1.5 };

/** What the library gives by itself; it is told to fold, or it would not understand the questions. */
function miniSearch(): MiniSearch<IndexedDocument> {
  return new MiniSearch<IndexedDocument>({
    fields: ['title', 'titleAlt', 'keywords', 'place', 'concepts', 'aliases', 'summary', 'summaryAlt'],
    storeFields: ['kind', 'themes', 'provinces', 'regions', 'status', 'visibility', 'owner', 'years', 'updatedAt'],
    processTerm: fold,
    searchOptions: {
      boost,
      combineWith: 'AND',
      prefix: (_term, index, terms) => index === terms.length - 1,
      fuzzy: (term) => (term.length >= 8 ? 2 : term.length >= 4 ? 1 : false),
    },
  });
}

type Stored = Pick<
  IndexedDocument,
  'kind' | 'themes' | 'provinces' | 'regions' | 'status' | 'visibility' | 'owner' | 'years'
>;

function askPeer(
  peer: MiniSearch<IndexedDocument>,
  { query, filters, yearFrom, yearTo, reader, ...rest }: SearchRequest,
) {
  const isAmong = (wanted: readonly string[] | undefined, values: readonly string[]) =>
    wanted === undefined || values.some((value) => wanted.includes(value));
  const passes = (found: Stored) =>
    (reader.all || found.owner === reader.owner || (found.visibility === 'public' && found.status === 'published')) &&
    isAmong(filters.kind, [found.kind]) &&
    isAmong(filters.theme, found.themes) &&
    isAmong(filters.province, found.provinces) &&
    isAmong(filters.region, found.regions) &&
    isAmong(filters.status, [found.status]) &&
    (yearFrom === undefined || found.years.some((year) => year >= yearFrom && year <= (yearTo ?? year)));
  const found = peer.search(query === '' ? MiniSearch.wildcard : query, {
    filter: (result) => passes(result as unknown as Stored),
  });
  if (rest.sort === 'newest') found.sort((a, b) => b.updatedAt - a.updatedAt);
  return found.slice((rest.page - 1) * rest.pageSize, rest.page * rest.pageSize);
}
