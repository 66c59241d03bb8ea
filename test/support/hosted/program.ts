import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Role } from '../../../src/hosted/hosted-engine.ts';
import { forgetWrongClock, MAIN } from '../child.ts';

type Environment = Readonly<Record<string, string>>;

/** What a started process tells first. */
interface Told {
  readonly url: string;
  readonly setupCode: string | null;
}

/** What starts a process on a machine of this name: root alone may, and a name has plain letters. */
function namedMachine(host: string | undefined): readonly string[] {
  if (host === undefined || process.getuid?.() !== 0 || !/^[a-z-]+$/.test(host)) return [];
  return ['unshare', '--uts', 'sh', '-c', 'hostname "$0" && exec "$@"', host];
}

/** The program in a role, as a process of its own. */
export class Program implements Told {
  readonly url: string;
  readonly setupCode: string | null;
  readonly child: ChildProcess;
  readonly #exit: Promise<number | null>;

  private constructor(child: ChildProcess, { url, setupCode }: Told) {
    this.child = child;
    this.url = url;
    this.setupCode = setupCode;
    this.#exit = once(child, 'exit').then(([code]) => {
      forgetWrongClock(child.pid);
      return code as number | null;
    });
  }

  /** Resolves once it listens, on a port of its own. `host`: what its machine is called, where that can be chosen; `more`: typed too. */
  static async serve(
    role: Role,
    data: string,
    env: Environment,
    host?: string,
    more: readonly string[] = [],
  ): Promise<Program> {
    const args = [
      'serve',
      '--role',
      role,
      '--data',
      data,
      '--json',
      ...(role === 'worker' ? [] : ['--port', '0']),
      ...more,
    ];
    const [command = '', ...words] = [...namedMachine(host), process.execPath, MAIN, ...args];
    const child = spawn(command, words, {
      env: { ...process.env, SKLADBRIDGE_HEALTH_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    for await (const line of createInterface({ input: child.stdout }))
      return new Program(child, JSON.parse(line) as Told);
    throw new Error(`no word of the ${role}: ${said}`);
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What `/readyz` answers. */
  async readiness(): Promise<number> {
    return (await fetch(`${this.url}/readyz`)).status;
  }

  /** Sends a signal and waits for the end; its exit code, null after SIGKILL. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.#exit;
  }
}
