import { dirname, normalize } from 'node:path/posix';

/** A source file as the laws see it: its path from the project's root, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly law: string;
  readonly path: string;
  readonly what: string;
}

interface Room {
  /** Folder or file; the longest that fits decides. */
  readonly at: string;
  /** What it may import beside itself: rooms by path, `node`, npm packages by name. */
  readonly may: readonly string[];
}

const HEADS = ['src/warehouse/warehouse.ts', 'src/shop/shop.ts', 'src/state/state.ts'];

/** Each room may import itself and what its row names; nothing else (house rules 3.3). */
export const ROOMS: readonly Room[] = [
  { at: 'src/lib', may: ['node'] },
  { at: 'src/model', may: ['zod', 'big.js'] },
  { at: 'src/texts', may: ['src/model'] },
  { at: 'src/sync', may: ['src/model', 'croner'] },
  { at: 'src/warehouse/warehouse.ts', may: ['src/model'] },
  { at: 'src/shop/shop.ts', may: ['src/model'] },
  { at: 'src/shop/order-contacts.ts', may: [] },
  { at: 'src/state/state.ts', may: ['src/model'] },
  { at: 'src/warehouse/with-retry.ts', may: ['src/model', 'src/lib', 'src/warehouse/warehouse.ts'] },
  {
    at: 'src/warehouse/sql',
    may: [
      'src/model',
      'src/lib',
      'src/warehouse/warehouse.ts',
      'src/warehouse/warehouse-records.ts',
      'kysely',
      'node',
    ],
  },
  {
    at: 'src/warehouse/sqlite',
    may: ['src/model', 'src/lib', 'src/warehouse/warehouse.ts', 'src/warehouse/sql', 'kysely', 'node'],
  },
  {
    at: 'src/warehouse/mysql',
    may: [
      'src/model',
      'src/lib',
      'src/warehouse/warehouse.ts',
      'src/warehouse/sql',
      'kysely',
      'mysql2',
      'node',
    ],
  },
  {
    at: 'src/warehouse/mssql',
    may: [
      'src/model',
      'src/lib',
      'src/warehouse/warehouse.ts',
      'src/warehouse/sql',
      'kysely',
      'tedious',
      'tarn',
      'node',
    ],
  },
  {
    at: 'src/warehouse/rest',
    may: ['src/model', 'src/lib', 'src/warehouse/warehouse.ts', 'zod', 'undici', 'node'],
  },
  {
    at: 'src/warehouse/sample',
    may: [
      'src/model',
      'src/lib',
      'src/warehouse/sqlite/create-sqlite-warehouse.ts',
      'src/warehouse/sqlite/sqlite-errors.ts',
      'src/warehouse/mysql/create-mysql-warehouse.ts',
      'src/warehouse/mysql/mysql-warehouse.ts',
      'src/warehouse/mssql/create-mssql-warehouse.ts',
      'src/warehouse/mssql/mssql-tables.ts',
      'src/warehouse/mssql/mssql-warehouse.ts',
      'mysql2',
      'node',
    ],
  },
  { at: 'src/warehouse/summary', may: ['src/model', 'src/warehouse/sql', 'kysely'] },
  { at: 'src/warehouse/warehouse-records.ts', may: [] },
  {
    at: 'src/warehouse-api',
    may: ['src/model', 'src/lib', 'src/warehouse/warehouse-records.ts', 'hono', '@hono/node-server', 'node'],
  },
  { at: 'src/shop/seliton-http', may: ['src/model', 'src/lib', 'undici', 'node'] },
  {
    at: 'src/shop/seliton-rest',
    may: ['src/model', 'src/lib', 'src/shop/shop.ts', 'src/shop/seliton-http', 'zod', 'node'],
  },
  {
    at: 'src/shop/seliton-xml',
    may: ['src/model', 'src/lib', 'src/shop/shop.ts', 'src/shop/seliton-http', 'fast-xml-parser', 'node'],
  },
  { at: 'src/state/sql', may: ['src/model', 'src/lib', 'src/state/state.ts', 'kysely', 'node'] },
  {
    at: 'src/state/sqlite',
    may: ['src/model', 'src/lib', 'src/state/state.ts', 'src/state/sql', 'kysely', 'node'],
  },
  {
    at: 'src/state/postgres',
    may: ['src/model', 'src/lib', 'src/state/state.ts', 'src/state/sql', 'kysely'],
  },
  { at: 'src/access', may: ['src/model', 'src/lib', 'src/state/state.ts', 'node'] },
  { at: 'src/app', may: ['src/model', 'src/sync', 'src/lib', 'src/access/access.ts', ...HEADS] },
  {
    at: 'src/http',
    may: [
      'src/app/app.ts',
      'src/access',
      'src/app/live-runs.ts',
      'src/app/scheduler.ts',
      'src/lib/clock.ts',
      'src/model',
      'src/state/state.ts',
      'src/texts',
      'hono',
      '@hono/node-server',
      '@hono/zod-openapi',
      'node',
    ],
  },
  { at: 'src/notifications', may: ['src/model', 'nodemailer', 'undici', 'node'] },
  { at: 'src/cli', may: ['src/app/app.ts', 'src/model', 'src/texts', 'commander', 'node'] },
  { at: 'src/sandbox', may: ['hono', '@hono/node-server', 'zod', 'fast-xml-parser', 'node'] },
  { at: 'src/compose', may: ['src', 'node'] },
  { at: 'src/compose.ts', may: ['src', 'node'] },
  { at: 'src/main.ts', may: ['src/compose.ts', 'src/cli', 'src/lib', 'node'] },
];

