import type { Log } from '../lib/log.ts';
import type { RunningHttp } from '../http/server.ts';
import type { TlsPair } from '../http/place/tls-pair.ts';

/** Certificates are renewed weeks before they end: nobody waits for this. */
const LOOK_MS = 30_000;

/**
 * Takes up a renewed certificate without a restart: within half a minute, or at once on SIGHUP. Files that do
 * not fit each other yet are told as a fault and left; the old pair goes on until they do. A process that a
 * person started in a terminal leaves SIGHUP alone: there it means that the terminal was closed.
 */
export class TlsRenewal {
  readonly #pair: TlsPair;
  readonly #http: Pick<RunningHttp, 'useTls'>;
  readonly #tell: { readonly log: Log; readonly onFault: (error: unknown) => void };
  readonly #looks: NodeJS.Timeout;
  readonly #onSignal = (): void => void this.#read();

  constructor(
    pair: TlsPair,
    http: Pick<RunningHttp, 'useTls'>,
    tell: { readonly log: Log; readonly onFault: (error: unknown) => void },
  ) {
    this.#pair = pair;
    this.#http = http;
    this.#tell = tell;
    this.#looks = setInterval(() => void this.#look(), LOOK_MS).unref();
    if (!process.stdin.isTTY) process.on('SIGHUP', this.#onSignal);
  }

  async #look(): Promise<void> {
    if (await this.#pair.hasChanged()) await this.#read();
  }

  async #read(): Promise<void> {
    try {
      await this.#pair.readAgain();
      this.#http.useTls(this.#pair.context);
      this.#tell.log.line('info', 'certificateRead', { until: this.#pair.until.toISOString() });
    } catch (error) {
      this.#tell.onFault(error);
    }
  }

  close(): void {
    clearInterval(this.#looks);
    process.off('SIGHUP', this.#onSignal);
  }
}
