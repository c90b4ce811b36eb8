// npm run reindex: builds the search index anew beside the one in use, and swaps. The embedded index lives in the process of
// the service and is built at each start; there the command proves that every record can be indexed.
import { runCommand } from './command.js';
import { tell } from './say.js';

await runCommand(async ({ indexer }) => {
  tell('reindex.done', { ...(await indexer.reindex()) });
});
