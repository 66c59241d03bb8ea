import type { Membership, Role } from '../../model/account.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { Profile, ProfileId } from '../../model/profile.ts';
import type { RunRecord } from '../../model/run.ts';
import type { Tenant, TenantId } from '../../model/tenant.ts';

/** A shop of a firm, as its newest run and what waits leave it: no order, no good, nobody's name. */
export interface FirmShop extends Pick<Profile, 'id' | 'name' | 'version' | 'confirmedAt'> {
  readonly tenant: TenantId;
  /** Null = it was never run. */
  readonly lastRun: Pick<RunRecord, 'id' | 'startedAt' | 'endedAt' | 'end'> | null;
  /** ISO 8601, UTC: when a task last came to its end; null = none has. */
  readonly lastSuccess: string | null;
  /** How much waits for a person, by code. */
  readonly waiting: readonly { readonly code: ErrorCode; readonly count: number }[];
}

/** Firms for which something is watched that others have no use for. */
export interface WatchedFirms {
  /** A living profile of theirs has an hour at which the day before is told. */
  readonly digests: ReadonlySet<TenantId>;
  /** They report to a page elsewhere. */
  readonly reporting: ReadonlySet<TenantId>;
  /** Shops report to them. */
  readonly reportedTo: ReadonlySet<TenantId>;
}

/** Firms that share a memory, and who is what in them. Of every firm, however the memory is looked at. */
export interface TenantMemory {
  /** By number: the first one is there from the beginning. Repeatable. */
  list(): Promise<readonly Tenant[]>;
  /** Rejects `tenant.nameTaken`: so a second call adds no second one, and tells it. Not repeatable. */
  add(name: string, nowIso: string): Promise<Tenant>;
  /** Rejects `tenant.nameTaken`. Repeatable. */
  rename(id: TenantId, name: string): Promise<void>;
  /** Since when it is suspended; null opens it again. Repeatable. */
  suspend(id: TenantId, sinceIso: string | null): Promise<void>;
  /** What a person is in which firms, by number of the firm. Repeatable. */
  of(accountId: number): Promise<readonly Membership[]>;
  /**
   * Lets a person into a firm, or (null) out of it, which ends the sessions there. Rejects `account.lastOwner`.
   * Repeatable.
   */
  setMember(id: TenantId, accountId: number, role: Role | null): Promise<void>;
  /** Whether a person looks after the firms; false ends the sessions as such. Repeatable. */
  setHoster(accountId: number, isHoster: boolean): Promise<void>;
  /** Repeatable. */
  isHoster(accountId: number): Promise<boolean>;
  /** Every living shop of every firm, by a few statements however many there are; in no order. Repeatable. */
  shops(): Promise<readonly FirmShop[]>;
  /** Profiles of any firm by their numbers; one that is not there is left out. Repeatable. */
  profiles(ids: readonly ProfileId[]): Promise<readonly Profile[]>;
  /** What is watched for whom, by three statements however many firms there are. Repeatable. */
  watched(): Promise<WatchedFirms>;
  /** Firms that have an owner. Repeatable. */
  owned(): Promise<ReadonlySet<TenantId>>;
}
