import type { ProfileId } from '../../model/profile.ts';
import type { StateDatabase } from './schema.ts';
import type { StateEngine } from './state-engine.ts';

/** The one way to the engine for all parts of the memory. Rejects with SyncErrors only. */
export class StateStore {
  readonly engine: StateEngine;

  constructor(engine: StateEngine) {
    this.engine = engine;
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
        if (id !== null) await this.engine.lockProfile(transaction, id);
        return work(transaction);
      });
    } catch (error) {
      throw this.engine.toSyncError(error);
    }
  }
}
