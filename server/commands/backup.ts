// npm run backup -- --to DIR: a consistent copy of the store.
import { Failure } from '../failures.js';
import { requiredOption, runReading } from './command.js';
import { tell } from './say.js';

await runReading(async ({ backup }) => {
  const folder = requiredOption('to', 'npm run backup -- --to DIR');
  if (backup === null) throw new Failure('backup.not-here');
  tell('backup.done', { ...(await backup.backup(folder)) });
});
