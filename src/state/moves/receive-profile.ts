import type { ProfileId } from '../../model/profile.ts';
import type { SecretName } from '../../model/settings.ts';
import type { TenantId } from '../../model/tenant.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { StateDatabase } from '../sql/schema.ts';
import type { StateEngine } from '../sql/state-engine.ts';
import { copyProfile, insertRows } from './copy-profile.ts';
import type { MovedRow } from './copying.ts';
import { readMoves, welcomeOf } from './move-names.ts';
import { MOVED_OTHERWISE, MOVED_TABLES, STAYING_TABLES } from './profile-tables.ts';
import type { MovedTable } from './profile-tables.ts';
import type { ComingProfile } from './read-profile.ts';

/** The memory that a profile comes to, inside of one of its transactions. */
export interface Receiving {
  readonly engine: StateEngine;
  readonly transaction: StateDatabase;
  /** The firm that it comes to. */
  readonly tenant: TenantId;
  readonly name: string;
  /** Sealed for this memory. */
  readonly secrets: ReadonlyMap<SecretName, Uint8Array>;
}

/**
 * Removes what a profile has left of itself by an earlier move. Rejects `move.hereAlready`, `move.outdated`
 * where there is more of it here than that.
 */
export async function makeRoom(to: StateDatabase, tenant: TenantId, coming: ComingProfile): Promise<void> {
  for (const id of await leftBehind(to, tenant, coming)) await dropProfile(to, id);
}

/** Puts a profile in, open, and answers its number here. Rejects `move.unpTaken`. */
export async function receiveProfile(receiving: Receiving, coming: ComingProfile): Promise<ProfileId> {
  const { engine, transaction: to, tenant, name } = receiving;
  const copying = { from: coming.engine, to };
  const onRows = async (table: MovedTable, rows: readonly MovedRow[]): Promise<readonly MovedRow[]> => {
    if (table === 'orders' || table === 'past_orders') await refuseTaken(to, { engine, tenant }, rows);
    return rows;
  };
  const at = { tenant_id: tenant };
  const open = { ...at, name, removed_at: null, moved_at: null, shelf_of: null };
  const own = await copyProfile(copying, coming.id, open, onRows);
  for (const shelf of coming.shelves) await copyProfile(copying, shelf, { ...at, shelf_of: own }, onRows);
  const secrets = [...receiving.secrets].map(([secret, sealed]) => ({
    profile_id: own,
    name: secret,
    sealed,
  }));
  await insertRows(to, 'secrets', secrets);
  return own;
}

/** The numbers of what this profile has left here when it moved away, with its former pairs. */
async function leftBehind(
  transaction: StateDatabase,
  tenant: TenantId,
  coming: ComingProfile,
): Promise<readonly ProfileId[]> {
  const known = await transaction
    .selectFrom('profiles')
    .select(['id', 'name', 'moves', 'removed_at', 'moved_at', 'shelf_of'])
    .where('tenant_id', '=', tenant)
    .where('uuid', '=', coming.uuid)
    .execute();
  const left: ProfileId[] = [];
  for (const { id, name, moves, removed_at: removedAt, moved_at: movedAt } of known) {
    const standing = {
      isSame: true,
      moves: readMoves(moves),
      isRemoved: removedAt !== null,
      hasMoved: movedAt !== null,
    };
    const welcome = welcomeOf(standing, coming.moves);
    if (welcome === 'hereAlready') throw new SyncError('move.hereAlready', { name });
    if (welcome === 'outdated') throw new SyncError('move.outdated', { name, id });
    if (welcome === 'replaces') left.push(id);
  }
  if (left.length === 0) return [];
  const shelves = await transaction
    .selectFrom('profiles')
    .select('id')
    .where('shelf_of', 'in', left)
    .execute();
  return [...left, ...shelves.map((row) => row.id)];
}

async function dropProfile(transaction: StateDatabase, id: ProfileId): Promise<void> {
  await transaction
    .deleteFrom('run_events')
    .where('run_id', 'in', (of) => of.selectFrom('runs').select('id').where('profile_id', '=', id))
    .execute();
  const tables = [
    ...Object.keys(MOVED_TABLES),
    ...MOVED_OTHERWISE,
    ...STAYING_TABLES,
  ] as readonly MovedTable[];
  for (const table of tables) await transaction.deleteFrom(table).where('profile_id', '=', id).execute();
  await transaction.deleteFrom('profiles').where('id', '=', id).execute();
}

/** A number belongs to one order (A3): two memories that both drew it are for a person to look at. */
async function refuseTaken(
  transaction: StateDatabase,
  { engine, tenant }: Pick<Receiving, 'engine' | 'tenant'>,
  rows: readonly MovedRow[],
): Promise<void> {
  const unps = rows.flatMap(({ unp }) => (typeof unp === 'string' ? [unp] : []));
  if (unps.length === 0) return;
  const taken = await transaction
    .selectFrom('orders')
    .innerJoin('profiles', 'profiles.id', 'orders.profile_id')
    .select(['orders.unp', 'profiles.name'])
    .where('orders.tenant_id', '=', tenant)
    .where(engine.among('orders.unp', unps))
    .limit(1)
    .executeTakeFirst();
  if (taken !== undefined)
    throw new SyncError('move.unpTaken', { unp: taken.unp ?? '', profile: taken.name });
}
