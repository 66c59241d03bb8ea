import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryEnvironment } from '../support/memory/memory-place.ts';

const CHILD = fileURLToPath(new URL('crash-child.ts', import.meta.url));

/** How a run in a process of its own has ended, and what it has told. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** One run of `crash-child.ts`: `[data folder]` tells every step, `[data folder, step, moment]` is killed there. */
export async function runCrashChild(args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, ...(await memoryEnvironment(args[0] ?? '')) };
  const child = spawn(process.execPath, [CHILD, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
}
