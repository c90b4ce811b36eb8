// The service as an express application, in the order a request passes through it. It listens on nothing.
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Engines, Services } from './compose.js';
import type { Config } from './config.js';
import { Failure } from './failures.js';
import { accountRoutes } from './features/accounts/routes.js';
import { backupRoutes } from './features/backups/routes.js';
import { eventRoutes } from './features/events/routes.js';
import { matchRoutes } from './features/matches/routes.js';
import { planningRoutes } from './features/planning/routes.js';
import { presentPosting } from './features/postings/present.js';
import { postingRoutes } from './features/postings/routes.js';
import { needSchema, offerSchema, postingSchema } from './features/postings/schema.js';
import { proposalRoutes } from './features/proposals/routes.js';
import { referenceRoutes } from './features/reference/routes.js';
import { searchRoutes } from './features/search/routes.js';
import { timetableRoutes } from './features/timetables/routes.js';
import { termRoutes } from './features/vocabulary/routes.js';
import { AnswerMemory } from './http/again/memory.js';
import { identify } from './http/identify.js';
import { mount } from './http/mount.js';
import { docsPage } from './http/operations/docs-page.js';
import { health } from './http/operations/health.js';
import { Metrics, observe } from './http/operations/observe.js';
import { shield } from './http/operations/shield.js';
import { problems } from './http/problem.js';
import type { Route } from './http/route.js';
import { sessions } from './http/session/session.js';
import { StoredSessions } from './http/session/session-store.js';

export interface AppParts {
  config: Pick<Config, 'production' | 'session' | 'trustedProxies'>;
  engines: Engines;
  services: Services;
  log: Logger;
  now: () => Date;
}

/** Every row of the API. */
export const routesOf = (services: Services): readonly Route[] => [
  ...accountRoutes(services.tokens, services.accounts),
  ...referenceRoutes(services.reference),
  ...postingRoutes(services.postings, services.imports),
  ...matchRoutes(services.counterparts, { schemas: { need: needSchema, offer: offerSchema }, present: presentPosting }),
  ...searchRoutes(services.search, { schema: postingSchema, present: presentPosting }),
  ...termRoutes(services.terms),
  ...eventRoutes(services.events),
  ...proposalRoutes(services.proposals),
  ...timetableRoutes(services.timetables),
  ...planningRoutes(services.planning),
  ...backupRoutes(services.backups),
];

export function createApp({ config, engines, services, log, now }: AppParts): Express {
  const { production, trustedProxies } = config;
  const { store, search, indexer } = engines;
  const rows = routesOf(services);
  const metrics = new Metrics({
    store_up: { help: 'Whether the store answers', read: () => store.ping().then(() => 1) },
    search_up: { help: 'Whether the search engine answers', read: () => search.ping().then(() => 1) },
    search_outbox_pending: {
      help: 'Changes the search index has still to take over',
      read: () => store.outbox.count(),
    },
    search_index_lag_seconds: {
      help: 'How long the oldest of these changes has waited',
      read: async () => {
        const [oldest] = await store.outbox.find({ sort: [['at', 'asc']], limit: 1 });
        return oldest ? Math.max(0, now().getTime() - Date.parse(oldest.at)) / 1000 : 0;
      },
    },
    search_outbox_holder: {
      help: 'Whether it is this process that takes them over; one of all processes does',
      read: async () => Number(indexer.isAtWork),
    },
    searches_without_engine: {
      help: 'Searches this process has answered from the store since its start',
      read: async () => services.search.standIns,
    },
  });
  const { middleware, ...door } = sessions(services.signIn, new StoredSessions(store, now), config.session);

  const memory = new AnswerMemory(() => {
    const revisions = [store.revision?.(), search.revision?.()];
    return revisions.includes(undefined) ? null : revisions.join(' ');
  });

  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  if (trustedProxies.length > 0) app.set('trust proxy', [...trustedProxies]);
  const preparations = [identify(now), observe(log, metrics), shield({ https: config.session.secure })];
  app.use((req, res, next) => {
    for (const prepare of preparations) prepare(req, res);
    next();
  });
  const serveRows = mount(rows, { production, log, store, memory, ...door });
  // One layer of the application, not two: express takes the path apart anew for each.
  app.use('/api/v1', (req, res, next) => {
    middleware(req, res, (error?: unknown) => (error ? next(error) : serveRows(req, res, next)));
  });
  const checks = { needed: { store: () => store.ping() }, helpful: { search: () => search.ping() } };
  app.use(health(checks, metrics));
  app.use('/api', docsPage(rows));
  app.use(() => {
    throw new Failure('request.not-found');
  });
  app.use(problems(log));
  return app;
}
