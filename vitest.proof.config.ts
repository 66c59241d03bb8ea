import { defineConfig } from 'vitest/config';

// The long suites: everything that `npm test` leaves out, and the first crash matrix once more when it is asked for.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    include: ['test/proof/**/*.test.ts', 'test/crash/matrix.test.ts'],
    isolate: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
