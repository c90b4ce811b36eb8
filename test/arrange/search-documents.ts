// Postings and indexed documents with plain defaults; a test names only what it is about.
import type { IndexedDocument, SearchRequest } from '../../server/search/port.js';
import type { PostingRecord } from '../../server/store/records.js';

export function document(id: string, values: Partial<IndexedDocument> = {}): IndexedDocument {
  return {
    id,
    version: 1,
    kind: 'need',
    title: '',
    titleAlt: '',
    keywords: '',
    place: '',
    concepts: '',
    aliases: '',
    summary: '',
    summaryAlt: '',
    themes: [],
    provinces: [],
    regions: [],
    countries: [],
    partners: [],
    forms: [],
    status: 'published',
    visibility: 'public',
    owner: 'province:68',
    yearFrom: null,
    yearTo: null,
    years: [],
    updatedAt: Date.parse('2026-01-01T00:00:00Z'),
    ...values,
  };
}

export function posting(id: string, values: Partial<PostingRecord> = {}): PostingRecord {
  return {
    id,
    version: 1,
    kind: 'need',
    status: 'published',
    title: { vi: '', en: '' },
    summary: { vi: '', en: '' },
    themes: [],
    forms: [],
    countries: [],
    provinces: [],
    partners: [],
    namedAs: '',
    counterpartNamedAs: '',
    yearFrom: null,
    yearTo: null,
    yearText: '',
    visibility: 'public',
    source: null,
    contact: null,
    owner: { kind: 'ministry', code: 'BNG' },
    publishedAt: null,
    expiresAt: null,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    ...values,
  };
}

export function request(query: string, values: Partial<SearchRequest> = {}): SearchRequest {
  return {
    query,
    filters: {},
    reader: { all: true, owner: null },
    sort: 'relevance',
    page: 1,
    pageSize: 20,
    ...values,
  };
}
