// Serves rows: admits the caller, reads the input, calls the handler, checks the answer against its declaration.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Failure } from '../failures.js';
import { Slices } from '../slices.js';
import type { Store } from '../store/port.js';
import type { AnswerMemory, Keep, Remembered } from './again/memory.js';
import { earlier, keep as keepOnce, onceOf, replay } from './again/once.js';
import { bodyReader } from './body.js';
import { checked } from './checked.js';
import { readInput } from './input.js';
import { type AnswerSpec, type Door, Reply, type Route } from './route.js';

export interface Edge {
  production: boolean;
  log: Logger;
  store: Pick<Store, 'idempotency'>;
  memory: AnswerMemory;
  doorOf(req: Request, res: Response): Door;
  /** Throws unless the request carries its session's CSRF token. */
  checkCsrf(req: Request): void;
}

export const isWrite = (row: Route): boolean => row.method !== 'get';

function admit(row: Route, req: Request, edge: Edge): void {
  if (row.access === 'public') return;
  const { account } = req.act;
  if (!account) throw new Failure('session.required');
  if (row.access !== 'signed-in' && !row.access.includes(account.role)) throw new Failure('access.denied');
  if (isWrite(row) && req.provenBy === 'cookie') edge.checkCsrf(req);
}

function versionOf(row: Route, req: Request): number | undefined {
  if (!row.ifMatch) return undefined;
  const header = req.get('If-Match');
  if (header === undefined) throw new Failure('request.version-required');
  const version = /^(?:W\/)?"([1-9]\d{0,8})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Failure('request.version-malformed');
  return Number(version);
}

/** A broken promise of ours: loud while we build, logged and let through in production. */
function complain(edge: Edge, req: Request, row: Route, what: string): void {
  const message = `${row.method.toUpperCase()} ${row.path}: ${what}`;
  if (!edge.production) throw new Error(message);
  edge.log.error({ requestId: req.act.requestId }, message);
}

function checkTrail(row: Route, req: Request, edge: Edge): void {
  if (row.audit === 'none') return;
  const promised: readonly string[] = [row.audit].flat();
  if (!req.act.trail.some((act) => promised.includes(act)))
    complain(edge, req, row, `left no audit line ${promised.join(' or ')}`);
}

const slices = new Slices();

async function checkedBody({ schema }: AnswerSpec, value: unknown, report: (what: string) => void): Promise<unknown> {
  const result = await checked(schema ?? z.undefined(), value, slices);
  if ('data' in result) return result.data;
  report(`answer is not as declared: ${z.prettifyError(result.error)}`);
  return value;
}

async function sendStream(res: Response, stream: Readable): Promise<void> {
  await pipeline(stream, res).catch((error: NodeJS.ErrnoException) => {
    // A reader who hangs up is no failure of ours; pipeline has already destroyed the source.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

const isLasting = ({ lasting = false }: Route, body: unknown) =>
  typeof lasting === 'function' ? lasting(body) : lasting;

/** What express does in `json`, without what no answer of ours needs: a weak ETag, a charset by guess, a copy of the text. */
function send(res: Response, { body, version }: Remembered): void {
  if (version !== null) res.setHeader('ETag', tagOf(version));
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  res.end(body);
}

const tagOf = (version: number) => `"${version}"`;

/** `keep`: for an answer that may be given again. */
async function answer(
  row: Route,
  req: Request,
  res: Response,
  edge: Edge,
  given: unknown,
  keep: Keep | null,
): Promise<void> {
  const reply = given instanceof Reply ? given : new Reply(row.answers.status, given);
  const specs = [row.answers, ...(row.also ?? [])];
  res.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers)) res.setHeader(name, value);
  if (reply.body instanceof Readable) return sendStream(res, reply.body);
  if (Buffer.isBuffer(reply.body)) return void res.send(reply.body);
  const spec = specs.find((candidate) => candidate.status === reply.status);
  if (!spec) throw new Error(`${row.method} ${row.path} declares no answer ${reply.status}`);
  const body = await checkedBody(spec, reply.body, (what) => complain(edge, req, row, what));
  if (body === undefined) return void res.end();
  const own = (body as { version?: unknown } | null)?.version;
  const version = typeof own === 'number' ? own : null;
  const text = JSON.stringify(body);
  if (req.act.once) {
    const { Location } = reply.headers;
    const headers = { ...(Location && { Location }), ...(version !== null && { ETag: tagOf(version) }) };
    await keepOnce(edge.store, req.act.once, { status: reply.status, headers, body: text });
  }
  const kept = { body: Buffer.from(text), version };
  if (reply.status === 200 && isLasting(row, body)) keep?.(kept);
  send(res, kept);
}

const isRepetition = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.code === 'request.repeated' ||
    (error.code === 'store.duplicate' && error.params.collection === 'idempotency'));

