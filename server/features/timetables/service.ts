// Timetables of proposals: made off the request path, kept one a proposal, told to calendars.
import { engineVersion, type NoTimetable } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { type Job, Jobs, within } from '../../http/jobs/jobs.js';
import type { EventRecord, EventSlot, TimetableRecord, TimetableRequest } from '../../store/event-records.js';
import type { Store } from '../../store/port.js';
import type { Search, TimetableProgress, Timetabler } from '../../timetabler/port.js';
import type { Events } from '../events/service.js';
import type { Proposals } from '../proposals/service.js';
import type { Names, Naming } from '../reference/naming.js';
import { nextCalendar } from './calendar.js';
import { digest, inTime } from './input.js';
import { visibleCalendar, type Whose } from './policy.js';
import type { TimetableAsked } from './schema.js';
import { type Wanted, wantedTimetable } from './wanted.js';

export type Made =
  | { feasible: true; timetable: TimetableRecord }
  | ({ feasible: false; request: TimetableRequest; slots: EventSlot[] } & NoTimetable);
export type TimetableJob = Job<TimetableProgress, Made>;

export interface Calendar {
  event: EventRecord;
  whose: Whose;
  timetable: TimetableRecord;
  names: Names;
}

export interface TimetableParts {
  store: Store;
  timetabler: Timetabler;
  proposals: Pick<Proposals, 'get'>;
  events: Pick<Events, 'get'>;
  naming: Naming;
  /** Milliseconds a request waits for its timetable before it is told to come back. */
  patience: number;
}

interface UnderWay {
  /** The Idempotency-Key it was asked under. */
  once: string | null;
  search: Search;
  cutShort: boolean;
}

export class Timetables {
  readonly #parts: TimetableParts;
  readonly #jobs = new Jobs<TimetableProgress, Made>({ stage: 'placing', done: 0, total: 1 });
  readonly #underWay = new Map<string, UnderWay>();

  constructor(parts: TimetableParts) {
    this.#parts = parts;
  }

  /** The timetable of a proposal. */
  async get(proposal: string): Promise<TimetableRecord> {
    await this.#parts.proposals.get(proposal);
    const found = await this.#parts.store.timetables.get(proposal);
    if (!found) throw new Failure('timetable.not-found', { proposal });
    return found;
  }

  /** The job that is making the timetable of this proposal, or has failed to; null when there is none. */
  job(proposal: string): TimetableJob | null {
    return this.#jobs.get(proposal);
  }

  /** What the job makes while a request waits for it, else null. */
  wait(job: TimetableJob): Promise<Made | null> {
    return within(job, this.#parts.patience);
  }

  /** The same for whoever began it: a failure that is told now is not kept for later. */
  async outcome(job: TimetableJob): Promise<Made | null> {
    try {
      const made = await this.wait(job);
      if (made) this.#jobs.forget(job);
      return made;
    } catch (error) {
      this.#jobs.forget(job);
      throw error;
    }
  }

  /** Resolves when every timetable that was begun is made, or has failed. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  names(): Promise<Names> {
    return this.#parts.naming.names({ concepts: [], postings: [] });
  }

  /**
   * Starts making a timetable. Fails at once with all that is wrong with the request; the same Idempotency-Key gives
   * the job that is already under way.
   */
  async begin(act: SignedIn, id: string, asked: TimetableAsked): Promise<TimetableJob> {
    const wanted = await wantedTimetable(this.#parts, id, asked);
    const running = this.#underWay.get(id);
    const job = this.#jobs.get(id);
    if (running && job && act.once && running.once === act.once.id) return job;
    if (running) throw new Failure('timetable.under-way', { proposal: id });
    return this.#jobs.start(id, wanted.event.id, (tell) => this.#make(act, wanted, tell));
  }

  /** Ends the search of a timetable; its job then answers with the best found so far. */
  async stop(act: SignedIn, id: string): Promise<TimetableJob> {
    const running = this.#underWay.get(id);
    const job = this.#jobs.get(id);
    if (!running || !job) throw new Failure('timetable.not-under-way', { proposal: id });
    await this.#parts.store.transaction((tx) => record(tx, act, 'timetable.cut-short', { kind: 'timetable', id }));
    running.cutShort = running.search.stop();
    return job;
  }

  /** The calendar of a province, a partner, or everyone, as far as the reader may see it. */
  async calendar({ account }: SignedIn, id: string, asked: Whose): Promise<Calendar> {
    const proposal = await this.#parts.proposals.get(id);
    const whose = visibleCalendar(account, proposal, asked);
    const timetable = await this.get(id);
    return { event: await this.#parts.events.get(proposal.event), whose, timetable, names: await this.names() };
  }

  async #make(act: SignedIn, wanted: Wanted, tell: (progress: TimetableProgress) => void): Promise<Made> {
    const { id, event, request, inputs, last } = wanted;
    const running = {
      once: act.once?.id ?? null,
      search: this.#parts.timetabler.search(inputs, tell),
      cutShort: false,
    };
    this.#underWay.set(id, running);
    try {
      const answer = await running.search.answer;
      if (!answer.feasible) return { ...answer, request, slots: event.slots };
      const { timetable } = answer;
      const { ok, violations } = timetable.certificate.checker;
      if (!ok) throw new Failure('timetable.not-confirmed', { count: violations.length });
      const madeAt = act.now.toISOString();
      return await this.#keep(act, last, {
        id,
        event: event.id,
        madeAt,
        madeBy: act.account.id,
        request,
        slots: inTime(event.slots),
        inputs,
        inputsDigest: digest(inputs),
        engine: engineVersion,
        cutShort: running.cutShort,
        timetable,
        calendar: nextCalendar(last?.calendar ?? [], timetable.meetings, event.slots, madeAt),
      });
    } finally {
      this.#underWay.delete(id);
    }
  }

  async #keep(act: SignedIn, last: TimetableRecord | null, made: Omit<TimetableRecord, 'version'>): Promise<Made> {
    const expected = last?.id === made.id ? last.version : 0;
    const timetable = await this.#parts.store.transaction(async (tx) => {
      const actual = (await tx.timetables.get(made.id))?.version ?? 0;
      if (actual !== expected) {
        throw new Failure('store.version-conflict', { collection: 'timetables', id: made.id, expected, actual });
      }
      const kept =
        expected === 0 ? await tx.timetables.insert(made) : await tx.timetables.replace({ ...made, version: expected });
      const { meetings, gaps, changes } = made.timetable;
      const params = { meetings: meetings.length, gaps, changes: changes.length };
      await record(tx, act, 'timetable.made', { kind: 'timetable', id: made.id }, params);
      return kept;
    });
    return { feasible: true, timetable };
  }
}
