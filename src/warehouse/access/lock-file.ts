import { readFile } from 'node:fs/promises';

const ENTRY = 64;
const NAME = 32;

/**
 * Names of the computers that stand in the lock file beside a database (`.ldb`, `.laccdb`). Only for
 * telling a person: the file also stays behind after a crash. It is never made, touched or removed.
 */
export async function readLockFile(path: string): Promise<readonly string[]> {
  const file = path.replace(/\.mdb$/i, '.ldb').replace(/\.accdb$/i, '.laccdb');
  const bytes = file === path ? null : await readFile(file).catch(() => null);
  if (bytes === null) return [];
  const names: string[] = [];
  for (let at = 0; at < bytes.length; at += ENTRY) {
    const name = bytes
      .toString('latin1', at, at + NAME)
      .replace(/\0.*$/s, '')
      .trim();
    if (name !== '') names.push(name);
  }
  return [...new Set(names)];
}
