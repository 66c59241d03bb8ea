import { sql } from 'kysely';
import type { TenantId } from '../../model/tenant.ts';
import type { FirmNumbers } from '../../state/postgres/firm-numbers.ts';
import type { HostedDatabase } from '../hosted-tables.ts';

/** Firms of which was told something behind a place, and the last place of as many as are read at once. */
export const FIRMS_TOLD: FirmNumbers = {
  name: 'page_firms_told(after bigint, most integer)',
  answers: 'table (tenant bigint, last bigint)',
  query: `select p.tenant_id, max(t.place)
    from (select place, profile_id from hosted_told where place > after order by place limit most) t
    left join profiles p on p.id = t.profile_id group by p.tenant_id`,
};

/** The place of what was told last; null: nothing was. */
export const NEWEST_PLACE: FirmNumbers = {
  name: 'page_newest_place()',
  answers: 'bigint',
  query: 'select max(place) from hosted_told',
};

/** Firms with a schedule that should have started something so many milliseconds ago. */
export const FIRMS_OVERDUE: FirmNumbers = {
  name: 'page_firms_overdue(grace bigint)',
  answers: 'setof bigint',
  query: `select distinct p.tenant_id from hosted_due d join profiles p on p.id = d.profile_id
    where p.removed_at is null
      and least(d.full_ms, d.stock_ms) < (extract(epoch from now()) * 1000)::bigint - grace`,
};

/** What was told behind a place, by firms. */
export interface ToldFirms {
  readonly firms: readonly TenantId[];
  /** Up to here it is all of these firms'. */
  readonly last: number;
}

/** As `FIRMS_TOLD` says; `last` is `after` where nothing was told. Repeatable. */
export async function firmsTold(database: HostedDatabase, after: number, most: number): Promise<ToldFirms> {
  const { rows } = await sql<{
    readonly tenant: TenantId | null;
    readonly last: number;
  }>`select tenant, last from page_firms_told(${after}, ${most})`.execute(database);
  // Of a profile that is not there any more nothing is told.
  const firms = rows.flatMap(({ tenant }) => (tenant === null ? [] : [tenant]));
  return { firms, last: Math.max(after, ...rows.map(({ last }) => last)) };
}

/** As `NEWEST_PLACE` says. Repeatable. */
export async function newestPlace(database: HostedDatabase): Promise<number | null> {
  const { rows } = await sql<{
    readonly place: number | null;
  }>`select page_newest_place() as place`.execute(database);
  return rows[0]?.place ?? null;
}

/** As `FIRMS_OVERDUE` says. Repeatable. */
export async function firmsOverdue(database: HostedDatabase, graceMs: number): Promise<readonly TenantId[]> {
  const { rows } = await sql<{
    readonly tenant: TenantId;
  }>`select tenant from page_firms_overdue(${graceMs}) as tenant`.execute(database);
  return rows.map(({ tenant }) => tenant);
}
