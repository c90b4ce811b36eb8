// Random operations and queries as data, and how each runs on a store and on the model.
import fc from 'fast-check';
import { Failure } from '../../server/failures.js';
import { declarations } from '../../server/store/declarations.js';
import type { Collections, Condition, Store } from '../../server/store/port.js';
import { account, posting } from '../arrange/store-records.js';
import type { AnyQuery, AnyWhere, Document, Outcome, StoreModel } from './store-model.js';

/** A collection whose types are forgotten: random records are not all well-formed ones (null, missing). */
interface AnyCollection {
  get(id: string): Promise<Document | null>;
  find(query: AnyQuery): Promise<Document[]>;
  insert(record: { id: string }): Promise<Document>;
  replace(record: Document): Promise<Document>;
  remove(id: string, version?: number): Promise<void>;
}
export const untyped = (view: Collections, name: string) =>
  (view as unknown as Record<string, AnyCollection>)[name] as AnyCollection;

type Name = 'accounts' | 'postings';
/** `behind`: how far the version is behind the stored one (0 = right). */
type Write =
  | { verb: 'insert'; name: Name; record: { id: string } }
  | { verb: 'replace'; name: Name; record: { id: string }; behind: number }
  | { verb: 'remove'; name: Name; id: string; behind: number | null };
export type Operation = Write | { verb: 'transaction'; writes: Write[]; gaveUp: boolean };

const ids = fc.constantFrom('a', 'b', 'c', 'Z', 'đ');
const years = fc.constantFrom(2019, 2020, 2021.5, null, undefined);
const texts = fc.constantFrom('', 'B', 'a', 'ạ', 'đ', '\uffee', '\u{1f331}');
const themes = fc.constantFrom('rice', 'fisheries', 'ports');

const accounts = fc
  .record({
    id: ids,
    email: fc.constantFrom('x@vn', 'y@vn', null, undefined),
    role: fc.constantFrom('admin', 'partner'),
  })
  .map(({ id, ...given }) => ({ name: 'accounts' as const, record: account(id, given as object) }));
const postings = fc
  .record({
    id: ids,
    kind: fc.constantFrom('need', 'offer'),
    themes: fc.option(fc.array(themes, { maxLength: 4 })),
    yearFrom: years,
    publishedAt: fc.option(texts),
    owner: fc.record({ kind: fc.constant('province'), code: texts }),
  })
  .map(({ id, ...given }) => ({ name: 'postings' as const, record: posting(id, given as object) }));

const behind = fc.constantFrom(0, 0, 0, 1);
const writes: fc.Arbitrary<Write> = fc.oneof(
  { weight: 3, arbitrary: fc.oneof(accounts, postings).map((made) => ({ verb: 'insert' as const, ...made })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.oneof(accounts, postings), behind)
      .map(([made, late]) => ({ verb: 'replace' as const, ...made, behind: late })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant('remove' as const),
      name: fc.constantFrom('accounts' as const, 'postings' as const),
      id: ids,
      behind: fc.option(behind),
    }),
  },
);

export const operations: fc.Arbitrary<Operation[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: writes },
    {
      weight: 1,
      arbitrary: fc.record({
        verb: fc.constant('transaction' as const),
        writes: fc.array(writes, { maxLength: 4 }),
        gaveUp: fc.boolean(),
      }),
    },
  ),
  { maxLength: 25 },
);

const bounds = <T>(values: fc.Arbitrary<T>) =>
  fc.record({ gt: values, gte: values, lt: values, lte: values }, { requiredKeys: [] }) as fc.Arbitrary<Condition>;
const year = fc.constantFrom(2019, 2020, 2021.5);
/** On an array field only one bound at a time: whether two may be met by two different values is not promised. */
const oneBound = fc.oneof(...(['gt', 'gte', 'lt', 'lte'] as const).map((sign) => themes.map((at) => ({ [sign]: at }))));
const conditions = <T extends string | number>(values: fc.Arbitrary<T>, range: fc.Arbitrary<Condition>) =>
  fc.oneof(
    values as fc.Arbitrary<Condition>,
    fc.constant(null),
    fc.array(fc.option(values), { maxLength: 3 }).map((list) => ({ in: list })),
    range,
  );

export const queries: fc.Arbitrary<AnyQuery> = fc.record(
  {
    where: fc.record(
      {
        id: conditions(ids, bounds(ids)),
        kind: fc.constantFrom('need', 'offer'),
        yearFrom: conditions(year, bounds(year)),
        publishedAt: conditions(texts, bounds(texts)),
        'owner.code': conditions(texts, bounds(texts)),
        themes: conditions(themes, oneBound as fc.Arbitrary<Condition>),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<AnyWhere>,
    sort: fc.array(
      fc.tuple(
        fc.constantFrom('id', 'kind', 'yearFrom', 'publishedAt', 'owner.code'),
        fc.constantFrom('asc' as const, 'desc' as const),
      ),
      { maxLength: 2 },
    ),
    skip: fc.nat({ max: 4 }),
    limit: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: [] },
);

/** Thrown by a transaction that changes its mind. */
class GaveUp extends Error {}

export async function runOnStore(store: Store, operation: Operation): Promise<Outcome> {
  try {
    if (operation.verb !== 'transaction') return { value: await write(store, operation) };
    const { writes, gaveUp } = operation;
    const value = await store.transaction(async (tx) => {
      const values: unknown[] = [];
      for (const each of writes) values.push(await write(tx, each));
      if (gaveUp) throw new GaveUp();
      return values;
    });
    return { value };
  } catch (error) {
    if (error instanceof GaveUp) return { failure: 'gave up' };
    if (error instanceof Failure) return { failure: error.code };
    throw error;
  }
}

async function write(view: Collections, operation: Write): Promise<unknown> {
  const collection = untyped(view, operation.name);
  if (operation.verb === 'insert') return collection.insert(operation.record);
  const id = operation.verb === 'replace' ? operation.record.id : operation.id;
  const version = ((await collection.get(id))?.version ?? 1) - (operation.behind ?? 0);
  if (operation.verb === 'replace') return collection.replace({ ...operation.record, version });
  return collection.remove(id, operation.behind === null ? undefined : version);
}

export function runOnModel(model: StoreModel, operation: Operation): Outcome {
  if (operation.verb === 'insert') return model.insert(operation.name, operation.record);
  if (operation.verb === 'transaction') {
    return model.transaction(() => {
      const values: unknown[] = [];
      for (const each of operation.writes) {
        const outcome = runOnModel(model, each);
        if ('failure' in outcome) return outcome;
        values.push(outcome.value);
      }
      return operation.gaveUp ? { failure: 'gave up' } : { value: values };
    });
  }
  const id = operation.verb === 'replace' ? operation.record.id : operation.id;
  const version = (model.get(operation.name, id)?.version ?? 1) - (operation.behind ?? 0);
  if (operation.verb === 'replace') return model.replace(operation.name, { ...operation.record, version });
  return model.remove(operation.name, id, operation.behind === null ? undefined : version);
}

/** Every record of every collection, by id. Asked in one go, so an embedded store answers as of one moment. */
export async function contentOf(store: Store): Promise<Record<string, Document[]>> {
  const names = Object.keys(declarations);
  const found = await Promise.all(names.map((name) => untyped(store, name).find({})));
  return Object.fromEntries(names.map((name, index) => [name, found[index] ?? []]));
}
