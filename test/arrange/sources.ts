// The project's own sources, as the architecture test reads them.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; this module runs from dist/test/arrange. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

export interface Import {
  /** A path from the project's folder (`server/failures.ts`), or a package's name (`zod`, `node:fs`). */
  target: string;
  isType: boolean;
}
export interface Source {
  path: string;
  text: string;
  lines: number;
  imports: readonly Import[];
}

const folders = ['matching', 'server', 'seed', 'test', 'bench', 'web'];
// Biome has formatted the sources, so an import ends with its `from '…'` and `type` stands where it always does.
const statements = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm;

function target(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(statements)].map(([, type, named = '', called = '']) => ({
    target: target(path, named || called),
    isType: type !== undefined,
  }));
}

function filesUnder(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch {
    return [];
  }
}

/** Every file of the source folders, data files included. */
export const files: readonly string[] = folders.flatMap(filesUnder).filter((path) => !path.includes('node_modules/'));

export const sources: readonly Source[] = files
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, lines: text.trimEnd().split('\n').length, imports: importsOf(path, text) };
  });
