// The solver package, loaded once for all tests of a file.
import highsModule, { type Highs } from 'highs';

// The package's types describe its CommonJS form; as an ES module the default export is the loader itself.
const load = highsModule as unknown as typeof highsModule.default;
let loaded: Promise<Highs> | null = null;

export function solver(): Promise<Highs> {
  loaded ??= load();
  return loaded;
}
