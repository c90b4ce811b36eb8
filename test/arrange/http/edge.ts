// An application of a few rows of the test's own, to look at the edge by itself.
import express, { type Express } from 'express';
import { pino } from 'pino';
import { AnswerMemory } from '../../../server/http/again/memory.js';
import { identify } from '../../../server/http/identify.js';
import { mount } from '../../../server/http/mount.js';
import { problems } from '../../../server/http/problem.js';
import type { Route } from '../../../server/http/route.js';

export function arrangeEdge(rows: readonly Route[], { production = false } = {}): Express {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'error' }, { write: (line) => lines.push(JSON.parse(line)) });
  const app = express().set('query parser', 'simple').disable('etag');
  const prepare = identify(() => new Date('2026-11-22T08:00:00.000Z'));
  app.use((req, res, next) => {
    prepare(req, res);
    next();
  });
  const closed = () => Promise.reject(new Error('nobody signs in here'));
  // Nobody is signed in here, so no key is ever looked up.
  const store = { idempotency: undefined as never };
  const doorOf = () => ({ address: '', signIn: closed, signOut: closed, csrfToken: () => null });
  const memory = new AnswerMemory(() => null);
  app.use(mount(rows, { production, log, store, memory, doorOf, checkCsrf: () => {} }));
  app.use(problems(log));
  app.locals.logged = lines;
  return app;
}
