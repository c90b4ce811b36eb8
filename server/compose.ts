// The only place that constructs: settings → engines → services.
import { hostname } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { LexiconVocabulary } from '../matching/index.js';
import type { Config } from './config.js';
import { Failure } from './failures.js';
import { Accounts } from './features/accounts/service.js';
import { SignIn } from './features/accounts/sign-in.js';
import { Tokens } from './features/accounts/tokens.js';
import { Backups } from './features/backups/service.js';
import { Events } from './features/events/service.js';
import { Counterparts } from './features/matches/service.js';
import { Planning } from './features/planning/service.js';
import { Imports } from './features/postings/imports/service.js';
import { Postings } from './features/postings/service.js';
import { Edits } from './features/proposals/edits/service.js';
import { Proposals } from './features/proposals/service.js';
import { Naming } from './features/reference/naming.js';
import { Reference } from './features/reference/service.js';
import { Search } from './features/search/service.js';
import { Timetables } from './features/timetables/service.js';
import { CurrentVocabulary } from './features/vocabulary/current.js';
import { Terms } from './features/vocabulary/service.js';
import type { Matcher } from './matcher/port.js';
import { MatcherThread } from './matcher/thread.js';
import { embeddedSearch } from './search/embedded/engine.js';
import { Indexer } from './search/indexer.js';
import type { SearchEngine } from './search/port.js';
import { vocabularyStamp } from './store/declarations.js';
import { Lease } from './store/lease.js';
import type { Backup, Store } from './store/port.js';
import { openSqliteStore, openSqliteStoreToRead } from './store/sqlite/store.js';
import type { Timetabler } from './timetabler/port.js';
import { TimetablerThreads } from './timetabler/thread.js';

export interface Engines {
  store: Store;
  /** Absent when the store is on a server of its own, which has its own means. */
  backup: Backup | null;
  search: SearchEngine;
  matcher: Matcher;
  timetabler: Timetabler;
  indexer: Indexer;
  now: () => Date;
  /** Where backups taken by the running service go. */
  backupFolder: string;
  close(): Promise<void>;
}

/** Others take over from a process that has died within this time and a quarter of it. */
const leaseMs = 4000;

export interface EngineOptions {
  onIndexFailure?: (error: unknown) => void;
  /** For one who writes nothing: also while another process has the store. */
  toRead?: boolean;
}

/** Opens the store (made and migrated when needed), the search engine and the matcher. Fails as they do, or with `config.not-supported`. */
export async function openEngines(
  config: Config,
  now: () => Date,
  { onIndexFailure: onFailure = () => {}, toRead = false }: EngineOptions = {},
): Promise<Engines> {
  if (config.smtpUrl !== null) throw new Failure('config.not-supported', { settings: ['SMTP_URL'] });
  const { store, backup } = await openStore(config, toRead);
  const search = await openSearch(config, onFailure, toRead);
  // The embedded store has one process by its own lock.
  const lease = config.mongodbUri === null ? null : outboxLease(store, now, onFailure);
  const indexer = new Indexer(store, search, { onFailure, lease });
  const matcher = new MatcherThread(() => vocabularyIn(store), { stamp: () => stampIn(store) });
  const timetabler = new TimetablerThreads();
  return {
    store,
    backup,
    search,
    matcher,
    timetabler,
    indexer,
    now,
    backupFolder: join(config.dataDir, 'backups'),
    close: async () => {
      await indexer.stop();
      await matcher.close();
      await timetabler.close();
      await search.close();
      await store.close();
    },
  };
}

const outboxLease = (store: Store, now: () => Date, onFailure: (error: unknown) => void) =>
  new Lease(store, {
    name: 'outbox',
    holder: `${hostname()} ${process.pid} ${uuidv7()}`,
    ttl: leaseMs,
    now,
    onFailure,
  });

// Only what is used is loaded: the drivers are large, and most starts are without them.
async function openSearch(
  { meilisearch, mongodbUri, dataDir }: Config,
  onFailure: (error: unknown) => void,
  toRead: boolean,
): Promise<SearchEngine> {
  if (meilisearch === null) {
    // Only a folder that this process alone writes to can hold its index.
    const isOwn = mongodbUri === null && !toRead;
    return embeddedSearch(isOwn ? { file: join(dataDir, 'search-index'), onFailure } : {});
  }
  const { meilisearchEngine } = await import('./search/meilisearch/engine.js');
  return meilisearchEngine({ ...meilisearch, jitter: Math.random });
}

async function openStore(
  { mongodbUri, dataDir }: Config,
  toRead: boolean,
): Promise<{ store: Store; backup: Backup | null }> {
  if (mongodbUri !== null) {
    const { openMongoStore } = await import('./store/mongo/store.js');
    return { store: await openMongoStore({ uri: mongodbUri, jitter: Math.random }), backup: null };
  }
  const store = (toRead ? openSqliteStoreToRead : openSqliteStore)({ folder: dataDir });
  return { store, backup: store };
}

async function vocabularyIn(store: Store): Promise<LexiconVocabulary> {
  const [themes, terms, blocks] = await Promise.all([store.themes.find(), store.terms.find(), store.termBlocks.find()]);
  return { themes, terms, blocks };
}

const stampIn = async ({ meta }: Store): Promise<string> => (await meta.get(vocabularyStamp))?.value ?? '';

export interface Services {
  signIn: SignIn;
  tokens: Tokens;
  accounts: Accounts;
  reference: Reference;
  events: Events;
  proposals: Proposals;
  timetables: Timetables;
  planning: Planning;
  postings: Postings;
  imports: Imports;
  counterparts: Counterparts;
  backups: Backups;
  search: Search;
  terms: Terms;
}

export interface ServiceOptions {
  /** Milliseconds a request waits for a proposal that takes long. */
  patience?: number;
  /** Told of every search that the search engine could not answer. */
  onSearchOutage?: (error: Failure) => void;
}

export function composeServices(
  { store, backup, search, matcher, timetabler, now, backupFolder }: Engines,
  { patience = 2_000, onSearchOutage = () => {} }: ServiceOptions = {},
): Services {
  const reference = new Reference(store);
  const naming = new Naming(store);
  const vocabulary = new CurrentVocabulary(store);
  const events = new Events(store);
  const postings = new Postings(store, () => vocabulary.matcher());
  const proposals = new Proposals(store, matcher, events, new Edits(store, events), naming, patience, now);
  return {
    signIn: new SignIn(store),
    tokens: new Tokens(store),
    accounts: new Accounts(store),
    reference,
    events,
    proposals,
    timetables: new Timetables({ store, timetabler, proposals, events, naming, patience, now }),
    planning: new Planning(store, matcher, naming),
    postings,
    imports: new Imports({ store, postings, reference, matcher: () => vocabulary.matcher() }),
    counterparts: new Counterparts(store, matcher, postings, naming),
    backups: new Backups(store, backup, backupFolder),
    search: new Search({
      store,
      engine: search,
      postings,
      reference,
      elapsed: () => performance.now(),
      onOutage: onSearchOutage,
    }),
    terms: new Terms(store, () => matcher.vocabularyChanged()),
  };
}
