// Needs and offers: posting, changing, and the steps of their life.
import { v7 as uuidv7 } from 'uuid';
import { type ConceptMatcher, suggestThemes, type ThemeSuggestion } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import type { Page } from '../../http/paging.js';
import type { Collections, Fresh, Store } from '../../store/port.js';
import type { Bilingual, PostingKind, PostingRecord } from '../../store/records.js';
import { expireOverdue } from './expiry.js';
import { defaultValidityMonths, requireComplete, requireStatus, type Step, steps, type Verb } from './lifecycle.js';
import { isSteward, maySee, requireMay, requireMayPost, requireOwn, requireSeen } from './policy.js';
import type { PostingQuery } from './schema.js';
import { visiblePage } from './shelf.js';
import { leaveTraces } from './traces.js';
import { changed, contentOf, invalid, ownerOf, qualityKept, saysTheSame, type Writer } from './writing/content.js';
import { isAlike, printOf } from './writing/duplicates.js';
import { countriesOf, requireHostCountry, requireKnown } from './writing/references.js';
import type { NewPosting, PostingChange } from './writing/written.js';

/** Which posting is meant: an offer is not found among the needs. */
export interface Named {
  kind: PostingKind;
  id: string;
}
/** A posting, and the owner's others that may be the same. */
export interface Advised {
  posting: PostingRecord;
  possibleDuplicates: string[];
}

const doneOf = {
  submit: 'submitted',
  return: 'returned',
  publish: 'published',
  close: 'closed',
  renew: 'renewed',
} as const;

export class Postings {
  readonly #store: Store;
  readonly #matcher: () => Promise<ConceptMatcher>;
  readonly #validityMonths: number;

  /** `matcher` answers the one for the vocabulary as it is now. */
  constructor(store: Store, matcher: () => Promise<ConceptMatcher>, validityMonths = defaultValidityMonths) {
    this.#store = store;
    this.#matcher = matcher;
    this.#validityMonths = validityMonths;
  }

  async list(act: SignedIn, kind: PostingKind, query: PostingQuery): Promise<Page<PostingRecord>> {
    await this.expirePostings(act.now);
    return visiblePage(this.#store.postings, act.account, kind, query);
  }

  sees(act: SignedIn, posting: PostingRecord): boolean {
    return maySee(act.account, posting);
  }

  async get(act: SignedIn, { kind, id }: Named): Promise<PostingRecord> {
    await this.expirePostings(act.now);
    return requireSeen(act.account, kind, await this.#store.postings.get(id));
  }

  /** Those of `ids` that exist and the account may see, in the order asked. */
  async visible(act: SignedIn, ids: readonly string[]): Promise<PostingRecord[]> {
    await this.expirePostings(act.now);
    const found = await this.#store.postings.find({ where: { id: { in: ids } } });
    const byId = new Map(found.map((posting) => [posting.id, posting]));
    return ids.flatMap((id) => byId.get(id) ?? []).filter((posting) => maySee(act.account, posting));
  }

  async create(act: SignedIn, kind: PostingKind, written: NewPosting): Promise<Advised> {
    const drafted = await this.draft(act, kind, written);
    return this.#advised(await this.#store.transaction((tx) => this.insert(tx, act, drafted)));
  }

  /** The record a posting would become, checked but not stored. */
  async draft(act: SignedIn, kind: PostingKind, written: NewPosting): Promise<Fresh<PostingRecord>> {
    requireMayPost(act.account, kind);
    const content = await this.#checked({ account: act.account, keeper: act.account.organisation }, kind, written);
    const at = act.now.toISOString();
    return {
      ...content,
      id: uuidv7(),
      kind,
      status: 'draft',
      namedAs: '',
      counterpartNamedAs: '',
      yearText: '',
      publishedAt: null,
      expiresAt: null,
      createdAt: at,
      updatedAt: at,
    };
  }

  async insert(tx: Collections, act: SignedIn, drafted: Fresh<PostingRecord>): Promise<PostingRecord> {
    await leaveTraces(tx, act, `${drafted.kind}.created`, drafted);
    return tx.postings.insert(drafted);
  }

  /** An owner’s change to what is public sends it back to the ministry: what is published has been read there. */
  async change(act: SignedIn, named: Named, version: number, change: PostingChange): Promise<PostingRecord> {
    await this.expirePostings(act.now);
    const before = await this.#allowed(this.#store, act, 'change', named, version);
    const writer = { account: act.account, keeper: before.owner };
    const checked = await this.#checked(writer, named.kind, changed(before, change));
    const content = { ...checked, source: qualityKept(before.source, checked.source) };
    const isReadAnew = before.status === 'published' && !isSteward(act.account) && !saysTheSame(before, content);
    return this.#store.transaction(async (tx) => {
      const found = await this.#allowed(tx, act, 'change', named, version);
      const status = isReadAnew ? 'submitted' : found.status;
      return this.#replace(tx, act, 'changed', { ...found, ...content, status });
    });
  }

