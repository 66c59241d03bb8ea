import { readFileSync } from 'node:fs';
import { SyncError } from '../../model/sync-error.ts';
import type { Database } from './database.ts';

/** Migrations in their order; a released one is never changed, only followed by another. */
const MIGRATIONS = [
  '0001-start.sql',
  '0002-accounts.sql',
  '0003-lists.sql',
  '0004-erasure.sql',
  '0005-installation.sql',
  '0006-sent-at.sql',
  '0007-triggers.sql',
] as const;

/**
 * Brings the file to this program's version, each step whole or not at all. A newer file is refused, never
 * touched.
 */
export function migrate(database: Database): void {
  database.transaction(() => {
    const row = database.get('PRAGMA user_version');
    const version = Number(row?.['user_version'] ?? 0);
    if (version > MIGRATIONS.length) throw new SyncError('state.newer', { version });
    for (const [index, file] of MIGRATIONS.entries()) {
      if (index < version) continue;
      database.execute(readFileSync(new URL(`migrations/${file}`, import.meta.url), 'utf8'));
      database.execute(`PRAGMA user_version = ${index + 1}`);
    }
  });
}
