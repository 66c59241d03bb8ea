import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import { FIRST_TENANT } from '../../model/tenant.ts';
import type { TenantId } from '../../model/tenant.ts';
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
  /** The firm that all of it is looked at for; null: for all of them. */
  readonly tenant: TenantId | null;
  readonly #fence: LeaseFence | null;

  constructor(
    engine: StateEngine,
    {
      fence = null,
      tenant = null,
    }: { readonly fence?: LeaseFence | null; readonly tenant?: TenantId | null } = {},
  ) {
    this.engine = engine;
    this.tenant = tenant;
    this.#fence = fence;
  }

  /** The firm that what is added belongs to. */
  get owner(): TenantId {
    return this.tenant ?? FIRST_TENANT;
  }

  /** The same for one firm. */
  of(tenant: TenantId): StateStore {
    const engine = this.engine.bound?.of(tenant) ?? this.engine;
    return new StateStore(engine, { fence: this.#fence, tenant });
  }

  /**
   * The same firm's, but as the whole memory is looked at: for people, sessions and firms, of which more is to
   * be known than what is one firm's. What is asked by it says itself whose it is.
   */
  get door(): StateStore {
    const engine = this.engine.bound?.door ?? this.engine;
    return new StateStore(engine, { fence: this.#fence, tenant: this.tenant });
  }

  /** The same for whoever holds a lease. */
  under(fence: LeaseFence): StateStore {
    return new StateStore(this.engine, { fence, tenant: this.tenant });
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
