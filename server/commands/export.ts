// npm run export -- --to FILE: the store's content in a form any engine can take in.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { exportTo } from '../store/portable.js';
import { refusingFile, requiredOption, runReading, total } from './command.js';
import { tell } from './say.js';

await runReading(async ({ store, now }) => {
  const file = requiredOption('to', 'npm run export -- --to FILE');
  const unfinished = `${file}.part`;
  try {
    const counts = await refusingFile(file, exportTo(store, createWriteStream(unfinished), now().toISOString()));
    await rename(unfinished, file);
    tell('export.done', { records: total(counts), file });
  } finally {
    await rm(unfinished, { force: true });
  }
});
