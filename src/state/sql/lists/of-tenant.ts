import { SyncError } from '../../../model/sync-error.ts';
import type { ProfileId, RemovedProfile } from '../../../model/profile.ts';
import type { TenantId } from '../../../model/tenant.ts';
import { profileOf } from '../profile-row.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';

/** Profiles of a firm, or of all of them, that are not removed. */
export function living(database: StateDatabase, tenant: TenantId | null) {
  const all = database.selectFrom('profiles').selectAll().where('removed_at', 'is', null);
  return tenant === null ? all : all.where('tenant_id', '=', tenant);
}

/**
 * The one of a name, which is one firm's: where nobody has said whose, and several have it, it is nobody's
 * (`tenant.unclear`).
 */
export function onlyOne<Row>(rows: readonly Row[], name: string): Row | null {
  if (rows.length > 1) throw new SyncError('tenant.unclear', { name });
  return rows[0] ?? null;
}

/** Rejects `profile.nameTaken`; whoever else takes a name waits until the transaction ends. */
export async function refuseTaken(
  transaction: StateDatabase,
  { engine, owner }: Pick<StateStore, 'engine' | 'owner'>,
  { name, own }: { readonly name: string; readonly own: ProfileId | null },
): Promise<void> {
  await engine.lockProgram(transaction);
  const row = await living(transaction, owner).where('name', '=', name).executeTakeFirst();
  if (row !== undefined && row.id !== own) throw new SyncError('profile.nameTaken', { name });
}

/** Those that were removed, the latest first. */
export async function readRemoved(
  database: StateDatabase,
  tenant: TenantId | null,
): Promise<readonly RemovedProfile[]> {
  const all = database
    .selectFrom('profiles as p')
    .selectAll('p')
    .select((of) => [
      of
        .selectFrom('orders as o')
        .select(({ fn }) => fn.countAll<number>().as('found'))
        .whereRef('o.profile_id', '=', 'p.id')
        .as('orders'),
      of
        .selectFrom('past_orders as o')
        .select(({ fn }) => fn.countAll<number>().as('found'))
        .whereRef('o.profile_id', '=', 'p.id')
        .as('past_orders'),
    ])
    .where('p.removed_at', 'is not', null)
    .orderBy('p.removed_at', 'desc')
    .orderBy('p.id', 'desc');
  const rows = await (tenant === null ? all : all.where('p.tenant_id', '=', tenant)).execute();
  return rows.map((row) => ({
    ...profileOf(row),
    removedAt: row.removed_at ?? '',
    movedAt: row.moved_at,
    isShelf: row.shelf_of !== null,
    orders: (row.orders ?? 0) + (row.past_orders ?? 0),
  }));
}
