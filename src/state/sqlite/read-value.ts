import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { STATE_FILE } from './sqlite-connection.ts';

/** Whether a folder has a memory in a file. Repeatable. */
export function hasMemoryFile(folder: string): boolean {
  return existsSync(join(folder, STATE_FILE));
}

/**
 * A value of the whole program (`ProgramMemory.value`) without opening the memory for work: nothing is migrated,
 * nothing written. Null where there is none, or where it cannot be read. Repeatable.
 */
export function readProgramValue(folder: string, name: string): string | null {
  const path = join(folder, STATE_FILE);
  if (!hasMemoryFile(folder)) return null;
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const row = database.prepare('SELECT value FROM program_values WHERE name = ?').get(name);
      return row === undefined ? null : String(row['value']);
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}
