// Runs the benchmarks: all of them, or those named. Prints tables, with --json the figures; with --write docs/benchmarks.md.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import highsModule from 'highs';
import { lexicon } from '../matching/index.js';
import { readSeed } from '../seed/read.js';
import { infeasible } from './infeasible/infeasible.js';
import { largest } from './largest/largest.js';
import { edits } from './matching/edits.js';
import { judged, judgedTable } from './matching/judged.js';
import { pairings } from './matching/pairings.js';
import { proposal } from './matching/proposal.js';
import { speed, speedTable } from './matching/speed.js';
import { isMissed, number, type Report, table } from './report.js';
import { search } from './search/search.js';
import { api } from './service/api.js';
import { heldUp } from './service/held-up.js';
import { start } from './service/start.js';
import { b2b, b2bTable, type Line, missingFolder } from './timetable/b2b.js';
import { timetables } from './timetable/timetable.js';

// The package's types describe its CommonJS form; as an ES module the default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    /** Folder of the published timetabling instances. */
    dir: { type: 'string' },
  },
});
const seed = await readSeed();
const words = lexicon({ themes: seed.themes, terms: seed.terms, blocks: seed.termBlocks });

interface Outcome {
  figures: unknown;
  table: string;
  missed: readonly string[];
}
const reported = (report: Report): Outcome => ({
  figures: report,
  table: table(report),
  missed: report.rows.filter(isMissed).map(({ what }) => `${report.name}: ${what}`),
});

const benchmarks: Record<string, () => Promise<Outcome>> = {
  judged: async () => {
    const figures = judged(seed, words, await loadHighs());
    return { figures, table: judgedTable(figures), missed: [] };
  },
  speed: async () => {
    const figures = speed(seed, words, await loadHighs());
    return { figures, table: speedTable(figures), missed: [] };
  },
  proposal: async () => reported(await proposal(seed, await loadHighs())),
  pairings: async () => reported(await pairings(await loadHighs())),
  edits: async () => reported(await edits(seed, words, await loadHighs())),
  infeasible: async () => reported(await infeasible(seed, words, await loadHighs())),
  largest: async () => reported(await largest()),
  search: async () => reported(await search(seed)),
  api: async () => reported(await api(seed)),
  'held-up': async () => reported(await heldUp(seed)),
  start: async () => reported(await start(seed)),
  timetable: async () => reported(await timetables()),
  b2b: published,
};

/** The instances belong to others: they are read where they are. */
async function published(): Promise<Outcome> {
  if (values.dir === undefined) return { figures: 'SKIPPED', table: `b2b: SKIPPED: ${missingFolder}`, missed: [] };
  const figures = await b2b(values.dir, () => {});
  const wrong = figures.lines.filter(({ checker }) => checker?.ok === false);
  return { figures, table: b2bTable(figures), missed: wrong.map(({ instance }) => `b2b: ${instance}`) };
}

/** Asked for alone and as JSON: a line an instance, as soon as it is there. */
async function publishedLines(folder: string): Promise<void> {
  const { lines, worstDelay } = await b2b(folder, (line: Line) => console.log(JSON.stringify(line)));
  console.error(`worst delay of the event loop: ${number(worstDelay)} ms`);
  if (lines.some(({ checker }) => checker?.ok === false)) process.exitCode = 1;
}

const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}`);
  process.exitCode = 2;
} else if (positionals.includes('b2b') && values.dir === undefined) {
  console.error(missingFolder);
  process.exitCode = 2;
} else if (positionals.join() === 'b2b' && values.json) await publishedLines(values.dir ?? '');
else await run(positionals.length > 0 ? positionals : Object.keys(benchmarks));

async function run(chosen: readonly string[]): Promise<void> {
  const outcomes: [string, Outcome][] = [];
  for (const name of chosen) {
    const outcome = await benchmarks[name]?.();
    if (!outcome) continue;
    outcomes.push([name, outcome]);
    if (!values.json) console.log(`${outcome.table}\n`);
  }
  const figures = Object.fromEntries(outcomes.map(([name, outcome]) => [name, outcome.figures]));
  if (values.json) console.log(JSON.stringify({ machine: machine(), ...figures }, null, 2));
  if (values.write) writeFileSync(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), page(outcomes));
}

function machine() {
  const [first] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processors: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`,
    memory: `${number(totalmem() / 2 ** 30)} GB`,
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

function page(outcomes: readonly [string, Outcome][]): string {
  const { date, processors, memory, platform, node } = machine();
  const missed = outcomes.flatMap(([, outcome]) => outcome.missed);
  return [
    '# Benchmarks',
    '',
    `Measured on ${date} by \`npm run bench -- --write\`: ${processors}, ${memory}, ${platform}, Node ${node}.`,
    'Ratios are against a peer measured in the same run. “Processor” is the processor time of the same work: on a machine',
    'that is shared with others the clock also counts their turns.',
    '',
    missed.length === 0 ? 'Every target was met.' : `Missed in this run: ${missed.join('; ')}.`,
    '',
    ...outcomes.flatMap(([name, outcome]) => [`## ${name}`, '', '```text', outcome.table, '```', '']),
  ].join('\n');
}
