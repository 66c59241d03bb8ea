import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { memoryOf } from './memory/memory-place.ts';

/** The program’s file. */
export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface ChildResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly args: readonly string[];
  readonly input?: string;
  /** Modes of files hold for it, also where the tests run as root. */
  readonly obeysModes?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of standard output; true = kill the process at once with SIGKILL. */
  readonly killAfter?: (line: string) => boolean;
  /** Called with every line; true = ask it to stop, as Ctrl+C does. */
  readonly stopAfter?: (line: string) => boolean;
  readonly onLine?: (line: string) => void;
  /** Aborted: the process is killed with SIGKILL. */
  readonly signal?: AbortSignal;
}

/** What takes from root the right to pass over modes. */
const OBEYING = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];

/** Without what npm says of itself: the program would name its commands as the tests were started. */
function asTyped(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(command|lifecycle)/.test(name)));
}

/** True as soon as a run with `--json` has told so many changes. */
export function afterChanges(changes: number): (line: string) => boolean {
  let seen = 0;
  return (line) => {
    if (line.includes('"type":"change"')) seen += 1;
    return seen >= changes;
  };
}

/** Runs the real program in a process of its own. */
export async function runChild(options: ChildOptions): Promise<ChildResult> {
  const isRoot = process.getuid?.() === 0;
  const [command = '', ...args] = [
    ...(options.obeysModes === true && isRoot ? OBEYING : []),
    process.execPath,
    MAIN,
    ...options.args,
  ];
  const child = spawn(command, args, {
    env: { ...asTyped(process.env), ...(await memoryOf(options.args)), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  options.signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  child.stdin.end(options.input ?? '');
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    stdout += `${line}\n`;
    options.onLine?.(line);
    if (options.killAfter?.(line) === true) child.kill('SIGKILL');
    if (options.stopAfter?.(line) === true) child.kill('SIGINT');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      forgetWrongClock(child.pid);
      resolve({ code, signal, stdout, stderr });
    });
  });
}

const LIBRARIES = '/usr/lib';
const MISSING = 'libfaketime is not installed (Debian: apt-get install libfaketime)';

function findLibrary(): string | undefined {
  if (!existsSync(LIBRARIES)) return undefined;
  return readdirSync(LIBRARIES)
    .map((folder) => join(LIBRARIES, folder, 'faketime', 'libfaketimeMT.so.1'))
    .find((path) => existsSync(path));
}

const LIBRARY = findLibrary();

/** What a clock is off by: as libfaketime reads it, from the machine's own. */
export type WrongClock = '-1d' | '+1y' | `${number}s`;

/** True when processes may be given a wrong clock; without libfaketime CI fails, elsewhere the clocks are right. */
export function hasFaketime(): boolean {
  if (LIBRARY === undefined && (process.env['CI'] ?? '') !== '') throw new Error(MISSING);
  return LIBRARY !== undefined;
}

/**
 * The environment of a process whose clock is wrong, that of its SQLite included; how much time goes by is told
 * rightly, as on a machine whose clock was set.
 */
export function wrongClock(by: WrongClock): Readonly<Record<string, string>> {
  return { LD_PRELOAD: LIBRARY ?? '', FAKETIME: by, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
}

/** What libfaketime shares between processes, and leaves where its own was killed. */
export function forgetWrongClock(pid: number | undefined): void {
  for (const name of [`faketime_shm_${pid}`, `sem.faketime_sem_${pid}`])
    rmSync(join('/dev/shm', name), { force: true });
}

/** `describe` for tests that need a wrong clock: skipped with the reason, a failure in CI. */
export function describeFaketime(name: string, tests: () => void): void {
  if (hasFaketime()) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`\n!!! ${name}: ${MISSING}\n`);
  describe.skip(`${name}: ${MISSING}`, tests);
}
