import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readError } from '../../model/file-error.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { SecretName } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { StateEngine } from '../sql/state-engine.ts';
import { migrateFile } from '../sqlite/migrate-file.ts';
import { SqliteConnection, STATE_FILE } from '../sqlite/sqlite-connection.ts';
import { sqliteEngine } from '../sqlite/sqlite-engine.ts';
import type { ProfileFile } from '../state.ts';
import { FileSeal, HEAD_TABLE } from './file-seal.ts';
import { copyWhole, HASTILY, inOwnFolder } from './own-folder.ts';
import { readMoves } from './move-names.ts';
import type { MoveNames } from './move-names.ts';

/** The profile of a file that was looked through as a whole. */
export interface ComingProfile {
  readonly engine: StateEngine;
  /** The numbers of the profile and of its former pairs, in the file. */
  readonly id: ProfileId;
  readonly shelves: readonly ProfileId[];
  readonly name: string;
  /** The name that it keeps wherever it is. */
  readonly uuid: string;
  readonly moves: MoveNames;
  /** As they were typed. */
  readonly secrets: ReadonlyMap<SecretName, string>;
}

/**
 * Opens a file of a profile: a copy of it, brought to this program's version; the file stays as it is.
 * Rejects `file.notFound`, `move.malformed` (also a backup of a whole memory), `move.passphraseWrong`,
 * `state.newer`.
 */
export async function withProfileFile<T>(
  { file, passphrase }: ProfileFile,
  folder: string,
  work: (coming: ComingProfile) => Promise<T>,
): Promise<T> {
  if (!existsSync(file)) throw new SyncError('file.notFound', { file });
  return inOwnFolder(folder, async (own) => {
    const path = join(own, STATE_FILE);
    try {
      copyWhole(file, path);
    } catch (error) {
      throw readError(error, file);
    }
    const seal = await asFault(file, () => openSeal(path, { file, passphrase }));
    const connection = await asFault(file, () => openCopy(path));
    try {
      const coming = await asFault(file, () => readHead(connection, own, seal));
      return await work(coming);
    } finally {
      connection.close();
    }
  });
}

/** Whatever is met while a file is looked through says that it is none of ours, or broken. */
async function asFault<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isTold = error instanceof SyncError && /^(?:move|state\.newer)/.test(error.code);
    if (isTold) throw error;
    throw new SyncError('move.malformed', { file }, { cause: error });
  }
}

/** Looks first whether all of it is as it was written: nothing that is not is worked with. */
async function openSeal(path: string, { file, passphrase }: ProfileFile): Promise<FileSeal> {
  const connection = await SqliteConnection.open(path, dirname(path));
  try {
    await connection.execute(HASTILY);
    const [check] = await connection.all('PRAGMA integrity_check');
    if (check?.['integrity_check'] !== 'ok') throw new SyncError('move.malformed', { file });
    const [head] = await connection.all(`SELECT salt, proof FROM ${HEAD_TABLE}`);
    const { salt, proof } = head ?? {};
    if (!(salt instanceof Uint8Array) || !(proof instanceof Uint8Array))
      throw new SyncError('move.malformed', { file });
    const seal = await FileSeal.of(passphrase, salt);
    seal.check(path, proof, file);
    return seal;
  } finally {
    connection.close();
  }
}

async function openCopy(path: string): Promise<SqliteConnection> {
  const connection = await SqliteConnection.open(path, dirname(path));
  try {
    await connection.execute(HASTILY);
    await migrateFile(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function readHead(
  connection: SqliteConnection,
  folder: string,
  seal: FileSeal,
): Promise<ComingProfile> {
  const engine = sqliteEngine(connection, folder);
  const rows = await engine.database
    .selectFrom('profiles')
    .select(['id', 'name', 'uuid', 'moves', 'shelf_of'])
    .orderBy('id')
    .execute();
  const own = rows.find((row) => row.shelf_of === null);
  if (own === undefined) throw new Error('no profile in the file');
  const sealed = await engine.database.selectFrom('secrets').select(['name', 'sealed']).execute();
  return {
    engine,
    id: own.id,
    shelves: rows.filter((row) => row.shelf_of !== null).map((row) => row.id),
    name: own.name,
    uuid: own.uuid,
    moves: readMoves(own.moves),
    secrets: new Map(sealed.map((row) => [row.name, seal.open(row.sealed, row.name)])),
  };
}
