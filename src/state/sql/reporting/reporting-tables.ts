import type { Generated } from 'kysely';
import type { TenantId } from '../../../model/tenant.ts';

interface ReportedShopTable {
  readonly id: Generated<number>;
  readonly name: string;
  readonly folded_name: string;
  readonly token_hash: string | null;
  readonly created_at: string;
  /** '' = nobody has used the token as yet. */
  readonly sender: Generated<string>;
  readonly sequence: Generated<number>;
  readonly heard_at: string | null;
  readonly every_minutes: Generated<number>;
  readonly version: Generated<string>;
  readonly told_at: string | null;
  readonly tenant_id: Generated<TenantId>;
}

interface ReportedProfileTable {
  readonly shop_id: number;
  readonly profile: number;
  /** JSON. */
  readonly standing: string;
}

interface ReportedRunTable {
  readonly shop_id: number;
  readonly profile: number;
  readonly run_id: number;
  /** JSON. */
  readonly run: string;
}

interface ReportLineTable {
  /** There is one row a firm at most. */
  readonly tenant_id: TenantId;
  readonly address: string;
  readonly token: Uint8Array;
  readonly every_minutes: number;
  readonly sequence: number;
  /** JSON. */
  readonly acknowledged: string;
  readonly answered_at: string | null;
  /** JSON. */
  readonly fault: string | null;
}

/** The tables of reporting: of shops that tell this page, and of what firms tell another. */
export interface ReportingSchema {
  readonly reported_shops: ReportedShopTable;
  readonly reported_profiles: ReportedProfileTable;
  readonly reported_runs: ReportedRunTable;
  readonly report_lines: ReportLineTable;
}
