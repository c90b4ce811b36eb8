// The production store on a real server: the promise of every store, and what is MongoDB's own.
import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { declarations } from '../../../server/store/declarations.js';
import { onMongoServer } from '../../arrange/mongo.js';
import { account, missedQuery, posting } from '../../arrange/store-records.js';
import { refusal, storeContract } from '../../contract/store.contract.js';
import { untyped } from '../../contract/store-operations.js';

// A server may take its time to build the indexes of a new database.
jest.setTimeout(120_000);

/** Runs what somebody else does meanwhile: not part of the transaction around it. */
const asOther = AsyncLocalStorage.snapshot();

onMongoServer('the store on MongoDB', ({ uri, database, open, openEmptied, asAdministrator }) => {
  storeContract('MongoDB', openEmptied);

  const indexesIn = (name: string, collection: string) =>
    asAdministrator(name, async (on) => {
      const found = await on.collection(collection).listIndexes().toArray();
      return found
        .map(({ name, key, unique = false, partialFilterExpression }) => ({
          name,
          key,
          unique,
          partialFilterExpression,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    });

  describe('the indexes of the database', () => {
    test('are the declared ones, of every collection', async () => {
      const name = database();
      await (await open(name)).close();
      for (const [collection, { unique, fields, arrays, together }] of Object.entries(declarations)) {
        const declared = [
          { name: '_id_', key: { _id: 1 }, unique: false },
          ...unique.map((field: string) => ({
            name: `unique:${field}`,
            key: { [field]: 1 },
            unique: true,
            partialFilterExpression: { [field]: { $type: 'string' } },
          })),
          ...[...unique, ...fields].map((field: string) => ({
            name: `field:${field}`,
            key: { [field]: -1, _id: 1 },
            unique: false,
          })),
          ...arrays.map((field: string) => ({ name: `array:${field}`, key: { [field]: 1 }, unique: false })),
          ...together.map((asked: readonly string[]) => ({
            name: `together:${asked.join('+')}`,
            key: Object.fromEntries(asked.map((field) => [field, 1])),
            unique: false,
          })),
        ];
        expect(await indexesIn(name, collection)).toEqual(declared.sort((a, b) => (a.name < b.name ? -1 : 1)));
      }
    });

    test('are put right when the store is opened; those of others stay', async () => {
      const name = database();
      await (await open(name)).close();
      const before = await indexesIn(name, 'events');
      await asAdministrator(name, async (on) => {
        const events = on.collection('events');
        await events.dropIndex('field:status');
        await events.createIndex({ place: -1, _id: 1 }, { name: 'field:place' });
        await events.createIndex({ series: 1 }, { name: 'of-the-administrator' });
      });
      await (await open(name)).close();
      const others = (await indexesIn(name, 'events')).filter((index) => index.name === 'of-the-administrator');
      expect(others).toHaveLength(1);
      expect((await indexesIn(name, 'events')).filter((index) => index.name !== 'of-the-administrator')).toEqual(
        before,
      );
    });

    test('that the documents contradict are refused by name', async () => {
      const name = database();
      await asAdministrator(name, async (on) => {
        await on.collection<{ _id: string }>('events').insertMany([
          { _id: 'a', slug: 'israel', version: 1 },
          { _id: 'b', slug: 'israel', version: 1 },
        ] as never);
      });
      expect(await refusal(open(name))).toEqual({
        code: 'store.duplicate',
        params: { collection: 'events', fields: ['slug'] },
      });
    });
  });

  test('a database of a newer version is refused and left as it is', async () => {
    const name = database();
    await (await open(name)).close();
    await asAdministrator(name, async (on) => {
      await on.collection<{ _id: string }>('schema').updateOne({ _id: 'store' }, { $set: { version: 99 } });
      await on.collection('events').dropIndex('field:status');
    });
    expect(await refusal(open(name))).toEqual({
      code: 'store.newer-database',
      params: { database: name, found: 99, supported: 1 },
    });
    expect((await indexesIn(name, 'events')).map((index) => index.name)).not.toContain('field:status');
  });

  test('a wrong password is told as such', async () => {
    const name = database();
    const wrong = uri.replace(/\/\/([^:@/]+):[^@]+@/, '//$1:wrong@');
    expect(wrong).not.toBe(uri);
    expect(await refusal(open(name, { uri: wrong }))).toEqual({
      code: 'store.access-refused',
      params: { database: name },
    });
  });

  test('any JSON a record may hold comes back the same, and only the fields asked for are looked at', async () => {
    const { store, discard } = await openEmptied();
    const names = fc.oneof(
      fc.constantFrom('', 'a.b', '$max', '%', '_id', '__proto__', 'constructor', 'email'),
      fc.string(),
    );
    const content = fc.dictionary(names, fc.jsonValue({ stringUnit: 'grapheme' }), { maxKeys: 5 });
    const property = fc.asyncProperty(content, async (params) => {
      const given = { id: 'a', params, nothing: null, empty: {}, none: [] };
      await untyped(store, 'audit').insert(given);
      const stored = await untyped(store, 'audit').get('a');
      await untyped(store, 'audit').remove('a');
      expect(JSON.stringify(stored)).toBe(JSON.stringify({ ...given, version: 1 }));
    });
    await fc.assert(property, { numRuns: 50 });
    await discard();
  });

  test('a record larger than the engine takes is refused by name', async () => {
    const { store, discard } = await openEmptied();
    const large = posting('p', { namedAs: 'x'.repeat(17_000_000) });
    expect(await refusal(store.postings.insert(large))).toEqual({
      code: 'store.too-large',
      params: { collection: 'postings' },
    });
    await discard();
  });

  describe('a transaction', () => {
    test('that meets another one is run again, on what the other one left', async () => {
      const { store, discard } = await openEmptied();
      await store.missedQueries.insert(missedQuery('q', 0));
      const seen: number[] = [];
      await store.transaction(async (tx) => {
        const mine = await tx.missedQueries.get('q');
        if (!mine) throw new Error('gone');
        seen.push(mine.times);
        if (seen.length === 1) await asOther(async () => store.missedQueries.replace({ ...mine, times: 10 }));
        await tx.missedQueries.replace({ ...mine, times: mine.times + 1 });
      });
      expect(seen).toEqual([0, 10]);
      expect(await store.missedQueries.get('q')).toEqual({ ...missedQuery('q', 11), version: 3 });
      await discard();
    });

    test('sees one moment, whatever others write meanwhile', async () => {
      const { store, discard } = await openEmptied();
      const seen = await store.transaction(async (tx) => {
        const before = await tx.accounts.count();
        await asOther(async () => store.accounts.insert(account('a')));
        return [before, await tx.accounts.count()];
      });
      expect([seen, await store.accounts.count()]).toEqual([[0, 0], 1]);
      await discard();
    });

    test('that stalls is rolled back', async () => {
      const { name, discard } = await openEmptied();
      const store = await open(name, { patience: 50 });
      const stalled = store.transaction(async (tx) => {
        await tx.accounts.insert(account('a'));
        await new Promise(() => undefined);
      });
      expect(await refusal(stalled)).toEqual({ code: 'store.transaction-stalled', params: { milliseconds: 50 } });
      await store.accounts.insert(account('a'));
      expect(await store.accounts.count()).toBe(1);
      await store.close();
      await discard();
    });

    test('may ask several things at once', async () => {
      const { store, discard } = await openEmptied();
      await store.transaction((tx) => Promise.all(['a', 'b', 'c'].map((id) => tx.accounts.insert(account(id)))));
      expect(await store.accounts.count()).toBe(3);
      await discard();
    });
  });

  test('closing finishes what is under way and refuses what comes later', async () => {
    const { name, discard } = await openEmptied();
    const store = await open(name);
    const writes = Array.from({ length: 30 }, (_, index) => store.postings.insert(posting(`p${index}`)));
    await Promise.all([store.close(), store.close()]);
    await Promise.all(writes);
    const closed = { code: 'store.closed', params: { database: name } };
    expect(await refusal(store.postings.get('p1'))).toEqual(closed);
    expect(await refusal(store.transaction(async () => 'late'))).toEqual(closed);
    expect(await refusal(store.ping())).toEqual(closed);
    const again = await open(name);
    expect(await again.postings.count()).toBe(30);
    await again.close();
    await discard();
  });
});
