// Requests made from the description of the API: most keep to it in part, none is made with care.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';

interface Schema {
  $ref?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
}
interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  [part: string]: unknown;
}
export interface Row {
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  operation: Operation;
}
export interface StrangeRequest {
  address: string;
  /** JSON; null: none is sent. */
  body: string | null;
  /** Sent as If-Match; null: none is. */
  version: number | null;
}

const description = JSON.parse(
  readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'),
) as Description;

export const describedRows: readonly Row[] = Object.entries(description.paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([method]) => method !== 'parameters')
    .map(([method, operation]) => ({ method: method as Row['method'], path, operation })),
);

const codes = ['66', '79', '11', '99', 'M034', 'A027', 'NNCNC', 'NLTT', 'DNB', 's1', 'N001'];
const words = [
  '',
  '  ',
  'ệ',
  '😀',
  '\0',
  'x'.repeat(5000),
  '<b>',
  '%00',
  '"',
  '__proto__',
  'constructor',
  '$gt',
  '-1',
  'NaN',
];
const strange = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [null], { $gt: '' }, [[[]]]),
  fc.constant(JSON.parse('{"__proto__": {"x": 1}}')),
  fc.constantFrom(...words, ...codes),
);
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...codes) },
  { weight: 1, arbitrary: fc.constantFrom('Hợp tác nông nghiệp công nghệ cao', '2027-03-01', '2027-02-30', ...words) },
);

/** Of ten values nine keep to the schema, as far as it is read here: patterns and lengths are not. */
const likely = (given: Schema): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: keepingTo(resolved(given)) }, { weight: 1, arbitrary: strange });

function resolved(schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const parts = schema.$ref.replace('#/', '').split('/');
  return resolved(
    parts.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], description) as Schema,
  );
}

function keepingTo(schema: Schema): fc.Arbitrary<unknown> {
  const { enum: values, anyOf, oneOf, minimum = -5, maximum = 1000 } = schema;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (values) return fc.constantFrom(...values);
  const alternatives = anyOf ?? oneOf;
  if (alternatives) return fc.oneof(...alternatives.map(likely));
  switch (schema.type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return fc.array(likely(schema.items ?? {}), { maxLength: 4 });
    case 'integer':
    case 'number':
      return fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1, minimum + 2, minimum + 0.5);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return schema.format === 'date' ? fc.constantFrom('2026-11-22', '2027-03-01', '2027-13-01') : text;
    default:
      return strange;
  }
}

function objectOf({ properties = {}, required = [], additionalProperties: more }: Schema): fc.Arbitrary<unknown> {
  const own = Object.entries(properties).map(([name, schema]) => {
    const isThere = fc.integer({ min: 1, max: 100 }).map((n) => n <= (required.includes(name) ? 95 : 35));
    return fc.tuple(isThere, likely(schema)).map(([yes, value]) => (yes ? [[name, value] as const] : []));
  });
  const named =
    typeof more === 'object' ? fc.dictionary(fc.constantFrom(...codes), likely(more), { maxKeys: 2 }) : fc.constant({});
  return fc
    .tuple(fc.tuple(...own), named)
    .map(([fields, others]) => ({ ...Object.fromEntries(fields.flat()), ...others }));
}

/** `ids`: of records that are there, by noun. */
export function strangeRequest({ path, operation }: Row, ids: Readonly<Record<string, readonly string[]>>) {
  const known = ids[path.split('/')[1] ?? ''] ?? [];
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc.tuple(fc.boolean(), likely(schema)).map(([yes, value]) => (yes ? [`${name}=${said(value)}`] : [])),
    );
  const body = operation.requestBody?.content['application/json'];
  return fc
    .record({
      id: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('none', ...known) }, { weight: 1, arbitrary: text }),
      query: fc.tuple(...query),
      body: body ? likely(body.schema).map((value) => JSON.stringify(value)) : fc.constant(null),
      version: fc.constantFrom(null, 1, 1, 1, 2),
    })
    .map(({ id, query, ...sent }): StrangeRequest => {
      const asked = query.flat().join('&');
      return { address: path.replace(/\{\w+\}/, said(id || 'none')) + (asked && `?${asked}`), ...sent };
    });
}

const said = (value: unknown): string =>
  encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value));
