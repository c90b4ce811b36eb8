// npm run backup -- --to DIR: a consistent copy of the store.
import { requiredOption, runReading } from './command.js';
import { tell } from './say.js';

await runReading(async ({ store }) => {
  tell('backup.done', { ...(await store.backup(requiredOption('to', 'npm run backup -- --to DIR'))) });
});
