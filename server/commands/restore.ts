// npm run restore -- --from DIR: a backup becomes the store of an empty data folder.
import { Failure } from '../failures.js';
import { restore } from '../store/sqlite/backup.js';
import { attempt, requiredOption } from './command.js';
import { tell } from './say.js';

await attempt((config) => {
  const from = requiredOption('from', 'npm run restore -- --from DIR');
  if (config.mongodbUri !== null) throw new Failure('backup.not-here');
  tell('restore.done', { ...restore(from, config.dataDir) });
});
