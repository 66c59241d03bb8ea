import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { PLACE_DIGITS } from '../../model/installation.ts';
import { SyncError } from '../../model/sync-error.ts';
import { FolderKey, HandedKey } from '../sql/secrets/master-key.ts';
import { SqlProfileMoves } from '../moves/profile-moves.ts';
import { makeSqlState } from '../sql/sql-state.ts';
import type { StateDatabase } from '../sql/schema.ts';
import { prepareOwnFolder } from '../moves/own-folder.ts';
import type { State } from '../state.ts';
import type { DatabaseAddress } from './database-address.ts';
import { migrateDatabase } from './migrate-database.ts';
import { noBackups } from './no-backups.ts';
import { isRoleBound } from './firm-numbers.ts';
import { boundEngine, postgresEngine } from './postgres-engine.ts';
import { postgresError } from './postgres-errors.ts';
import { openFirmPool } from './postgres-pool.ts';

const CHANCE_BYTES = 2;

/**
 * Opens the memory in a PostgreSQL database, making its tables where they are missing. Any number of
 * processes on any number of machines may use one. `masterKey` tells the 64 hex digits that open the keys of the
 * secrets (`true`: anew), the same for all of them; without it a key file is kept in `folder`. Rejects
 * `state.database.*`, `state.newer`, `state.readOnly`, and `state.unreadable` of the folder.
 */
export async function openPostgresState(options: {
  readonly address: DatabaseAddress;
  readonly folder: string;
  readonly masterKey?: (isAnew: boolean) => Promise<string>;
  /** For a page, whose role may be one that policies bind: it sees of shops what it asks for as a firm (`of`). */
  readonly isPage?: boolean;
}): Promise<State> {
  const { address, folder, masterKey, isPage = false } = options;
  const { place } = address;
  try {
    prepareOwnFolder(folder);
    await migrateDatabase(address);
  } catch (error) {
    throw postgresError(error, place);
  }
  const pool = openFirmPool(address.url);
  const { database } = pool;
  try {
    const isBound = await isRoleBound(database);
    if (isBound && !isPage) throw new SyncError('state.database.pagesOnly', { place });
    const engine = isBound ? boundEngine(pool, place) : postgresEngine(database, place);
    return await makeSqlState(engine, {
      master: masterKey === undefined ? new FolderKey(folder) : new HandedKey(masterKey),
      makeMoves: (memory) => new SqlProfileMoves(memory, folder),
      backups: noBackups(place),
      drawInstallation: async () =>
        `${await placeDigits(database)}${randomBytes(CHANCE_BYTES).toString('hex')}`,
      close: () => database.destroy(),
    });
  } catch (error) {
    await database.destroy();
    throw postgresError(error, place);
  }
}

/** The digits of a database, by the number that its server drew when it was made. */
async function placeDigits(database: StateDatabase): Promise<string> {
  const { rows } = await sql<{ readonly place: string }>`select concat_ws(' ', system_identifier,
    current_database(), current_schema()) as place from pg_control_system()`.execute(database);
  return createHash('sha256')
    .update(rows[0]?.place ?? '')
    .digest('hex')
    .slice(0, PLACE_DIGITS);
}
