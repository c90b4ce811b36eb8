// npm run import -- --from FILE: an export becomes the content of an empty store.
import { createReadStream } from 'node:fs';
import { importFrom } from '../store/portable.js';
import { refusingFile, requiredOption, runCommand, total } from './command.js';
import { tell } from './say.js';

await runCommand(async ({ store, search, indexer }) => {
  const file = requiredOption('from', 'npm run import -- --from FILE');
  const counts = await refusingFile(
    file,
    importFrom(store, () => createReadStream(file)),
  );
  tell('import.done', { records: total(counts), file });
  // An index that was there before knows nothing of this.
  if (search.durable) tell('reindex.done', { ...(await indexer.reindex()) });
});
