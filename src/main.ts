import { fileURLToPath } from 'node:url';
import { calledAs } from './cli/called-as.ts';
import { runCli } from './cli/cli.ts';
import { composeProgram } from './compose.ts';
import { ownVersion } from './lib/process/own-version.ts';
import { keepHeapSmall } from './lib/process/small-heap.ts';

keepHeapSmall();

const version = ownVersion(fileURLToPath(new URL('..', import.meta.url)));
const STOPPED = 130;

// A reader that has seen enough (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** The first signal asks politely; the second one ends the process. */
function onStop(stop: () => void): () => void {
  let isAsked = false;
  const listen = (): void => {
    if (isAsked) process.exit(STOPPED);
    isAsked = true;
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, listen);
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, listen);
  };
}

process.exitCode = await runCli(process.argv.slice(2), composeProgram(version), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  called: calledAs({
    file: process.env['SKLADBRIDGE_FILE'] ?? process.argv[1] ?? '',
    folder: process.cwd(),
    env: process.env,
  }),
  onStop,
});
