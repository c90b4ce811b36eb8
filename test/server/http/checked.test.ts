// Checking a long list row by row says and makes exactly what checking it at once does.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { checked } from '../../../server/http/checked.js';
import { Slices } from '../../../server/slices.js';

const row = z.strictObject({ id: z.string().max(3), score: z.number().min(0).max(1).default(0) });
const schemas = [
  z.strictObject({ total: z.int(), items: z.array(row), others: z.array(row).optional() }),
  z.strictObject({ total: z.int(), items: z.array(row).max(60), others: z.array(row).optional() }),
  z
    .strictObject({ total: z.int(), items: z.array(row), others: z.array(row).optional() })
    .refine(({ items, total }) => items.length <= total, { path: ['items'] }),
  z.array(row),
];
const anyRow = fc.oneof(
  {
    weight: 60,
    arbitrary: fc.record({ id: fc.string({ maxLength: 3 }), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  { weight: 10, arbitrary: fc.record({ id: fc.string({ maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.constantFrom({ id: 'long one' }, { id: 'a', more: 1 }, null, 7) },
);
const anyValue = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        total: fc.constantFrom(5, 100, 'many'),
        items: fc.array(anyRow, { size: '+1', maxLength: 120 }),
        others: fc.array(anyRow),
      },
      { requiredKeys: ['total', 'items'] },
    ),
  },
  { weight: 1, arbitrary: fc.array(anyRow, { maxLength: 120 }) },
);

test('row by row as at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...schemas), anyValue, async (schema, value) => {
      const atOnce = schema.safeParse(value);
      const inSlices = await checked(schema, value, new Slices());
      if (atOnce.success) expect(inSlices).toEqual({ data: atOnce.data });
      else expect(inSlices).toEqual({ error: expect.any(z.ZodError) });
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('a fault is told with its place', async () => {
  const items = Array.from({ length: 80 }, (_, i) => ({ id: i === 70 ? 'much too long' : 'a', score: 0 }));
  const result = await checked(schemas[0] as z.ZodType, { total: 80, items }, new Slices());
  if (!('error' in result)) throw new Error('accepted');
  expect(result.error.issues.map(({ path, code }) => [path, code])).toEqual([[['items', 70, 'id'], 'too_big']]);
});
