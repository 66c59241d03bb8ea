import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { hasPostgres } from './test/support/postgres/installed.ts';

const long = {
  isolate: false,
  // As in vitest.config.ts: the crash matrix alone starts hundreds of processes.
  env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)) },
  testTimeout: 600_000,
  hookTimeout: 120_000,
} as const;

// The long suites: everything that `npm test` leaves out, and the smaller crash matrix when it is asked for; a share of the
// matrix once more by two workers over a PostgreSQL of its own.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    maxWorkers: '100%',
    reporters: ['default'],
    projects: [
      {
        test: {
          ...long,
          name: 'file',
          include: ['test/proof/**/*.test.ts', 'test/crash/matrix.test.ts'],
          exclude: ['test/proof/database/**'],
          globalSetup: ['tools/build-page.ts'],
        },
      },
      {
        test: {
          ...long,
          name: 'database',
          include: hasPostgres() ? ['test/proof/database/**/*.test.ts'] : [],
          globalSetup: ['tools/build-page.ts', 'test/support/postgres/one-server.ts'],
          setupFiles: ['test/support/postgres/use-database.ts'],
        },
      },
    ],
  },
});
