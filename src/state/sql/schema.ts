import type { Generated, Kysely } from 'kysely';
import type { Decimal } from '../../model/decimal.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { GoodId } from '../../model/good.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProductId } from '../../model/product.ts';
import type { WordKind, WordMeaning, WordSource } from '../../model/shop-words.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { RunEnd, RunTrigger } from '../../model/run.ts';
import type { NoteKind } from '../../model/setting-change.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { AccountSchema } from './firm/account-tables.ts';
import type { AgentSchema } from './firm/agent-table.ts';
import type { EntrySchema } from './firm/entry-tables.ts';
import type { TaskSuccessTable } from './firm/success-table.ts';
import type { SightTable } from './lists/sight-table.ts';
import type { PairTable, RunMarksTable } from './pair/pair-tables.ts';
import type { PlanSchema } from './plans/plan-tables.ts';
import type { ReportingSchema } from './reporting/reporting-tables.ts';
import type { SecretSchema } from './secrets/secret-tables.ts';

/** 0 or 1: no engine's own truth values, so that a row looks the same in each. */
type Flag = 0 | 1;

interface ProfileTable {
  readonly id: Generated<ProfileId>;
  readonly name: string;
  readonly version: number;
  readonly settings: string;
  readonly created_at: string;
  readonly confirmed_at: string | null;
  readonly cursor: Generated<OrderNumber>;
  readonly removed_at: string | null;
  readonly first_filled_at: string | null;
  readonly first_fed_at: string | null;
  readonly orders_between_at: Generated<string | null>;
  readonly orders_at_shop: Generated<number | null>;
  readonly reread_to: Generated<OrderNumber>;
  readonly shelf_of: ProfileId | null;
  readonly asked_to: Generated<OrderNumber>;
  readonly asked_at: string | null;
  /** '' in what an older program has left, until it is opened. */
  readonly uuid: Generated<string>;
  readonly moved_at: string | null;
  readonly moves: Generated<string>;
  readonly tenant_id: Generated<TenantId>;
}

interface LeaseTable {
  readonly profile_id: ProfileId;
  readonly holder: string;
  readonly since: string;
  readonly expires_ms: number;
  readonly fence: number;
  readonly lands_ms: Generated<number>;
  readonly quiet_fence: Generated<number>;
}

interface LinkTable {
  readonly profile_id: ProfileId;
  readonly good_id: GoodId;
  readonly product_id: ProductId;
  readonly goods_hash: string;
  readonly stock_hash: string;
  readonly has_left: Flag;
  readonly is_hidden_by_us: Flag;
  readonly awaits_movement: Flag;
  readonly sent: string;
}

interface OrderTable {
  readonly profile_id: ProfileId;
  readonly order_number: OrderNumber;
  readonly stage: OrderStage;
  readonly status: string;
  readonly currency: string;
  readonly total: Decimal | null;
  readonly created_at: string;
  readonly operation_type: number | null;
  readonly document_number: number | null;
  readonly unp: string | null;
  readonly unp_device: string | null;
  readonly unp_sequence: number | null;
  readonly raw_hash: string;
  readonly recorded_content: string | null;
  readonly seen_at: string;
  readonly recorded_at: string | null;
  readonly acknowledged_at: string | null;
  readonly reason: string | null;
  readonly sent_at: string | null;
  readonly looks: number;
  /** Its profile's: what is unique of an order is unique in a firm. */
  readonly tenant_id: Generated<TenantId>;
}

interface PastOrderTable extends OrderTable {
  readonly series: number;
}

interface HeldQuantityTable {
  readonly profile_id: ProfileId;
  readonly order_number: OrderNumber;
  readonly line: number;
  readonly good_id: GoodId;
  readonly quantity: Decimal;
}

interface ArchiveTable {
  readonly profile_id: ProfileId;
  readonly order_number: OrderNumber;
  readonly version: number;
  /** '' where it is packed. */
  readonly raw: string;
  readonly packed: Uint8Array | null;
  readonly raw_hash: string;
  readonly shop_address: string;
  readonly received_at: string;
  readonly erased_at: string | null;
}

interface PastArchiveTable extends ArchiveTable {
  readonly series: number;
}

