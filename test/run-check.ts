import { spawn } from 'node:child_process';

// The one command before a commit: its parts side by side, a line for each with its time, and the whole output of
// those that failed.

/** Scripts of package.json; the longest first, so that it has the others beside it. */
const PARTS = [
  'test:quick',
  'lint',
  'typecheck',
  'typecheck:page',
  'docs:check',
  'coverage',
  'format:check',
] as const;

interface Outcome {
  readonly part: string;
  readonly isGreen: boolean;
  readonly seconds: number;
  readonly output: string;
}

async function runPart(part: string): Promise<Outcome> {
  const started = performance.now();
  const child = spawn('npm', ['run', '--silent', part], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      output += String(error);
      resolve(null);
    });
    child.on('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  return { part, isGreen: code === 0, seconds, output };
}

const started = performance.now();
const outcomes = await Promise.all(
  PARTS.map(async (part) => {
    const outcome = await runPart(part);
    process.stdout.write(
      `${outcome.isGreen ? 'green' : 'RED  '}  ${part.padEnd(16)} ${outcome.seconds.toFixed(1).padStart(6)} s\n`,
    );
    return outcome;
  }),
);
const red = outcomes.filter((outcome) => !outcome.isGreen);
for (const { part, output } of red) process.stdout.write(`\n── ${part} ──\n${output}\n`);
const all = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(
  red.length === 0
    ? `all green in ${all} s\n`
    : `\nred: ${red.map(({ part }) => part).join(', ')} (${all} s)\n`,
);
process.exitCode = red.length === 0 ? 0 : 1;
