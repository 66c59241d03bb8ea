import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAGE, renderPage } from './exactly-once-page.ts';

// Runs the whole crash matrix and writes docs/exactly-once.md; with --check it only compares.

const isCheck = process.argv.includes('--check');
const out = mkdtempSync(join(tmpdir(), 'skladbridge-matrix-'));
try {
  const { status } = spawnSync(
    'vitest',
    ['run', '--config', 'vitest.proof.config.ts', 'test/proof/crash-matrix'],
    {
      stdio: 'inherit',
      env: { ...process.env, SKLADBRIDGE_MATRIX_OUT: out },
    },
  );
  if (status !== 0) process.exit(1);
  const page = renderPage(out);
  process.stdout.write(page);
  if (isCheck && readFileSync(PAGE, 'utf8') !== page) {
    process.stderr.write('docs/exactly-once.md is out of date: npm run exactly-once\n');
    process.exitCode = 1;
  }
  if (!isCheck) writeFileSync(PAGE, page);
} finally {
  rmSync(out, { recursive: true, force: true });
}