function serve(row: Route, edge: Edge): RequestHandler {
  const readBody = bodyReader(row);
  const work = async (req: Request, res: Response, keep: Keep | null) => {
    const version = versionOf(row, req);
    const { body, file } = await readBody(req, res);
    const input = readInput({ query: row.query, body: file ? undefined : row.body }, { query: req.query, body });
    const params = req.params as Record<string, string>;
    req.body = input.body;
    const act = req.act;
    act.once = onceOf(row, req);
    const done = act.once && (await earlier(edge.store, act.once, act.now));
    if (done) return replay(done, res);
    try {
      const given = await row.handle(act, { ...input, params, file, version }, edge.doorOf(req, res));
      // What is accepted for later leaves its line when it is done; what another request did with the same key has left one.
      const isLater = given instanceof Reply && given.status === 202;
      const isShared = act.trail.length === 0 && act.once && (await earlier(edge.store, act.once, act.now));
      if (!isLater && !isShared) checkTrail(row, req, edge);
      await answer(row, req, res, edge, given, keep);
    } catch (error) {
      // The same write, sent twice at once: whoever came second has changed nothing and repeats the first one's answer.
      const first = act.once && isRepetition(error) && (await earlier(edge.store, act.once, act.now));
      if (!first) throw error;
      replay(first, res);
    }
  };
  return (req, res) => {
    res.locals.route = row.path;
    admit(row, req, edge);
    res.setHeader('Cache-Control', 'no-store');
    const remembered = row.lasting ? edge.memory.recall(req) : null;
    if (remembered && typeof remembered !== 'function') return send(res, remembered);
    return work(req, res, remembered);
  };
}

/** `/needs/{id}` as express writes it. */
const pattern = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

function refuseOthers(allow: readonly string[]): RequestHandler {
  return (req, res) => {
    if (req.method === 'OPTIONS') return void res.status(204).set('Allow', allow.join(', ')).end();
    throw new Failure('request.method-not-allowed', { allow });
  };
}

/** The rows of each noun in a router of their own: a request is compared with those of one noun, not with all. */
export function mount(rows: readonly Route[], edge: Edge): RequestHandler {
  const routers = new Map([...grouped(rows, nounOf)].map(([noun, own]) => [noun, mountNoun(own, edge)]));
  return (req, res, next) => {
    const router = routers.get(nounOf(req));
    if (router) router(req, res, next);
    else next();
  };
}

function nounOf({ path }: { path: string }): string {
  const end = path.indexOf('/', 1);
  return path.slice(1, end < 0 ? path.length : end);
}

function mountNoun(rows: readonly Route[], edge: Edge): Router {
  const router = Router();
  const paths = [...grouped(rows, (row) => row.path)];
  for (const [path, own] of paths) {
    const route = router.route(pattern(path));
    for (const row of own) route[row.method](serve(row, edge));
  }
  // After all rows: `/themes/{id}` is also the pattern of other paths.
  for (const [path, own] of paths) {
    const allow = own.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    router.all(pattern(path), refuseOthers([...allow, 'OPTIONS']));
  }
  return router;
}

function grouped(rows: readonly Route[], key: (row: Route) => string): Map<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}
