import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SyncError } from '../../model/sync-error.ts';

function schema(): string {
  return readFileSync(new URL('schema-3.07.sql', import.meta.url), 'utf8');
}

/**
 * The tables of structure 3.07 alone, by name: no indexes, and none of the rows an installation starts with.
 */
export function tableStatements(): ReadonlyMap<string, string> {
  const statements = schema().matchAll(/^CREATE TABLE `(\w+)` \(\n[^]*?^\);$/gm);
  return new Map([...statements].map(([statement, name = '']) => [name, statement]));
}

/**
 * Makes an empty warehouse of structure 3.07 with the rows every installation starts with. Refuses an
 * existing file.
 */
export function createSqliteWarehouse(path: string): void {
  if (existsSync(path)) throw new SyncError('warehouse.notEmpty', { address: `sqlite:${path}` });
  const database = new DatabaseSync(path);
  try {
    database.exec(schema());
  } finally {
    database.close();
  }
}
