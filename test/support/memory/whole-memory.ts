import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askMemory } from './memory-place.ts';
import { IS_ON_FILE } from './on-file.ts';

const EVERY_TABLE = 'select schema_to_xml(current_schema(), true, false, current_schema()) as rows';

/** Everything that the memory of a data folder holds, as text in which a secret would be found. */
export async function wholeMemory(dataFolder: string): Promise<string> {
  if (!IS_ON_FILE) return String((await askMemory(dataFolder, EVERY_TABLE))[0]?.['rows']);
  return ['state.db', 'state.db-wal']
    .map((name) => join(dataFolder, name))
    .map((path) => (existsSync(path) ? readFileSync(path).toString('latin1') : ''))
    .join('');
}
