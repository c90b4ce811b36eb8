// The house rules that can be checked; each failure says what to do instead.
import { describe, expect, test } from '@jest/globals';
import { files, type Import, type Source, sources } from './arrange/sources.js';

interface Rule {
  from: RegExp;
  /** Own modules it may import; `$1` is what the first group of `from` matched. */
  may: readonly string[];
  /** Own modules of which it may import types. */
  mayTypes?: readonly string[];
  /** Packages it may import; absent: any but the engines. */
  packages?: readonly string[];
  why: string;
}

const engines = ['libsql', 'mongoose', 'mongodb', 'minisearch', 'meilisearch', 'nodemailer', 'highs', 'clingo-wasm'];
/** The ports, and the plain shapes that stand beside them. */
const ports = ['store', 'search', 'mail', 'matcher', 'timetabler']
  .map((engine) => `server/${engine}/port.ts`)
  .concat(
    'server/store/records.ts',
    'server/store/event-records.ts',
    'server/store/declarations.ts',
    'server/matcher/posting.ts',
  )
  .concat('server/search/query.ts', 'server/search/highlight.ts', 'server/slices.ts', 'server/store/pages.ts');
const everything = ['server/', 'matching/', 'seed/'];

const rules: readonly Rule[] = [
  {
    from: /^matching\//,
    may: ['matching/'],
    packages: ['highs', 'clingo-wasm'],
    why: 'matching thinks and touches nothing: hand it plain data, and let server ask and remember',
  },
  {
    from: /^server\/features\/([^/]+)\/(?:\w+\/)?(?:present|sentences)\.ts$/,
    may: ['server/features/$1/', 'matching/index.ts', ...ports, 'server/http/', 'server/failures.ts', 'server/texts/'],
    mayTypes: ['server/features/'],
    why: 'a feature sees itself, the core, the ports and the edge kit; only present.ts and sentences.ts may see texts',
  },
  {
    from: /^server\/features\/([^/]+)\//,
    may: [
      'server/features/$1/',
      'server/features/*/schema.ts',
      'matching/index.ts',
      ...ports,
      'server/http/',
      'server/failures.ts',
    ],
    mayTypes: ['server/features/'],
    why: 'a feature sees itself, wire shapes, the core, the ports and the edge kit; another feature comes as `import type` of its service, handed over in compose.ts',
  },
  {
    from: /^server\/((?:store|search|mail)\/[^/]+)\//,
    may: ['server/$1/', ...ports, 'server/search/document.ts', 'matching/', 'server/failures.ts'],
    packages: ['libsql', 'mongoose', 'minisearch', 'meilisearch', 'nodemailer', 'node:*'],
    why: 'an adapter knows its port and its one library; what it needs besides is an argument from compose.ts',
  },
  {
    from: /^server\/((?:matcher|timetabler))\//,
    may: ['server/$1/', 'matching/index.ts', 'server/failures.ts'],
    mayTypes: ports,
    packages: ['highs', 'clingo-wasm', 'node:*'],
    why: 'it carries questions to the core and answers back; what they mean is for the features',
  },
  {
    from: /^server\/(?:store|search|mail)\/[^/]+$/,
    may: ['server/store/*.ts', 'server/search/*.ts', 'server/mail/*.ts', 'matching/', 'server/failures.ts'],
    why: 'what stands beside a port works with any adapter, so it may not name one',
  },
  {
    from: /^server\/http\//,
    may: ['server/http/', 'server/failures.ts', 'server/slices.ts', 'server/texts/'],
    mayTypes: ['server/config.ts', 'server/store/port.ts', 'server/store/records.ts'],
    why: 'the edge kit serves every feature and knows none; what it needs of one is an interface it declares itself',
  },
  { from: /^server\/texts\//, may: ['server/texts/'], mayTypes: ports, packages: [], why: 'texts are only texts' },
  { from: /^server\/failures\.ts$/, may: [], packages: [], why: 'a failure is a code and its parameters' },
  {
    from: /^server\/(?:commands\/)?[^/]+\.(?:ts|mjs)$/,
    may: everything,
    why: 'wiring may see all of server, matching and seed',
  },
  {
    from: /^seed\//,
    may: ['seed/', 'matching/index.ts', ...ports, 'server/failures.ts', 'server/features/*/schema.ts'],
    why: 'the seed is loaded through the ports; its command gets the adapters from compose.ts',
  },
  {
    from: /^web\//,
    may: ['web/', 'matching/vocabulary.ts'],
    mayTypes: ['server/features/*/schema.ts', 'matching/'],
    why: 'the browser knows the wire shapes as types and the vocabulary as values',
  },
  { from: /^(?:test|bench)\//, may: [...everything, 'test/', 'bench/', 'web/'], why: 'tests may see everything' },
];

const isOwn = ({ target }: Import) => /^(?:server|matching|seed|test|bench|web)\//.test(target);
const fits = (target: string, allowed: string) =>
  allowed.includes('*')
    ? new RegExp(`^${allowed.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(target)
    : allowed.endsWith('/')
      ? target.startsWith(allowed)
      : target === allowed;

function isAllowed(rule: Rule, match: RegExpExecArray, wanted: Import): boolean {
  const here = (paths: readonly string[]) => paths.map((path) => path.replace('$1', match[1] ?? ''));
  if (isOwn(wanted)) {
    const allowed = [...here(rule.may), ...(wanted.isType ? here(rule.mayTypes ?? []) : [])];
    return allowed.some((path) => fits(wanted.target, path));
  }
  if (rule.packages)
    return rule.packages.some(
      (name) => name === wanted.target || (name === 'node:*' && wanted.target.startsWith('node:')),
    );
  return match[0].startsWith('test/') || match[0].startsWith('bench/') || !engines.includes(wanted.target);
}

function importFaults({ path, imports }: Source): string[] {
  for (const rule of rules) {
    const match = rule.from.exec(path);
    if (!match) continue;
    return imports
      .filter((wanted) => !isAllowed(rule, match, wanted))
      .map((wanted) => `${path} imports ${wanted.target}: ${rule.why}`);
  }
  return [`${path} is in no place the house knows: see "Who may import whom"`];
}

/** A chain of value imports that comes back to where it began. */
function cycleFrom(start: Source, byPath: ReadonlyMap<string, Source>): string | null {
  const seen = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string | null => {
    if (path === start.path && trail.length > 0) return [...trail, path].join(' → ');
    if (seen.has(path)) return null;
    seen.add(path);
    for (const next of byPath.get(path)?.imports ?? []) {
      const found = next.isType || !isOwn(next) ? null : walk(next.target, [...trail, path]);
      if (found) return found;
    }
    return null;
  };
  return walk(start.path, []);
}

const imagined = (path: string, target: string, isType = false): Source => ({
  path,
  text: '',
  lines: 1,
  imports: [{ target, isType }],
});

describe('the rules', () => {
  test.each([
    ['matching/score.ts', 'server/failures.ts'],
    ['matching/score.ts', 'zod'],
    ['server/features/events/service.ts', 'server/features/postings/service.ts'],
    ['server/features/events/service.ts', 'server/store/sqlite/store.ts'],
    ['server/features/events/service.ts', 'server/texts/texts.ts'],
    ['server/features/events/service.ts', 'matching/score.ts'],
    ['server/features/events/service.ts', 'libsql'],
    ['server/http/mount.ts', 'server/features/events/routes.ts'],
    ['server/http/mount.ts', 'server/store/records.ts'],
    ['server/search/embedded/engine.ts', 'server/store/sqlite/store.ts'],
    ['server/search/indexer.ts', 'server/search/embedded/engine.ts'],
    ['server/store/sqlite/store.ts', 'express'],
    ['seed/load.ts', 'server/store/sqlite/store.ts'],
    ['web/app.ts', 'server/features/events/schema.ts'],
    ['server/compose.ts', 'test/arrange/service.ts'],
    ['tools/anything.ts', 'zod'],
  ])('refuse %s the import of %s', (path, target) => {
    expect(importFaults(imagined(path, target))).toHaveLength(1);
  });

  test.each([
    ['server/features/events/service.ts', 'server/features/postings/service.ts'],
    ['server/http/mount.ts', 'server/store/records.ts'],
    ['web/app.ts', 'server/features/events/schema.ts'],
  ])('allow %s the types of %s', (path, target) => {
    expect(importFaults(imagined(path, target, true))).toEqual([]);
  });
});

describe('imports', () => {
  test('are read as they are written', () => {
    const own = sources.find(({ path }) => path === 'server/http/problem.ts');
    expect(own?.imports.slice(0, 4)).toEqual([
      { target: 'express', isType: true },
      { target: 'pino', isType: true },
      { target: 'server/failures.ts', isType: false },
      { target: 'server/store/records.ts', isType: true },
    ]);
  });

  test('each file imports only what its place may', () => {
    expect(sources.flatMap(importFaults)).toEqual([]);
  });

  test('nothing imports in a circle', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const cycles = sources.flatMap((source) => cycleFrom(source, byPath) ?? []);
    expect(cycles).toEqual([]);
  });

  test('there is one barrel, the door of matching', () => {
    const isBarrel = ({ text }: Source) =>
      text
        .replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '')
        .split(';')
        .every((statement) => statement.trim() === '' || /^export\s[^=]*\sfrom\s/.test(statement.trim()));
    expect(sources.filter(isBarrel).map(({ path }) => path)).toEqual(['matching/index.ts']);
  });
});

describe('sizes', () => {
  test('a file has at most 300 lines, a test 400: split it by noun, never by part', () => {
    const isLong = ({ path, lines }: Source) =>
      !path.startsWith('server/texts/') && lines > (path.startsWith('test/') ? 400 : 300);
    expect(sources.filter(isLong).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  test('a folder has at most 12 files: find the nouns in it', () => {
    const counts = new Map<string, number>();
    for (const path of files.filter((file) => !/^(?:seed\/data|server\/texts)\//.test(file))) {
      const folder = path.slice(0, path.lastIndexOf('/'));
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 12)).toEqual([]);
  });
});

describe('names', () => {
  test('files are kebab-case and say what they are', () => {
    const isNamed = (path: string) =>
      /(?:^|\/)[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:slow|engine))?(?:\.(?:test|contract))?\.(?:ts|tsx|mjs)$/.test(path) &&
      !/(?:^|[/-])(?:utils?|helpers?|managers?|common|misc|shared|part-?\d)(?:[./-]|$)/.test(path);
    expect(sources.map(({ path }) => path).filter((path) => !isNamed(path))).toEqual([]);
  });
});

describe('what has one place', () => {
  const others = (allowed: RegExp, wanted: RegExp) =>
    sources
      .filter(({ path }) => !/^(?:test|bench|web)\//.test(path) && !allowed.test(path))
      .filter(({ text }) => wanted.test(text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')))
      .map(({ path }) => path);

  test('the environment is read in config.ts: take the setting as an argument', () => {
    expect(others(/^server\/(?:config\.ts|launch\.mjs)$/, /process\.env/)).toEqual([]);
  });

  test('the clock is read where the process starts: take `now` as an argument', () => {
    expect(others(/^server\/(?:main\.ts|launch\.mjs|commands\/)/, /new Date\(\)|Date\.now\(/)).toEqual([]);
  });

  test('nothing is left to chance: take the seed as an argument', () => {
    expect(others(/^$/, /Math\.random\(/)).toEqual([]);
  });
});
