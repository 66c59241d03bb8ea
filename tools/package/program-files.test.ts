import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockedPackages } from './program-files.ts';
import { ROOT } from './root.ts';

const BYTES_PER_MB = 1_048_576;
const MOST_MB = 150;

/** Of a folder, what its packages bring within it left out: those stand in the lock file by themselves. */
function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? sizeOf(path) : statSync(path).size;
  }
  return bytes;
}

it('what npm installs for running is small beside Node, and nothing of it is for the making of the page', () => {
  const run = Object.entries(lockedPackages()).filter(
    ([folder, entry]) => folder !== '' && !('dev' in entry || 'devOptional' in entry || 'peer' in entry),
  );
  const names = run
    .map(([folder]) => folder.replace(/^.*node_modules\//, ''))
    .filter((name) => !/^node-(?:linux|win)/.test(name));
  for (const left of [
    'react',
    '@mantine/core',
    'vite',
    'vitest',
    'typescript',
    'tedious',
    '@electric-sql/pglite',
  ])
    expect(names).not.toContain(left);
  expect(names).toContain('hono');
  const folders = run
    .map(([folder]) => join(ROOT, folder))
    .filter((folder) => !/\/node-(?:linux|win)/.test(folder));
  const bytes = folders.reduce((sum, folder) => sum + sizeOf(folder), 0);
  expect(bytes / BYTES_PER_MB).toBeLessThan(MOST_MB);
});
