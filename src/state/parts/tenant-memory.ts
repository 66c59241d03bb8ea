import type { Membership, Role } from '../../model/account.ts';
import type { Tenant, TenantId } from '../../model/tenant.ts';

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
}
