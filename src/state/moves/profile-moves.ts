import type { Profile, ProfileId } from '../../model/profile.ts';
import { SECRETS } from '../../model/settings.ts';
import type { SecretName } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ProfileFile, ProfileMoves } from '../state.ts';
import { endLease } from '../sql/leases.ts';
import { profileOf } from '../sql/profile-row.ts';
import { refuseTaken } from '../sql/lists/of-tenant.ts';
import { refuseInUse } from '../sql/profiles.ts';
import { secretPlace } from '../sql/secrets/sealed-places.ts';
import type { StateDatabase } from '../sql/schema.ts';
import type { MovingMemory } from '../sql/sql-state.ts';
import type { StateStore } from '../sql/state-store.ts';

// Seldom asked for, and with SQLite behind them also where the memory is in a database.
const writing = () => import('./write-profile.ts');
const reading = () => import('./read-profile.ts');
const receiving = () => import('./receive-profile.ts');
const naming = () => import('./move-names.ts');

/** Moves of profiles between memories. */
export class SqlProfileMoves implements ProfileMoves {
  readonly #store: StateStore;
  readonly #memory: MovingMemory;
  readonly #folder: string;

  /** `folder`: the data folder, where what is put together for a moment lies. */
  constructor(memory: MovingMemory, folder: string) {
    this.#store = memory.store;
    this.#memory = memory;
    this.#folder = folder;
  }

  async write(id: ProfileId, to: ProfileFile, now: Parameters<ProfileMoves['write']>[2]): Promise<void> {
    const { profiles, installation } = this.#memory;
    const folder = this.#folder;
    const { engine } = this.#store;
    // First, so that a key that is gone closes nothing.
    const secrets = new Map<SecretName, string>();
    for (const name of SECRETS) {
      const secret = await profiles.secret(id, name);
      if (secret !== null) secrets.set(name, secret);
    }
    const { writeProfile } = await writing();
    const close = (): Promise<void> => this.#close(id, now);
    try {
      await writeProfile({ engine, folder, id, secrets, installation, close }, to);
    } catch (error) {
      throw engine.toSyncError(error);
    }
  }

  async read(from: ProfileFile, name: string | null): Promise<Profile> {
    const { box } = this.#memory;
    const { engine } = this.#store;
    const [{ withProfileFile }, { makeRoom, receiveProfile }] = [await reading(), await receiving()];
    return withProfileFile(from, this.#folder, async (coming) => {
      // Before the transaction: a first key is made in one of its own.
      const secrets = new Map<SecretName, Uint8Array>();
      for (const [secret, text] of coming.secrets)
        secrets.set(secret, await box.seal(text, secretPlace(coming, secret)));
      return this.#store.write(null, async (transaction) => {
        const own = name ?? coming.name;
        await engine.lockProgram(transaction);
        const { owner: tenant } = this.#store;
        await makeRoom(transaction, tenant, coming);
        await refuseTaken(transaction, this.#store, { name: own, own: null });
        const id = await receiveProfile({ engine, transaction, tenant, name: own, secrets }, coming);
        return profileOf(await rowOf(transaction, id));
      });
    });
  }

  /** One that an earlier attempt has closed stays as it is: it is the same move. */
  async #close(id: ProfileId, { isAlive, iso }: Parameters<ProfileMoves['write']>[2]): Promise<void> {
    const { engine } = this.#store;
    const { withNextMove } = await naming();
    await this.#store.write(null, async (transaction) => {
      await refuseInUse(transaction, engine, { id, isAlive });
      await endLease(transaction, id);
      await engine.lock(transaction, 'profile', id);
      const row = await rowOf(transaction, id);
      if (row.moved_at !== null) return;
      if (row.removed_at !== null) throw new SyncError('profile.notFound', { name: row.name });
      await transaction
        .updateTable('profiles')
        .set({ removed_at: iso, moved_at: iso, moves: withNextMove(row.moves) })
        .where('id', '=', id)
        .execute();
    });
  }
}

async function rowOf(transaction: StateDatabase, id: ProfileId) {
  return transaction.selectFrom('profiles').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
