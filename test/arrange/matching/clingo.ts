// The answer set solver, loaded once for all tests of a file.
import type { Clingo } from '../../../matching/index.js';
import { loadClingo } from '../../../server/timetabler/clingo.js';

let loaded: Promise<Clingo> | null = null;

export function clingo(): Promise<Clingo> {
  loaded ??= loadClingo();
  return loaded;
}
