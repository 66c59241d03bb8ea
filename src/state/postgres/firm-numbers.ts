import { sql } from 'kysely';
import type { TenantId } from '../../model/tenant.ts';
import type { StateDatabase } from '../sql/schema.ts';

/**
 * What a role that policies bind learns of all firms: numbers of firms, by functions of the owner. What there
 * is of a firm it then asks as that firm.
 */
export interface FirmNumbers {
  /** With its parameters' types. */
  readonly name: string;
  /** What it answers with, a query of the owner. */
  readonly answers: string;
  readonly query: string;
}

/** Firms that hold leases. */
export const FIRMS_HOLDING: FirmNumbers = {
  name: 'page_firms_holding()',
  answers: 'setof bigint',
  query: `select distinct p.tenant_id from leases l join profiles p on p.id = l.profile_id
    where l.holder <> '' and p.removed_at is null`,
};

/** The shop of a token, and its firm: whoever comes with one is of no firm yet. */
export const REPORTER: FirmNumbers = {
  name: 'page_reporter(hash text)',
  answers: 'table (shop bigint, tenant bigint)',
  query: 'select id, tenant_id from reported_shops where token_hash = hash',
};

/** As `REPORTER` says; null: it is nobody's token. Repeatable. */
export async function reporterOf(
  database: StateDatabase,
  tokenHash: string,
): Promise<{ readonly shop: number; readonly tenant: TenantId } | null> {
  const { rows } = await sql<{
    readonly shop: number;
    readonly tenant: TenantId;
  }>`select shop, tenant from page_reporter(${tokenHash})`.execute(database);
  return rows[0] ?? null;
}

/** Firms of which somebody has a lease that was not given back. Repeatable. */
export async function firmsHolding(database: StateDatabase): Promise<readonly TenantId[]> {
  const { rows } = await sql<{
    readonly tenant: TenantId;
  }>`select tenant from page_firms_holding() as tenant`.execute(database);
  return rows.map(({ tenant }) => tenant);
}

/** Whether policies bind whoever asks; false where no memory is. */
export const IS_BOUND = `coalesce((select row_security_active(oid) from pg_class
  where oid = to_regclass('profiles')), false)`;

/** Whether policies bind whoever has these connections. Repeatable. */
export async function isRoleBound(database: StateDatabase): Promise<boolean> {
  const { rows } = await sql<{ readonly bound: boolean }>`select ${sql.raw(IS_BOUND)} as bound`.execute(
    database,
  );
  return rows[0]?.bound === true;
}
