import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** What commit 64bd594, which wrote the memory, read of it. */
export const KEPT = JSON.parse(readFileSync(join(HERE, 'memory-v5.json'), 'utf8')) as Readonly<
  Record<string, unknown>
> & {
  readonly key: string;
};

/** Makes this empty folder a data folder as the program left it at version 5. */
export function makeOldFolder(folder: string): string {
  const database = new DatabaseSync(join(folder, 'state.db'));
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(readFileSync(join(HERE, 'memory-v5.sql'), 'utf8'));
  database.close();
  writeFileSync(join(folder, 'key'), KEPT.key, { mode: 0o600 });
  return folder;
}
