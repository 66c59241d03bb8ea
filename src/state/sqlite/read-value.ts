import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { STATE_FILE } from './sqlite-connection.ts';

/** Whether a folder has a memory in a file. Repeatable. */
export function hasMemoryFile(folder: string): boolean {
  return existsSync(join(folder, STATE_FILE));
}

/**
 * What a look at the memory of a folder finds, which is not opened for work: nothing is migrated, nothing
 * written. Null where there is none, or where it cannot be read. Repeatable.
 */
export async function lookInFile<T>(
  folder: string,
  look: (database: DatabaseSync) => T | Promise<T>,
): Promise<T | null> {
  if (!hasMemoryFile(folder)) return null;
  try {
    const database = new DatabaseSync(join(folder, STATE_FILE), { readOnly: true });
    try {
      return await look(database);
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

/** A value of the whole program (`ProgramMemory.value`), found so. */
export async function readProgramValue(folder: string, name: string): Promise<string | null> {
  return lookInFile(folder, (database) => {
    const row = database.prepare('SELECT value FROM program_values WHERE name = ?').get(name);
    return row === undefined ? null : String(row['value']);
  });
}
