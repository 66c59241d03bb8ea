import { installationKey, installationPrefix, othersAmong } from '../../model/installation.ts';
import type { InstallationMark } from '../../model/installation.ts';
import type { MemoryDatabase } from './memory-database.ts';

/** Leaves today's mark of an installation and answers the others; call inside a transaction. */
export function markInMemory(database: MemoryDatabase, mark: InstallationMark): readonly string[] {
  const keys = database.keys().filter((key) => key.startsWith(installationPrefix(mark)));
  if (database.claim(installationKey(mark)))
    for (const key of keys)
      if (key.startsWith(`${installationPrefix(mark)}${mark.installation}-`)) database.release(key);
  return othersAmong(keys, mark);
}
