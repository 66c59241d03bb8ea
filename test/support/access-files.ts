import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Files of the third party whose writer made them (test/fixtures/access/README.md). */
export const ACCESS_FILES = [
  'small.mdb',
  'small-password.mdb',
  'small-encoded.mdb',
  'small-other-types.mdb',
  'small.accdb',
] as const;
export type AccessFile = (typeof ACCESS_FILES)[number] | 'small-later.mdb' | 'small.sqlite';

/** The bytes of a fixture. */
export function accessFile(name: AccessFile): Buffer {
  return gunzipSync(readFileSync(new URL(`../fixtures/access/${name}.gz`, import.meta.url)));
}

/** A fixture as a file of its own; answers its path. */
export function putAccessFile(folder: string, name: AccessFile): string {
  const path = join(folder, name);
  writeFileSync(path, accessFile(name));
  return path;
}
