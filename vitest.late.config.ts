import { defineConfig } from 'vitest/config';

// The flows once more, over a memory that answers late (`test/support/late-state.ts`); its seed is the variable.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    include: ['test/flows/**/*.test.ts'],
    // Tens of thousands of runs that reach nothing: what they are about is when each one starts.
    exclude: ['test/flows/schedules.test.ts'],
    env: { SKLADBRIDGE_TEST_LATE: process.env['SKLADBRIDGE_TEST_LATE'] ?? '1' },
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
