import type { LeaseFence } from '../model/lease.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AccountMemory } from './parts/account-memory.ts';
import type { AgentSights } from './parts/agent-sights.ts';
import type { AttentionList } from './parts/attention-list.ts';
import type { Backups } from './parts/backups.ts';
import type { ChangeLog } from './parts/change-log.ts';
import type { EntryMemory } from './parts/entry-memory.ts';
import type { Figures } from './parts/figures.ts';
import type { Housekeeping } from './parts/housekeeping.ts';
import type { Leases } from './parts/leases.ts';
import type { KeyRing } from './parts/key-ring.ts';
import type { Links } from './parts/links.ts';
import type { OrderLedger } from './parts/order-ledger.ts';
import type { OrderLists } from './parts/order-lists.ts';
import type { OrderSeries } from './parts/order-series.ts';
import type { PairMemory } from './parts/pair-memory.ts';
import type { PlanMemory } from './parts/plan-memory.ts';
import type { ProfileMemory } from './parts/profile-memory.ts';
import type { ProfileMoves } from './parts/profile-moves.ts';
import type { ProgramMemory } from './parts/program-memory.ts';
import type { ReportLine } from './parts/report-line.ts';
import type { ReportedShops } from './parts/reported-shops.ts';
import type { RunLog } from './parts/run-log.ts';
import type { RunMarks } from './parts/run-marks.ts';
import type { TenantMemory } from './parts/tenant-memory.ts';
import type { WordMemory } from './parts/word-memory.ts';

export type { AccountDraft, NewSession } from '../model/account.ts';
export type {
  IsAlive,
  LeaseAnswer,
  LeaseFence,
  LeaseHolder,
  LeaseRequest,
  StandingLease,
} from '../model/lease.ts';
export type { EventPageQuery, ListPage, OrderFilter, OrderPageQuery } from '../model/list-page.ts';
export type { ProfileSummary } from '../model/profile-summary.ts';
export type { LastRunQuery, RunCounts, RunFault, RunRecord, RunSearch, StoredEvent } from '../model/run.ts';
export type { AccountMemory, SecondFactorDraft } from './parts/account-memory.ts';
export type { AgentSights } from './parts/agent-sights.ts';
export type {
  AttentionItem,
  AttentionDraft,
  AttentionList,
  Dismissal,
  WaitingCode,
  WaitingQuery,
  WaitingText,
} from './parts/attention-list.ts';
export type { RestoredState, Backups } from './parts/backups.ts';
export type { ChangeLog, ChangeQuery } from './parts/change-log.ts';
export type { EntryMemory, KeptLink, Tries, TriesToCount } from './parts/entry-memory.ts';
export type { Figures, OrderFigure, SentFigure } from './parts/figures.ts';
export type { Forgotten, Housekeeping, Room } from './parts/housekeeping.ts';
export type { KeyRing } from './parts/key-ring.ts';
export type { Leases } from './parts/leases.ts';
export type { Links } from './parts/links.ts';
export type { OrderToKeep, OrderLedger, Erasure } from './parts/order-ledger.ts';
export type { OrderLists } from './parts/order-lists.ts';
export type { OrderSeries, PastKey, PastOrder, SeriesOpening } from './parts/order-series.ts';
export type { PairMemory, ShelvedPair } from './parts/pair-memory.ts';
export type { PlanMemory } from './parts/plan-memory.ts';
export type { RemovalRequest, ProfileMemory } from './parts/profile-memory.ts';
export type { ProfileFile, ProfileMoves } from './parts/profile-moves.ts';
export type { ProgramMemory } from './parts/program-memory.ts';
export type { ReportLine } from './parts/report-line.ts';
export type { ReportedShops } from './parts/reported-shops.ts';
export type { RunLog } from './parts/run-log.ts';
export type { RunMarks } from './parts/run-marks.ts';
export type { FirmShop, TenantMemory, WatchedFirms } from './parts/tenant-memory.ts';
export type { WordMemory } from './parts/word-memory.ts';

/** What the program remembers between runs (spec section 5). Rejects with SyncErrors only. */
export interface State {
  readonly profiles: ProfileMemory;
  readonly moves: ProfileMoves;
  readonly pairs: PairMemory;
  readonly leases: Leases;
  readonly links: Links;
  readonly ledger: OrderLedger;
  readonly lists: OrderLists;
  readonly series: OrderSeries;
  readonly attention: AttentionList;
  readonly runs: RunLog;
  readonly figures: Figures;
  readonly runMarks: RunMarks;
  readonly words: WordMemory;
  readonly plans: PlanMemory;
  readonly accounts: AccountMemory;
  readonly entries: EntryMemory;
  readonly tenants: TenantMemory;
  readonly agents: AgentSights;
  readonly changes: ChangeLog;
  readonly program: ProgramMemory;
  readonly keys: KeyRing;
  readonly reportedShops: ReportedShops;
  readonly reportLine: ReportLine;
  readonly backups: Backups;
  readonly housekeeping: Housekeeping;
  /** Who this memory is: eight hexadecimal digits, drawn once. */
  readonly installation: string;
  /**
   * The same memory for whoever holds a lease: each write looks, inside of its own transaction, whether the
   * lease was taken by somebody else meanwhile, and is then refused (`run.leaseLost`). Repeatable.
   */
  under(fence: LeaseFence): State;
  /**
   * The same memory as one firm sees it: profiles, people, sessions, changes and highest sequences of that
   * firm alone, and what is added is its own. A profile's number is found by its name there, and nowhere
   * else. Without it everything is seen, and what is added is the first firm's. Repeatable.
   */
  of(tenant: TenantId): State;
  /** Frees the memory. Repeatable. */
  close(): Promise<void>;
}
