import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SyncError } from '../../model/sync-error.ts';

/**
 * Makes an empty warehouse of structure 3.07 with the rows every installation starts with. Refuses an
 * existing file.
 */
export function createSqliteWarehouse(path: string): void {
  if (existsSync(path)) throw new SyncError('warehouse.notEmpty', { address: `sqlite:${path}` });
  const database = new DatabaseSync(path);
  try {
    database.exec(readFileSync(new URL('schema-3.07.sql', import.meta.url), 'utf8'));
  } finally {
    database.close();
  }
}
