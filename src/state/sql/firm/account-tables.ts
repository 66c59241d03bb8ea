import type { Generated } from 'kysely';
import type { Role } from '../../../model/account.ts';
import type { TenantId } from '../../../model/tenant.ts';

/** 0 or 1: no engine's own truth values, so that a row looks the same in each. */
type Flag = 0 | 1;

interface AccountTable {
  readonly id: Generated<number>;
  readonly name: string;
  readonly folded_name: string;
  /** As a program of before firms sees it; what counts is of the membership. */
  readonly role: 'owner' | 'operator';
  readonly language: 'bg' | 'en';
  readonly password_hash: string;
  readonly created_at: string;
  readonly email: Generated<string>;
  readonly must_change: Generated<Flag>;
  readonly factor: Uint8Array | null;
  readonly factor_step: Generated<number>;
  readonly is_hoster: Generated<Flag>;
}

interface RecoveryCodeTable {
  readonly account_id: number;
  readonly code_hash: string;
}

interface SessionTable {
  readonly token_hash: string;
  readonly account_id: number;
  readonly csrf_token: string;
  readonly created_at_ms: number;
  readonly last_seen_at_ms: number;
  readonly browser: Generated<string>;
  readonly address: Generated<string>;
  readonly tenant_id: Generated<TenantId | null>;
}

interface TenantTable {
  readonly id: TenantId;
  readonly name: string;
  readonly created_at: string;
  readonly suspended_at: string | null;
}

interface MembershipTable {
  readonly tenant_id: TenantId;
  readonly account_id: number;
  readonly role: Role;
}

/** People, their sessions, and the firms that they are of. */
export interface AccountSchema {
  readonly accounts: AccountTable;
  readonly sessions: SessionTable;
  readonly recovery_codes: RecoveryCodeTable;
  readonly tenants: TenantTable;
  readonly memberships: MembershipTable;
}
