// Runs the benchmarks: all of them, or those named; prints a table, or with --json the figures.
import highsModule from 'highs';
import { lexicon } from '../matching/index.js';
import { readSeed } from '../seed/read.js';
import { judged, judgedTable } from './judged.js';
import { speed, speedTable } from './speed.js';

// The package's types describe its CommonJS form; as an ES module the default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const named = args.filter((arg) => !arg.startsWith('--'));

const seed = await readSeed();
const words = lexicon({ themes: seed.themes, terms: seed.terms, blocks: seed.termBlocks });
const highs = await loadHighs();

/** Each gives its figures and the same as a table. */
const benchmarks: Record<string, () => { figures: unknown; table: string }> = {
  judged: () => {
    const figures = judged(seed, words, highs);
    return { figures, table: judgedTable(figures) };
  },
  speed: () => {
    const figures = speed(seed, words, highs);
    return { figures, table: speedTable(figures) };
  },
};

const unknown = named.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}`);
  process.exitCode = 2;
} else {
  const chosen = named.length > 0 ? named : Object.keys(benchmarks);
  const results = chosen.map((name) => [name, benchmarks[name]?.()] as const);
  if (asJson)
    console.log(JSON.stringify(Object.fromEntries(results.map(([name, result]) => [name, result?.figures])), null, 2));
  else console.log(results.map(([, result]) => result?.table).join('\n\n'));
}