  async remove(act: SignedIn, named: Named, version: number): Promise<void> {
    await this.#store.transaction(async (tx) => {
      const found = await this.#allowed(tx, act, 'remove', named, version);
      await tx.postings.remove(found.id, version);
      await leaveTraces(tx, act, `${found.kind}.removed`, found);
    });
  }

  async submit(act: SignedIn, named: Named, version: number): Promise<Advised> {
    return this.#advised(await this.#take(act, 'submit', named, version));
  }

  /** The ministry says why; an owner who withdraws its own need not. */
  async giveBack(act: SignedIn, named: Named, version: number, reason: string): Promise<PostingRecord> {
    if (isSteward(act.account) && reason.trim() === '') throw invalid({ pointer: '/reason', code: 'input.required' });
    return this.#take(act, 'return', named, version, reason);
  }

  publish(act: SignedIn, named: Named, version: number): Promise<PostingRecord> {
    return this.#take(act, 'publish', named, version);
  }

  close(act: SignedIn, named: Named, version: number): Promise<PostingRecord> {
    return this.#take(act, 'close', named, version);
  }

  renew(act: SignedIn, named: Named, version: number): Promise<PostingRecord> {
    return this.#take(act, 'renew', named, version);
  }

  async suggestThemes({ title, summary }: { title: Bilingual; summary: Bilingual }): Promise<ThemeSuggestion[]> {
    const text = { vi: `${title.vi}\n${summary.vi}`, en: `${title.en}\n${summary.en}` };
    return suggestThemes(await this.#matcher(), text);
  }

  /** Published postings whose time is over become expired; answers how many. For a timer, and before every reading. */
  expirePostings(now: Date): Promise<number> {
    return expireOverdue(this.#store, now);
  }

  /** The postings of the same kind and owner that are not closed. */
  ofOwner({ kind, owner }: Pick<PostingRecord, 'kind' | 'owner'>): Promise<PostingRecord[]> {
    const status = { in: ['draft', 'submitted', 'published', 'expired'] };
    return this.#store.postings.find({ where: { kind, 'owner.kind': owner.kind, 'owner.code': owner.code, status } });
  }

  /** What is written, checked against the reference data and for whom the writer may post it. */
  async #checked(writer: Writer, kind: PostingKind, written: NewPosting) {
    const content = contentOf(writer, kind, written);
    const owner = ownerOf(writer, kind, content);
    requireOwn(writer.account, owner);
    await requireKnown(this.#store, written);
    const isFromOwner = kind === 'offer' && content.countries.length === 0;
    const countries = isFromOwner ? await countriesOf(this.#store, owner) : content.countries;
    await requireHostCountry(this.#store, owner, { ...content, countries });
    return { ...content, countries, owner };
  }

  async #take(act: SignedIn, verb: keyof typeof steps, named: Named, version: number, reason = '') {
    await this.expirePostings(act.now);
    return this.#store.transaction(async (tx) => {
      const found = await this.#allowed(tx, act, verb, named, version);
      if (verb === 'submit') requireComplete(found);
      const step: Step = steps[verb];
      const at = { now: act.now, validityMonths: this.#validityMonths, reason };
      return this.#replace(tx, act, doneOf[verb], step(found, at));
    });
  }

  async #allowed(
    store: Pick<Collections, 'postings'>,
    act: SignedIn,
    verb: Verb,
    { kind, id }: Named,
    version: number,
  ): Promise<PostingRecord> {
    const found = requireSeen(act.account, kind, await store.postings.get(id));
    requireMay(act.account, verb, found);
    if (found.version !== version) {
      const params = { collection: 'postings', id, expected: version, actual: found.version };
      throw new Failure('store.version-conflict', params);
    }
    requireStatus(found, verb);
    return found;
  }

  async #replace(
    tx: Collections,
    act: SignedIn,
    deed: 'changed' | (typeof doneOf)[keyof typeof doneOf],
    posting: PostingRecord,
  ): Promise<PostingRecord> {
    await leaveTraces(tx, act, `${posting.kind}.${deed}`, posting);
    return tx.postings.replace({ ...posting, updatedAt: act.now.toISOString() });
  }

  async #advised(posting: PostingRecord): Promise<Advised> {
    const others = await this.ofOwner(posting);
    const matcher = await this.#matcher();
    const print = printOf(matcher, posting);
    const alike = others.filter((other) => other.id !== posting.id && isAlike(print, printOf(matcher, other)));
    return { posting, possibleDuplicates: alike.map(({ id }) => id) };
  }
}
