import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The long suites: everything that `npm test` leaves out, and the smaller crash matrix when it is asked for.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    include: ['test/proof/**/*.test.ts', 'test/crash/matrix.test.ts'],
    globalSetup: ['tools/build-page.ts'],
    isolate: false,
    maxWorkers: '100%',
    // As in vitest.config.ts: the crash matrix alone starts hundreds of processes.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)) },
    testTimeout: 600_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
