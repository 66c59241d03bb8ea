import { defineConfig } from 'vitest/config';

// The packages, installed: by dpkg in a clean Debian that systemd runs, by the setup program under Wine. As root, for minutes.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    include: ['test/packages/**/*.test.ts'],
    globalSetup: ['tools/build-page.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    reporters: ['default'],
  },
});
