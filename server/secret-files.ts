// Secrets that stand in files, as container engines hand them over: NAME_FILE says where the value of NAME is.
import { readFileSync } from 'node:fs';
import type { Issue } from './failures.js';

export const secrets = ['SESSION_SECRET', 'MONGODB_URI', 'MEILI_KEY', 'SMTP_URL'] as const;

type Settings = Readonly<Record<string, string | undefined>>;

/** The settings with what the files say; each file that says nothing is an issue, which points to its setting. */
export function withSecrets(given: Settings): { settings: Settings; issues: Issue[] } {
  const settings: Record<string, string | undefined> = { ...given };
  const issues: Issue[] = [];
  for (const name of secrets) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    const issue =
      given[name] === undefined ? read(name, file, settings) : { code: 'config.given-both', params: { name } };
    if (issue) issues.push({ pointer: `/${name}_FILE`, ...issue });
  }
  return { settings, issues };
}

function read(name: string, file: string, into: Record<string, string | undefined>): Omit<Issue, 'pointer'> | null {
  try {
    // Editors and `echo` end a file with a line break.
    into[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    return into[name] === '' ? { code: 'config.file-empty', params: { file } } : null;
  } catch (error) {
    const { code: reason = 'unknown' } = error as NodeJS.ErrnoException;
    return { code: 'config.file-unreadable', params: { file, reason } };
  }
}
