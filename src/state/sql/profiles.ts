import type { Selectable } from 'kysely';
import type { Profile, ProfileId, RemovedProfile } from '../../model/profile.ts';
import { defaultSettings, isSettingKey, SECRETS } from '../../model/settings.ts';
import type { SecretName, Settings } from '../../model/settings.ts';
import { readSettings, settingsText } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { LeaseRequest, ProfileMemory } from '../state.ts';
import { isLeaseFree } from './leases.ts';
import type { StateDatabase, StateSchema } from './schema.ts';
import type { SecretBox } from './secret-box.ts';
import type { StateStore } from './state-store.ts';

/**
 * Stored settings; keys of a newer or older program that this one does not know are left out, the rest must
 * be right.
 */
function readStored(text: string): Settings {
  const stored = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const known = Object.fromEntries(Object.entries(stored).filter(([key]) => isSettingKey(key)));
  const reading = readSettings(known, defaultSettings());
  if (reading.settings !== undefined) return reading.settings;
  const [fault] = reading.faults;
  throw fault?.error ?? new SyncError('bug.assertion', { message: 'settings without fault' });
}

function profileOf(row: Selectable<StateSchema['profiles']>): Profile {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    settings: readStored(row.settings),
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    firstFilledAt: row.first_filled_at,
  };
}

function about(id: ProfileId, name: SecretName): string {
  return `profile ${id} ${name}`;
}

function living(database: StateDatabase) {
  return database.selectFrom('profiles').selectAll().where('removed_at', 'is', null);
}

async function refuseTaken(transaction: StateDatabase, name: string, own: ProfileId | null): Promise<void> {
  const row = await living(transaction).where('name', '=', name).executeTakeFirst();
  if (row !== undefined && row.id !== own) throw new SyncError('profile.nameTaken', { name });
}

async function refuseInUse(transaction: StateDatabase, id: ProfileId, request: LeaseRequest): Promise<void> {
  const row = await transaction
    .selectFrom('leases as l')
    .innerJoin('profiles as p', 'p.id', 'l.profile_id')
    .select(['l.holder', 'l.since', 'l.expires_ms', 'p.name'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (row !== undefined && !isLeaseFree(row, request))
    throw new SyncError('profile.inUse', { name: row.name, since: row.since });
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
    const rows = await this.#store.read((database) => living(database).execute());
    return rows
      .map(profileOf)
      .sort((left, right) => left.name.localeCompare(right.name, 'bg', { sensitivity: 'base' }));
  }

  async find(name: string): Promise<Profile | null> {
    const row = await this.#store.read((database) =>
      living(database).where('name', '=', name).executeTakeFirst(),
    );
    return row === undefined ? null : profileOf(row);
  }

  async add(name: string, settings: Settings, nowIso: string): Promise<Profile> {
    return this.#store.write(null, async (transaction) => {
      await refuseTaken(transaction, name, null);
      const row = await transaction
        .insertInto('profiles')
        .values({ name, version: 1, settings: settingsText(settings), created_at: nowIso })
        .returningAll()
        .executeTakeFirstOrThrow();
      return profileOf(row);
    });
  }

  async save(profile: Profile, forget: readonly SecretName[] = []): Promise<Profile> {
    const { id, name, version } = profile;
    return this.#store.write(id, async (transaction) => {
      await refuseTaken(transaction, name, id);
      const row = await transaction
        .updateTable('profiles')
        .set({ name, settings: settingsText(profile.settings), version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('removed_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw new SyncError('profile.changedMeanwhile', { name });
      for (const secret of forget)
        await transaction
          .deleteFrom('secrets')
          .where('profile_id', '=', id)
          .where('name', '=', secret)
          .execute();
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

  async remove(id: ProfileId, request: LeaseRequest): Promise<void> {
    await this.#store.write(id, async (transaction) => {
      await refuseInUse(transaction, id, request);
      await transaction
        .updateTable('profiles')
        .set({ removed_at: new Date(request.nowMs).toISOString() })
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .execute();
      for (const table of ['secrets', 'links', 'leases', 'attention'] as const)
        await transaction.deleteFrom(table).where('profile_id', '=', id).execute();
    });
  }

  async removed(): Promise<readonly RemovedProfile[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('profiles as p')
        .selectAll('p')
        .select((of) =>
          of
            .selectFrom('orders as o')
            .select(({ fn }) => fn.countAll<number>().as('found'))
            .whereRef('o.profile_id', '=', 'p.id')
            .as('orders'),
        )
        .where('p.removed_at', 'is not', null)
        .orderBy('p.removed_at', 'desc')
        .orderBy('p.id', 'desc')
        .execute(),
    );
    return rows.map((row) => ({
      ...profileOf(row),
      removedAt: row.removed_at ?? '',
      orders: row.orders ?? 0,
    }));
  }

  async restore(id: ProfileId, name: string): Promise<Profile> {
    return this.#store.write(id, async (transaction) => {
      await refuseTaken(transaction, name, null);
      const row = await transaction
        .updateTable('profiles')
        .set((column) => ({ removed_at: null, confirmed_at: null, name, version: column('version', '+', 1) }))
        .where('id', '=', id)
        .where('removed_at', 'is not', null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw new SyncError('profile.notFound', { name });
      return profileOf(row);
    });
  }

  async setSecret(id: ProfileId, name: SecretName, value: string | null): Promise<void> {
    const sealed = value === null ? null : this.#box.seal(value, about(id, name));
    await this.#store.write(id, async (transaction) => {
      await transaction.deleteFrom('secrets').where('profile_id', '=', id).where('name', '=', name).execute();
      if (sealed !== null)
        await transaction.insertInto('secrets').values({ profile_id: id, name, sealed }).execute();
    });
  }

  async secret(id: ProfileId, name: SecretName): Promise<string | null> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('secrets')
        .select('sealed')
        .where('profile_id', '=', id)
        .where('name', '=', name)
        .executeTakeFirst(),
    );
    return row === undefined ? null : this.#box.open(row.sealed, about(id, name));
  }

  async secretNames(id: ProfileId): Promise<readonly SecretName[]> {
    const rows = await this.#store.read((database) =>
      database.selectFrom('secrets').select('name').where('profile_id', '=', id).execute(),
    );
    return SECRETS.filter((name) => rows.some((row) => row.name === name));
  }
}
