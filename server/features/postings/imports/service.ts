// Many postings at once, as drafts: each row is held against the same rules as a single posting.
import { setImmediate as breathe } from 'node:timers/promises';
import type { ConceptMatcher } from '../../../../matching/index.js';
import { Failure, type Issue } from '../../../failures.js';
import type { SignedIn } from '../../../http/act.js';
import { record } from '../../../http/audit.js';
import { issuesOf } from '../../../http/input.js';
import type { Fresh, Store } from '../../../store/port.js';
import type { PostingKind, PostingRecord } from '../../../store/records.js';
import type { Reference } from '../../reference/service.js';
import { soleKind } from '../policy.js';
import type { Postings } from '../service.js';
import { isAlike, type Print, printOf } from '../writing/duplicates.js';
import { unknownCodes } from '../writing/references.js';
import { newPostingSchema } from '../writing/written.js';
import { bodyOf, columnOf, kindOf, provincesNamedIn, strayColumns } from './columns.js';
import type { ImportQuery } from './report.js';
import type { Row } from './sheet.js';

type Drafted = Fresh<PostingRecord>;
export interface Report {
  dryRun: boolean;
  rows: number;
  stored: boolean;
  accepted: { row: number; drafted: Drafted }[];
  rejected: { row: number; issues: (Issue & { column: string })[] }[];
  duplicates: { row: number; drafted: Drafted; postings: string[]; rows: number[] }[];
}

interface Parts {
  store: Store;
  postings: Postings;
  reference: Pick<Reference, 'provinces'>;
  matcher: () => Promise<ConceptMatcher>;
}

export class Imports {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Stores all rows or none, unless the query allows for less. */
  async import(act: SignedIn, rows: readonly Row[], query: ImportQuery): Promise<Report> {
    const codeOf = await this.#provinceCodes(rows);
    const kin = new Kin(this.#parts.postings, await this.#parts.matcher());
    const report: Report = {
      dryRun: query.dryRun,
      rows: rows.length,
      stored: false,
      accepted: [],
      rejected: [],
      duplicates: [],
    };
    for (const row of rows) {
      // Other requests get their turn between two rows.
      await breathe();
      const outcome = await this.#read(act, row, codeOf);
      if ('issues' in outcome) report.rejected.push({ row: row.row, issues: outcome.issues });
      else {
        const { drafted } = outcome;
        const alike = await kin.alike(row.row, drafted);
        const isRepeated = alike.postings.length + alike.rows.length > 0;
        if (isRepeated) report.duplicates.push({ row: row.row, drafted, ...alike });
        if (!isRepeated || query.duplicates === 'store') report.accepted.push({ row: row.row, drafted });
      }
    }
    report.stored = !query.dryRun && report.accepted.length > 0 && (query.partial || report.rejected.length === 0);
    await this.#store(act, report);
    return report;
  }

  async #store(act: SignedIn, { stored, rows, accepted, rejected, duplicates }: Report): Promise<void> {
    const { store, postings } = this.#parts;
    const counts = { rows, accepted: accepted.length, rejected: rejected.length, duplicates: duplicates.length };
    await store.transaction(async (tx) => {
      if (stored) for (const { drafted } of accepted) await postings.insert(tx, act, drafted);
      await record(tx, act, stored ? 'import.stored' : 'import.checked', { kind: 'import', id: act.requestId }, counts);
    });
  }

  async #read(
    act: SignedIn,
    { cells, overflows }: Row,
    codeOf: (province: string) => string,
  ): Promise<{ drafted: Drafted } | { issues: Report['rejected'][number]['issues'] }> {
    const kind = kindOf(cells) ?? (kindOf(cells) === undefined ? soleKind(act.account) : null);
    if (!kind) return { issues: [{ pointer: '/kind', column: 'kind', code: 'import.kind-unknown' }] };
    const body = bodyOf(cells, kind, codeOf);
    const issues: Issue[] = [
      ...(overflows ? [{ pointer: '/', code: 'import.too-many-cells' }] : []),
      ...strayColumns(cells, kind).map((column) => ({ pointer: `/${column}`, code: 'import.stray-column' })),
      ...issuesOf(newPostingSchema[kind], body),
      ...(await unknownCodes(this.#parts.store, body as Parameters<typeof unknownCodes>[1])),
    ];
    if (issues.length > 0) return { issues: issues.map(inColumn) };
    try {
      const written = newPostingSchema[kind].parse(body);
      return { drafted: await this.#parts.postings.draft(act, kind, written) };
    } catch (error) {
      return { issues: issuesBehind(error, kind).map(inColumn) };
    }
  }

  /** Each name is looked up once; what nobody knows stays as it is and is named as unknown. */
  async #provinceCodes(rows: readonly Row[]): Promise<(province: string) => string> {
    const { reference } = this.#parts;
    const all = { page: 1, pageSize: 200 };
    const codes = new Map((await reference.provinces(all)).items.map(({ id }) => [id, id]));
    for (const name of new Set(rows.flatMap(({ cells }) => provincesNamedIn(cells)))) {
      // A spreadsheet drops the zero before a code.
      const code = codes.get(name) ?? codes.get(name.padStart(2, '0'));
      const [named] = code === undefined ? (await reference.provinces({ ...all, name })).items : [];
      codes.set(name, code ?? named?.id ?? name);
    }
    return (province) => codes.get(province) ?? province;
  }
}

const inColumn = (issue: Issue) => ({ ...issue, column: columnOf(issue.pointer) });

function issuesBehind(error: unknown, kind: PostingKind): readonly Issue[] {
  if (!(error instanceof Failure)) throw error;
  if (error.code === 'input.invalid') return error.issues;
  if (error.code === 'posting.not-own')
    return [{ pointer: kind === 'need' ? '/province' : '/partner', code: 'import.not-own' }];
  if (error.code === 'access.denied') return [{ pointer: '/kind', code: 'import.not-allowed' }];
  throw error;
}

interface Relative {
  print: Print;
  /** null for an earlier row. */
  id: string | null;
  row: number;
}

/** Postings of one owner and kind, those of earlier rows included, to compare the next row with. */
class Kin {
  readonly #postings: Postings;
  readonly #matcher: ConceptMatcher;
  readonly #known = new Map<string, Relative[]>();

  constructor(postings: Postings, matcher: ConceptMatcher) {
    this.#postings = postings;
    this.#matcher = matcher;
  }

  async alike(row: number, drafted: Drafted): Promise<{ postings: string[]; rows: number[] }> {
    const { kind, owner } = drafted;
    const key = `${kind} ${owner.kind} ${owner.code}`;
    const known = this.#known.get(key) ?? (await this.#stored(drafted));
    this.#known.set(key, known);
    const print = printOf(this.#matcher, drafted);
    const found = known.filter((other) => isAlike(print, other.print));
    known.push({ print, id: null, row });
    return {
      postings: found.flatMap(({ id }) => id ?? []),
      rows: found.flatMap(({ id, row: earlier }) => (id === null ? [earlier] : [])),
    };
  }

  async #stored(drafted: Drafted): Promise<Relative[]> {
    const postings = await this.#postings.ofOwner(drafted);
    return postings.map((posting) => ({ print: printOf(this.#matcher, posting), id: posting.id, row: 0 }));
  }
}
