import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SyncError } from '../../model/sync-error.ts';
import type { State } from '../state.ts';
import { SqliteAccounts } from './accounts.ts';
import { SqliteAttention } from './attention.ts';
import { SqliteBackups } from './backups.ts';
import { Database } from './database.ts';
import { SqliteLeases } from './leases.ts';
import { migrate } from './migrations.ts';
import { SqliteOrderLedger } from './order-ledger.ts';
import { SqliteLinks } from './product-links.ts';
import { SqliteProfiles } from './profiles.ts';
import { SqliteRunLog } from './run-log.ts';
import { SecretBox } from './secrets.ts';

const STATE_FILE = 'state.db';
const INSTALLATION_BYTES = 4;

/**
 * Opens the state of a data folder, making it where it is missing (only its owner may read the folder).
 * Several processes may use one folder. `key`: 64 hex digits that seal the secrets; without it a key file
 * is kept beside. Rejects `state.unreadable`, `state.newer`, `state.readOnly`, `state.full`.
 */
export async function openSqliteState(options: {
  readonly folder: string;
  readonly key?: string;
}): Promise<State> {
  const { folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SyncError('state.unreadable', { folder, problem }, { cause: error });
  });
  const database = new Database(join(folder, STATE_FILE), folder);
  try {
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    profiles: new SqliteProfiles(database, new SecretBox(folder, options.key ?? null)),
    leases: new SqliteLeases(database),
    links: new SqliteLinks(database),
    ledger: new SqliteOrderLedger(database),
    attention: new SqliteAttention(database),
    runs: new SqliteRunLog(database),
    accounts: new SqliteAccounts(database),
    installation: installationOf(database),
    backups: new SqliteBackups(database, folder),
    close: async () => database.close(),
  };
}

/** Drawn by whoever opens the memory first. */
function installationOf(database: Database): string {
  return database.transaction(() => {
    const known = database.get('SELECT id FROM installation');
    if (known !== null) return String(known['id']);
    const id = randomBytes(INSTALLATION_BYTES).toString('hex');
    database.run('INSERT INTO installation (id) VALUES (?)', id);
    return id;
  });
}
