import type { Clock } from '../lib/clock.ts';
import type { Machine } from '../model/installation.ts';
import type { ChangeKind } from '../model/plan.ts';
import type { SeriesRange } from '../model/order-series.ts';
import type { Profile } from '../model/profile.ts';
import type { RunEvent } from '../model/run.ts';
import type { RunnableSettings } from '../model/runnable-settings.ts';
import type { WarehouseChoices, WarehouseFacts } from '../model/warehouse-facts.ts';
import type { Shop, ShopFacts } from '../shop/shop.ts';
import type { Leases, Links, OrderLedger, RunLog, State } from '../state/state.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { WordMeanings } from '../sync/words/word-meanings.ts';
import type { LostOrder } from '../sync/orders/recorded-orders.ts';
import type { MetMarks } from '../sync/pair/met-marks.ts';
import type { PriceCurrency } from '../sync/prices/price-stop.ts';
import type { AppParts, OrderReader } from './app-parts.ts';
import type { Between } from './between/between.ts';
import type { FirstFeedTurn } from './first-feed-turn.ts';
import type { Landing } from './tasks/turn/landing.ts';
import type { OpenItems } from './report/attention-desk.ts';
import type { TaskReport } from './report/task-report.ts';

/** What may be asked of a warehouse without changing it. */
export type WarehouseReading = Omit<
  Warehouse,
  'recordOperation' | 'addGoods' | 'markInstallation' | 'replaceExportKey' | 'leaveIdentityMark' | 'close'
>;

/** What may be asked of a shop without changing it. */
export type ShopReading = Omit<Shop, 'writeProducts' | 'writeUnp' | 'close'>;

/** What may be asked of the links without changing them. */
export type LinksReading = Omit<Links, 'save' | 'remove' | 'forgetStock'>;

/** What may be asked of the memory without changing it. */
export interface StateReading {
  readonly installation: string;
  readonly links: LinksReading;
  readonly ledger: Omit<OrderLedger, 'keep' | 'save' | 'advanceCursor' | 'erase' | 'setRefundWay'>;
  readonly runs: Omit<RunLog, 'start' | 'addEvents' | 'finish'>;
  readonly leases: Pick<Leases, 'standing'>;
}

/** What a task decides with: both sides and the memory to be read, and nothing that could be written to. */
export interface Gathering {
  readonly profile: Profile;
  /** Frozen for the run. */
  readonly settings: RunnableSettings;
  /** The shop's identity in claims and notes of series 0 (I4). */
  readonly identity: string;
  /** Series of the shop's order numbers, in the order in which they were opened (Q6). */
  readonly series: readonly SeriesRange[];
  readonly facts: WarehouseFacts;
  readonly choices: WarehouseChoices;
  readonly shopFacts: ShopFacts;
  /** The currency of the shop's prices, and whether prices may go at all. */
  readonly priceCurrency: PriceCurrency;
  readonly warehouse: WarehouseReading;
  readonly shop: ShopReading;
  readonly state: StateReading;
  readonly clock: Clock;
  readonly machine: Machine;
  /** This process, and whether others live (`AppParts`). */
  readonly holder: string;
  readonly isAlive: AppParts['isAlive'];
  /** Marks of other runs in the warehouse (Q8); null where there is no place for them. */
  readonly marks: MetMarks | null;
  readonly signal: AbortSignal;
  readonly readOrder: OrderReader;
  readonly orderContacts: AppParts['orderContacts'];
  /** What the shop's words mean, as decided before the run. */
  readonly words: WordMeanings;
  /** Attention items that stand open. */
  readonly open: OpenItems;
  /** Tells how far a task has read; keeps nothing. */
  readonly onProgress: (progress: Pick<Progress, 'phase' | 'done' | 'total'>) => void;
  /**
   * Goods whose quantity went out together with their new product in this run; `export-stock` counts them.
   */
  readonly quantitiesSent: Set<number>;
  /** What came of asking for recorded documents in this session (Q1); null = nobody has asked yet. */
  readonly recordedAsked: { lost: readonly LostOrder[] | null };
  /** Products under way to the shop, of this run and of those before it. */
  readonly landing: Landing;
  /** Every recorded order is asked for, not some in turn: a comparison looks at all (Q1). */
  readonly asksAll: boolean;
  /** How far the first feed has come, over all tasks. */
  readonly firstFeed: FirstFeedTurn;
  /**
   * Of orders only what a person wants recorded again is: the shop's numbers may be other orders' now (Q6), so
   * that nothing is read of them and no УНП is written to them.
   */
  readonly recordsAgainOnly: boolean;
}

type Progress = Extract<RunEvent, { type: 'progress' }>;

/** What a window is carried out with. */
export interface TaskContext extends Gathering {
  readonly warehouse: Warehouse;
  readonly shop: Shop;
  readonly state: State;
  readonly report: TaskReport;
  /** Kinds of changes whose first ones were read back from the shop in this run and found as sent. */
  readonly provenKinds: Set<ChangeKind>;
  /** What is let in while a task sends for long. */
  readonly between: Between;
}

/** What is the same for all tasks of a run. */
export type SharedContext = Omit<TaskContext, 'report' | 'open' | 'onProgress'>;

/** What can be read of both sides and the memory, the same for all tasks of a run and whoever else reads. */
export type SharedGathering = Omit<Gathering, 'open' | 'onProgress'>;
