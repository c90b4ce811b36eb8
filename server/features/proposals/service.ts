// Proposals: made by the matcher from what is published, then checked, approved and released by three people.
import { setImmediate as breathe } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Infeasible, MatchingInput, Plan } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { type Paging, window } from '../../http/paging.js';
import type { Matcher, Progress } from '../../matcher/port.js';
import type { EventRecord, ProposalEdit, ProposalRecord } from '../../store/event-records.js';
import type { Store } from '../../store/port.js';
import type { Events } from '../events/service.js';
import type { Names, Naming } from '../reference/naming.js';
import type { EditRequest } from './edits/schema.js';
import type { Edits } from './edits/service.js';
import { digest, matchingInput } from './input.js';
import type { Job } from './jobs.js';
import { ProposalJobs } from './jobs-anywhere.js';
import { refuseSamePerson } from './policy.js';
import type { ProposalRequest } from './schema.js';
import { sourcesFor } from './sources.js';

export type Made =
  | { feasible: true; proposal: ProposalRecord }
  | ({ feasible: false; inputs: MatchingInput; edit: EditRequest | null } & Infeasible);
/** What a proposal is made from: the edit too, and its parent, where it is one. */
interface Asked {
  inputs: MatchingInput;
  parent: string | null;
  edit: EditRequest | null;
}
type Tell = (progress: Progress) => void;
/** Who hears how far it is, and who may end it. */
interface Watch {
  tell?: Tell | undefined;
  stopped?: AbortSignal;
}
type Step = 'checked' | 'approved' | 'released';
const comesAfter = { checked: 'draft', approved: 'checked', released: 'approved' } as const satisfies Record<
  Step,
  ProposalRecord['status']
>;

export class Proposals {
  readonly #store: Store;
  readonly #matcher: Matcher;
  readonly #events: Pick<Events, 'get' | 'requireSound'>;
  readonly #edits: Edits;
  readonly #naming: Naming;
  readonly #jobs: ProposalJobs;
  /** Milliseconds a request waits for its proposal before it is told to come back. */
  readonly patience: number;

  constructor(
    store: Store,
    matcher: Matcher,
    events: Pick<Events, 'get' | 'requireSound'>,
    edits: Edits,
    naming: Naming,
    patience: number,
    now: () => Date,
  ) {
    this.patience = patience;
    this.#jobs = new ProposalJobs(store, patience, now);
    this.#store = store;
    this.#matcher = matcher;
    this.#events = events;
    this.#edits = edits;
    this.#naming = naming;
  }

  async list(event: string, paging: Paging): Promise<{ items: ProposalRecord[]; total: number }> {
    const { id } = await this.#events.get(event);
    const where = { event: id };
    const items = await this.#store.proposals.find({ where, sort: [['createdAt', 'desc']], ...window(paging) });
    return { items, total: await this.#store.proposals.count(where) };
  }

  /** Starts making a proposal; the same Idempotency-Key gives the job that is already under way. */
  begin(act: SignedIn, event: string, request: ProposalRequest): Promise<Job> {
    return this.#start(act, event, () => this.#asked(event, request, act.now));
  }

  /** The same from another proposal; what is wrong with the edit is told at once, before anything is begun. */
  async beginEdit(act: SignedIn, id: string, edit: EditRequest): Promise<Job> {
    const parent = await this.get(id);
    const inputs = await this.#edits.inputs(parent, edit);
    return this.#start(act, parent.event, async () => ({ inputs, parent: parent.id, edit }));
  }

  #start(act: SignedIn, event: string, ask: () => Promise<Asked>): Promise<Job> {
    const id = act.once ? idOfKey(act.once.id) : uuidv7();
    const task = { id, event, once: act.once?.id ?? null };
    return this.#jobs.beginOnce(task, async (tell, stopped) => this.#make(act, await ask(), id, { tell, stopped }));
  }

  /** The job that is making this proposal, in whichever process; null when there is none. */
  underWay(id: string): Promise<Job | null> {
    return this.#jobs.find(id);
  }

  /** Ends the making of a proposal: its job then answers with the plan as it stands. */
  async stop(act: SignedIn, id: string): Promise<Job> {
    const job = await this.#jobs.find(id);
    if (!job) throw new Failure('proposal.not-under-way', { proposal: (await this.get(id)).id });
    await this.#store.transaction((tx) => record(tx, act, 'proposal.cut-short', { kind: 'proposal', id }));
    await this.#jobs.stop(id);
    return job;
  }

  /** Resolves when every proposal that was begun is made, or has failed. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  async get(id: string): Promise<ProposalRecord> {
    const found = await this.#store.proposals.get(id);
    if (!found) throw new Failure('proposal.not-found', { proposal: id });
    return found;
  }

  /** The proposal it was edited from; null when it was not, or that one is gone. */
  parentOf({ parent }: ProposalRecord): Promise<ProposalRecord | null> {
    return parent === null ? Promise.resolve(null) : this.#store.proposals.get(parent);
  }

