import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { LeaseFence } from '../state.ts';
import { compiledOnce } from './compiled-once.ts';
import type { StateDatabase } from './schema.ts';
import type { StateEngine } from './state-engine.ts';

/**
 * The one way to the engine for all parts of the memory. Rejects with SyncErrors only. With a fence, every
 * write is refused once the lease is somebody else's (`run.leaseLost`).
 */
export class StateStore {
  readonly engine: StateEngine;
  readonly #fence: LeaseFence | null;

  constructor(engine: StateEngine, fence: LeaseFence | null) {
    this.engine = engine;
    this.#fence = fence;
  }

  /** Looks without a transaction. */
  async read<T>(work: (database: StateDatabase) => Promise<T>): Promise<T> {
    try {
      return await work(this.engine.database);
    } catch (error) {
      throw this.engine.toSyncError(error);
    }
  }

  /** Writes in one transaction; `id` null = nothing of a single profile. */
  async write<T>(id: ProfileId | null, work: (transaction: StateDatabase) => Promise<T>): Promise<T> {
    try {
      return await this.engine.transaction(async (transaction) => {
        if (this.#fence !== null) await refuseOldFence(transaction, this.engine, this.#fence);
        if (id !== null) await this.engine.lock(transaction, 'profile', id);
        return work(transaction);
      });
    } catch (error) {
      throw this.engine.toSyncError(error);
    }
  }
}

const fenceOf = compiledOnce((database, given: { readonly id: ProfileId }) =>
  database.selectFrom('leases').select('fence').where('profile_id', '=', given.id),
);

async function refuseOldFence(
  transaction: StateDatabase,
  engine: StateEngine,
  { profile, fence }: LeaseFence,
): Promise<void> {
  await engine.lock(transaction, 'lease', profile.id);
  const { rows } = await fenceOf(transaction, { id: profile.id });
  if (rows[0]?.fence !== fence) throw new SyncError('run.leaseLost', { profile: profile.name });
}
