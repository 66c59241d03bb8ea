import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type {
  IsAlive,
  LeaseAnswer,
  LeaseFence,
  LeaseHolder,
  LeaseRequest,
  Leases,
  StandingLease,
} from '../state.ts';
import type { StateDatabase } from './schema.ts';
import type { StateEngine } from './state-engine.ts';
import type { StateStore } from './state-store.ts';

/** Stands in the row of a lease that nobody holds; the row stays, so that its fence never begins anew. */
const NOBODY = '';
/** No lease has this fence: its holder has products under way; where nobody holds it, nobody ever said. */
const MAKES = 0;

/**
 * Leases: each step compares and swaps inside one transaction, so two processes never both hold one. What has
 * expired is decided by the engine's clock alone: those of two machines may differ.
 */
export class SqlLeases implements Leases {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async acquire(profile: LeaseFence['profile'], request: LeaseRequest): Promise<LeaseAnswer> {
    return this.#store.write(null, async (transaction) => {
      const { engine } = this.#store;
      const row = await lockLease(transaction, engine, profile.id);
      await refuseRemoved(transaction, profile.id);
      const known = holderOf(row);
      if (known !== null && isHeld(row, request.isAlive)) return { taken: false, ...known } as const;
      const fence = row.fence + 1;
      const lands = landsMs(row, request.landingMs, sentMs(row, request));
      await transaction
        .updateTable('leases')
        .set({
          holder: request.holder,
          since: new Date(row.now).toISOString(),
          expires_ms: row.now + request.ttlMs,
          fence,
          lands_ms: lands,
          quiet_fence: fence,
        })
        .where('profile_id', '=', profile.id)
        .execute();
      const landsInMs = Math.max(lands - row.now, 0);
      return { taken: true, fence: { profile, fence }, tookOver: known, landsInMs } as const;
    });
  }

  async beginMaking(fence: LeaseFence): Promise<void> {
    await this.#tellMaking(fence, MAKES);
  }

  async endMaking(fence: LeaseFence): Promise<void> {
    await this.#tellMaking(fence, fence.fence);
  }

  async #tellMaking({ profile, fence }: LeaseFence, quiet: number): Promise<void> {
    const { numUpdatedRows } = await this.#store.write(null, (transaction) =>
      transaction
        .updateTable('leases')
        .set({ quiet_fence: quiet })
        .where('profile_id', '=', profile.id)
        .where('fence', '=', fence)
        .where('holder', '!=', NOBODY)
        .executeTakeFirstOrThrow(),
    );
    if (Number(numUpdatedRows) === 0) throw new SyncError('run.leaseLost', { profile: profile.name });
  }

  async renew({ profile, fence }: LeaseFence, ttlMs: number): Promise<boolean> {
    return this.#store.write(null, async (transaction) => {
      const row = await lockLease(transaction, this.#store.engine, profile.id);
      if (row.fence !== fence || row.holder === NOBODY) return false;
      await transaction
        .updateTable('leases')
        .set({ expires_ms: row.now + ttlMs })
        .where('profile_id', '=', profile.id)
        .execute();
      return true;
    });
  }

  async release({ profile, fence }: LeaseFence, landingMs: number): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      const row = await lockLease(transaction, this.#store.engine, profile.id);
      if (row.fence !== fence) return;
      await transaction
        .updateTable('leases')
        .set({
          holder: NOBODY,
          expires_ms: 0,
          lands_ms: landsMs(row, landingMs, row.now),
          quiet_fence: fence,
        })
        .where('profile_id', '=', profile.id)
        .execute();
    });
  }

  async standing(): Promise<readonly StandingLease[]> {
    const { engine, tenant } = this.#store;
    if (engine.bound === null || tenant !== null) return this.#standing(this.#store);
    const found: StandingLease[] = [];
    const { bound } = engine;
    for (const each of await this.#store.read(() => bound.holding()))
      found.push(...(await this.#standing(this.#store.of(each))));
    return found;
  }

  async #standing(store: StateStore): Promise<readonly StandingLease[]> {
    const rows = await store.read((database) =>
      database
        .selectFrom('leases as l')
        .innerJoin('profiles as p', 'p.id', 'l.profile_id')
        .select(['p.name as profile', 'p.id', 'l.holder', 'l.since', 'l.expires_ms'])
        .select(['l.fence', 'l.quiet_fence', 'l.lands_ms'])
        .select(store.engine.nowMs.as('now'))
        .where('l.holder', '!=', NOBODY)
        .where('p.removed_at', 'is', null)
        .execute(),
    );
    return rows.map(({ profile, id, holder, since, now, ...row }) => ({
      profile,
      id,
      holder,
      since,
      leftMs: row.expires_ms - now,
      isQuiet: row.quiet_fence === row.fence && row.lands_ms <= now,
    }));
  }
}

interface LeaseRow {
  readonly holder: string;
  readonly since: string;
  readonly expires_ms: number;
  readonly fence: number;
  readonly lands_ms: number;
  readonly quiet_fence: number;
  /** By the engine's clock. */
  readonly now: number;
}

function holderOf({ holder, since }: LeaseRow): LeaseHolder | null {
  return holder === NOBODY ? null : { holder, since };
}

function isHeld(row: LeaseRow, isAlive: IsAlive): boolean {
  return row.holder !== NOBODY && row.expires_ms > row.now && isAlive(row.holder) !== false;
}

/** Until when whoever stands in the lease may have sent something, or send it yet. */
function sentMs(row: LeaseRow, { ttlMs, freshMs }: LeaseRequest): number {
  if (freshMs === undefined || row.holder === NOBODY) return row.now;
  return Math.min(row.expires_ms - ttlMs, row.now) + freshMs;
}

/** Until when products of whoever has held the lease, who sent until then, may still come into the shop. */
function landsMs(row: LeaseRow, landingMs: number, sent: number): number {
  const isUnsaid = row.holder === NOBODY && row.quiet_fence === MAKES;
  const isQuiet = row.quiet_fence === row.fence || isUnsaid;
  return isQuiet ? row.lands_ms : Math.max(row.lands_ms, Math.ceil(sent + landingMs));
}

/** The row of a profile's lease, made where there is none, and nobody else's until the transaction ends. */
async function lockLease(transaction: StateDatabase, engine: StateEngine, id: ProfileId): Promise<LeaseRow> {
  await transaction
    .insertInto('leases')
    .values({ profile_id: id, holder: NOBODY, since: '', expires_ms: 0, fence: 0 })
    .onConflict((conflict) => conflict.column('profile_id').doNothing())
    .execute();
  await engine.lock(transaction, 'lease', id);
  return transaction
    .selectFrom('leases')
    .select(['holder', 'since', 'expires_ms', 'fence', 'lands_ms', 'quiet_fence'])
    .select(engine.nowMs.as('now'))
    .where('profile_id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Who holds the lease of a profile, which nobody can take until the transaction ends; null = nobody. */
export async function readHolder(
  transaction: StateDatabase,
  engine: StateEngine,
  what: { readonly id: ProfileId; readonly isAlive: IsAlive },
): Promise<LeaseHolder | null> {
  const row = await lockLease(transaction, engine, what.id);
  return isHeld(row, what.isAlive) ? holderOf(row) : null;
}

/** Whoever still believes to hold the lease of this profile writes no more. */
export async function endLease(transaction: StateDatabase, id: ProfileId): Promise<void> {
  await transaction
    .updateTable('leases')
    .set((row) => ({
      holder: NOBODY,
      expires_ms: 0,
      fence: row('fence', '+', 1),
      // What he had under way stays told.
      quiet_fence: row('quiet_fence', '+', 1),
    }))
    .where('profile_id', '=', id)
    .execute();
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
