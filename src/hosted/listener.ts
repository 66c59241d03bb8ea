import { directClient } from '../state/postgres/direct-client.ts';
import { sleep } from '../lib/sleep.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3000;

/**
 * Hears what other processes notify, on a connection of its own past any pooler. A line that is lost is
 * opened again, by one loop however often it is refused; whoever listens is told, for he may have missed
 * something.
 */
export class Listener {
  readonly #direct: string;
  readonly #channels: ReadonlyMap<string, (payload: string) => void>;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  /** Called with the payload, and with '' after each opening of the line; must not throw. */
  constructor(direct: string, channels: ReadonlyMap<string, (payload: string) => void>) {
    this.#direct = direct;
    this.#channels = channels;
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const wasOpen = await this.#hear(signal).catch(() => false);
      if (wasOpen) waitMs = FIRST_WAIT_MS;
      await sleep(waitMs, signal).catch(() => undefined);
    }
  }

  /** Resolves when the line has ended; true when it was open. */
  async #hear(signal: AbortSignal): Promise<boolean> {
    const client = directClient(this.#direct);
    client.on('notification', ({ channel, payload = '' }) => this.#channels.get(channel)?.(payload));
    await client.connect();
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    const leave = (): void => void client.end().catch(() => undefined);
    signal.addEventListener('abort', leave, { once: true });
    for (const channel of this.#channels.keys()) await client.query(`listen "${channel}"`);
    for (const told of this.#channels.values()) told('');
    if (signal.aborted) leave();
    await ended;
    signal.removeEventListener('abort', leave);
    return true;
  }
}
