import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFileSlowly } from '../../lib/whole-file.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { SecretName } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import { FIRST_TENANT } from '../../model/tenant.ts';
import type { StateEngine } from '../sql/state-engine.ts';
import { migrateFile } from '../sqlite/migrate-file.ts';
import { SqliteConnection, STATE_FILE } from '../sqlite/sqlite-connection.ts';
import { sqliteEngine } from '../sqlite/sqlite-engine.ts';
import type { ProfileFile } from '../state.ts';
import { copyProfile, insertRows } from './copy-profile.ts';
import type { MovedRow } from './copying.ts';
import { FileSeal, HEAD_TABLE } from './file-seal.ts';
import { copyWhole, HASTILY, inOwnFolder } from './own-folder.ts';
import type { MovedTable } from './profile-tables.ts';

/** The profile that leaves, and what of this memory goes with it. */
export interface Leaving {
  readonly engine: StateEngine;
  /** The data folder: the file is made there, and gets its name when it is whole. */
  readonly folder: string;
  readonly id: ProfileId;
  /** As they are typed. */
  readonly secrets: ReadonlyMap<SecretName, string>;
  readonly installation: string;
  /** Closes the profile here: from then on nothing of it changes. */
  readonly close: () => Promise<void>;
}

/**
 * Writes a profile that is closed by then into a new file. What keeps the file from being made is met before
 * that, as far as it can be. Rejects `backup.fileExists`, `move.notWritten`.
 */
export async function writeProfile(leaving: Leaving, { file, passphrase }: ProfileFile): Promise<void> {
  const path = resolve(file);
  if (existsSync(path)) throw new SyncError('backup.fileExists', { file });
  const seal = await FileSeal.of(passphrase);
  try {
    await makeFileSlowly(
      path,
      (half) =>
        inOwnFolder(leaving.folder, async (own) => {
          const made = join(own, STATE_FILE);
          await leaving.close();
          await fillFile(made, own, { leaving, seal });
          copyWhole(made, half);
        }),
      { isNew: true },
    );
  } catch (error) {
    if (error instanceof SyncError) throw error;
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new SyncError('backup.fileExists', { file });
    throw new SyncError('move.notWritten', { file, problem: code }, { cause: error });
  }
}

async function fillFile(
  path: string,
  folder: string,
  what: { readonly leaving: Leaving; readonly seal: FileSeal },
): Promise<void> {
  const { leaving, seal } = what;
  const connection = await SqliteConnection.open(path, folder);
  try {
    await connection.execute(HASTILY);
    await migrateFile(connection);
    await connection.execute(`CREATE TABLE ${HEAD_TABLE} (salt BLOB NOT NULL, proof BLOB NOT NULL) STRICT`);
    const file = sqliteEngine(connection, folder);
    await file.transaction(async (to) => {
      const copying = { from: leaving.engine, to };
      const onRows = async (table: MovedTable, rows: readonly MovedRow[]): Promise<readonly MovedRow[]> =>
        table === 'run_marks' ? rows.map((row) => withOwner(row, leaving)) : rows;
      // In the file there is one firm: which one it leaves is nobody's business there.
      const at = { tenant_id: FIRST_TENANT };
      const open = { ...at, removed_at: null, moved_at: null, shelf_of: null };
      const own = await copyProfile(copying, leaving.id, open, onRows);
      for (const shelf of await shelvesOf(leaving))
        await copyProfile(copying, shelf, { ...at, shelf_of: own }, onRows);
      const sealed = [...leaving.secrets].map(([name, secret]) => ({
        name,
        sealed: seal.seal(secret, name),
      }));
      await insertRows(
        to,
        'secrets',
        sealed.map((row) => ({ ...row, profile_id: own })),
      );
    });
    await connection.all(
      `INSERT INTO ${HEAD_TABLE} (salt, proof) VALUES (?, ?)`,
      seal.salt,
      seal.prove(path),
    );
  } finally {
    connection.close();
  }
}

/**
 * Marks go on under the name and number that they have had: so a memory that goes on here is known by them
 * (Q8).
 */
function withOwner(row: MovedRow, { installation, id }: Leaving): MovedRow {
  return {
    ...row,
    installation: row['installation'] ?? installation,
    profile_number: row['profile_number'] ?? id,
  };
}

/** Its former pairs, which come back with their shops. */
async function shelvesOf({ engine, id }: Leaving): Promise<readonly ProfileId[]> {
  const rows = await engine.database
    .selectFrom('profiles')
    .select('id')
    .where('shelf_of', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
