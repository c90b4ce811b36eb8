// The only place that constructs: settings → engines → services.
import type { Config } from './config.js';
import { Failure } from './failures.js';
import { Accounts } from './features/accounts/service.js';
import { SignIn } from './features/accounts/sign-in.js';
import { Tokens } from './features/accounts/tokens.js';
import { Postings } from './features/postings/service.js';
import { Reference } from './features/reference/service.js';
import { CurrentVocabulary } from './features/vocabulary/current.js';
import { embeddedSearch } from './search/embedded/engine.js';
import type { SearchEngine } from './search/port.js';
import type { Backup, Store } from './store/port.js';
import { openSqliteStore } from './store/sqlite/store.js';

export interface Engines {
  store: Store & Backup;
  search: SearchEngine;
  close(): Promise<void>;
}

/** Opens the store (made and migrated when needed) and the search engine. Fails as they do, or with `config.not-supported`. */
export function openEngines(config: Config): Engines {
  const chosen = { MONGODB_URI: config.mongodbUri, MEILI_URL: config.meilisearch, SMTP_URL: config.smtpUrl };
  const settings = Object.entries(chosen).flatMap(([name, value]) => (value === null ? [] : [name]));
  if (settings.length > 0) throw new Failure('config.not-supported', { settings });
  const store = openSqliteStore({ folder: config.dataDir });
  const search = embeddedSearch();
  return {
    store,
    search,
    close: async () => {
      await search.close();
      await store.close();
    },
  };
}

export interface Services {
  signIn: SignIn;
  tokens: Tokens;
  accounts: Accounts;
  reference: Reference;
  postings: Postings;
}

export function composeServices({ store }: Engines): Services {
  const vocabulary = new CurrentVocabulary(store);
  return {
    signIn: new SignIn(store),
    tokens: new Tokens(store),
    accounts: new Accounts(store),
    reference: new Reference(store),
    postings: new Postings(store, () => vocabulary.matcher()),
  };
}
