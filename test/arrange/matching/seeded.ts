// The project's own data as the matcher sees it: the seed's events, asked on a fixed day.
import { type Lexicon, lexicon, type MatchingInput } from '../../../matching/index.js';
import { readSeed, type Seed } from '../../../seed/read.js';
import { matchingInput } from '../../../server/features/proposals/input.js';
import type { EventRecord } from '../../../server/store/event-records.js';
import type { Fresh } from '../../../server/store/port.js';

export const seededDay = '2026-11-22';
export const plannedEvents = ['israel-nncnc', 'europe-nltt', 'australia-netherlands-bdkh', 'japan-xtdt'] as const;

export interface Seeded {
  seed: Seed;
  words: Lexicon;
  /** By an event's slug, or an event of one's own. */
  input(event: string | Fresh<EventRecord>, asOf?: string): MatchingInput;
}

export async function seeded(): Promise<Seeded> {
  const seed = await readSeed();
  const { themes, terms, termBlocks: blocks, provinces, partners, postings, events } = seed;
  const held = events.filter(({ status }) => status === 'held');
  return {
    seed,
    words: lexicon({ themes, terms, blocks }),
    input(event, asOf = seededDay) {
      const found = typeof event === 'string' ? events.find(({ slug }) => slug === event) : event;
      if (!found) throw new Error(`no event ${event}`);
      return matchingInput(found, { provinces, partners, themes, postings, held }, asOf);
    },
  };
}
