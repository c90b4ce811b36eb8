// A process to be killed: writes to the store of the folder it is given and says on stdout what has been acknowledged.
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../server/store/sqlite/store.js';
import { account, missedQuery, posting } from './store-records.js';

const [folder = '', round = ''] = process.argv.slice(2);
const store = openSqliteStore({ folder });
const acknowledge = (kind: string, id: string | number) => writeSync(1, `${kind} ${id}\n`);

async function singles(writer: number) {
  for (let n = 0; ; n += 1) {
    const { id } = await store.missedQueries.insert(missedQuery(`${round}-${writer}-${n}`, n));
    acknowledge('single', id);
  }
}

async function pairs() {
  for (let n = 0; ; n += 1) {
    const id = `${round}-${n}`;
    await store.transaction(async (tx) => {
      await tx.accounts.insert(account(id));
      await new Promise((resolve) => setImmediate(resolve));
      await tx.postings.insert(posting(id));
    });
    acknowledge('pair', id);
  }
}

async function counter() {
  if ((await store.meta.get('counter')) === null) await store.meta.insert({ id: 'counter', value: '' });
  for (;;) {
    const { version } = await store.transaction(async (tx) => {
      const counted = await tx.meta.get('counter');
      if (counted === null) throw new Error('the counter is lost');
      return tx.meta.replace({ ...counted, value: `after ${counted.version}` });
    });
    acknowledge('counter', version);
  }
}

await Promise.all([singles(0), singles(1), singles(2), pairs(), counter()]);
