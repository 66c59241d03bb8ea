import { defineConfig } from 'vitest/config';

// Tests share one worker's module graph (isolate: false): a thousand tests then start in seconds, and none of them
// may keep state in a module.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['node_modules/**', 'test/proof/**'],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
