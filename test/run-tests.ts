import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skippedHere } from '../tools/test-tools.ts';

// The test command: first what would be skipped on this machine, then vitest as it is, and as the very last line its own
// counts in one plain sentence.

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
}

async function runVitest(report: string): Promise<number> {
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ];
  const child = spawn('vitest', args, { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

for (const line of skippedHere()) process.stdout.write(`!!! ${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'skladbridge-tests-'));
try {
  const file = join(folder, 'report.json');
  const code = await runVitest(file);
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  const { numPassedTests: passed, numFailedTests: failed } = report;
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that does not even load fails no test of its own: it must not look like success.
  const isGreen = code === 0 && failed === 0 && passed > 0;
  const isBroken = !isGreen && failed === 0;
  process.exitCode = isGreen ? 0 : 1;
  process.stdout.write(
    `${passed} passed, ${isBroken ? Math.max(report.numFailedTestSuites, 1) : failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
