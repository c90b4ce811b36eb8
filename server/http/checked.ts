// An answer against its declaration: long lists row by row, with room for other requests in between.
import { z } from 'zod';
import type { Slices } from '../slices.js';

const longList = 50;

/** What the schema makes of the value; the error when it refuses it. */
export async function checked(
  schema: z.ZodType,
  value: unknown,
  slices: Slices,
): Promise<{ data: unknown } | { error: z.ZodError }> {
  const lists = longListsOf(schema, value);
  const rest = Object.fromEntries(lists.map(({ name }) => [name, []]));
  const whole = schema.safeParse(lists.length === 0 ? value : { ...(value as object), ...rest });
  if (!whole.success) return { error: whole.error };
  const data = whole.data as Record<string, unknown>;
  for (const { name, row, rows } of lists) {
    const made: unknown[] = [];
    for (const [place, each] of rows.entries()) {
      const result = row.safeParse(each);
      if (!result.success)
        return { error: new z.ZodError(result.error.issues.map((issue) => within([name, place], issue))) };
      made.push(result.data);
      await slices.pause();
    }
    data[name] = made;
  }
  return { data };
}

const within = (place: readonly PropertyKey[], issue: z.core.$ZodIssue): z.core.$ZodIssue => ({
  ...issue,
  path: [...place, ...issue.path],
});

interface List {
  name: string;
  row: z.ZodType;
  rows: readonly unknown[];
}

/** Only lists of which nothing is asked as a whole, in objects of which nothing is: these cannot be taken apart. */
function longListsOf(schema: z.ZodType, value: unknown): List[] {
  if (!(schema instanceof z.ZodObject) || isAskedAsWhole(schema)) return [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const rows: unknown = (value as Record<string, unknown>)[name];
    const isList = field instanceof z.ZodArray && !isAskedAsWhole(field);
    if (!isList || !Array.isArray(rows) || rows.length < longList) return [];
    return [{ name, row: field.element as z.ZodType, rows }];
  });
}

const isAskedAsWhole = ({ def }: z.ZodType): boolean => (def.checks ?? []).length > 0;
