// A posting as the matcher reads it.
import type { MatchingPosting } from '../../matching/index.js';
import type { Fresh } from '../store/port.js';
import type { PostingRecord } from '../store/records.js';

export function matchingPosting(posting: Fresh<PostingRecord>): MatchingPosting {
  const { id, title, summary, themes, forms, countries, provinces, partners, yearFrom, yearTo, publishedAt } = posting;
  return {
    id,
    title: { ...title },
    summary: { ...summary },
    themes,
    forms,
    countries,
    provinces,
    partners,
    year: yearTo ?? yearFrom ?? yearPublished(posting),
    publishedOn: (publishedAt ?? '9999-12-31').slice(0, 10),
  };
}

/** A posting made here is as new as its publication; one taken from a source that names no year has no known age. */
function yearPublished({ yearText, publishedAt }: Fresh<PostingRecord>): number | null {
  return yearText === '' && publishedAt !== null ? Number(publishedAt.slice(0, 4)) : null;
}
