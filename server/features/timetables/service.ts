// Timetables of proposals: made off the request path, kept one a proposal, told to calendars.
import { engineVersion, type NoTimetable } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { JobsAnywhere } from '../../http/jobs/anywhere.js';
import { type Job, within } from '../../http/jobs/jobs.js';
import type { EventRecord, EventSlot, TimetableRecord, TimetableRequest } from '../../store/event-records.js';
import type { Store } from '../../store/port.js';
import type { TimetableProgress, Timetabler } from '../../timetabler/port.js';
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
  now: () => Date;
}

export class Timetables {
  readonly #parts: TimetableParts;
  readonly #jobs: JobsAnywhere<TimetableProgress, Made>;

  constructor(parts: TimetableParts) {
    this.#parts = parts;
    const { store, patience, now } = parts;
    const lookUp = async (id: string, { replaces }: { replaces: number }): Promise<Made | null> => {
      const timetable = await store.timetables.get(id);
      return timetable && timetable.version > replaces ? { feasible: true, timetable } : null;
    };
    const first = { stage: 'placing', done: 0, total: 1 } as const;
    this.#jobs = new JobsAnywhere<TimetableProgress, Made>(store, first, { kind: 'timetable', now, patience, lookUp });
  }

  /** The timetable of a proposal. */
  async get(proposal: string): Promise<TimetableRecord> {
    await this.#parts.proposals.get(proposal);
    const found = await this.#parts.store.timetables.get(proposal);
    if (!found) throw new Failure('timetable.not-found', { proposal });
    return found;
  }

  /** The job that is making the timetable of this proposal, or has failed to, in whichever process; null when there is none. */
  job(proposal: string): Promise<TimetableJob | null> {
    return this.#jobs.find(proposal);
  }

  /** What the job makes while a request waits for it, else null. */
  wait(job: TimetableJob): Promise<Made | null> {
    return within(job, this.#parts.patience);
  }

  /** The same for whoever began it: a failure that is told now is not kept for later. */
  async outcome(job: TimetableJob): Promise<Made | null> {
    try {
      const made = await this.wait(job);
      if (made && !made.feasible) await this.#jobs.forget(job.id);
      return made;
    } catch (error) {
      await this.#jobs.forget(job.id);
      throw error;
    }
  }

  /** Resolves when every timetable that was begun in this process is made, or has failed. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  names(): Promise<Names> {
    return this.#parts.naming.names({ concepts: [], postings: [] });
  }

  /**
   * Starts making a timetable. Fails at once with all that is wrong with the request, or with `timetable.under-way`; the same
   * Idempotency-Key gives the job that is already under way.
   */
  async begin(act: SignedIn, id: string, asked: TimetableAsked): Promise<TimetableJob> {
    const wanted = await wantedTimetable(this.#parts, id, asked);
    const task = { id, event: wanted.event.id, once: act.once?.id ?? null, replaces: wanted.replaces };
    const { job, isNew } = await this.#jobs.begin(task, (tell, stopped) => this.#make(act, wanted, tell, stopped));
    const isSame = task.once !== null && job.once === task.once;
    if (!isNew && !isSame) throw new Failure('timetable.under-way', { proposal: id });
    return job;
  }

  /** Ends the search of a timetable; its job then answers with the best found so far. */
  async stop(act: SignedIn, id: string): Promise<TimetableJob> {
    const job = await this.#jobs.underWay(id);
    if (!job) throw new Failure('timetable.not-under-way', { proposal: id });
    await this.#parts.store.transaction((tx) => record(tx, act, 'timetable.cut-short', { kind: 'timetable', id }));
    await this.#jobs.stop(id);
    return job;
  }

  /** The calendar of a province, a partner, or everyone, as far as the reader may see it. */
  async calendar({ account }: SignedIn, id: string, asked: Whose): Promise<Calendar> {
    const proposal = await this.#parts.proposals.get(id);
    const whose = visibleCalendar(account, proposal, asked);
    const timetable = await this.get(id);
    return { event: await this.#parts.events.get(proposal.event), whose, timetable, names: await this.names() };
  }

  async #make(
    act: SignedIn,
    { id, event, request, inputs, last, replaces }: Wanted,
    tell: (progress: TimetableProgress) => void,
    stopped: AbortSignal,
  ): Promise<Made> {
    const search = this.#parts.timetabler.search(inputs, tell);
    let cutShort = false;
    const stop = () => {
      cutShort = search.stop();
    };
    stopped.addEventListener('abort', stop, { once: true });
    const answer = await search.answer;
    if (!answer.feasible) return { ...answer, request, slots: event.slots };
    const { timetable } = answer;
    const { ok, violations } = timetable.certificate.checker;
    if (!ok) throw new Failure('timetable.not-confirmed', { count: violations.length });
    const madeAt = act.now.toISOString();
    return this.#keep(act, replaces, {
      id,
      event: event.id,
      madeAt,
      madeBy: act.account.id,
      request,
      slots: inTime(event.slots),
      inputs,
      inputsDigest: digest(inputs),
      engine: engineVersion,
      cutShort,
      timetable,
      calendar: nextCalendar(last?.calendar ?? [], timetable.meetings, event.slots, madeAt),
    });
  }

  async #keep(act: SignedIn, expected: number, made: Omit<TimetableRecord, 'version'>): Promise<Made> {
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