  /** A proposal as it would be made, without keeping it. */
  async draft(act: SignedIn, event: string, request: ProposalRequest, id: string, tell?: Tell): Promise<Made> {
    return this.#draft(act, await this.#asked(event, request, act.now), id, { tell });
  }

  /** Runs the matcher; when the rules contradict each other nothing is stored and the conflict is the answer. */
  async #make(act: SignedIn, asked: Asked, id: string, watch: Watch): Promise<Made> {
    const drafted = await this.#draft(act, asked, id, watch);
    if (!drafted.feasible) return drafted;
    const { version: _, ...draft } = drafted.proposal;
    const proposal = await this.#store.transaction(async (tx) => {
      const made = await tx.proposals.insert(draft);
      const { event, parent, edit } = made;
      const subject = { kind: 'proposal', id: made.id };
      if (parent && edit) await record(tx, act, 'proposal.edited', subject, { event, parent, ...edit });
      else await record(tx, act, 'proposal.made', subject, { event });
      return made;
    });
    return { feasible: true, proposal };
  }

  async #draft(act: SignedIn, { inputs, parent, edit }: Asked, id: string, watch: Watch): Promise<Made> {
    const inputsDigest = digest(inputs);
    const answer = await this.#matcher.propose(inputs, watch.tell, watch.stopped);
    // A large plan takes a while to arrive, and a while to be written: others get their turn in between.
    await breathe();
    if (!answer.feasible) return { ...answer, inputs, edit };
    const proposal: ProposalRecord = {
      id,
      version: 1,
      event: inputs.event.id,
      parent,
      edit: edit && modeOf(edit),
      status: 'draft',
      createdAt: act.now.toISOString(),
      createdBy: act.account.id,
      checked: null,
      approved: null,
      released: null,
      inputs,
      document: { event: inputs.event.id, inputsDigest, ...answer.plan },
    };
    return { feasible: true, proposal };
  }

  check(act: SignedIn, id: string, version: number): Promise<ProposalRecord> {
    return this.#advance(act, id, version, 'checked');
  }
  approve(act: SignedIn, id: string, version: number): Promise<ProposalRecord> {
    return this.#advance(act, id, version, 'approved');
  }
  release(act: SignedIn, id: string, version: number): Promise<ProposalRecord> {
    return this.#advance(act, id, version, 'released');
  }

  /** The names behind everything a plan, or a conflict, may mention. */
  names(inputs: MatchingInput, plan: Plan | null): Promise<Names> {
    const parts = [...(plan?.provinces ?? []), ...(plan?.pairs ?? [])].flatMap((row) => row.parts);
    const concepts = parts.flatMap(({ facts }) => (Array.isArray(facts.concepts) ? facts.concepts : []));
    return this.#naming.names({ concepts, postings: [...inputs.needs, ...inputs.offers] });
  }

  async #asked(idOrSlug: string, { seats, asOf, rules }: ProposalRequest, now: Date): Promise<Asked> {
    const event = await this.#events.get(idOrSlug);
    if (event.status === 'held') throw new Failure('event.already-held', { event: event.id });
    const asked: EventRecord = { ...event, seats: seats ?? event.seats, rules: { ...event.rules, ...rules } };
    await this.#events.requireSound(asked);
    const day = asOf ?? now.toISOString().slice(0, 10);
    return { inputs: matchingInput(asked, await sourcesFor(this.#store, asked), day), parent: null, edit: null };
  }

  async #advance(act: SignedIn, id: string, version: number, step: Step): Promise<ProposalRecord> {
    return this.#store.transaction(async (tx) => {
      const found = await tx.proposals.get(id);
      if (!found) throw new Failure('proposal.not-found', { proposal: id });
      const needed = comesAfter[step];
      if (found.status !== needed) throw new Failure(`proposal.not-${needed}`);
      refuseSamePerson(act.account, found);
      const { ok, violations } = found.document.certificate.checker;
      if (!ok) throw new Failure('proposal.not-confirmed', { count: violations.length });
      const signature = { account: act.account.id, at: act.now.toISOString() };
      const advanced = await tx.proposals.replace({ ...found, status: step, [step]: signature, version });
      await record(tx, act, `proposal.${step}`, { kind: 'proposal', id });
      return advanced;
    });
  }
}

const modeOf = ({ mode, atMost }: EditRequest): ProposalEdit => ({ mode, atMost: atMost ?? null });

/** A UUID (version 8, RFC 9562) from an idempotency key, so that a repeated request means the same proposal. */
function idOfKey(digest: string): string {
  const hex = `${digest.slice(0, 12)}8${digest.slice(13, 16)}a${digest.slice(17, 32)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
