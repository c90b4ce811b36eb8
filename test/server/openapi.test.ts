// The API description is complete, and the committed one is today's.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrangeService } from '../arrange/service.js';
import { root } from '../arrange/sources.js';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters?: Json[];
}
interface Description extends Json {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

let description: Description;
let stop: () => Promise<void>;
beforeAll(async () => {
  const service = await arrangeService();
  stop = service.stop;
  description = (await service.anyone().get('/api/openapi.json').expect(200)).body;
});
afterAll(() => stop());

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, where: `${method} ${path}` })),
  );

/** Every property of every schema, with where it stands. */
function* properties(value: unknown, where: string): Generator<[string, Json]> {
  if (value === null || typeof value !== 'object') return;
  const { properties: own = {} } = value as { properties?: Record<string, Json> };
  for (const [name, schema] of Object.entries(own)) yield [`${where}.${name}`, schema];
  for (const [key, inner] of Object.entries(value)) yield* properties(inner, `${where}/${key}`);
}

const isDescribed = (schema: Json): boolean => {
  if (typeof schema.description === 'string' && schema.description !== '') return true;
  // A nullable value or a list may carry its description inside.
  const inner = [...((schema.anyOf as Json[] | undefined) ?? []), ...(schema.items ? [schema.items as Json] : [])];
  if (inner.some(isDescribed)) return true;
  const name = typeof schema.$ref === 'string' ? schema.$ref.replace('#/components/schemas/', '') : '';
  const target = description.components.schemas[name];
  return target !== undefined && isDescribed(target);
};

describe('the description', () => {
  test('as committed is today’s: run `npm run openapi`', async () => {
    const committed = await readFile(join(root, 'docs', 'openapi.json'), 'utf8');
    expect(JSON.parse(committed)).toEqual(description);
  });

  test('says of every row what it does, under a name of its own', () => {
    expect(operations().filter(({ summary, description }) => summary === '' || !/^\S.*\.$/.test(description))).toEqual(
      [],
    );
    const names = operations().map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  test('says of every field and parameter what it means', () => {
    const parameters = operations().flatMap(({ where, parameters = [] }) =>
      parameters.map((parameter): [string, Json] => [`${where} ${parameter.name}`, parameter]),
    );
    const fields = [...properties(description.paths, 'paths'), ...properties(description.components, 'components')];
    expect(fields.length).toBeGreaterThan(50);
    expect([...parameters, ...fields].filter(([, schema]) => !isDescribed(schema)).map(([where]) => where)).toEqual([]);
  });

  test('refers only to what it has', () => {
    const references = JSON.stringify(description).match(/"#\/[^"]+"/g) ?? [];
    const known = new Set(Object.keys(description.components.schemas).map((name) => `"#/components/schemas/${name}"`));
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  });
});
