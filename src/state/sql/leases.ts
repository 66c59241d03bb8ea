import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { LeaseHolder, LeaseRequest, Leases } from '../state.ts';
import type { StateDatabase } from './schema.ts';
import type { StateStore } from './state-store.ts';

/** True when the lease of this row may be taken over. */
export function isLeaseFree(
  row: { readonly holder: string; readonly expires_ms: number },
  request: LeaseRequest,
): boolean {
  return row.expires_ms <= request.nowMs || request.isAlive(row.holder) === false;
}

/** Leases: each step compares and swaps inside one transaction, so two processes never both hold one. */
export class SqlLeases implements Leases {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async acquire(
    id: ProfileId,
    request: LeaseRequest,
  ): Promise<{ taken: true; tookOver: LeaseHolder | null } | ({ taken: false } & LeaseHolder)> {
    return this.#store.write(id, async (transaction) => {
      await refuseRemoved(transaction, id);
      const row = await transaction
        .selectFrom('leases')
        .selectAll()
        .where('profile_id', '=', id)
        .executeTakeFirst();
      const known = row === undefined ? null : { holder: row.holder, since: row.since };
      if (row !== undefined && known !== null && !isLeaseFree(row, request))
        return { taken: false, ...known } as const;
      const taken = {
        holder: request.holder,
        since: new Date(request.nowMs).toISOString(),
        expires_ms: request.nowMs + request.ttlMs,
      };
      await transaction
        .insertInto('leases')
        .values({ profile_id: id, ...taken })
        .onConflict((conflict) => conflict.column('profile_id').doUpdateSet(taken))
        .execute();
      return { taken: true, tookOver: known } as const;
    });
  }

  async renew(id: ProfileId, request: LeaseRequest): Promise<boolean> {
    return this.#store.write(id, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('leases')
        .set({ expires_ms: request.nowMs + request.ttlMs })
        .where('profile_id', '=', id)
        .where('holder', '=', request.holder)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    });
  }

  async release(id: ProfileId, holder: string): Promise<void> {
    await this.#store.write(id, (transaction) =>
      transaction.deleteFrom('leases').where('profile_id', '=', id).where('holder', '=', holder).execute(),
    );
  }
}

/** In the transaction that takes the lease: a removal and a start never both succeed. */
async function refuseRemoved(transaction: StateDatabase, id: ProfileId): Promise<void> {
  const removed = await transaction
    .selectFrom('profiles')
    .select('name')
    .where('id', '=', id)
    .where('removed_at', 'is not', null)
    .executeTakeFirst();
  if (removed !== undefined) throw new SyncError('profile.notFound', { name: removed.name });
}
