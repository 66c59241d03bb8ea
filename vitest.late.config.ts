import { defineConfig } from 'vitest/config';
import { hasPostgres } from './test/support/postgres/installed.ts';

const waiting = { isolate: false, testTimeout: 120_000, hookTimeout: 60_000 } as const;

/** `SKLADBRIDGE_LATE=whole`: every test of `npm test` over PostgreSQL, of which a share is run otherwise. */
const IS_WHOLE = process.env['SKLADBRIDGE_LATE'] === 'whole';
const SHARE_IN_DATABASE = IS_WHOLE
  ? ['src/**/*.test.ts', 'tools/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'test/**/*.test.ts']
  : [
      'test/e2e/key-command.test.ts',
      'test/e2e/report-command.test.ts',
      'test/e2e/start.test.ts',
      'test/flows/attention.test.ts',
      'test/flows/import-orders.test.ts',
      'test/flows/kept-plans.test.ts',
      'test/flows/memory-loss.test.ts',
      'test/flows/memory-races.test.ts',
      'test/flows/order-by-order.test.ts',
      'test/flows/order-groups.test.ts',
      'test/flows/plan-apply.test.ts',
      'test/flows/removed-profiles.test.ts',
    ];

// The flows once more: over a memory that answers late (`test/support/late-state.ts`; its seed is the variable), and some
// of them, with what needs a pooler, over a memory in a PostgreSQL of their own. Agents come to a nats-server of theirs.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    maxWorkers: '100%',
    reporters: ['default'],
    projects: [
      {
        test: {
          ...waiting,
          name: 'late',
          include: ['test/flows/**/*.test.ts'],
          // Tens of thousands of runs that reach nothing: what they are about is when each one starts.
          exclude: ['test/flows/schedules.test.ts'],
          env: { SKLADBRIDGE_TEST_LATE: process.env['SKLADBRIDGE_TEST_LATE'] ?? '1' },
        },
      },
      { test: { ...waiting, name: 'agent', include: ['test/late/agent/**/*.test.ts'] } },
      {
        test: {
          ...waiting,
          name: 'database',
          include: hasPostgres()
            ? ['test/late/*.test.ts', 'test/late/hosted/**/*.test.ts', ...SHARE_IN_DATABASE]
            : [],
          exclude: ['node_modules/**', 'test/proof/**', 'test/packages/**', 'test/late/agent/**'],
          globalSetup: [...(IS_WHOLE ? ['tools/build-page.ts'] : []), 'test/support/postgres/one-server.ts'],
          setupFiles: ['test/support/postgres/use-database.ts'],
        },
      },
    ],
  },
});
