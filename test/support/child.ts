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
  /** Modes of files hold for it, also where the tests run as root. */
  readonly obeysModes?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of standard output; true = kill the process at once with SIGKILL. */
  readonly killAfter?: (line: string) => boolean;
  readonly onLine?: (line: string) => void;
}

/** What takes from root the right to pass over modes. */
const OBEYING = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];

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
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
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
