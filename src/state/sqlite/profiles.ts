import type { Profile, ProfileId, RemovedProfile } from '../../model/profile.ts';
import { defaultSettings, isSettingKey, SECRETS } from '../../model/settings.ts';
import type { SecretName, Settings } from '../../model/settings.ts';
import { readSettings, settingsText } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { LeaseRequest, ProfileMemory } from '../state.ts';
import type { Database, Row } from './database.ts';
import { isLeaseFree } from './leases.ts';
import type { SecretBox } from './secrets.ts';

const LIVING = 'removed_at IS NULL';

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

function profileOf(row: Row): Profile {
  return {
    id: row['id'] as ProfileId,
    name: row['name'] as string,
    version: row['version'] as number,
    settings: readStored(row['settings'] as string),
    createdAt: row['created_at'] as string,
    confirmedAt: row['confirmed_at'] as string | null,
    firstFilledAt: row['first_filled_at'] as string | null,
  };
}

function about(id: ProfileId, name: SecretName): string {
  return `profile ${id} ${name}`;
}

/** Profiles and their sealed secrets in SQLite. */
export class SqliteProfiles implements ProfileMemory {
  readonly #database: Database;
  readonly #box: SecretBox;

  constructor(database: Database, box: SecretBox) {
    this.#database = database;
    this.#box = box;
  }

  async list(): Promise<readonly Profile[]> {
    const profiles = this.#database.all(`SELECT * FROM profiles WHERE ${LIVING}`).map(profileOf);
    return profiles.sort((left, right) => left.name.localeCompare(right.name, 'bg', { sensitivity: 'base' }));
  }

  async find(name: string): Promise<Profile | null> {
    const row = this.#database.get(`SELECT * FROM profiles WHERE name = ? AND ${LIVING}`, name);
    return row === null ? null : profileOf(row);
  }

  async add(name: string, settings: Settings, nowIso: string): Promise<Profile> {
    return this.#database.transaction(() => {
      this.#refuseTaken(name, null);
      const { id } = this.#database.run(
        'INSERT INTO profiles (name, version, settings, created_at) VALUES (?, 1, ?, ?)',
        name,
        settingsText(settings),
        nowIso,
      );
      return this.#byId(id);
    });
  }

  async save(profile: Profile): Promise<Profile> {
    return this.#database.transaction(() => {
      this.#refuseTaken(profile.name, profile.id);
      const { changes } = this.#database.run(
        `UPDATE profiles SET name = ?, settings = ?, version = version + 1 WHERE id = ? AND version = ? AND ${LIVING}`,
        profile.name,
        settingsText(profile.settings),
        profile.id,
        profile.version,
      );
      if (changes !== 1) throw new SyncError('profile.changedMeanwhile', { name: profile.name });
      return this.#byId(profile.id);
    });
  }

  async confirm(id: ProfileId, nowIso: string): Promise<void> {
    this.#database.run(
      'UPDATE profiles SET confirmed_at = coalesce(confirmed_at, ?) WHERE id = ?',
      nowIso,
      id,
    );
  }

  async markFilled(id: ProfileId, nowIso: string): Promise<void> {
    this.#database.run(
      'UPDATE profiles SET first_filled_at = ? WHERE id = ? AND first_filled_at IS NULL',
      nowIso,
      id,
    );
  }

  async remove(id: ProfileId, request: LeaseRequest): Promise<void> {
    this.#database.transaction(() => {
      this.#refuseInUse(id, request);
      this.#database.run(
        `UPDATE profiles SET removed_at = ? WHERE id = ? AND ${LIVING}`,
        new Date(request.nowMs).toISOString(),
        id,
      );
      for (const table of ['secrets', 'links', 'leases', 'attention']) {
        this.#database.run(`DELETE FROM ${table} WHERE profile_id = ?`, id);
      }
    });
  }

  async removed(): Promise<readonly RemovedProfile[]> {
    const rows = this.#database.all(
      `SELECT p.*, (SELECT count(*) FROM orders o WHERE o.profile_id = p.id) AS order_count
        FROM profiles p WHERE NOT (${LIVING}) ORDER BY removed_at DESC, id DESC`,
    );
    return rows.map((row) => ({
      ...profileOf(row),
      removedAt: row['removed_at'] as string,
      orders: row['order_count'] as number,
    }));
  }

  async restore(id: ProfileId, name: string): Promise<Profile> {
    return this.#database.transaction(() => {
      this.#refuseTaken(name, null);
      const { changes } = this.#database.run(
        `UPDATE profiles SET removed_at = NULL, confirmed_at = NULL, name = ?, version = version + 1
          WHERE id = ? AND NOT (${LIVING})`,
        name,
        id,
      );
      if (changes !== 1) throw new SyncError('profile.notFound', { name });
      return this.#byId(id);
    });
  }

  async setSecret(id: ProfileId, name: SecretName, value: string | null): Promise<void> {
    if (value === null) {
      this.#database.run('DELETE FROM secrets WHERE profile_id = ? AND name = ?', id, name);
      return;
    }
    const sealed = this.#box.seal(value, about(id, name));
    this.#database.run(
      'INSERT OR REPLACE INTO secrets (profile_id, name, sealed) VALUES (?, ?, ?)',
      id,
      name,
      sealed,
    );
  }

  async secret(id: ProfileId, name: SecretName): Promise<string | null> {
    const row = this.#database.get('SELECT sealed FROM secrets WHERE profile_id = ? AND name = ?', id, name);
    return row === null ? null : this.#box.open(row['sealed'] as Uint8Array, about(id, name));
  }

  async secretNames(id: ProfileId): Promise<readonly SecretName[]> {
    const rows = this.#database.all('SELECT name FROM secrets WHERE profile_id = ?', id);
    return SECRETS.filter((name) => rows.some((row) => row['name'] === name));
  }

  #refuseInUse(id: ProfileId, request: LeaseRequest): void {
    const row = this.#database.get(
      'SELECT l.*, p.name FROM leases l JOIN profiles p ON p.id = l.profile_id WHERE p.id = ?',
      id,
    );
    if (row !== null && !isLeaseFree(row, request))
      throw new SyncError('profile.inUse', { name: String(row['name']), since: String(row['since']) });
  }

  #refuseTaken(name: string, own: ProfileId | null): void {
    const row = this.#database.get(`SELECT id FROM profiles WHERE name = ? AND ${LIVING}`, name);
    if (row !== null && row['id'] !== own) throw new SyncError('profile.nameTaken', { name });
  }

  #byId(id: number): Profile {
    const row = this.#database.get('SELECT * FROM profiles WHERE id = ?', id);
    if (row === null) throw new SyncError('bug.assertion', { message: `profile ${id} is gone` });
    return profileOf(row);
  }
}
