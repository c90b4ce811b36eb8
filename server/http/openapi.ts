// The OpenAPI 3.1 description of the rows; the schemas are zod's own JSON Schema.
import { z } from 'zod';
import type { AnswerSpec, Route } from './route.js';
import { csrfHeader } from './session/session.js';

type Json = Record<string, unknown>;

const conflictRule = z.object({
  pointer: z.string().describe('JSON pointer to the rule in the body'),
  code: z.string().describe('The rule'),
  params: z.record(z.string(), z.union([z.string(), z.number()])).describe('Its codes and numbers'),
  text: z.string().describe('The same in the reader’s language'),
});

const problem = z
  .object({
    type: z.string().describe('A name of the problem as a URN, made from the code'),
    title: z.string().describe('What happened in general, in the reader’s language'),
    status: z.int().describe('HTTP status'),
    code: z.string().describe('Stable code of the problem, for programs'),
    detail: z.string().describe('What happened in this case, in the reader’s language'),
    requestId: z.string().describe('Id of the request, also in the header X-Request-Id and in the log'),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe('JSON pointer into the body, or `?name` of a query parameter'),
          code: z.string().describe('Stable code of what is wrong there'),
          detail: z.string().describe('The same in the reader’s language'),
        }),
      )
      .describe('Everything that is wrong with the input, not only the first'),
    conflict: z
      .array(conflictRule)
      .optional()
      .describe('With `proposal.infeasible`: the smallest set of rules that contradict each other'),
    relaxation: z
      .array(
        conflictRule.extend({
          to: z.number().nullable().describe('The number it is loosened to; null: it is dropped'),
        }),
      )
      .optional()
      .describe('With `proposal.infeasible`: changes of the rules with which, together, a plan has been found'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

const problemTexts: Readonly<Record<number, string>> = {
  400: 'The input is not valid',
  401: 'Nobody is signed in, or the proof is not valid',
  403: 'The account may not do this, or the CSRF token is missing',
  404: 'There is no such record, or the account may not see it',
  409: 'The record’s state or another record stands against it',
  412: 'The record has changed since the version given',
  413: 'The body is too large',
  415: 'The body has the wrong media type',
  428: 'The header If-Match is missing',
  429: 'Too many failed attempts; see Retry-After',
};

/** Schemas named with `.meta({ id })` are shared; one that differs between input and output gets a name for each. */
class Components {
  readonly schemas: Record<string, Json> = {};

  add(schema: z.ZodType, io: 'input' | 'output'): Json {
    const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & { $defs?: Record<string, Json> };
    const { $schema: _, $defs = {}, ...root } = json;
    const names = new Map(Object.entries($defs).map(([name, inner]) => [name, this.#freeName(name, inner, io)]));
    for (const [name, target] of names) this.schemas[target] = pointed($defs[name], names) as Json;
    return pointed(root, names) as Json;
  }

  #freeName(name: string, schema: Json, io: 'input' | 'output'): string {
    const taken = this.schemas[name];
    const isSame = JSON.stringify(taken) === JSON.stringify(pointed(schema, new Map()));
    if (taken === undefined || isSame) return name;
    return io === 'input' ? `${name}Input` : `${name}Output`;
  }
}

const localRef = '#/$defs/';

/** The schema with each `#/$defs/X` pointing to the component X became. */
function pointed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => pointed(item, names));
  if (typeof value === 'string' && value.startsWith(localRef)) {
    const name = value.slice(localRef.length);
    return `#/components/schemas/${names.get(name) ?? name}`;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pointed(inner, names)]));
}

const isList = (schema: Json) => schema.type === 'array';

function parametersOf(row: Route, components: Components): Json[] {
  const path = Object.entries(row.params).map(([name, description]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  }));
  const { properties = {}, required = [] } = (row.query ? components.add(row.query, 'input') : {}) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const query = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description,
    ...(isList(schema) && { style: 'form', explode: false }),
    schema,
  }));
  const version = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version the change starts from, in quotation marks',
    schema: { type: 'string', examples: ['"3"'] },
  };
  return [...path, ...query, ...(row.ifMatch ? [version] : [])];
}

function bodyOf(row: Route, components: Components): Json {
  const json = row.body ? { 'application/json': { schema: components.add(row.body, 'input') } } : {};
  const files = (row.files?.types ?? []).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]);
  const content = { ...json, ...Object.fromEntries(files) };
  return Object.keys(content).length === 0 ? {} : { requestBody: { required: true, content } };
}

function answerOf(spec: AnswerSpec, components: Components): Json {
  const json = spec.schema && { 'application/json': { schema: components.add(spec.schema, 'output') } };
  const file = spec.type !== undefined && { [spec.type]: { schema: { type: 'string', format: 'binary' } } };
  const content = json || file;
  return { description: spec.description, ...(content && { content }) };
}

/** The problems a row can answer with, by what it declares. */
function problemsOf(row: Route): number[] {
  const isPublic = row.access === 'public';
  const hasBody = row.body !== undefined || row.files !== undefined;
  const isWrite = row.method !== 'get';
  return [
    ...(row.query || hasBody || row.ifMatch ? [400] : []),
    ...(isPublic ? [] : [401, 403]),
    ...(Object.keys(row.params).length > 0 ? [404] : []),
    ...(isWrite ? [409] : []),
    ...(hasBody ? [413, 415] : []),
    ...(row.ifMatch ? [412, 428] : []),
    ...(isPublic && isWrite ? [401, 429] : []),
  ].sort((a, b) => a - b);
}

const problemAnswer = (status: number) => ({
  description: problemTexts[status],
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** `POST /needs/{id}/submit` → `postNeedsByIdSubmit` */
const operationId = (row: Route) =>
  row.method +
  row.path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replace(/^\{(\w+)\}$/, 'by-$1'))
    .flatMap((part) => part.split(/[^a-zA-Z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

function securityOf(row: Route): Json[] {
  if (row.access === 'public') return [];
  return [{ bearer: [] }, row.method === 'get' ? { session: [] } : { session: [], csrf: [] }];
}

const whoMay = ({ access }: Route) => {
  if (access === 'public') return 'Open to everyone.';
  return access === 'signed-in' ? 'For every signed-in account.' : `For the roles: ${access.join(', ')}.`;
};

function operation(row: Route, components: Components): Json {
  const parameters = parametersOf(row, components);
  const successes = [row.answers, ...(row.also ?? [])].map((spec) => [spec.status, answerOf(spec, components)]);
  return {
    operationId: operationId(row),
    tags: [row.path.split('/')[1]],
    summary: row.summary,
    description: `${row.description} ${whoMay(row)}`,
    security: securityOf(row),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(row, components),
    responses: Object.fromEntries([...successes, ...problemsOf(row).map((status) => [status, problemAnswer(status)])]),
  };
}

export function openapi(rows: readonly Route[]): Json {
  const components = new Components();
  components.add(problem, 'output');
  const paths: Record<string, Json> = {};
  for (const row of rows) paths[row.path] = { ...paths[row.path], [row.method]: operation(row, components) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gặp gỡ Đại sứ',
      version: '1',
      description: 'Partner matchmaking for the “Gặp gỡ Đại sứ” (Meet the Ambassador) events.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1', description: 'This service' }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A personal access token' },
        session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'The session cookie of a sign-in' },
        csrf: { type: 'apiKey', in: 'header', name: csrfHeader, description: 'The session’s CSRF token, for writes' },
      },
    },
  };
}
