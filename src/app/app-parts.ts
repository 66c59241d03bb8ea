import type { Clock } from '../lib/clock.ts';
import type { FoundWarehouse, WarehouseEngine } from '../model/warehouse-address.ts';
import type { ListManner } from '../model/list-manner.ts';
import type { FetchedOrder } from '../model/order.ts';
import type { Machine } from '../model/installation.ts';
import type { LeaseTimes } from '../model/lease.ts';
import type { MetAgent } from '../model/met-agent.ts';
import type { Retrying } from '../model/sync-error.ts';
import type { SecretName, Settings } from '../model/settings.ts';
import type { Shop } from '../shop/shop.ts';
import type { State } from '../state/state.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Report, TakenReport } from '../model/reporting.ts';
import type { Landing } from './tasks/turn/landing.ts';
import type { Pace } from './between/between.ts';

/** Secrets of a profile as they are handed to an adapter; null = never set. */
export type Secrets = Readonly<Record<SecretName, string | null>>;

/** Where an order goes, as it was received; texts trimmed, '' when absent or erased. */
export interface DeliveryPlace {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly city: string;
  readonly zip: string;
}

/** Who looks on while a shop or a warehouse is worked with. */
export interface ShopWatch {
  /** Told when the adapter waits before it repeats something. */
  readonly onRetry?: (retry: Retrying) => void;
  /**
   * Awaited before each request that changes the shop, repeated ones too; its rejection stops that. What it
   * resolves to is asked when the request is about to leave: false, and it is awaited again first.
   */
  readonly beforeChange?: () => Promise<() => boolean>;
  /** How the shop's list of orders was seen to answer; absent = nothing is known. */
  readonly lists?: ListManner;
  /** Told what was probed anew after an answer has contradicted that. */
  readonly onLists?: (lists: ListManner) => void;
}

/** Who looks on while the agent of a warehouse is worked with. */
export interface AgentWatch {
  /** Told the version of its program whenever it has answered; must not throw. */
  readonly onAgent?: (version: string) => void;
  /** When it was heard before, for whoever is told that it is away. Never rejects. */
  readonly lastAgent?: (agent: string) => Promise<MetAgent | null>;
}

/** Reads an order of the archive as it was received, over either interface; null = it has no number. */
export type OrderReader = (raw: string) => FetchedOrder | null;

/**
 * Posts a report. Rejects `report.*`: it may have been taken all the same. Repeatable: the other side knows
 * what it has taken.
 */
export type PostReport = (
  to: { readonly address: string; readonly token: string },
  report: Report,
  signal: AbortSignal,
) => Promise<TakenReport>;

/** What the application is made of; `compose.ts` hands it the concrete adapters. */
export interface AppParts {
  readonly state: State;
  readonly clock: Clock;
  /** Rejects `settings.warehouseUrl.*` for an address that no adapter knows. */
  readonly openWarehouse: (
    settings: Settings,
    secrets: Secrets,
    watch?: Pick<ShopWatch, 'onRetry'> &
      AgentWatch & {
        /** A person waits for the answer: a fault is told at once, and he tries again himself. */
        readonly isOnce?: boolean;
      },
  ) => Promise<Warehouse>;
  /** Warehouses that can be seen on this machine: files in likely places, servers on the usual ports. */
  readonly findWarehouses: (signal: AbortSignal) => Promise<readonly FoundWarehouse[]>;
  /** What a warehouse may be in that people set up here. */
  readonly offeredEngines: readonly WarehouseEngine[];
  /**
   * Which of these agents answer at their hub, and in which version; null: there is no hub. Rejects
   * `agent.hub*`.
   */
  readonly lookAtAgents: ((names: readonly string[]) => Promise<readonly Omit<MetAgent, 'seenMs'>[]>) | null;
  readonly openShop: (settings: Settings, secrets: Secrets, watch: ShopWatch) => Promise<Shop>;
  /** Loads what reads orders of the archive: a start that reads none does without. Repeatable. */
  readonly loadOrderReader: () => Promise<OrderReader>;
  /** A buyer's contact data in an order as it was received, and the order without them. */
  readonly orderContacts: (raw: string) => {
    readonly texts: readonly string[];
    readonly erased: string;
    readonly delivery: DeliveryPlace | null;
  };
  /** Tells a hosted page how this installation stands. */
  readonly postReport: PostReport;
  /** Where this process runs. */
  readonly machine: Machine;
  /** This process as `host/boot/space:pid:start`: the holder of leases. */
  readonly holder: string;
  /** How leases are kept; left out = as one machine does. */
  readonly leaseTimes?: LeaseTimes;
  /**
   * How long a product that whoever ran a profile before has sent may still come into its shop; milliseconds,
   * left out = `LANDING_MS`.
   */
  readonly landingMs?: number;
  /**
   * Whoever is taken for dead may live, unheard: he changes the shop as long as his lease is fresh. Left out
   * = he is dead indeed.
   */
  readonly mayLive?: boolean;
  /** Products that are under way to the shop of the profile whose lease is held. Left out: none is held. */
  readonly landing?: Landing;
  /** How often a long export looks whether orders of its shop are due; left out = `PACE`. */
  readonly pace?: Pace;
  /** Whether another holder's process lives; null = it is on another machine. */
  readonly isAlive: (holder: string) => boolean | null;
}
