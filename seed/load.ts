// Brings a store up to the data files, and leaves alone what people have changed since.
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { vocabularyStamp } from '../server/store/declarations.js';
import type { Collection, Collections, Fresh, Store } from '../server/store/port.js';
import type { Records } from '../server/store/records.js';
import { readSeed, type SeedCollection, seedCollections } from './read.js';

/** What documents of the index and the lexicon are made of besides postings. */
const reference = seedCollections.filter((name) => name !== 'postings' && name !== 'events');

export interface Counts {
  inserted: number;
  updated: number;
  unchanged: number;
  /** Differs from the files and stays as it is: people changed or removed it, or it is a posting. */
  kept: number;
}
export interface LoadReport {
  counts: Record<SeedCollection, Counts>;
  /** Reference data changed under postings that are indexed already: the search index needs a rebuild. */
  reindex: boolean;
}

/**
 * Loads the data files of a folder (default: the project's own), all or nothing; running it again changes nothing.
 * A record follows its row while nobody has edited it; a posting is only ever inserted, since it lives its own life
 * (renewed, closed) once published. A row that left the files leaves its record in place: others may refer to it.
 * Each posting inserted gets an outbox row for the search index, and a load that changed anything one audit line.
 * Fails with `seed.invalid-rows`, as `readSeed` does, before the store is touched.
 */
export async function loadSeed(store: Store, { now, files }: { now: () => Date; files?: string }): Promise<LoadReport> {
  const seed = await readSeed(files);
  return store.transaction(async (tx) => {
    const at = now().toISOString();
    const counts = {} as Record<SeedCollection, Counts>;
    for (const name of seedCollections) counts[name] = await follow(tx, name, seed[name], at);
    const changed = (names: readonly SeedCollection[]) =>
      names.some((name) => counts[name].inserted + counts[name].updated > 0);
    if (changed(seedCollections)) await audit(tx, counts, at);
    if (changed(reference))
      await stamp(
        tx,
        reference.map((name) => seed[name]),
      );
    const postingsBefore = (await tx.postings.count()) > counts.postings.inserted;
    return {
      counts,
      reindex: postingsBefore && changed(reference),
    };
  });
}

async function follow<K extends SeedCollection>(
  tx: Collections,
  name: K,
  records: readonly Fresh<Records[K]>[],
  at: string,
): Promise<Counts> {
  const collection: Collection<K> = tx[name];
  const counts: Counts = { inserted: 0, updated: 0, unchanged: 0, kept: 0 };
  const memory = await recall(tx, name);
  for (const record of records) {
    const digest = digestOf(record);
    const loaded = memory.digests.get(record.id);
    const stored = await collection.get(record.id);
    const storedDigest = stored && digestOf(withoutVersion(stored));
    if (!stored && loaded === undefined) {
      await collection.insert(record);
      if (name === 'postings') await tx.outbox.insert({ id: uuid(), topic: 'search', subject: record.id, at });
      counts.inserted += 1;
    } else if (storedDigest === digest) {
      counts.unchanged += 1;
    } else if (stored && storedDigest === loaded && name !== 'postings') {
      await collection.replace({ ...record, version: stored.version } as Records[K]);
      counts.updated += 1;
    } else {
      counts.kept += 1;
      continue;
    }
    memory.digests.set(record.id, digest);
  }
  await memory.keep();
  return counts;
}

/** What the last load wrote, as digests by id, kept in the store: a record that no longer has its digest was edited. */
async function recall(tx: Collections, name: SeedCollection) {
  const id = `seed.${name}`;
  const stored = await tx.meta.get(id);
  const digests = new Map<string, string>(Object.entries(stored ? JSON.parse(stored.value) : {}));
  const keep = async () => {
    const value = JSON.stringify(Object.fromEntries(digests));
    if (!stored) await tx.meta.insert({ id, value });
    else if (stored.value !== value) await tx.meta.replace({ ...stored, value });
  };
  return { digests, keep };
}

/** So that no process goes on with what it has made of the former rows. */
async function stamp(tx: Collections, rows: object): Promise<void> {
  const stored = await tx.meta.get(vocabularyStamp);
  const value = digestOf(rows);
  if (stored) await tx.meta.replace({ ...stored, value });
  else await tx.meta.insert({ id: vocabularyStamp, value });
}

async function audit(tx: Collections, counts: Record<SeedCollection, Counts>, at: string): Promise<void> {
  const total = (key: keyof Counts) => seedCollections.reduce((sum, name) => sum + counts[name][key], 0);
  await tx.audit.insert({
    id: uuid(),
    at,
    actor: 'system',
    action: 'seed.loaded',
    subjectKind: 'seed',
    subject: 'seed',
    requestId: '',
    params: {
      inserted: total('inserted'),
      updated: total('updated'),
      unchanged: total('unchanged'),
      kept: total('kept'),
    },
  });
}

function withoutVersion<R extends { version: number }>({ version: _, ...rest }: R): Omit<R, 'version'> {
  return rest;
}

/** Independent of the order of keys, which a store need not keep. */
function digestOf(record: object): string {
  const sorted = JSON.stringify(record, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('base64url').slice(0, 22);
}
