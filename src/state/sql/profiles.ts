import type { Profile, ProfileId, RemovedProfile } from '../../model/profile.ts';
import { SECRETS } from '../../model/settings.ts';
import type { SecretChanges, SecretName, Settings } from '../../model/settings.ts';
import type { ChangeDraft } from '../../model/setting-change.ts';
import { settingsText } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import { noteChanges } from './firm/change-log.ts';
import { handLedgerOver } from './ledger-handover.ts';
import type { IsAlive, ProfileMemory, ProfileSummary, RemovalRequest } from '../state.ts';
import { endLease, readHolder } from './leases.ts';
import { dropPlan } from './plans/plan-memory.ts';
import { living, onlyOne, readRemoved, refuseTaken } from './lists/of-tenant.ts';
import { profileOf } from './profile-row.ts';
import { readSummaries } from './profile-summaries.ts';
import type { StateDatabase } from './schema.ts';
import type { SealedPlace, SecretBox } from './secrets/secret-box.ts';
import { drawUuid, secretPlace, uuidOf } from './secrets/sealed-places.ts';
import type { StateEngine } from './state-engine.ts';
import type { StateStore } from './state-store.ts';

/** Sorted here: engines have no Bulgarian order. */
const BULGARIAN = new Intl.Collator('bg', { sensitivity: 'base' });

function byName(left: Profile, right: Profile): number {
  return BULGARIAN.compare(left.name, right.name);
}

/** Rejects `profile.inUse` while somebody holds its lease, which nobody takes until the transaction ends. */
export async function refuseInUse(
  transaction: StateDatabase,
  engine: StateEngine,
  what: { readonly id: ProfileId; readonly isAlive: IsAlive },
): Promise<void> {
  const holder = await readHolder(transaction, engine, what);
  if (holder === null) return;
  const row = await living(transaction, null).where('id', '=', what.id).executeTakeFirst();
  throw new SyncError('profile.inUse', { name: row?.name ?? '', since: holder.since });
}

/** A secret in the place of the one before; null: none. Call inside a transaction. */
async function keepSecret(
  transaction: StateDatabase,
  what: { readonly id: ProfileId; readonly secret: SecretName; readonly sealed: Uint8Array | null },
): Promise<void> {
  const { id, secret, sealed } = what;
  await transaction.deleteFrom('secrets').where('profile_id', '=', id).where('name', '=', secret).execute();
  if (sealed === null) return;
  await transaction.insertInto('secrets').values({ profile_id: id, name: secret, sealed }).execute();
}

/** Profiles and their sealed secrets. */
export class SqlProfiles implements ProfileMemory {
  readonly #store: StateStore;
  readonly #box: SecretBox;

  constructor(store: StateStore, box: SecretBox) {
    this.#store = store;
    this.#box = box;
  }

  async list(): Promise<readonly Profile[]> {
    const rows = await this.#store.read((database) => living(database, this.#store.tenant).execute());
    return rows.map(profileOf).sort(byName);
  }

