// A request for a timetable → what is to be made: checked, and beside the last timetable.
import type { TimetableInput } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import type { EventRecord, ProposalRecord, TimetableRecord, TimetableRequest } from '../../store/event-records.js';
import type { Collections } from '../../store/port.js';
import type { Events } from '../events/service.js';
import type { Proposals } from '../proposals/service.js';
import { requireSound } from './checks.js';
import { timetableInput } from './input.js';
import type { TimetableAsked } from './schema.js';

/** What a timetable is made from, and what it follows. */
export interface Wanted {
  id: string;
  event: EventRecord;
  request: TimetableRequest;
  inputs: TimetableInput;
  last: TimetableRecord | null;
  /** Version of the timetable that the proposal itself has; 0 when it has none. */
  replaces: number;
}

export interface Sources {
  store: Pick<Collections, 'timetables' | 'proposals' | 'partners'>;
  proposals: Pick<Proposals, 'get'>;
  events: Pick<Events, 'get'>;
}

/** Fails with all that is wrong with the request, or with `timetable.announced`. */
export async function wantedTimetable(
  { store, proposals, events }: Sources,
  id: string,
  asked: TimetableAsked,
): Promise<Wanted> {
  const proposal = await proposals.get(id);
  const event = await events.get(proposal.event);
  const { pairs } = proposal.document;
  const languages = await languagesOf(
    store,
    pairs.map(({ partner }) => partner),
  );
  requireSound(asked, { event, pairs, languages });
  const last = await lastTimetable(store, proposal);
  // What has been announced is repaired, not thrown over.
  if (proposal.status === 'released' && last && asked.mode === 'free') {
    throw new Failure('timetable.announced', { proposal: id });
  }
  const request = { ...asked, atMost: asked.atMost ?? null };
  const inputs = timetableInput(event, pairs, languages, request, last?.timetable.meetings ?? []);
  return { id, event, request, inputs, last, replaces: last?.id === id ? last.version : 0 };
}

/** The timetable of the proposal itself, else of the nearest it was made from. */
async function lastTimetable(
  { timetables, proposals }: Sources['store'],
  proposal: ProposalRecord,
): Promise<TimetableRecord | null> {
  for (let at: ProposalRecord | null = proposal; at; at = at.parent === null ? null : await proposals.get(at.parent)) {
    const found = await timetables.get(at.id);
    if (found) return found;
  }
  return null;
}

async function languagesOf(
  { partners }: Sources['store'],
  codes: readonly string[],
): Promise<TimetableInput['languages']> {
  const ids = [...new Set(codes)].sort();
  const known = await partners.find({ where: { id: { in: ids } } });
  return Object.fromEntries(ids.map((id) => [id, known.find((partner) => partner.id === id)?.languages ?? []]));
}
