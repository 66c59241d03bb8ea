import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder that only its owner may read, with what is missing above it; one that is there stays as it
 * is. Repeatable. Throws the system's error (`ENOENT`, `EACCES`, `ENOTDIR` …).
 *
 * Level by level, since the runtime's own way (`recursive`) asks for ever where a place answers that it is not
 * there although the folder above it is, as `/proc` and some network shares do.
 */
export function makeOwnFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = dirname(path);
    if (isFolder(path)) return;
    if (code !== 'ENOENT' || above === path || isFolder(above)) throw error;
    makeOwnFolder(above);
    mkdirSync(path, { mode: 0o700 });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
