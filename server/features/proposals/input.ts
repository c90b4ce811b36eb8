// Records → what the matcher is given, and its digest.
import { createHash } from 'node:crypto';
import { type MatchingInput, ordered } from '../../../matching/index.js';
import { matchingPosting } from '../../matcher/posting.js';
import type { EventRecord } from '../../store/event-records.js';
import type { Fresh } from '../../store/port.js';
import type { PartnerRecord, PostingRecord, ProvinceRecord, ThemeRecord } from '../../store/records.js';

export interface Sources {
  provinces: readonly Fresh<ProvinceRecord>[];
  partners: readonly Fresh<PartnerRecord>[];
  themes: readonly Fresh<ThemeRecord>[];
  /** Needs and offers that are or were published. */
  postings: readonly Fresh<PostingRecord>[];
  held: readonly Fresh<EventRecord>[];
}

/** `asOf`: YYYY-MM-DD. Postings that nothing in the event can touch are left out, so that they cannot change it either. */
export function matchingInput(event: Fresh<EventRecord>, sources: Sources, asOf: string): MatchingInput {
  const live = sources.postings.filter((posting) => isLive(posting, asOf));
  return {
    asOf,
    event: {
      id: event.id,
      themes: event.themes,
      partners: event.partners,
      seats: event.seats,
      tables: event.tables,
      slots: event.slots.length,
      rules: event.rules,
    },
    provinces: sources.provinces.map(({ id, region, strengths }) => ({ id, region, strengths })),
    partners: sources.partners
      .filter(({ id }) => event.partners.includes(id))
      .map(({ id, countries }) => ({ id, countries })),
    needs: live.filter(({ kind }) => kind === 'need').map(matchingPosting),
    offers: live.filter(({ kind }) => kind === 'offer').map(matchingPosting),
    history: sources.held.map(({ id, date, countries, provinces }) => ({ id, date, countries, provinces })),
    themes: sources.themes.map(({ id, parent, neighbours }) => ({ id, parent, neighbours })),
  };
}

/** Published by that day and not yet expired or closed on it. */
function isLive({ status, publishedAt, expiresAt, updatedAt }: Fresh<PostingRecord>, asOf: string): boolean {
  if (publishedAt === null || publishedAt.slice(0, 10) > asOf) return false;
  if (expiresAt !== null && expiresAt.slice(0, 10) <= asOf) return false;
  return status === 'published' || (status === 'closed' && updatedAt.slice(0, 10) > asOf) || status === 'expired';
}

/** SHA-256 over the input in the matcher's own order, keys in alphabetical order. */
export function digest(input: MatchingInput): string {
  return `sha256:${createHash('sha256')
    .update(JSON.stringify(ordered(input), sortKeys))
    .digest('hex')}`;
}

function sortKeys(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
