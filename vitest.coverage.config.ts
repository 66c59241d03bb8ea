import { defineConfig } from 'vitest/config';

// What decides is tested over every branch: `npm run coverage` prints the branches of src/sync that its own unit
// tests take, and fails below the threshold.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    include: ['src/sync/**/*.test.ts'],
    isolate: false,
    maxWorkers: '100%',
    coverage: {
      enabled: true,
      provider: 'v8',
      include: ['src/sync/**/*.ts'],
      reporter: ['text'],
      reportsDirectory: 'test-output/coverage',
      thresholds: { branches: 95 },
    },
  },
});
