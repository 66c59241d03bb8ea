import type { Sleep } from '../../lib/sleep.ts';
import type { ReportedShop } from '../../model/reporting.ts';
import type { ReportedShopDesk } from './reported-shop-desk.ts';

const LOOK_MS = 60_000;
/**
 * Shops that have found the page closed, or their firm suspended, ask again within a quarter of an hour:
 * whoever begins to watch waits for them, since a silence of before is as likely his own.
 */
const FIRST_LOOK_MS = 16 * LOOK_MS;

/** Tells that nothing is heard of a shop; its fault is for the log: nobody is told twice of one silence. */
export type OnSilence = (shop: ReportedShop) => Promise<void>;

/** Looks each minute whether a shop that reports to a firm has become silent. */
export class SilenceWatch {
  readonly #shops: Pick<ReportedShopDesk, 'newlySilent'>;
  readonly #onSilence: OnSilence;

  constructor(shops: Pick<ReportedShopDesk, 'newlySilent'>, onSilence: OnSilence) {
    this.#shops = shops;
    this.#onSilence = onSilence;
  }

  /** Sleeps and looks in turns until the signal ends it. A look that fails is told; the next one goes on. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    await sleep(FIRST_LOOK_MS, signal).catch(() => undefined);
    while (!signal.aborted) {
      await this.look().catch(onFault);
      await sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  /** Tells of those that are newly silent; answers of how many. */
  async look(): Promise<number> {
    const silent = await this.#shops.newlySilent();
    for (const shop of silent) await this.#onSilence(shop);
    return silent.length;
  }
}
