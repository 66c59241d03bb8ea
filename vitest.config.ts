import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

import { HeavyRoomsFirst } from './test/support/heavy-rooms-first.ts';

// Tests share one worker's module graph (isolate: false): a thousand tests then start in seconds, and none of them
// may keep state in a module.
// oxlint-disable-next-line import/no-default-export -- vitest reads its settings from the default export
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['node_modules/**', 'test/proof/**', 'test/packages/**', 'test/late/**'],
    globalSetup: ['tools/build-page.ts'],
    isolate: false,
    // Three workers for two cores: two fifths of the time the tests wait for processes and databases of their own. As a
    // number: of per cent vitest takes no more than a hundred.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: HeavyRoomsFirst },
    // Hundreds of tests start the program in a process of its own: what it is compiled to is kept between them.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)) },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
