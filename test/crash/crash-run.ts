import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryEnvironment } from '../support/memory/memory-place.ts';
import type { Moment } from './durable-steps.ts';

const CHILD = fileURLToPath(new URL('crash-child.ts', import.meta.url));

/** How a run in a process of its own has ended, and what it has told. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** What is killed: a whole run, or an export into which orders are let in between. */
export type KilledRun = 'whole' | 'between';

/** What the name of a step of an import in between ends with. */
export const BETWEEN = ', in between';

/** Where a run is killed. */
export interface KilledPlace {
  readonly dataFolder: string;
  readonly killed: KilledRun;
  /** Orders are placed: of an export into which they are let in, once its first product is made. */
  readonly arrive: () => void;
}

/** One run of `crash-child.ts` over a place: without a step it tells every one, else it is killed there. */
export async function runCrashChild(
  { dataFolder, killed, arrive }: KilledPlace,
  at?: { readonly step: string; readonly moment: Moment },
): Promise<Ended> {
  const env = { ...process.env, ...(await memoryEnvironment(dataFolder)) };
  const args = [CHILD, dataFolder, killed, ...(at === undefined ? [] : [at.step, at.moment])];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  child.on('message', () => {
    arrive();
    child.send('placed');
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
}
