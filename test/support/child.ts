import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

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
  /** Runs as this user, where the tests themselves run as root. */
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of standard output; true = kill the process at once with SIGKILL. */
  readonly killAfter?: (line: string) => boolean;
  readonly onLine?: (line: string) => void;
}

/** Runs the real program in a process of its own. */
export async function runChild(options: ChildOptions): Promise<ChildResult> {
  const child = spawn(process.execPath, [MAIN, ...options.args], {
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  });
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
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
