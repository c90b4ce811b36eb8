// The production store while its server cannot be reached, and after.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Store } from '../../../server/store/port.js';
import { onMongoServer } from '../../arrange/mongo.js';
import { type Line, lineTo } from '../../arrange/proxy.js';
import { account, missedQuery } from '../../arrange/store-records.js';
import { refusal } from '../../contract/store.contract.js';

// A server may take its time to build the indexes of a new database.
jest.setTimeout(120_000);

const unreachable = { code: 'store.unreachable', params: {} };

onMongoServer('the store on a MongoDB that goes away', ({ uri, database, open }) => {
  let line: Line;
  let far: Store;
  let near: Store;
  beforeAll(async () => {
    const [, signIn = '', host = '', port = '27017', options] =
      /^mongodb:\/\/([^@/]*@)?([^:/,?]+)(?::(\d+))?[^?]*\??(.*)$/.exec(uri) ?? [];
    line = await lineTo(host, Number(port));
    const overLine = new URLSearchParams(options);
    const wanted = {
      directConnection: 'true',
      retryWrites: 'false',
      authSource: overLine.get('authSource') ?? 'admin',
    };
    const soon = { serverSelectionTimeoutMS: '500', heartbeatFrequencyMS: '500' };
    for (const [name, value] of Object.entries({ ...wanted, ...soon })) overLine.set(name, value);
    const name = database();
    near = await open(name);
    far = await open(name, { uri: `mongodb://${signIn}127.0.0.1:${line.port}/?${overLine}` });
  });
  afterAll(async () => {
    line.mend();
    await Promise.all([far.close(), near.close()]);
    await line.close();
  });

  /** Asks until there is an answer; the driver looks for a lost server by itself. */
  const again = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        expect(error).toMatchObject(unreachable);
      }
    }
  };

  /** A place where so many wait for each other. */
  const meeting = (size: number) => {
    let come = 0;
    let open = () => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    return () => {
      come += 1;
      if (come === size) open();
      return all;
    };
  };

  test('everything is refused while it is away, and works again by itself', async () => {
    await far.accounts.insert(account('a'));
    line.cut();
    expect(await refusal(far.ping())).toEqual(unreachable);
    expect(await refusal(far.accounts.get('a'))).toEqual(unreachable);
    expect(await refusal(far.accounts.find({ sort: [['role', 'asc']] }))).toEqual(unreachable);
    expect(await refusal(far.accounts.insert(account('b')))).toEqual(unreachable);
    expect(await refusal(far.transaction((tx) => tx.accounts.insert(account('b'))))).toEqual(unreachable);
    line.mend();
    await again(() => far.ping());
    await far.accounts.insert(account('b'));
    expect(await near.accounts.count()).toBe(2);
  });

  test('a question does not notice that the connection broke before it', async () => {
    await far.accounts.insert(account('c'));
    line.cut();
    line.mend();
    expect(await far.accounts.get('c')).toEqual({ ...account('c'), version: 1 });
  });

  test('a transaction whose connection breaks is done once, from its beginning', async () => {
    let runs = 0;
    await far.transaction(async (tx) => {
      runs += 1;
      await tx.accounts.insert(account('d'));
      if (runs === 1) {
        line.cut();
        line.mend();
      }
      await tx.accounts.insert(account('e'));
    });
    expect(runs).toBeGreaterThan(1);
    expect(await near.accounts.count({ id: { in: ['d', 'e'] } })).toBe(2);
  });

  test('a transaction whose commit is not answered is not done twice', async () => {
    await near.missedQueries.insert(missedQuery('c', 0));
    let runs = 0;
    const counting = far.transaction(async (tx) => {
      runs += 1;
      const counted = await tx.missedQueries.get('c');
      if (counted) await tx.missedQueries.replace({ ...counted, times: counted.times + 1 });
      line.loseAnswers();
    });
    while ((await near.missedQueries.get('c'))?.times === 0) await new Promise((resolve) => setImmediate(resolve));
    line.cut();
    line.mend();
    await counting;
    expect(runs).toBe(1);
    expect(await near.missedQueries.get('c')).toEqual({ ...missedQuery('c', 1), version: 2 });
  });

  test('of transactions whose commits are lost together, each is done once', async () => {
    const ids = ['c0', 'c1', 'c2', 'c3', 'c4'];
    for (const id of ids) await near.missedQueries.insert(missedQuery(id, 0));
    const runs: string[] = [];
    const written = meeting(ids.length);
    const counting = ids.map((id) =>
      far.transaction(async (tx) => {
        runs.push(id);
        const counted = await tx.missedQueries.get(id);
        if (counted) await tx.missedQueries.replace({ ...counted, times: counted.times + 1 });
        await written();
        line.hold();
      }),
    );
    while (line.held() < ids.length) await new Promise((resolve) => setImmediate(resolve));
    line.cut();
    line.mend();
    await Promise.all(counting);
    expect(runs.sort()).toEqual(ids);
    expect(await near.missedQueries.find({ where: { id: { in: ids } } })).toEqual(
      ids.map((id) => ({ ...missedQuery(id, 1), version: 2 })),
    );
  });

  test('a write whose answer is lost is not written twice', async () => {
    const stored = await near.missedQueries.insert(missedQuery('q', 0));
    line.loseAnswers();
    const writing = refusal(far.missedQueries.replace({ ...stored, times: 1 }));
    while ((await near.missedQueries.get('q'))?.times === 0) await new Promise((resolve) => setImmediate(resolve));
    line.cut();
    expect(await writing).toEqual(unreachable);
    line.mend();
    expect(await again(() => far.missedQueries.get('q'))).toEqual({ ...missedQuery('q', 1), version: 2 });
  });

  test('what arrives late, after its connection was lost, disturbs no later transaction', async () => {
    await Promise.all([far.accounts.count(), far.accounts.count()]);
    line.hold();
    const lost = ['f', 'g'].map((id) => far.transaction((tx) => tx.accounts.insert(account(id))));
    while (line.held() < lost.length) await new Promise((resolve) => setImmediate(resolve));
    line.cut();
    line.mend();
    await Promise.all(lost);

    const ids = ['h', 'i', 'j', 'k', 'l', 'm'];
    const runs: string[] = [];
    const begun = meeting(ids.length);
    const later = ids.map((id) =>
      far.transaction(async (tx) => {
        runs.push(id);
        await tx.accounts.insert(account(id));
        await begun();
        if (id === 'h') await line.deliver();
        await tx.accounts.insert(account(`${id}2`));
      }),
    );
    await Promise.all(later);
    expect(runs.sort()).toEqual(ids);
    const written = ['f', 'g', ...ids, ...ids.map((id) => `${id}2`)].sort();
    const found = await near.accounts.find({ where: { id: { in: written } } });
    expect(found.map(({ id, version }) => [id, version])).toEqual(written.map((id) => [id, 1]));
  });
});
