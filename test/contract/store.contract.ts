// What every store adapter promises. Each test gets an empty store of its own.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Failure } from '../../server/failures.js';
import { declarations } from '../../server/store/declarations.js';
import type { Collections, Store } from '../../server/store/port.js';
import { account, missedQuery, partner, posting } from '../arrange/store-records.js';
import { StoreModel } from './store-model.js';
import { operations, queries, runOnModel, runOnStore, untyped } from './store-operations.js';

export interface OpenedStore {
  store: Store;
  /** Closes the store and forgets what is in it. */
  discard(): Promise<void>;
}

/** What a refused promise was refused with; a promise that is kept fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<{ code: string; params: object }> {
  const failure = await promise.then(
    (value) => new Error(`not refused: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (!(failure instanceof Failure)) throw failure;
  return { code: failure.code, params: failure.params };
}

const idsOf = (records: readonly { id: string }[]) => records.map(({ id }) => id);
const duplicate = (collection: string, ...fields: string[]) => ({
  code: 'store.duplicate',
  params: { collection, fields },
});

export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the store's promise, kept by ${name}`, () => {
    let opened: OpenedStore;
    let store: Store;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.discard());

    recordsKept(() => store);
    uniqueFields(() => store);
    questions(() => store);
    orders(() => store);
    transactions(() => store);
    manyAtOnce(() => store);

    test('any sequence of operations leaves the state, and any question gets the answer, of the model', async () => {
      const emptied = async () => {
        for (const each of ['accounts', 'postings']) {
          for (const { id } of await untyped(store, each).find({})) await untyped(store, each).remove(id);
        }
      };
      const property = fc.asyncProperty(operations, fc.array(queries, { maxLength: 8 }), async (sequence, asked) => {
        const model = new StoreModel();
        for (const operation of sequence) {
          expect(await runOnStore(store, operation)).toEqual(runOnModel(model, operation));
        }
        for (const each of ['accounts', 'postings']) {
          expect(await untyped(store, each).find({})).toEqual(model.find(each, {}));
        }
        for (const query of asked) {
          const { where } = query;
          expect(await untyped(store, 'postings').find(query)).toEqual(model.find('postings', query));
          expect(await store.postings.count(where as never)).toEqual(
            model.find('postings', where ? { where } : {}).length,
          );
        }
      });
      await fc.assert(property.beforeEach(emptied), { numRuns: 100 });
    }, 120_000);
  });
}

function recordsKept(store: () => Store): void {
  test('a record is kept as it was given, with version 1', async () => {
    const given = posting('p1', { title: { vi: 'Chế biến thuỷ sản “sạch” 🌱', en: '' }, yearFrom: null });
    expect(await store().postings.insert(given)).toEqual({ ...given, version: 1 });
    expect(await store().postings.get('p1')).toEqual({ ...given, version: 1 });
    expect(await store().postings.get('p2')).toBeNull();
  });

  test('what the caller does to a record after handing it over does not reach the store', async () => {
    const given = posting('p1');
    const inserting = store().postings.insert(given);
    given.themes.push('ports');
    const answered = await inserting;
    answered.themes.push('rice');
    expect(await store().postings.get('p1')).toEqual({ ...posting('p1'), version: 1 });
  });

  test('a record is replaced only over the version it was read with', async () => {
    const first = await store().accounts.insert(account('a'));
    const second = await store().accounts.replace({ ...first, name: 'Trần Văn Bình' });
    expect(second).toEqual({ ...first, name: 'Trần Văn Bình', version: 2 });
    const conflict = { collection: 'accounts', id: 'a', expected: 1, actual: 2 };
    expect(await refusal(store().accounts.replace(first))).toEqual({
      code: 'store.version-conflict',
      params: conflict,
    });
    const missing = { code: 'store.missing', params: { collection: 'accounts', id: 'b' } };
    expect(await refusal(store().accounts.replace({ ...first, id: 'b' }))).toEqual(missing);
    expect(await store().accounts.find()).toEqual([second]);
  });

  test('a record is removed, on request only in the version that was read', async () => {
    const first = await store().accounts.insert(account('a'));
    await store().accounts.replace(first);
    const conflict = { collection: 'accounts', id: 'a', expected: 1, actual: 2 };
    expect(await refusal(store().accounts.remove('a', 1))).toEqual({
      code: 'store.version-conflict',
      params: conflict,
    });
    await store().accounts.remove('a', 2);
    const missing = { code: 'store.missing', params: { collection: 'accounts', id: 'a' } };
    expect(await refusal(store().accounts.remove('a'))).toEqual(missing);
    expect(await store().accounts.count()).toBe(0);
  });
}

function uniqueFields(store: () => Store): void {
  test('a taken id or unique field is refused by name', async () => {
    await store().accounts.insert(account('a', { email: 'x@vn' }));
    const b = await store().accounts.insert(account('b', { email: 'y@vn' }));
    expect(await refusal(store().accounts.insert(account('a', { email: 'z@vn' })))).toEqual(
      duplicate('accounts', 'id'),
    );
    expect(await refusal(store().accounts.insert(account('c', { email: 'x@vn' })))).toEqual(
      duplicate('accounts', 'email'),
    );
    expect(await refusal(store().accounts.replace({ ...b, email: 'x@vn' }))).toEqual(duplicate('accounts', 'email'));
    await store().accounts.remove('a');
    expect(await store().accounts.replace({ ...b, email: 'x@vn' })).toEqual({ ...b, email: 'x@vn', version: 2 });
  });

  test('null and missing values of a unique field do not collide', async () => {
    for (const [id, email] of Object.entries({ a: null, b: null, c: undefined, d: undefined })) {
      await untyped(store(), 'accounts').insert(account(id, { email: email as unknown as string }));
    }
    expect(await store().accounts.count()).toBe(4);
  });
}

function questions(store: () => Store): void {
  const place = (path: string, value: unknown): object =>
    path.split('.').reduceRight<unknown>((inside, key) => ({ [key]: inside }), value) as object;

  test.each(Object.keys(declarations))('%s are found by each declared field and by id', async (name) => {
    const { unique, fields, arrays } = declarations[name as keyof typeof declarations];
    const collection = untyped(store(), name);
    await collection.insert({ id: 'bare' });
    for (const field of [...unique, ...fields, ...arrays]) {
      const isArray = (arrays as readonly string[]).includes(field);
      await collection.insert({ id: `with ${field}`, ...place(field, isArray ? ['other', 'wanted'] : 'wanted') });
      expect(idsOf(await collection.find({ where: { [field]: 'wanted' } }))).toEqual([`with ${field}`]);
    }
    expect(idsOf(await collection.find({ where: { id: 'bare' } }))).toEqual(['bare']);
  });

  test('a field that is not declared can be neither asked nor sorted by; nor can arrays be sorted by', async () => {
    const postings = untyped(store(), 'postings');
    const refused = (field: string) => ({ code: 'store.undeclared-field', params: { collection: 'postings', field } });
    expect(await refusal(postings.find({ where: { namedAs: 'Cà Mau' } }))).toEqual(refused('namedAs'));
    expect(await refusal(postings.find({ sort: [['owner', 'asc']] }))).toEqual(refused('owner'));
    expect(await refusal(postings.find({ sort: [['themes', 'asc']] }))).toEqual(refused('themes'));
    expect(await refusal(store().postings.count({ namedAs: 'Cà Mau' } as object))).toEqual(refused('namedAs'));
  });

  test('equality, lists, ranges, null and arrays', async () => {
    const make = (id: string, yearFrom: number | null, themes: string[]) =>
      store().postings.insert(posting(id, { yearFrom, themes, owner: { kind: 'province', code: `VN-${id}` } }));
    await make('1', 2019, ['rice', 'ports']);
    await make('2', 2021, ['ports']);
    await make('3', null, []);
    await untyped(store(), 'postings').insert({ id: '4' });
    const found = async (where: object) => idsOf(await store().postings.find({ where }));
    expect({
      equal: await found({ yearFrom: 2021 }),
      dotted: await found({ 'owner.code': 'VN-1' }),
      listed: await found({ yearFrom: { in: [2019, 1999, null] } }),
      emptyList: await found({ yearFrom: { in: [] } }),
      range: await found({ yearFrom: { gt: 2019, lte: 2021 } }),
      halfRange: await found({ yearFrom: { lt: 2021 } }),
      textAmongNumbers: await found({ yearFrom: { lt: 'a' } }),
      numberAmongTexts: await found({ 'owner.code': { gt: 5 } }),
      nothing: await found({ yearFrom: null }),
      contains: await found({ themes: 'ports' }),
      containsOneOf: await found({ themes: { in: ['rice', 'tea'] } }),
      noArray: await found({ themes: null }),
      both: await found({ themes: 'ports', yearFrom: { lt: 2020 } }),
      notAsked: await found({ themes: undefined, yearFrom: { gte: undefined } }),
      ids: await found({ id: { in: ['4', '2', '9'] } }),
    }).toEqual({
      equal: ['2'],
      dotted: ['1'],
      listed: ['1', '3', '4'],
      emptyList: [],
      range: ['2'],
      halfRange: ['1'],
      textAmongNumbers: [],
      numberAmongTexts: [],
      nothing: ['3', '4'],
      contains: ['1', '2'],
      containsOneOf: ['1'],
      noArray: ['4'],
      both: ['1'],
      notAsked: ['1', '2', '3', '4'],
      ids: ['2', '4'],
    });
    expect(await store().postings.count({ themes: 'ports' })).toBe(2);
  });

  test('an array field is asked as it is now, not as it was', async () => {
    const first = await store().postings.insert(posting('p', { themes: ['rice', 'rice', 'ports'] }));
    await store().postings.replace({ ...first, themes: ['ports', 'tea'] });
    expect(await store().postings.count({ themes: 'rice' })).toBe(0);
    expect(await store().postings.count({ themes: 'tea' })).toBe(1);
    await store().postings.remove('p');
    expect(await store().postings.count({ themes: 'tea' })).toBe(0);
  });
}

function orders(store: () => Store): void {
  test('text is in binary order, whatever the language and however many bytes', async () => {
    const names = ['Z', 'a', 'z', 'Á', 'á', 'ạ', 'Đ', 'đ', '', 'a b', '\uffee', '\u{1f331}'];
    for (const [index, vi] of names.entries())
      await store().partners.insert(partner(`${index}`, { name: { vi, en: '' } }));
    const binary = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const sorted = async (way: 'asc' | 'desc') =>
      (await store().partners.find({ sort: [['name.vi', way]] })).map((each) => each.name.vi);
    expect(await sorted('asc')).toEqual(binary);
    expect(await sorted('desc')).toEqual(binary.reverse());
    const after = await store().partners.find({ where: { 'name.vi': { gt: 'z' } }, sort: [['name.vi', 'desc']] });
    expect(after.map((each) => each.name.vi)).toEqual(['\u{1f331}', '\uffee', 'ạ', 'đ', 'Đ', 'á', 'Á']);
  });

  test('numbers are in order, missing ones last both ways, ties by id', async () => {
    const years = { f: 2021, e: null, d: 2019, c: 2021, b: undefined, a: 900 };
    for (const [id, year] of Object.entries(years)) {
      await store().postings.insert(posting(id, { yearFrom: year as number | null }));
    }
    const sorted = async (way: 'asc' | 'desc') => idsOf(await store().postings.find({ sort: [['yearFrom', way]] }));
    expect(await sorted('asc')).toEqual(['a', 'd', 'c', 'f', 'b', 'e']);
    expect(await sorted('desc')).toEqual(['c', 'f', 'd', 'a', 'b', 'e']);
    expect(idsOf(await store().postings.find({ sort: [['id', 'desc']], limit: 2 }))).toEqual(['f', 'e']);
  });

  test('pages are stable and together hold every record once', async () => {
    const all = Array.from({ length: 23 }, (_, index) => `p${String(index).padStart(2, '0')}`);
    await Promise.all(all.map((id, index) => store().postings.insert(posting(id, { yearFrom: index % 3 }))));
    const pages: string[] = [];
    for (let skip = 0; skip < 25; skip += 5) {
      pages.push(...idsOf(await store().postings.find({ sort: [['yearFrom', 'desc']], skip, limit: 5 })));
    }
    const ofYear = (year: number) => all.filter((_, index) => index % 3 === year);
    expect(pages).toEqual([...ofYear(2), ...ofYear(1), ...ofYear(0)]);
  });
}

function transactions(store: () => Store): void {
  test('a transaction sees its own writes, nobody else does, and then everybody', async () => {
    await store().accounts.insert(account('a'));
    const seen = await store().transaction(async (tx) => {
      const a = await tx.accounts.get('a');
      if (a) await tx.accounts.replace({ ...a, role: 'admin' });
      await tx.accounts.insert(account('b', { role: 'admin' }));
      const admins = { role: 'admin' } as const;
      return {
        inside: idsOf(await tx.accounts.find({ where: admins })),
        outside: await store().accounts.count(admins),
      };
    });
    expect(seen).toEqual({ inside: ['a', 'b'], outside: 0 });
    expect(await store().accounts.count({ role: 'admin' })).toBe(2);
  });

  test('a transaction that throws leaves nothing and passes on what it threw', async () => {
    await store().postings.insert(posting('p'));
    const thrown = new Error('not like this');
    const failed = store().transaction(async (tx) => {
      await tx.accounts.insert(account('a'));
      await tx.postings.remove('p');
      throw thrown;
    });
    await expect(failed).rejects.toBe(thrown);
    expect([await store().accounts.count(), await store().postings.count({ themes: 'fisheries' })]).toEqual([0, 1]);
  });

  test('a duplicate fails the whole transaction, even when it is caught', async () => {
    await store().accounts.insert(account('a'));
    const swallowing = store().transaction(async (tx) => {
      await tx.accounts.insert(account('b'));
      await tx.accounts.insert(account('a', { email: 'other@vn' })).catch(() => undefined);
    });
    expect(await refusal(swallowing)).toEqual(duplicate('accounts', 'id'));
    expect(idsOf(await store().accounts.find())).toEqual(['a']);
  });

  test('a write to the store itself inside a transaction is refused', async () => {
    const nested = { code: 'store.nested-write', params: {} };
    const direct = store().transaction(async () => store().accounts.insert(account('a')));
    expect(await refusal(direct)).toEqual(nested);
    const inner = store().transaction(async () => store().transaction(async () => 'inner'));
    expect(await refusal(inner)).toEqual(nested);
    expect(await store().accounts.count()).toBe(0);
  });

  test('the view of a transaction is worth nothing after its end', async () => {
    const kept: Collections[] = [];
    await store().transaction(async (tx) => {
      kept.push(tx);
    });
    for (const tx of kept) {
      expect(await refusal(tx.accounts.insert(account('a')))).toEqual({ code: 'store.transaction-over', params: {} });
    }
    expect(await store().accounts.count()).toBe(0);
  });
}

function manyAtOnce(store: () => Store): void {
  test('of two racing inserts of one key, one is refused', async () => {
    const racing = ['a', 'b'].map((id) => store().accounts.insert(account(id, { email: 'x@vn' })));
    const outcomes = await Promise.allSettled(racing);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = racing[outcomes.findIndex(({ status }) => status === 'rejected')] as Promise<unknown>;
    expect(await refusal(lost)).toEqual(duplicate('accounts', 'email'));
    expect(await store().accounts.count()).toBe(1);
  });

  test('among many writes at once, a refused one takes no other with it', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `p${index % 50}`);
    const outcomes = await Promise.allSettled(ids.map((id) => store().postings.insert(posting(id))));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(await store().postings.count()).toBe(50);
  });

  test('100 concurrent increments lose none', async () => {
    await store().missedQueries.insert(missedQuery('tôm hùm', 0));
    const increment = () =>
      store().transaction(async (tx) => {
        const counted = await tx.missedQueries.get('tôm hùm');
        if (counted) await tx.missedQueries.replace({ ...counted, times: counted.times + 1 });
      });
    await Promise.all(Array.from({ length: 100 }, increment));
    expect(await store().missedQueries.get('tôm hùm')).toEqual({ ...missedQuery('tôm hùm', 100), version: 101 });
  });

  test('the store answers a ping', async () => {
    await expect(store().ping()).resolves.toBeUndefined();
  });
}
