import { nowIso } from '../../lib/clock.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Report, ReportedRun, ReportedShop, TakenReport } from '../../model/reporting.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { State } from '../../state/state.ts';
import { isSilent, judgeShop, profileStanding, worstFirst } from '../../sync/reporting/shop-standing.ts';
import type { JudgedShop, ShopStanding } from '../../sync/reporting/shop-standing.ts';

/** A shop that reports, with how it stands now. */
export interface LookedAtShop {
  readonly shop: ReportedShop;
  readonly judged: JudgedShop;
  /** How each of its profiles stands, in their order. */
  readonly profiles: readonly ShopStanding[];
}

/** The same with the last runs of each of its profiles, newest first. */
export interface OpenedShop extends LookedAtShop {
  readonly runs: readonly { readonly profile: number; readonly runs: readonly ReportedRun[] }[];
}

/** How many shops report, and how many of them are silent. */
export interface ReportingFigures {
  readonly shops: number;
  readonly silent: number;
}

const SHOWN_RUNS = 20;

function lookAt(shop: ReportedShop, nowMs: number): LookedAtShop {
  return { shop, judged: judgeShop(shop, nowMs), profiles: shop.profiles.map(profileStanding) };
}

/** Shops that report to this page. Who may report is of the door (`Access.reporters`). */
export class ReportedShopDesk {
  readonly #shops: State['reportedShops'];
  readonly #clock: Clock;

  constructor(shops: State['reportedShops'], clock: Clock) {
    this.#shops = shops;
    this.#clock = clock;
  }

  /** The worst first. */
  async list(): Promise<readonly LookedAtShop[]> {
    const now = this.#clock.now();
    return worstFirst((await this.#shops.list()).map((shop) => lookAt(shop, now)));
  }

  /** Rejects `reportedShop.notFound`. */
  async show(id: number): Promise<OpenedShop> {
    const shop = await this.#shops.find(id);
    if (shop === null) throw new SyncError('reportedShop.notFound', { id });
    const runs: { readonly profile: number; readonly runs: readonly ReportedRun[] }[] = [];
    for (const { profile } of shop.profiles)
      runs.push({ profile, runs: await this.#shops.runs(id, profile, SHOWN_RUNS) });
    return { ...lookAt(shop, this.#clock.now()), runs };
  }

  /** Takes what a shop tells. Repeatable: a second time it is no news. Rejects `report.otherSender`. */
  async take(id: number, report: Report): Promise<TakenReport> {
    return this.#shops.take(id, report, nowIso(this.#clock));
  }

  /** For whoever looks after this page: no shop is named. */
  async figures(): Promise<ReportingFigures> {
    const now = this.#clock.now();
    const shops = await this.#shops.list();
    return { shops: shops.length, silent: shops.filter((shop) => isSilent(shop, now)).length };
  }

  /**
   * Shops whose silence nobody was told of: they are noted before they are answered, so that nobody is told
   * twice. Not repeatable: the second call answers none of them.
   */
  async newlySilent(): Promise<readonly ReportedShop[]> {
    const now = this.#clock.now();
    const told: ReportedShop[] = [];
    for (const shop of await this.#shops.list()) {
      const { id, heardAt, isTold } = shop;
      if (heardAt === null || isTold || !isSilent(shop, now)) continue;
      if (await this.#shops.beginAlarm(id, heardAt, nowIso(this.#clock))) told.push(shop);
    }
    return told;
  }
}
