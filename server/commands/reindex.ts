// npm run reindex: builds the search index anew beside the one in use, and swaps. The embedded index is kept for the next start of
// the service, which must not be running meanwhile.
import { runCommand } from './command.js';
import { tell } from './say.js';

await runCommand(async ({ indexer }) => {
  tell('reindex.done', { ...(await indexer.reindex()) });
});
