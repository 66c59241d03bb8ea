import { changeRecordViolations } from './laws/change-records.ts';
import { cycleViolations, needlessEdges } from './laws/cycles.ts';
import { ALLOWED_EDGES, EXCEPTIONS } from './laws/exceptions.ts';
import type { Exception } from './laws/exceptions.ts';
import { headViolations } from './laws/heads.ts';
import { nameViolations, purityViolations, timeLimitViolations } from './laws/names.ts';
import { folderViolations, sizeViolations } from './laws/sizes.ts';
import { isInside, isTest, parseSource } from './laws/source.ts';
import type { ParsedFile, SourceFile, Violation } from './laws/source.ts';

interface Room {
  /** Folder or file; the longest that fits decides. */
  readonly at: string;
  /** What it may import beside itself: rooms by path, `node`, npm packages by name. */
  readonly may: readonly string[];
  /** Of which it may take types alone: nothing of theirs is in what runs. */
  readonly typesOf?: readonly string[];
}

const PORTS = ['src/warehouse/warehouse.ts', 'src/shop/shop.ts', 'src/state/state.ts'];

/** Each room may import itself and what its row names; nothing else (docs/architecture.md). */
export const ROOMS: readonly Room[] = [
  { at: 'src/lib', may: ['node'] },
  { at: 'src/model', may: ['zod', 'big.js'] },
  { at: 'src/texts', may: ['src/model'] },
  { at: 'src/sync', may: ['src/model', 'src/lib/xml-text.ts', 'croner'] },
  { at: 'src/warehouse/warehouse.ts', may: ['src/model'] },
  { at: 'src/shop/shop.ts', may: ['src/model'] },
  { at: 'src/shop/order-contacts.ts', may: [] },
  { at: 'src/state/state.ts', may: ['src/model', 'src/state/parts'] },
  { at: 'src/state/parts', may: ['src/model'] },
  // Faults, limits and retries of HTTP, below all adapters that speak it; no word of the trade.
  {
    at: 'src/wire',
    may: ['src/lib', 'src/model/sync-error.ts', 'src/model/guard-refusal.ts', 'undici', 'node'],
  },
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
    may: ['src/model', 'src/lib', 'src/wire', 'src/warehouse/warehouse.ts', 'zod', 'node'],
  },
  {
    at: 'src/warehouse/agent',
    may: ['src/model', 'src/lib', 'src/warehouse/warehouse.ts', '@nats-io/transport-node', 'zod', 'node'],
  },
  {
    // A snapshot of an Access file is an SQLite file of ours: the one adapter that stands on another.
    at: 'src/warehouse/access',
    may: [
      'src/model',
      'src/lib',
      'src/warehouse/warehouse.ts',
      'src/warehouse/sql',
      'src/warehouse/sqlite',
      'kysely',
      'node',
    ],
  },
  {
    at: 'src/warehouse/access/jet',
    may: ['node'],
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
  { at: 'src/shop/seliton-http', may: ['src/model', 'src/wire'] },
  {
    at: 'src/shop/seliton-rest',
    may: ['src/model', 'src/lib', 'src/wire', 'src/shop/shop.ts', 'src/shop/seliton-http', 'zod', 'node'],
  },
  {
    at: 'src/shop/seliton-xml',
    may: [
      'src/model',
      'src/lib',
      'src/wire',
      'src/shop/shop.ts',
      'src/shop/seliton-http',
      'fast-xml-parser',
      'node',
    ],
  },
  { at: 'src/state/sql', may: ['src/model', 'src/lib', 'src/state/state.ts', 'kysely', 'node'] },
  {
    at: 'src/state/sqlite',
    may: [
      'src/model',
      'src/lib',
      'src/state/state.ts',
      'src/state/sql',
      'src/state/moves/profile-moves.ts',
      'kysely',
      'node',
    ],
  },
  // A profile leaves in an SQLite file, whatever engine its memory has.
  {
    at: 'src/state/moves',
    may: [
      'src/model',
      'src/lib',
      'src/state/state.ts',
      'src/state/sql',
      'src/state/sqlite',
      'kysely',
      'node',
    ],
  },
  {
    at: 'src/state/postgres',
    may: [
      'src/model',
      'src/lib',
      'src/state/state.ts',
      'src/state/sql',
      'src/state/moves',
      'kysely',
      'pg',
      'node',
    ],
  },
  {
    at: 'src/access',
    may: ['src/model', 'src/lib', 'src/state/state.ts', 'otpauth', 'uqr', 'node'],
  },
  {
    at: 'src/app',
    may: [
      'src/model',
      'src/sync',
      'src/lib',
      'src/access/access.ts',
      'src/access/reporter-door.ts',
      'src/access/report-pace.ts',
      ...PORTS,
    ],
  },
  // The contract of page and program: every call with the schema of what it takes and answers.
  { at: 'src/api', may: ['src/model', 'zod'] },
  {
    at: 'src/http',
    may: [
      'src/api',
      'src/app/app.ts',
      'src/access',
      'src/app/backups/backup-keeper.ts',
      'src/app/work/work.ts',
      'src/app/setup/schedule-hold.ts',
      'src/app/home/next-start-of.ts',
      'src/app/due.ts',
      'src/app/side-health.ts',
      'src/lib/clock.ts',
      'src/lib/csv.ts',
      'src/lib/hash.ts',
      'src/lib/log.ts',
      'src/model',
      'src/sheet',
      'src/state/state.ts',
      'src/texts',
      'hono',
      '@hono/node-server',
      '@hono/zod-openapi',
      'zod',
      'node',
    ],
  },
  // Lists as files of spreadsheets.
  { at: 'src/sheet', may: ['src/model', 'src/lib'] },
  // What the program tells those who look after it; handed in as `lib/log.ts`.
  { at: 'src/log', may: ['src/model', 'src/lib', 'src/app/app.ts', 'pino', 'node'] },
  // One file for whoever helps: what stands in it, and what never does.
  { at: 'src/diagnosis', may: ['src/model', 'src/lib', 'src/log', 'src/app/app.ts'] },
  // Figures of the program for Prometheus.
  {
    at: 'src/metrics',
    may: ['src/model', 'src/lib', 'src/app/app.ts', 'src/app/work/work.ts', 'prom-client', 'node'],
  },
  // Several processes that share one database: the queue, the work of all, what is told of it.
  {
    at: 'src/hosted',
    may: [
      'src/app/app.ts',
      'src/app/due.ts',
      'src/app/scheduler.ts',
      'src/app/side-health.ts',
      'src/app/work',
      'src/lib',
      'src/model',
      'src/state/postgres',
      'src/state/sql',
      'src/sync/next-start.ts',
      'kysely',
      'pg',
      'pg-boss',
      'prom-client',
      'node',
    ],
  },
  {
    at: 'src/notifications',
    may: ['src/model', 'src/wire', 'src/lib/net/host-guard.ts', 'nodemailer', 'node'],
  },
  {
    at: 'src/cli',
    may: [
      'src/app/app.ts',
      'src/lib/csv.ts',
      'src/lib/log.ts',
      'src/lib/whole-file.ts',
      'src/model',
      'src/texts',
      'commander',
      'node',
    ],
  },
  { at: 'src/sandbox', may: ['hono', '@hono/node-server', 'zod', 'fast-xml-parser', 'node'] },
  { at: 'src/compose', may: ['src', 'node'] },
  { at: 'src/compose.ts', may: ['src', 'node'] },
  {
    at: 'web',
    may: [
      // The words of the page alone: those of the whole program would be fetched with it.
      'src/texts/page.ts',
      'src/texts/format.ts',
      'src/texts/fill.ts',
      'react',
      'react-dom',
      '@mantine/core',
      '@mantine/hooks',
      '@mantine/spotlight',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
    ],
    typesOf: ['src/api', 'src/texts', 'zod'],
  },
  { at: 'web/vite.config.ts', may: ['vite', '@vitejs/plugin-react'] },
  // Benchmarks measure the program in the places that its tests make.
  // What makes the program's page, packages and releases out of a clone; the program knows nothing of it.
  { at: 'tools', may: ['node', 'rolldown'] },
  { at: 'bench', may: ['src', 'test/support', 'tools/package', 'undici', 'mysql2', 'node'] },
  { at: 'src/main.ts', may: ['src/compose.ts', 'src/cli', 'src/lib', 'node'] },
];