const IMPORT = /^(?:import|export)\s+(type\s+)?([^'"]*?)\s*from\s+'([^']+)'/gm;
const PURE_WORDS = [
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bprocess\./,
  /\bfetch\(/,
  /\bsetTimeout\b/,
];
const BANNED_NAMES = /(?:^|-)(?:utils|helpers|common|misc|types|manager|service|base|impl|data)(?:-|$)/;
const LONGEST_LINE = 110;
const MOST_FILES = 25;

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.endsWith('.contract.ts');
}

function longestFile(path: string): number {
  if (path.endsWith('.contract.ts')) return 700;
  // Tables of words are read by looking up, not from top to bottom.
  return path.endsWith('.test.ts') || path.startsWith('test/') || path.startsWith('src/texts/') ? 500 : 300;
}

function isInside(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function roomOf(path: string): Room | undefined {
  return ROOMS.filter((room) => isInside(path, room.at)).toSorted(
    (left, right) => right.at.length - left.at.length,
  )[0];
}

/** Imports of a file: the target as a path of the project, `node`, or a package's name. */
function importsOf(
  file: SourceFile,
): readonly { readonly target: string; readonly written: string; readonly isType: boolean }[] {
  return [...file.text.matchAll(IMPORT)].map((match) => {
    const written = match[3] ?? '';
    const isType = match[1] !== undefined;
    if (written.startsWith('.'))
      return { target: normalize(`${dirname(file.path)}/${written}`), written, isType };
    if (written.startsWith('node:')) return { target: 'node', written, isType };
    const parts = written.split('/');
    return {
      target: written.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? ''),
      written,
      isType,
    };
  });
}

function importViolations(file: SourceFile): readonly Violation[] {
  // Tests and contracts may reach for whatever they test with; rooms are walls of the program.
  if (isTest(file.path) || !file.path.startsWith('src/')) return [];
  const room = roomOf(file.path);
  if (room === undefined) return [{ law: 'every file has a room', path: file.path, what: '' }];
  return importsOf(file).flatMap(({ target, written }) => {
    if (written.startsWith('.') && !written.endsWith('.ts'))
      return [{ law: 'relative paths end in .ts', path: file.path, what: written }];
    const isAllowed = isInside(target, room.at) || room.may.some((place) => isInside(target, place));
    return isAllowed ? [] : [{ law: 'import laws', path: file.path, what: written }];
  });
}

function textViolations(file: SourceFile): readonly Violation[] {
  const { path, text } = file;
  const found: Violation[] = [];
  const isPure = /^src\/(?:model|sync)\//.test(path) && !isTest(path);
  if (isPure) {
    for (const word of PURE_WORDS)
      if (word.test(text)) found.push({ law: 'time and chance are handed in', path, what: String(word) });
    if (/from 'node:/.test(text)) found.push({ law: 'no node in model and sync', path, what: 'node:' });
  }
  if (/^export default/m.test(text)) found.push({ law: 'no default exports', path, what: 'export default' });
  const name =
    path
      .split('/')
      .at(-1)
      ?.replace(/(?:\.test|\.contract)?\.ts$/, '') ?? '';
  if (name === 'index') found.push({ law: 'no barrels', path, what: name });
  if (BANNED_NAMES.test(name)) found.push({ law: 'banned names', path, what: name });
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) found.push({ law: 'kebab-case names', path, what: name });
  const lines = text.trimEnd().split('\n');
  if (lines.length > longestFile(path)) found.push({ law: 'file length', path, what: String(lines.length) });
  if (!isTest(path) && !path.startsWith('test/') && !path.includes('/texts/')) {
    for (const [index, line] of lines.entries()) {
      // Code is wrapped by the formatter; what is left are texts and comments.
      if (line.length > LONGEST_LINE && !/['"`]/.test(line))
        found.push({ law: 'line length', path, what: String(index + 1) });
    }
  }
  return found;
}

function cycleViolations(files: readonly SourceFile[]): readonly Violation[] {
  const targets = new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter((entry) => !entry.isType)
        .map((entry) => entry.target),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const found: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push({ law: 'no cycles', path, what: [...trail.slice(trail.indexOf(path)), path].join(' → ') });
      return;
    }
    state.set(path, 'open');
    for (const target of targets.get(path) ?? []) if (targets.has(target)) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of targets.keys()) visit(path, []);
  return found;
}

function folderViolations(files: readonly SourceFile[]): readonly Violation[] {
  const counts = new Map<string, number>();
  for (const { path } of files)
    if (!isTest(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([folder, count]) => count > MOST_FILES && folder !== 'src/model')
    .map(([folder, count]) => ({ law: 'folder size', path: folder, what: String(count) }));
}

/** Everything in which files break the laws of the house, each by the law's name. */
export function violations(files: readonly SourceFile[]): readonly Violation[] {
  return [
    ...files.flatMap(importViolations),
    ...files.flatMap(textViolations),
    ...cycleViolations(files),
    ...folderViolations(files),
  ];
}
