// npm run restore -- --from DIR: a backup becomes the store of an empty data folder.
import { openEngines } from '../compose.js';
import { Failure } from '../failures.js';
import { restore } from '../store/sqlite/backup.js';
import { attempt, requiredOption } from './command.js';
import { tell } from './say.js';

await attempt(async (config) => {
  const from = requiredOption('from', 'npm run restore -- --from DIR');
  if (config.mongodbUri !== null) throw new Failure('backup.not-here');
  tell('restore.done', { ...restore(from, config.dataDir) });
  if (config.meilisearch === null) return;
  // An index that is there is of another time.
  const { indexer, close } = await openEngines(config, () => new Date());
  try {
    tell('reindex.done', { ...(await indexer.reindex()) });
  } finally {
    await close();
  }
});