function roomOf(path: string): Room | undefined {
  return ROOMS.filter((room) => isInside(path, room.at)).toSorted(
    (left, right) => right.at.length - left.at.length,
  )[0];
}

function importViolations(file: ParsedFile): readonly Violation[] {
  const { path } = file;
  // Tests and contracts may reach for whatever they test with; rooms are walls of the program.
  if (isTest(path) || path.startsWith('test/')) return [];
  const room = roomOf(path);
  if (room === undefined) return [{ law: 'every file has a room', path, what: '' }];
  return [
    ...file.computedImports.map((line) => ({ law: 'imports are written out', path, what: String(line) })),
    ...file.imports.flatMap(({ target, written, isType }) => {
      if (written.startsWith('.') && !/\.(?:tsx?|css)$/.test(written))
        return [{ law: 'relative paths end in .ts', path, what: written }];
      const places = [room.at, ...room.may, ...(isType ? (room.typesOf ?? []) : [])];
      const isAllowed = places.some((place) => isInside(target, place));
      return isAllowed ? [] : [{ law: 'import laws', path, what: written }];
    }),
  ];
}

function violationsOf(files: readonly ParsedFile[]): readonly Violation[] {
  return [
    ...files.flatMap((file) => [
      ...importViolations(file),
      ...purityViolations(file),
      ...timeLimitViolations(file),
      ...nameViolations(file),
      ...sizeViolations(file),
      ...headViolations(file),
      ...changeRecordViolations(file),
    ]),
    ...cycleViolations(files, ALLOWED_EDGES),
    ...folderViolations(files),
  ];
}

/** Everything in which files break the laws of the house, each by the law's name; exceptions included. */
export function violations(sources: readonly SourceFile[]): readonly Violation[] {
  return violationsOf(sources.map(parseSource));
}

/** What is broken in a whole tree and not excepted, and exceptions that nothing needs any more. */
export function unexcused(sources: readonly SourceFile[]): readonly Violation[] {
  const files = sources.map(parseSource);
  const broken = violationsOf(files);
  const excuses = (exception: Exception, found: Violation): boolean =>
    found.law === exception.law && found.path === exception.path;
  return [
    ...broken.filter((found) => !EXCEPTIONS.some((exception) => excuses(exception, found))),
    ...EXCEPTIONS.filter((exception) => !broken.some((found) => excuses(exception, found))).map(
      ({ law, path }) => ({ law: 'exceptions are needed', path, what: law }),
    ),
    ...needlessEdges(files, ALLOWED_EDGES),
  ];
}