interface OrderSeriesTable {
  readonly profile_id: ProfileId;
  readonly opened: number;
  readonly series: number;
  readonly begins_after: OrderNumber;
  readonly up_to: OrderNumber | null;
  readonly opened_at: string;
}

interface WrittenTable {
  readonly profile_id: ProfileId;
  /** -1: the shop has the order under this number. */
  readonly past_series: number;
  readonly order_number: OrderNumber;
  readonly packed: Uint8Array;
}

interface RefundTable {
  readonly profile_id: ProfileId;
  /** -1: the shop has the order under this number. */
  readonly past_series: number;
  readonly order_number: OrderNumber;
  readonly way: number;
}

interface AttentionTable {
  readonly id: Generated<number>;
  readonly profile_id: ProfileId;
  readonly subject: string;
  readonly code: ErrorCode;
  readonly facts: string;
  readonly since: string;
  readonly last_seen_at: string;
  readonly content_hash: string;
  readonly is_released: Flag;
  readonly dismissed_at: string | null;
  readonly dismissed_by: string | null;
  readonly dismissed_reason: string | null;
}

interface RunTable {
  readonly id: Generated<number>;
  readonly profile_id: ProfileId;
  readonly trigger: RunTrigger;
  readonly started_by: string | null;
  readonly tasks: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly end: RunEnd | null;
  readonly counts: string | null;
  readonly sent_goods: Generated<number>;
  readonly sent_stock: Generated<number>;
}

interface RunEventTable {
  readonly id: Generated<number>;
  readonly run_id: number;
  readonly at: string;
  readonly subject: string | null;
  readonly event: string;
  /** What a change is looked up by; null of what is none, and of what an older program has kept. */
  readonly kind: Generated<string | null>;
  readonly outcome: Generated<string | null>;
  readonly words: Generated<string | null>;
}

interface SettingChangeTable {
  readonly id: Generated<number>;
  readonly at: string;
  readonly who: string;
  readonly profile: string;
  readonly kind: NoteKind;
  readonly field: string;
  readonly value_before: string | null;
  readonly value_after: string | null;
  readonly tenant_id: Generated<TenantId>;
}

interface ProgramValueTable {
  readonly name: string;
  readonly value: string;
}

interface DigestTable {
  readonly profile_id: ProfileId;
  readonly day: string;
}

interface WordTable {
  readonly profile_id: ProfileId;
  readonly kind: WordKind;
  readonly word: string;
  readonly count: number;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly example: number;
  readonly meaning: WordMeaning | null;
  readonly source: WordSource | null;
}

interface ReckoningTable {
  readonly profile_id: ProfileId;
  readonly order_number: OrderNumber;
  /** Names of ways, with a comma between. */
  readonly fits: string;
  readonly seen_at: string;
}

interface InstallationTable {
  readonly id: string;
}

/** The memory's tables, the same on every engine (`migrations/`); what each is for stands at its port. */
export interface StateSchema
  extends PlanSchema, SecretSchema, EntrySchema, ReportingSchema, AccountSchema, AgentSchema {
  readonly profiles: ProfileTable;
  readonly pairs: PairTable;
  readonly run_marks: RunMarksTable;
  readonly leases: LeaseTable;
  readonly links: LinkTable;
  readonly orders: OrderTable;
  readonly held_quantities: HeldQuantityTable;
  readonly archive: ArchiveTable;
  readonly order_series: OrderSeriesTable;
  readonly past_orders: PastOrderTable;
  readonly past_archive: PastArchiveTable;
  readonly written_documents: WrittenTable;
  readonly refund_ways: RefundTable;
  readonly order_sights: SightTable;
  readonly attention: AttentionTable;
  readonly runs: RunTable;
  readonly run_events: RunEventTable;
  readonly task_successes: TaskSuccessTable;
  readonly setting_changes: SettingChangeTable;
  readonly program_values: ProgramValueTable;
  readonly digests: DigestTable;
  readonly installation: InstallationTable;
  readonly words: WordTable;
  readonly reckonings: ReckoningTable;
}

/** A connection to the memory, or a transaction on it. */
export type StateDatabase = Kysely<StateSchema>;
