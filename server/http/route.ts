// The declaration of one row of a feature's routes.ts: everything the edge, the API description and the tests know of it.
//
//   export const needRoutes = (postings: PostingService): readonly Route[] => [
//     route({
//       method: 'post',
//       path: '/needs/{id}/publish',
//       params: { id: 'Id of the need' },
//       summary: 'Publish a need',
//       description: 'Makes a submitted need visible to all partners.',
//       access: ['planner', 'admin'],             // or 'public' (act.account may be null), or 'signed-in'
//       audit: 'posting.published',               // the act code its service records with audit.ts; reads say 'none'
//       ifMatch: true,                            // the version arrives as input.version; 428 when the header is missing
//       answers: { status: 200, schema: needSchema, description: 'The published need' },
//       handle: async (act, { params, version }) => present(await postings.publish(act, params.id, version), act),
//     }),
//   ];
//
// `query` and `body` are zod objects (z.strictObject: an unknown field is an error), every field with .describe(). A query
// field that is an array is written `kind=need,offer`; numbers and booleans arrive as such; an empty value counts as absent.
// A rule of your own: .refine(rule, { error: 'posting.years-swapped', path: ['yearTo'] }) with that code among texts' issues.
// The handler returns the answer; one with a `version` carries it as ETag. A different status, headers or a stream: `Reply`.
// What goes wrong is `throw new Failure('noun.what-happened')`; its status is in statuses.ts, its words are in texts/.
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Role } from '../store/records.js';
import type { ActCode } from '../texts/texts.js';
import type { Account, Act, SignedIn } from './act.js';

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
export type Access = 'public' | 'signed-in' | readonly Role[];
/** The act a write leaves in the audit; several when the outcome decides (any one of them satisfies the edge). */
export type Audit = ActCode | readonly ActCode[] | 'none';

export interface AnswerSpec<S extends z.ZodType = z.ZodType> {
  status: 200 | 201 | 202 | 204;
  description: string;
  /** Absent: no body, or a file of media type `type`. */
  schema?: S;
  type?: string;
}

/** Bodies that are files instead of JSON, by media type; they arrive as `input.file`. */
export interface Files {
  types: readonly string[];
}
export interface Upload {
  type: string;
  bytes: Buffer;
}

/** An answer that is more than a value: its own status, headers, or a stream (download, server-sent events). */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** A file to save under `filename` (letters beyond ASCII allowed). */
export function download(filename: string, type: string, content: Buffer | Readable): Reply {
  const plain = filename.replace(/[^\w.-]/g, '_');
  return new Reply(200, content, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
  });
}

/** What only the accounts feature needs of the connection. */
export interface Door {
  address: string;
  /** Proves the body's e-mail and password (passport-local), then starts a fresh session. */
  signIn(): Promise<{ account: Account; csrfToken: string }>;
  signOut(): Promise<void>;
  /** null when the account was proven by a bearer token. */
  csrfToken(): string | null;
}

type PathNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | PathNames<Rest> : never;
type PathParams<P extends string> = { [N in PathNames<P>]: string };
type ActOf<A extends Access> = A extends 'public' ? Act : SignedIn;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;

interface Row<
  P extends string,
  A extends Access,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
  F extends Files | undefined,
  M extends boolean,
  S extends z.ZodType,
> {
  method: Method;
  /** Below /api/v1, in the form of OpenAPI: `/needs/{id}`. */
  path: P;
  summary: string;
  description: string;
  access: A;
  audit: Audit;
  query?: Q;
  body?: B;
  files?: F;
  /** Most bytes of the body; default 1 MB. */
  limit?: number;
  ifMatch?: M;
  /** The answer holds a secret: it is not kept for an Idempotency-Key. */
  secretAnswer?: boolean;
  /**
   * The same question of a reader with the same rights has the same answer until something is written: one that was given
   * is kept and given again. A function says of which answers that is so.
   */
  lasting?: boolean | ((answer: z.output<S>) => boolean);
  answers: AnswerSpec<S>;
  /** Other successful answers a `Reply` may give. */
  also?: readonly AnswerSpec[];
  handle: (
    act: ActOf<A>,
    input: {
      params: PathParams<P>;
      query: OutputOf<Q>;
      body: F extends Files ? OutputOf<B> | undefined : OutputOf<B>;
      file: F extends Files ? Upload | undefined : undefined;
      version: M extends true ? number : undefined;
    },
    door: Door,
  ) => Promise<z.input<S> | Reply>;
}

export interface Input {
  params: Record<string, string>;
  query: unknown;
  body: unknown;
  file: Upload | undefined;
  version: number | undefined;
}

/** A row as the edge sees it. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  readonly access: Access;
  readonly audit: Audit;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly files?: Files;
  readonly limit?: number;
  readonly ifMatch?: boolean;
  readonly secretAnswer?: boolean;
  readonly lasting?: boolean | ((answer: unknown) => boolean);
  readonly answers: AnswerSpec;
  readonly also?: readonly AnswerSpec[];
  handle(act: Act, input: Input, door: Door): Promise<unknown>;
}

/** `params` describes each name in the path; it is required exactly when there are any. */
export function route<
  const P extends string,
  const A extends Access,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  F extends Files | undefined = undefined,
  M extends boolean = false,
  S extends z.ZodType = z.ZodVoid,
>(
  row: Row<P, A, Q, B, F, M, S> &
    ([PathNames<P>] extends [never] ? { params?: undefined } : { params: Record<PathNames<P>, string> }),
): Route {
  return { params: {}, ...row } as unknown as Route;
}