  async summaries(): Promise<readonly ProfileSummary[]> {
    const found = await this.#store.read((database) =>
      readSummaries(database, { tenant: this.#store.tenant, name: null }),
    );
    return found.toSorted((left, right) => byName(left.profile, right.profile));
  }

  async summary(name: string): Promise<ProfileSummary | null> {
    const { tenant } = this.#store;
    return onlyOne(await this.#store.read((database) => readSummaries(database, { tenant, name })), name);
  }

  async find(name: string): Promise<Profile | null> {
    const rows = await this.#store.read((database) =>
      living(database, this.#store.tenant).where('name', '=', name).execute(),
    );
    const row = onlyOne(rows, name);
    return row === null ? null : profileOf(row);
  }

  async add(name: string, settings: Settings, nowIso: string): Promise<Profile> {
    return this.#store.write(null, async (transaction) => {
      await refuseTaken(transaction, this.#store, { name, own: null });
      const row = await transaction
        .insertInto('profiles')
        .values({
          name,
          version: 1,
          settings: settingsText(settings),
          created_at: nowIso,
          uuid: drawUuid(),
          tenant_id: this.#store.owner,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return profileOf(row);
    });
  }

  async save(
    profile: Profile,
    secrets: SecretChanges = {},
    noted: readonly ChangeDraft[] = [],
  ): Promise<Profile> {
    const { id, name, version } = profile;
    const changes: { readonly secret: SecretName; readonly sealed: Uint8Array | null }[] = [];
    for (const secret of SECRETS) {
      const value = secrets[secret];
      if (value !== undefined) changes.push({ secret, sealed: await this.#sealed(id, secret, value) });
    }
    return this.#store.write(id, async (transaction) => {
      await refuseTaken(transaction, this.#store, { name, own: id });
      const row = await transaction
        .updateTable('profiles')
        .set({ name, settings: settingsText(profile.settings), version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('removed_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw new SyncError('profile.changedMeanwhile', { name });
      for (const { secret, sealed } of changes) await keepSecret(transaction, { id, secret, sealed });
      await noteChanges(transaction, this.#store.owner, noted);
      return profileOf(row);
    });
  }

  async confirm(id: ProfileId, nowIso: string): Promise<void> {
    await this.#store.write(id, (transaction) =>
      transaction
        .updateTable('profiles')
        .set({ confirmed_at: nowIso })
        .where('id', '=', id)
        .where('confirmed_at', 'is', null)
        .execute(),
    );
  }

  async markFilled(id: ProfileId, nowIso: string): Promise<void> {
    await this.#store.write(id, (transaction) =>
      transaction
        .updateTable('profiles')
        .set({ first_filled_at: nowIso })
        .where('id', '=', id)
        .where('first_filled_at', 'is', null)
        .execute(),
    );
  }

  async markFed(id: ProfileId, nowIso: string): Promise<void> {
    await this.#store.write(id, (transaction) =>
      transaction
        .updateTable('profiles')
        .set({ first_fed_at: nowIso })
        .where('id', '=', id)
        .where('first_fed_at', 'is', null)
        .execute(),
    );
  }

  async markOrdersBetween(id: ProfileId, nowIso: string): Promise<void> {
    await this.#store.write(id, (transaction) =>
      transaction.updateTable('profiles').set({ orders_between_at: nowIso }).where('id', '=', id).execute(),
    );
  }

  async remove(id: ProfileId, request: RemovalRequest): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      await refuseInUse(transaction, this.#store.engine, { id, isAlive: request.isAlive });
      await endLease(transaction, id);
      await transaction
        .updateTable('profiles')
        .set({ removed_at: request.nowIso })
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .execute();
      // Its former pairs are from now on removed profiles like itself.
      await transaction.updateTable('profiles').set({ shelf_of: null }).where('shelf_of', '=', id).execute();
      // The pair stays: it tells of whom the orders are that are still on record.
      await dropPlan(transaction, id);
      for (const table of ['secrets', 'links', 'attention'] as const)
        await transaction.deleteFrom(table).where('profile_id', '=', id).execute();
    });
  }

  async removed(): Promise<readonly RemovedProfile[]> {
    return this.#store.read((database) => readRemoved(database, this.#store.tenant));
  }

  async restore(id: ProfileId, name: string): Promise<Profile> {
    return this.#store.write(id, async (transaction) => {
      await refuseTaken(transaction, this.#store, { name, own: null });
      const row = await transaction
        .updateTable('profiles')
        .set((column) => ({
          removed_at: null,
          moved_at: null,
          shelf_of: null,
          confirmed_at: null,
          name,
          version: column('version', '+', 1),
        }))
        .where('id', '=', id)
        .where('removed_at', 'is not', null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw new SyncError('profile.notFound', { name });
      return profileOf(row);
    });
  }

  async takeOver(id: ProfileId, removed: ProfileId, isAlive: IsAlive): Promise<boolean> {
    const { engine } = this.#store;
    return this.#store.write(null, async (transaction) => {
      if ((await readHolder(transaction, engine, { id, isAlive })) !== null) return false;
      await engine.lock(transaction, 'profile', id);
      return handLedgerOver(transaction, id, removed);
    });
  }

  async setSecret(
    id: ProfileId,
    name: SecretName,
    value: string | null,
    changes: readonly ChangeDraft[] = [],
  ): Promise<void> {
    const sealed = await this.#sealed(id, name, value);
    await this.#store.write(id, async (transaction) => {
      await keepSecret(transaction, { id, secret: name, sealed });
      await noteChanges(transaction, this.#store.owner, changes);
    });
  }

  async #sealed(id: ProfileId, name: SecretName, value: string | null): Promise<Uint8Array | null> {
    return value === null ? null : this.#box.seal(value, await this.#place(id, name));
  }

  async #place(id: ProfileId, name: SecretName): Promise<SealedPlace> {
    const uuid = await this.#store.write(id, (transaction) => uuidOf(transaction, id));
    return secretPlace({ id, uuid }, name);
  }

  async secret(id: ProfileId, name: SecretName): Promise<string | null> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('secrets as s')
        .innerJoin('profiles as p', 'p.id', 's.profile_id')
        .select(['s.sealed', 'p.uuid'])
        .where('s.profile_id', '=', id)
        .where('s.name', '=', name)
        .executeTakeFirst(),
    );
    return row === undefined ? null : this.#box.open(row.sealed, secretPlace({ id, uuid: row.uuid }, name));
  }

  async secretNames(id: ProfileId): Promise<readonly SecretName[]> {
    const rows = await this.#store.read((database) =>
      database.selectFrom('secrets').select('name').where('profile_id', '=', id).execute(),
    );
    return SECRETS.filter((name) => rows.some((row) => row.name === name));
  }
}
