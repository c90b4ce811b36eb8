// From what was sent to what a handler gets: query strings get their types, and zod's issues become ours, all at once.
import { z } from 'zod';
import { Failure, type Issue, type Params } from '../failures.js';

type Def = { type: string; innerType?: z.ZodType };
const wrappers = new Set(['optional', 'default', 'prefault', 'nullable', 'readonly', 'catch', 'nonoptional']);

/** The kind of value under `.optional()`, `.default()` and the like. */
function kindOf(schema: z.ZodType): string {
  const def = schema.def as Def;
  return wrappers.has(def.type) && def.innerType ? kindOf(def.innerType) : def.type;
}

function typed(value: string, kind: string): unknown {
  if (kind === 'array')
    return value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

type RawQuery = Readonly<Record<string, unknown>>;

/** Strings become what the schema declares; lists may be written with commas or repeated; empty values count as absent. */
function typedQuery(schema: z.ZodObject, raw: RawQuery): { values: Record<string, unknown>; issues: Issue[] } {
  const values: Record<string, unknown> = {};
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
    const kind = field ? kindOf(field) : 'string';
    if (Array.isArray(value) && kind !== 'array') issues.push({ pointer: `?${name}`, code: 'input.given-twice' });
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '' || !field) Object.defineProperty(values, name, { value: typed(text, kind), enumerable: true });
  }
  return { values, issues };
}

const bounds: Record<string, readonly [low: string, high: string]> = {
  string: ['input.too-short', 'input.too-long'],
  array: ['input.too-few', 'input.too-many'],
  set: ['input.too-few', 'input.too-many'],
};
const numberBounds = ['input.too-small', 'input.too-large'] as const;

type ZodIssue = z.core.$ZodIssue;
type Place = (path: readonly PropertyKey[]) => string;

function translate(issue: ZodIssue, place: Place): Issue[] {
  const at = (code: string, params?: Params): Issue[] => [
    { pointer: place(issue.path), code, ...(params && { params }) },
  ];
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? at('input.required') : at('input.wrong-type', { expected: issue.expected });
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: place([...issue.path, key]), code: 'input.unknown-field' }));
    case 'too_small':
      return at((bounds[issue.origin] ?? numberBounds)[0], { minimum: Number(issue.minimum) });
    case 'too_big':
      return at((bounds[issue.origin] ?? numberBounds)[1], { maximum: Number(issue.maximum) });
    case 'invalid_value':
      return issue.input === undefined
        ? at('input.required')
        : at('input.not-allowed', { allowed: issue.values.map(String) });
    case 'invalid_format':
      return at('input.wrong-format', { format: issue.format });
    case 'not_multiple_of':
      return at('input.not-multiple', { divisor: issue.divisor });
    case 'invalid_union':
      return at(issue.input === undefined ? 'input.required' : 'input.no-variant');
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => translate({ ...inner, path: [...issue.path, ...inner.path] }, place));
    case 'custom':
      return at(/^[a-z-]+\.[a-z-]+$/.test(issue.message) ? issue.message : 'input.refused', issue.params as Params);
  }
}

/** RFC 6901. */
const bodyPlace: Place = (path) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
const queryPlace: Place = (path) => `?${String(path[0] ?? '')}`;

function check(schema: z.ZodType, value: unknown, place: Place): { value: unknown; issues: Issue[] } {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success
    ? { value: result.data, issues: [] }
    : { value: undefined, issues: result.error.issues.flatMap((issue) => translate(issue, place)) };
}

/** What is wrong with a value by a schema, as issues with JSON pointers: for rows of an import, for instance. */
export const issuesOf = (schema: z.ZodType, value: unknown): Issue[] => check(schema, value, bodyPlace).issues;

const noQuery = z.strictObject({});

/** Checks query and body together, so that all issues are reported at once (`input.invalid`). */
export function readInput(
  schemas: { query?: z.ZodObject; body?: z.ZodType },
  sent: { query: RawQuery; body: unknown },
): { query: unknown; body: unknown } {
  const querySchema = schemas.query ?? noQuery;
  const raw = typedQuery(querySchema, sent.query);
  const query = check(querySchema, raw.values, queryPlace);
  const body = schemas.body ? check(schemas.body, sent.body, bodyPlace) : { value: undefined, issues: [] };
  const twice = new Set(raw.issues.map((issue) => issue.pointer));
  const issues = [...raw.issues, ...query.issues.filter((issue) => !twice.has(issue.pointer)), ...body.issues];
  if (issues.length > 0) throw new Failure('input.invalid', { count: issues.length }, issues);
  return { query: query.value, body: body.value };
}
