// From a proposal and an edit to the input of the next one: frozen as the parent's is, but for what the edit changes.
import type { MatchingEvent, MatchingInput } from '../../../../matching/index.js';
import { Failure, type Issue } from '../../../failures.js';
import type { ProposalRecord } from '../../../store/event-records.js';
import type { Store } from '../../../store/port.js';
import type { Events } from '../../events/service.js';
import { matchingInput } from '../input.js';
import { sourcesFor } from '../sources.js';
import { edited, previousPlan } from './apply.js';
import { faultsIn, inEdit } from './checks.js';
import type { EditRequest } from './schema.js';

export class Edits {
  readonly #store: Store;
  readonly #events: Pick<Events, 'get' | 'faultsOf'>;

  constructor(store: Store, events: Pick<Events, 'get' | 'faultsOf'>) {
    this.#store = store;
    this.#events = events;
  }

  /** Fails with `proposal.already-released`, `event.already-held`, or `input.invalid` and all that is wrong with the edit. */
  async inputs(parent: ProposalRecord, edit: EditRequest): Promise<MatchingInput> {
    if (parent.status === 'released') throw new Failure('proposal.already-released', { proposal: parent.id });
    const { id, status } = await this.#events.get(parent.event);
    if (status === 'held') throw new Failure('event.already-held', { event: id });
    const { previous: _, ...frozen } = parent.inputs;
    const known = await this.#store.partners.find({ where: { id: { in: [...edit.join, ...edit.dropOut] } } });
    const isPartner = (code: string) => frozen.event.partners.includes(code) || known.some(({ id }) => id === code);
    const event = edited(frozen.event, edit, isPartner);
    await this.#requireSound(frozen.event, event, edit, isPartner);
    const previous = previousPlan(parent, edit);
    const inputs = edit.asOf === undefined ? await this.#joined(frozen, event) : await this.#anew(event, edit.asOf);
    return { ...inputs, event, ...(previous && { previous }) };
  }

  async #requireSound(
    before: MatchingEvent,
    event: MatchingEvent,
    edit: EditRequest,
    isPartner: (code: string) => boolean,
  ): Promise<void> {
    const own = faultsIn(before, edit, isPartner);
    const rules = await this.#events.faultsOf({ ...event, slots: [], interpreters: [] });
    const issues = [...own, ...rules.map((issue) => inEdit(issue, event, edit))];
    // A contradiction within the edit shows in its rules as well.
    const once = new Map<string, Issue>();
    for (const issue of issues) if (!once.has(issue.pointer)) once.set(issue.pointer, issue);
    if (once.size > 0) throw new Failure('input.invalid', { count: once.size }, [...once.values()]);
  }

  /** The parent's input; partners that join bring what they had published by then. */
  async #joined(frozen: MatchingInput, event: MatchingEvent): Promise<MatchingInput> {
    const joining = event.partners.filter((code) => !frozen.partners.some(({ id }) => id === code));
    if (joining.length === 0) return frozen;
    const fresh = await this.#anew({ ...event, partners: joining }, frozen.asOf);
    const known = new Set(frozen.offers.map(({ id }) => id));
    return {
      ...frozen,
      partners: [...frozen.partners, ...fresh.partners],
      offers: [...frozen.offers, ...fresh.offers.filter(({ id }) => !known.has(id))],
    };
  }

  /** What the store knows of the event, as of a day. */
  async #anew({ id, partners, themes }: MatchingEvent, asOf: string): Promise<MatchingInput> {
    const event = { ...(await this.#events.get(id)), partners: [...partners], themes: [...themes] };
    return matchingInput(event, await sourcesFor(this.#store, event), asOf);
  }
}
