// The content of any store as JSON lines, to move it between engines: a header, one line a record, and a digest of all before.
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failures.js';
import { declarations } from './declarations.js';
import type { Collections, Store } from './port.js';
import type { CollectionName } from './records.js';

const format = 'gap-go-dai-su/store';
const formatVersion = 1;
/** Belong to a running service, not to its knowledge: who is signed in, who is slowed down, what the index still lacks, who works on it. */
const leftOut: readonly CollectionName[] = ['sessions', 'attempts', 'outbox', 'leases', 'jobs'];
const exported = (Object.keys(declarations) as CollectionName[]).filter((name) => !leftOut.includes(name));
const pageSize = 500;

export type Counts = Readonly<Record<string, number>>;
interface Header {
  format: string;
  version: number;
  at: string;
  leftOut: readonly string[];
  counts: Counts;
}
interface AnyRecord {
  id: string;
  version: number;
}
interface AnyCollection {
  count(): Promise<number>;
  find(query: object): Promise<AnyRecord[]>;
  insert(record: { id: string }): Promise<AnyRecord>;
}
const untyped = (view: Collections, name: string) => view[name as CollectionName] as unknown as AnyCollection;

/**
 * Writes the whole store, as of one moment, to `out` and ends it; `at` is that moment (ISO) for the header. Records
 * are written without their version. Other writers may have to wait meanwhile. Answers how many records of each
 * collection were written. Fails with `export.miscounted` or `export.interrupted`, what was written is then worthless.
 */
export async function exportTo(store: Store, out: Writable, at: string): Promise<Counts> {
  let begun = false;
  return store.transaction(async (tx) => {
    // A transaction may be run again, but what has been written cannot be taken back.
    if (begun) throw new Failure('export.interrupted');
    begun = true;
    const counts: Record<string, number> = {};
    for (const name of exported) counts[name] = await untyped(tx, name).count();
    await pipeline(withDigest(written(tx, { format, version: formatVersion, at, leftOut, counts })), out);
    return counts;
  });
}

async function* written(tx: Collections, header: Header): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  for (const name of exported) {
    let found = 0;
    for (let page = await pageAfter(tx, name); page.length > 0; page = await pageAfter(tx, name, page.at(-1)?.id)) {
      found += page.length;
      yield page.map(({ version, ...record }) => `${JSON.stringify({ collection: name, record })}\n`).join('');
    }
    refuseMiscounted(header.counts, name, found);
  }
}

function pageAfter(tx: Collections, name: string, last?: string): Promise<AnyRecord[]> {
  return untyped(tx, name).find({ where: { id: { gt: last } }, sort: [['id', 'asc']], limit: pageSize });
}

async function* withDigest(texts: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const text of texts) {
    hash.update(text);
    yield text;
  }
  yield `${JSON.stringify({ digest: hash.digest('hex') })}\n`;
}

/**
 * Fills an empty store from what `exportTo` wrote: all of it or nothing. `open` begins reading from the start each time
 * it is called. Every record begins again at version 1; the search index is to be rebuilt afterwards. Answers how many
 * records of each collection were read. Fails with `store.not-empty` (params: collection), `export.unreadable` (line),
 * `export.newer-version` (found, supported), `export.truncated`, `export.altered`, `export.miscounted` (collection,
 * expected, found), or `store.duplicate`.
 */
export function importFrom(store: Store, open: () => AsyncIterable<string | Uint8Array>): Promise<Counts> {
  return store.transaction(async (tx) => {
    for (const collection of exported) {
      if ((await untyped(tx, collection).count()) > 0) throw new Failure('store.not-empty', { collection });
    }
    return readInto(tx, linesOf(open()));
  });
}

async function readInto(tx: Collections, lines: AsyncIterable<string>): Promise<Counts> {
  const hash = createHash('sha256');
  const found: Record<string, number> = Object.fromEntries(exported.map((name) => [name, 0]));
  let header: Header | null = null;
  let digest: string | null = null;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const content = parsed(text, line);
    if (digest !== null) throw new Failure('export.unreadable', { line });
    if (header === null) header = asHeader(content, line);
    else if (typeof content.digest === 'string') digest = content.digest;
    else {
      const { collection, record } = asRecord(content, line);
      await untyped(tx, collection).insert(record);
      found[collection] = (found[collection] ?? 0) + 1;
    }
    if (digest === null) hash.update(`${text}\n`);
  }
  if (header === null || digest === null) throw new Failure('export.truncated');
  if (digest !== hash.digest('hex')) throw new Failure('export.altered');
  for (const name of exported) refuseMiscounted(header.counts, name, found[name] ?? 0);
  return found;
}

async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  // Every line ends with a line feed, the last one too: a rest is a line that was cut.
  if (rest !== '') throw new Failure('export.truncated');
}

type Content = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string, line: number): Content {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Said below, like every other line that is not ours.
  }
  throw new Failure('export.unreadable', { line });
}

function asHeader(content: Content, line: number): Header {
  const found = content.version;
  if (content.format !== format || typeof found !== 'number' || !isObject(content.counts)) {
    throw new Failure('export.unreadable', { line });
  }
  if (found > formatVersion) throw new Failure('export.newer-version', { found, supported: formatVersion });
  return content as unknown as Header;
}

function asRecord({ collection, record }: Content, line: number): { collection: string; record: { id: string } } {
  const isOurs = exported.some((name) => name === collection) && isObject(record) && typeof record.id === 'string';
  if (!isOurs) throw new Failure('export.unreadable', { line });
  return { collection: String(collection), record: record as unknown as { id: string } };
}

function refuseMiscounted(counts: Counts, collection: string, found: number): void {
  const expected = counts[collection] ?? 0;
  if (expected !== found) throw new Failure('export.miscounted', { collection, expected, found });
}
