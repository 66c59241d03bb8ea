import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from './child-environment.ts';

/** Of a watchdog's time: a sign that is late by half of it is still in time. */
const SIGNS_PER_WATCH = 3;
const MICROSECONDS = 1000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What systemd is told of this process (`Type=notify`): that it serves, that it still does (the watchdog of
 * the unit), that it stops. Node opens no datagram sockets of the local kind, so `systemd-notify`, which is
 * wherever systemd is, says it for us (docs/decisions/0031-packages.md). Nothing is told where no service
 * manager asks to be told.
 */
export class Systemd {
  readonly #environment: Environment;
  readonly #onFault: (error: unknown) => void;
  #signs: NodeJS.Timeout | null = null;

  constructor(environment: Environment, onFault: (error: unknown) => void) {
    this.#environment = environment;
    this.#onFault = onFault;
  }

  /** The program answers from now on; signs of life follow as often as the unit's watchdog wants them. */
  async ready(): Promise<void> {
    await this.#tell('READY=1');
    const watchMs = this.#watchMs();
    if (watchMs === 0) return;
    // Sent by the same loop that serves: one that hangs sends none, and is started anew.
    this.#signs = setInterval(() => void this.#tell('WATCHDOG=1'), watchMs / SIGNS_PER_WATCH).unref();
  }

  /** The program is about to end; it still finishes what it has in hand. */
  async stopping(): Promise<void> {
    if (this.#signs !== null) clearInterval(this.#signs);
    await this.#tell('STOPPING=1');
  }

  #watchMs(): number {
    const { WATCHDOG_USEC: time = '0', WATCHDOG_PID: whose } = this.#environment;
    const isOurs = whose === undefined || whose === String(process.pid);
    return isOurs ? Number(time) / MICROSECONDS : 0;
  }

  async #tell(state: string): Promise<void> {
    const { NOTIFY_SOCKET: socket = '' } = this.#environment;
    if (socket === '') return;
    try {
      await promisify(execFile)('systemd-notify', [state], {
        env: childEnvironment(this.#environment, { NOTIFY_SOCKET: socket }),
      });
    } catch (error) {
      this.#onFault(error);
    }
  }
}
