// Every failure leaves as application/problem+json (RFC 9457), in the reader's language.
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { Failure, type Params } from '../failures.js';
import type { Locale } from '../store/records.js';
import { type FailureCode, fill, type IssueCode, textsOf } from '../texts/texts.js';
import { statuses } from './statuses.js';

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  errors: { pointer: string; code: string; detail: string }[];
  /** Extension members, by the problem’s code. */
  [member: string]: unknown;
}

/** A failure whose code has no status is a mistake of ours: it leaves as `server.unexpected`. */
const isKnown = (code: string): code is FailureCode => Object.hasOwn(statuses, code);

export function problemOf(failure: Failure, locale: Locale, requestId: string): Problem {
  const { failures, issues, words } = textsOf(locale);
  const code = isKnown(failure.code) ? failure.code : 'server.unexpected';
  const issueText = (issue: string) =>
    Object.hasOwn(issues, issue) ? issues[issue as IssueCode] : issues['input.refused'];
  return {
    type: `urn:gap-go-dai-su:problem:${code}`,
    title: failures[code].title,
    status: statuses[code],
    code,
    detail: fill(failures[code].detail, failure.params, words),
    requestId,
    errors: failure.issues.map(({ pointer, code, params }) => ({
      pointer,
      code,
      detail: fill(issueText(code), params ?? {}),
    })),
    ...failure.data,
  };
}

/** The headers some failures owe: RFC 9110 for Allow, Retry-After and WWW-Authenticate. */
function headersOf(status: number, params: Params): Record<string, string> {
  return {
    ...(Array.isArray(params.allow) && { Allow: params.allow.join(', ') }),
    ...(typeof params.retryAfter === 'number' && { 'Retry-After': String(params.retryAfter) }),
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
  };
}

interface FrameworkError {
  status: number;
  type?: string;
  limit?: number;
}
const isFrameworkError = (error: unknown): error is FrameworkError =>
  error instanceof Error && typeof (error as { status?: unknown }).status === 'number';

/** Errors of express and body-parser (http-errors), in our words. */
function fromFramework(error: FrameworkError): Failure | null {
  if (error.type === 'entity.parse.failed') return new Failure('request.malformed-json');
  if (error.type === 'entity.too.large') return new Failure('request.too-large', { limit: error.limit ?? 0 });
  if (error.type === 'charset.unsupported' || error.type === 'encoding.unsupported')
    return new Failure('request.wrong-content-type', { accepted: ['UTF-8', 'gzip', 'deflate', 'br'] });
  if (error.status >= 400 && error.status < 500)
    return new Failure('request.malformed', { reason: error.type ?? 'malformed-address' });
  return null;
}

function failureOf(error: unknown): Failure | null {
  if (error instanceof Failure) return isKnown(error.code) ? error : null;
  return isFrameworkError(error) ? fromFramework(error) : null;
}

/** The one error handler. What nobody named leaves without its internals and is logged with the request's id. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error: unknown, req: Request, res: Response, next) => {
    const failure = failureOf(error) ?? new Failure('server.unexpected');
    const problem = problemOf(failure, req.act.locale, req.act.requestId);
    if (problem.status >= 500) log.error({ requestId: req.act.requestId, err: error }, problem.code);
    if (res.headersSent) return next(error);
    res
      .status(problem.status)
      .set(headersOf(problem.status, failure.params))
      .set('Content-Language', req.act.locale)
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  };
}
