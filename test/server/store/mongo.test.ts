// What of the production store needs no server: documents, indexes, and what engine errors mean.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { documentOf, recordOf } from '../../../server/store/mongo/document.js';
import { isBroken, isUnknownCommit, named } from '../../../server/store/mongo/errors.js';
import { indexesOf } from '../../../server/store/mongo/models.js';
import { retried } from '../../../server/store/mongo/retry.js';
import { openMongoStore } from '../../../server/store/mongo/store.js';
import { Turnstile } from '../../../server/store/mongo/turnstile.js';
import { refusal } from '../../contract/store.contract.js';

const { BSON, MongoNetworkError, MongoServerError } = mongoose.mongo;

describe('a document', () => {
  test('has the names of its record, but for those that mean something to the engine', () => {
    const record = { id: 'a', version: 3, name: { vi: 'Huế' }, limits: { 'v1.0': 1, $max: 2, '100%': 3, '': 4 } };
    const document = {
      _id: 'a',
      name: { vi: 'Huế' },
      limits: { 'v1%2e0': 1, '%24max': 2, '100%25': 3, '%': 4 },
      version: 4,
    };
    expect(documentOf(record, 4)).toEqual(document);
    expect(recordOf(document)).toEqual({ ...record, version: 4 });
  });

  test('brings every JSON value through the wire format and back', () => {
    const names = fc.oneof(
      fc.constantFrom(
        '',
        '.',
        '$',
        '%',
        '%2e',
        'a.b',
        '$ref',
        '$id',
        '_id',
        '_bsontype',
        '__proto__',
        'constructor',
        'toBSON',
        '\0',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, '', 'ObjectId', -0.5, 2 ** 40, Number.MAX_SAFE_INTEGER, 1e300),
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    const property = fc.property(fc.dictionary(names, json, { maxKeys: 4 }), (content) => {
      const record = { ...content, id: 'a', version: 1 };
      const onTheWire = BSON.serialize(documentOf(record, 1), { checkKeys: true });
      const back = recordOf(BSON.deserialize(onTheWire, { fieldsAsRaw: { firstBatch: true } }) as never);
      expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(record)));
      expect(Object.keys(back).sort()).toEqual(Object.keys(record).sort());
    });
    fc.assert(property, { numRuns: 500 });
  });
});

test('the indexes follow from the declaration', () => {
  expect(indexesOf({ unique: ['code'], fields: ['name.vi'], arrays: ['rivers'] })).toEqual([
    { name: 'unique:code', key: { code: 1 }, unique: true, partialFilterExpression: { code: { $type: 'string' } } },
    { name: 'field:code', key: { code: -1, _id: 1 } },
    { name: 'field:name.vi', key: { 'name.vi': -1, _id: 1 } },
    { name: 'array:rivers', key: { rivers: 1 } },
  ]);
});

describe('an error of the engine', () => {
  const duplicate = (field: string) => ({
    code: 'store.duplicate',
    params: { collection: 'accounts', fields: [field] },
  });

  // The words of MongoDB 7 and of DocumentDB 0.108.
  test.each([
    ['E11000 duplicate key error collection: gap-go.accounts index: unique:email dup key: { email: "x@vn" }', 'email'],
    ['E11000 duplicate key error collection: gap-go.accounts index: _id_ dup key: { _id: "a" }', 'id'],
    ["Duplicate key violation on the requested collection: Index 'unique:email'", 'email'],
    ["Duplicate key violation on the requested collection: Index '_id_'", 'id'],
  ])('%s', (errmsg, field) => {
    expect(named(new MongoServerError({ errmsg, code: 11000 }), 'gap-go', 'accounts')).toMatchObject(duplicate(field));
  });

  test.each([
    [10107, 'not primary', { code: 'store.unreachable', params: {} }],
    [1, 'connection closed', { code: 'store.unreachable', params: {} }],
    [18, 'Authentication failed.', { code: 'store.access-refused', params: { database: 'gap-go' } }],
    [13, 'not authorized', { code: 'store.access-refused', params: { database: 'gap-go' } }],
  ])('%d (%s)', (code, errmsg, failure) => {
    expect(named(new MongoServerError({ errmsg, code }), 'gap-go', 'accounts')).toMatchObject(failure);
  });

  test.each(['EPIPE', 'ECONNRESET'])('that is Node’s own, %s, is a lost connection', (code) => {
    const error = Object.assign(new Error('This socket has been ended by the other party'), { code });
    expect([named(error, 'gap-go'), isBroken(error)]).toMatchObject([
      { code: 'store.unreachable', cause: error },
      true,
    ]);
  });

  test('of a commit leave open whether it happened when its answer was lost, labelled or not', () => {
    const labelled = new MongoServerError({ errmsg: 'stepped down', code: 189 });
    labelled.addErrorLabel('UnknownTransactionCommitResult');
    const ofNode = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    const refused = new MongoServerError({ errmsg: 'no such transaction', code: 251 });
    const commits = [labelled, new MongoNetworkError('connection closed'), ofNode, refused];
    expect(commits.map(isUnknownCommit)).toEqual([true, true, true, false]);
  });

  test('that nobody named stays what it is', () => {
    const error = new MongoServerError({ errmsg: 'something else', code: 2 });
    expect(named(error, 'gap-go', 'accounts')).toBe(error);
    expect(named(null, 'gap-go')).toBeNull();
  });
});

describe('another attempt', () => {
  const failing = (times: number) => {
    let made = 0;
    return async () => {
      made += 1;
      if (made <= times) throw new Error(`attempt ${made}`);
      return made;
    };
  };
  const always = () => true;

  test('is made until one succeeds, or there were enough', async () => {
    expect(await retried(failing(2), always, { most: 3, jitter: () => 0 })).toBe(3);
    await expect(retried(failing(3), always, { most: 3, jitter: () => 0 })).rejects.toThrow('attempt 3');
  });

  test('is not made for an error that another one would meet again', async () => {
    const first = (_: unknown, made: number) => made < 2;
    await expect(retried(failing(3), first, { most: 9, jitter: () => 0 })).rejects.toThrow('attempt 2');
  });
});

test('a turnstile lets in so many at a time, in the order they came, whatever becomes of them', async () => {
  const turnstile = new Turnstile(2);
  const seen: string[] = [];
  const pass = (name: string) =>
    turnstile.pass(async () => {
      seen.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} out`);
      if (name === 'a') throw new Error(name);
    });
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(pass));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...Array(4).fill('fulfilled')]);
  let inside = 0;
  const most = Math.max(...seen.map((each) => (inside += each.endsWith('in') ? 1 : -1)));
  expect([most, seen.filter((each) => each.endsWith('in'))]).toEqual([2, ['a in', 'b in', 'c in', 'd in', 'e in']]);
});

describe('an address', () => {
  const opening = (uri: string) => refusal(openMongoStore({ uri, jitter: () => 0 }));

  test.each([
    'mongodb://',
    'mongodb://a:99999999/gap-go',
    'mongodb://user:p@ss@host/gap-go',
    'mongodb://host/?tls=maybe',
    'mongodb://host/?unknown=1',
  ])('%s is refused without being repeated', async (uri) => {
    expect(await opening(uri)).toEqual({ code: 'store.address-malformed', params: {} });
  });

  test('nobody answers at is told as such', async () => {
    const nobody = 'mongodb://127.0.0.1:1/gap-go?serverSelectionTimeoutMS=100';
    expect(await opening(nobody)).toEqual({ code: 'store.unreachable', params: {} });
  });
});
