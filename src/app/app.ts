import type { Decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { Link } from '../model/link.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { Plan } from '../model/plan.ts';
import type { ProductId } from '../model/product.ts';
import type { Profile } from '../model/profile.ts';
import type { RunEvent } from '../model/run.ts';
import type { SecretChanges, SecretName, Settings } from '../model/settings.ts';
import type { SettingFault } from '../model/settings-check.ts';
import type { TenantId } from '../model/tenant.ts';
import type { SyncError } from '../model/sync-error.ts';
import type { UnpUse, WarehouseChoices, WarehouseFacts, WarehouseOddity } from '../model/warehouse-facts.ts';
import type { WarehouseBuild } from '../model/warehouse-version.ts';
import type { RefundWay } from '../model/written-document.ts';
import type { AttentionItem, ProfileSummary } from '../state/state.ts';
import type { ShopFacts } from '../shop/shop.ts';
import type { PriceComparison } from '../sync/prices/compare-prices.ts';
import type { Access } from '../access/access.ts';
import type { Acting } from '../lib/acting.ts';
import type { BackupDesk } from './backups/backup-desk.ts';
import type { AnswerDesk } from './attention/answer-desk.ts';
import type { ChangeDesk } from './changes/change-desk.ts';
import type { AtWork, HomeLook } from './home/home.ts';
import type { GoodsDesk } from './goods/goods-desk.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import type { PairDesk } from './pair/pair-desk.ts';
import type { PlanDesk } from './plans/plan-desk.ts';
import type { ProfileRecords } from './profiles/profile-records.ts';
import type { MovedProfiles } from './profiles/moved-profiles.ts';
import type { RemovedProfiles } from './profiles/removed-profiles.ts';
import type { AgentDesk } from './agents/agent-desk.ts';
import type { ReportingDesks } from './reporting/reporting-desks.ts';
import type { RetentionDesk } from './retention/retention-desk.ts';
import type { TenantDesk } from './profiles/tenant-desk.ts';
import type { RunRequest, RunSummary } from './run-request.ts';
import type { Draft } from './setup/draft.ts';
import type { SetupDesk } from './setup/setup-desk.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Lesson } from '../sync/evidence/lesson.ts';
import type { ExplainedWord, WordDecision } from './words/shop-words.ts';
import type { KeyDesk } from './upkeep/key-desk.ts';
import type { Upkeep } from './upkeep/upkeep.ts';
import type { Vitals } from './vitals/vitals.ts';

export type { AttentionBoard, DismissedItem } from './attention/answer-desk.ts';
export type { AtWork, HomeLook } from './home/home.ts';
export type { GoodsPageQuery } from './goods/find-goods.ts';
export type { GoodsPage } from './goods/goods-desk.ts';
export type { ListedGood } from './goods/look-at-goods.ts';
export type { OrderDetails } from './orders/order-desk.ts';
export type { ListedOrder } from './orders/order-list.ts';
export type { Draft } from './setup/draft.ts';
export type { DraftCheck, SetupDesk } from './setup/setup-desk.ts';
export type { ShopLook } from './setup/look-at-shop.ts';
export type { WarehouseLook } from './setup/look-at-warehouse.ts';
export type { ProfileRecords } from './profiles/profile-records.ts';
export type { Lesson } from '../sync/evidence/lesson.ts';
export type { ExplainedWord, WordDecision } from './words/shop-words.ts';
export type { Admitted } from '../access/reporter-door.ts';
export type { LookedAtShop, OpenedShop } from './reporting/reported-shop-desk.ts';
export type { FirmLook, FoundLook } from './profiles/firm-board.ts';
export type { FoundRun, RunLines } from './report/run-lines.ts';
export type { RunRequest, RunSummary } from './run-request.ts';
export type { ProfileSummary } from '../state/state.ts';
export type { Vitals } from './vitals/vitals.ts';

/** A profile with what may be shown of its secrets: only which are set. */
export interface ProfileDetails {
  readonly profile: Profile;
  readonly secrets: readonly SecretName[];
  /** What keeps a run from starting; empty when nothing does. */
  readonly faults: readonly SettingFault[];
}

/** A profile that was saved, with what a person should know of it. */
export interface SavedProfile extends Profile {
  /** Secrets that were forgotten, since their place has changed. */
  readonly voided: readonly SecretName[];
  /** Why the warehouse could not be asked about what the settings name; null = it was, or need not be. */
  readonly unchecked: SyncError | null;
}

/** What a form lets a person choose from, and what it chooses beforehand. */
export interface FormChoices extends WarehouseChoices {
  /** The edition that the warehouse shows by its УНП; null: it shows none. */
  readonly edition: WarehouseBuild | null;
}

/** How many pieces stand on open orders that are older than so many days. */
export interface AgedOrders {
  readonly days: number;
  readonly quantity: Decimal;
}

/** One line of the connection test. `isOk` null = could not be tried because something before it failed. */
export interface TestedPoint {
  readonly point:
    | 'settings'
    | 'warehouse'
    | 'records'
    | 'shop'
    | 'pair'
    | 'currency'
    | 'rights'
    | 'unp'
    | 'abilities';
  readonly isOk: boolean | null;
  readonly error: SyncError | null;
}

/** The agent of a warehouse in a back office, as a test has met it. */
export interface TestedAgent {
  readonly name: string;
  /** It answers now. */
  readonly isThere: boolean;
  /** Of its program, and when it was heard last (ISO 8601, UTC); null: it never was. */
  readonly version: string | null;
  readonly seenAt: string | null;
}

/** Everything that "Тест на връзката" finds out. Reads only. */
export interface ProfileTest {
  readonly points: readonly TestedPoint[];
  /** What is wrong of the settings, each at its field; those that the warehouse contradicts too. */
  readonly faults: readonly SettingFault[];
  readonly warehouse: WarehouseFacts | null;
  readonly choices: WarehouseChoices | null;
  readonly shop: ShopFacts | null;
  readonly unpUse: UnpUse | null;
  /** Null: the warehouse has none, or refused to be worked with before anything could be known of it. */
  readonly agent: TestedAgent | null;
  /** Open orders that are too old to reserve anything; null: there are none, or none are subtracted. */
  readonly agedOrders: AgedOrders | null;
  /**
   * Prices of goods that both sides have: which currency the shop's are in. Null when they cannot be read.
   */
  readonly prices: PriceComparison | null;
  /** In what the warehouse's structure differs from the vendor's. */
  readonly oddities: readonly WarehouseOddity[];
  /** What this pair of interfaces cannot do, as notice codes. */
  readonly limits: readonly (
    | 'noOrders'
    | 'noUnp'
    | 'noTransactions'
    | 'noMarks'
    | 'noSales'
    | 'noConversions'
    | 'productsNotReadable'
    | 'stockNotReadable'
  )[];
}

/**
 * What a person can ask of the program: the facade for the command line and the page. Every method rejects
 * with a SyncError; an unknown profile is `profile.notFound`.
 */
export interface App extends ProfileRecords<string>, ReportingDesks {
  /** Every profile with how it stands, by one query; ordered by name. */
  listProfiles(): Promise<readonly ProfileSummary[]>;
  /** One of them. */
  summary(name: string): Promise<ProfileSummary>;
  showProfile(name: string): Promise<ProfileDetails>;
  /**
   * Adds a profile; bad values are refused before anything is stored. An incomplete one may be stored: it
   * cannot run.
   */
  addProfile(name: string, settings: Settings): Promise<Profile>;
  /**
   * Saves settings (and a new name) with the secrets that were typed, all or nothing, if the version is
   * still the stored one. Secrets whose place changes are forgotten, unless typed anew. Rejects
   * `FormFaults` where changed settings name records that the warehouse does not have so; a warehouse that
   * cannot be asked stops nobody.
   */
  saveProfile(profile: Profile, secrets?: SecretChanges): Promise<SavedProfile>;
  /**
   * Removes a profile; its ledger, archive and runs stay. Rejects `profile.inUse` while it is being run.
   */
  removeProfile(name: string): Promise<void>;
  setSecret(name: string, secret: SecretName, value: string | null): Promise<void>;
  /** Tests the connection of what is stored, or of what is typed; of the latter nothing is remembered. */
  testProfile(name: string, signal: AbortSignal, draft?: Draft): Promise<ProfileTest>;

  /** What a run would do, computed without writing anywhere; notes that a plan was made (spec section 4). */
  plan(
    name: string,
    request: Pick<RunRequest, 'tasks' | 'signal' | 'first'> & {
      readonly onEvent?: (event: RunEvent) => void;
    },
  ): Promise<Plan>;
  /** Runs the tasks. Rejects only when the run could not start (settings, lease, confirmation). */
  run(name: string, request: RunRequest): Promise<RunSummary>;

  /** What a person looks for first; `atWork`: what the process at work knows of it. */
  home(name: string, atWork: AtWork): Promise<HomeLook>;
  /** What waits for a person; what he has put aside is not among it. */
  attention(name: string): Promise<readonly AttentionItem[]>;
  /** Of these what a person has to answer before anything goes on (Q3, Q4, Q6). */
  questions(name: string): Promise<readonly AttentionItem[]>;
  /** Evidence of what is assumed, from both sides; reads only, and names no buyer. */
  collect(name: string, signal: AbortSignal): Promise<Evidence>;
  /** What an evidence file says of the assumptions. Rejects `file.malformed`. */
  learn(file: string, content: string): Promise<readonly Lesson[]>;
  /** The shop's own words, with what they mean here. */
  words(name: string): Promise<readonly ExplainedWord[]>;
  /** What a word means from the next run on; rejects `settings.badValue` for what it cannot mean. */
  decideWord(name: string, decision: WordDecision): Promise<void>;
  /**
   * Says how a buyer got his money back, for the month's audit file; null: nobody has said so. Rejects
   * `order.notFound`.
   */
  setRefundWay(name: string, order: OrderNumber, way: RefundWay | null): Promise<void>;
  /** How many items were released for another try. */
  release(name: string, item: number | 'all'): Promise<number>;
  /** What the warehouse offers to choose from, for a form; also for a profile that cannot run yet. */
  choices(name: string, signal: AbortSignal): Promise<FormChoices>;
  /** Links by good id, a page at a time, with what was last sent. */
  links(name: string, page: { readonly after: number; readonly limit: number }): Promise<readonly Link[]>;
  /**
   * Links a pair by hand; what is sent of it follows with the next run. Rejects `good.notFound`,
   * `product.notFound`, `good.product.linkedElsewhere`.
   */
  link(name: string, goodId: GoodId, productId: ProductId): Promise<void>;
  /** Forgets a pair: the next run looks for the product anew. */
  unlink(name: string, goodId: GoodId): Promise<void>;
  /** Where notifications of a profile go, opened for sending only. */
  notificationWays(name: string): Promise<{
    readonly settings: Settings;
    readonly password: string | null;
    readonly webhook: string | null;
  }>;
  /** Whatever a person needs to set up a profile. */
  readonly setup: SetupDesk;
  /** What waits by cause, what settles it, and what was answered. */
  readonly answers: AnswerDesk;
  /** Orders and their УНП for people. */
  readonly orderDesk: OrderDesk;
  /** Goods for people, both sides beside each other. */
  readonly goodsDesk: GoodsDesk;
  /** Whether shop and warehouse are still those that a profile's memory is of. */
  readonly pairs: PairDesk;
  /** What stays of profiles that were removed. */
  readonly removed: RemovedProfiles;
  /** Profiles that leave for another memory, or come from one. */
  readonly moved: MovedProfiles;
  /** Who may come in over the page. */
  readonly access: Access;
  /** In whose name things are done. */
  readonly acting: Acting;
  /** Firms that share the memory. */
  readonly tenants: TenantDesk;
  /**
   * The same application for one firm: a profile's name is one of its own, and no other firm's profile, person or
   * change is seen. Repeatable.
   */
  of(tenant: TenantId): App;
  /**
   * Notes that a profile's day (`YYYY-MM-DD`) is about to be told by mail; false when it was already. Not
   * repeatable.
   */
  beginDigest(name: string, day: string): Promise<boolean>;
  /** Plans that are kept for a person, whichever process made them. */
  readonly plans: PlanDesk;
  /** Backups by a plan, and back from one of them. */
  readonly backups: BackupDesk;
  /** The keys that seal secrets. */
  readonly keys: KeyDesk;
  /** For how long the log of runs is kept. */
  readonly retention: RetentionDesk;
  /** Who changed what, and when. */
  readonly changes: ChangeDesk;
  /** Backups, comparison with the shop, undo, and the memory built anew. */
  readonly upkeep: Upkeep;
  /** How the program stands, for whoever looks after it. */
  readonly vitals: Vitals;
  readonly agents: AgentDesk;
  close(): Promise<void>;
}
