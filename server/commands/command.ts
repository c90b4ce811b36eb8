// What every command has in common: its arguments, the engines, and how it ends.
import { parseArgs } from 'node:util';
import { type EngineOptions, type Engines, openEngines } from '../compose.js';
import { type Config, readConfig } from '../config.js';
import { Failure } from '../failures.js';
import { complain } from './say.js';

/** The value of the one option a command needs, e.g. `--to DIR`; fails with `command.wrong-arguments`. */
export function requiredOption(name: string, usage: string): string {
  try {
    const { values } = parseArgs({ options: { [name]: { type: 'string' } } });
    if (typeof values[name] === 'string' && values[name] !== '') return values[name];
  } catch {
    // Said below, in the reader's language instead of node's.
  }
  throw new Failure('command.wrong-arguments', { usage });
}

export interface Context extends Engines {
  config: Config;
  now: () => Date;
}

type Work = (context: Context) => Promise<void>;

/** Runs `work` on the opened engines and closes them; failures are said and end the process with 1. */
export const runCommand = (work: Work): Promise<void> => runOn({}, work);

/** The same for a command that writes nothing to the store: it works beside a running service too. */
export const runReading = (work: Work): Promise<void> => runOn({ toRead: true }, work);

async function runOn(options: Pick<EngineOptions, 'toRead'>, work: Work): Promise<void> {
  await attempt(async (config) => {
    const now = () => new Date();
    const engines = await openEngines(config, now, options);
    try {
      await work({ ...engines, config, now });
    } finally {
      await engines.close();
    }
  });
}

/** The same for a command that must not have the engines open. */
export async function attempt(work: (config: Config) => Promise<void> | void): Promise<void> {
  try {
    await work(readConfig());
  } catch (error) {
    complain(error);
  }
}

const fileErrors = new Set(['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS', 'EPERM']);

/** What became of work on the file a person named; one that cannot be opened fails with `command.file-unusable`. */
export async function refusingFile<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw fileErrors.has(code) ? new Failure('command.file-unusable', { file, reason: code }) : error;
  }
}

export const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
