// npm run seed: the reference data, the real postings and the planned events; safe to run twice.
import { loadSeed } from '../../seed/load.js';
import { createDemoAccounts } from '../features/accounts/demo.js';
import { systemAct } from '../http/act.js';
import { runCommand } from './command.js';
import { tell } from './say.js';

await runCommand(async ({ store, search, indexer, config, now }) => {
  const { counts } = await loadSeed(store, { now });
  if (!config.production) await createDemoAccounts(store, systemAct(now()));
  const sum = (of: 'inserted' | 'updated' | 'unchanged' | 'kept') =>
    Object.values(counts).reduce((total, count) => total + count[of], 0);
  tell('seed.done', {
    inserted: sum('inserted'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    kept: sum('kept'),
  });
  // The words of the reference data are in every document of an index that was there before.
  if (search.durable && sum('inserted') + sum('updated') > 0) tell('reindex.done', { ...(await indexer.reindex()) });
});
