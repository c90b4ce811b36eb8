// A copy of the data files in a folder of its own, with some of them changed.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../../seed/read.js';

/** Calls `use` with the folder of the copy and removes it afterwards. An edit that changes nothing is a mistake of the test. */
export async function withSeedCopy<T>(
  edits: Record<string, (text: string) => string>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'seed-'));
  try {
    await cp(dataFolder, folder, { recursive: true });
    for (const [file, edit] of Object.entries(edits)) {
      const before = await readFile(join(folder, file), 'utf8');
      const after = edit(before);
      if (after === before) throw new Error(`the edit of ${file} changes nothing`);
      await writeFile(join(folder, file), after);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An edit of one line, by its row as a spreadsheet counts. */
export const onRow = (row: number, from: string, to: string) => (text: string) =>
  text
    .split('\n')
    .map((line, index) => (index === row - 1 ? line.replace(from, to) : line))
    .join('\n');
