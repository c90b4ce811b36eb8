// The vocabulary as the administrator extends it.
import { v7 as uuidv7 } from 'uuid';
import { fold } from '../../../matching/index.js';
import { Failure, type Issue } from '../../failures.js';
import type { SignedIn } from '../../http/act.js';
import { record } from '../../http/audit.js';
import { type Page, pageFrom } from '../../http/paging.js';
import { vocabularyStamp } from '../../store/declarations.js';
import type { Collections, Store } from '../../store/port.js';
import type { TermRecord } from '../../store/records.js';
import { affectedPostings } from './affected.js';
import type { NewTerm, TermChange, TermQuery } from './schema.js';
import { mentions, ownersOf, wordingIssues, words } from './wordings.js';

type Term = Omit<TermRecord, 'version'>;

export class Terms {
  readonly #store: Store;
  readonly #changed: () => void;

  /** `changed` is called after each change, for whoever keeps something built of the vocabulary. */
  constructor(store: Store, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
  }

  async list({ q, ...paging }: TermQuery): Promise<Page<TermRecord>> {
    const wanted = words(fold(q ?? ''));
    const terms = await this.#store.terms.find();
    return pageFrom(wanted === '' ? terms : terms.filter((term) => mentions(term, wanted)), paging);
  }

  async get(code: string): Promise<TermRecord> {
    const found = await this.#store.terms.get(code);
    if (!found) throw new Failure('request.not-found');
    return found;
  }

  /** Fails with `input.invalid`, `term.wording-taken`, or `store.duplicate` when the code is taken. */
  async create(act: SignedIn, { code, ...written }: NewTerm): Promise<TermRecord> {
    const term: Term = {
      id:
        code ??
        fold(written.en)
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, ''),
      ...written,
    };
    return this.#keep(act, term, async (tx) => {
      const created = await tx.terms.insert(term);
      await record(tx, act, 'term.created', { kind: 'term', id: term.id });
      return created;
    });
  }

  async change(act: SignedIn, code: string, version: number, change: TermChange): Promise<TermRecord> {
    const { version: _, ...found } = await this.get(code);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const term: Term = { ...found, ...given };
    return this.#keep(act, term, async (tx) => {
      const changed = await tx.terms.replace({ ...term, version });
      await record(tx, act, 'term.changed', { kind: 'term', id: code });
      return changed;
    });
  }

  async #keep(act: SignedIn, term: Term, write: (tx: Collections) => Promise<TermRecord>): Promise<TermRecord> {
    await this.#requireSound(term);
    const affected = await affectedPostings(this.#store, term);
    const kept = await this.#store.transaction(async (tx) => {
      const kept = await write(tx);
      await stamp(tx);
      // Those written while the affected ones were looked for were indexed by the old vocabulary.
      const meanwhile = await tx.postings.find({ where: { updatedAt: { gte: act.now.toISOString() } } });
      for (const subject of new Set([...affected, ...meanwhile.map(({ id }) => id)]))
        await tx.outbox.insert({ id: uuidv7(), topic: 'search', subject, at: act.now.toISOString() });
      return kept;
    });
    this.#changed();
    return kept;
  }

  async #requireSound(term: Term): Promise<void> {
    const { themes, terms, termBlocks } = this.#store;
    const knownThemes = new Set((await themes.find()).map(({ id }) => id));
    const others = await terms.find();
    const issues: Issue[] = [
      ...term.themes.flatMap((code, index) =>
        knownThemes.has(code) ? [] : [{ pointer: `/themes/${index}`, code: 'term.unknown-theme', params: { code } }],
      ),
      ...broaderIssues(term, others),
    ];
    if (issues.length > 0) throw new Failure('input.invalid', { count: issues.length }, issues);
    const taken = wordingIssues(term, ownersOf(others), await termBlocks.find());
    if (taken.length > 0) throw new Failure('term.wording-taken', { count: taken.length }, taken);
  }
}

function broaderIssues({ id, broader }: Term, terms: readonly TermRecord[]): Issue[] {
  const above = new Map(terms.map((term) => [term.id, term.broader]));
  if (broader !== null && !above.has(broader) && broader !== id)
    return [{ pointer: '/broader', code: 'term.unknown-broader', params: { code: broader } }];
  const passed = new Set<string>();
  for (let at = broader; at !== null && !passed.has(at); at = above.get(at) ?? null) passed.add(at);
  return passed.has(id) ? [{ pointer: '/broader', code: 'term.circular', params: { code: broader } }] : [];
}

async function stamp(tx: Collections): Promise<void> {
  const known = await tx.meta.get(vocabularyStamp);
  const value = uuidv7();
  if (known) await tx.meta.replace({ ...known, value });
  else await tx.meta.insert({ id: vocabularyStamp, value });
}
