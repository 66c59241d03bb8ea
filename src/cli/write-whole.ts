import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFileSlowly } from '../lib/whole-file.ts';
import { writeError } from '../model/file-error.ts';
import { SyncError } from '../model/sync-error.ts';

/**
 * Refuses a file that could not be written anyway, before the work whose result it is to hold. Rejects
 * `file.folderMissing`, `file.isFolder`, `file.notAllowed`, …
 */
export async function refuseUnwritable(file: string): Promise<void> {
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory() === true) throw new SyncError('file.isFolder', { file });
  await access(dirname(file), constants.W_OK).catch((error: unknown) => {
    throw writeError(error, file);
  });
  const folder = await stat(dirname(file));
  if (!folder.isDirectory()) throw new SyncError('file.notFolder', { file });
}

/**
 * Writes a file whole or not at all, and never through a link; only its owner may read it, because what is
 * written here holds buyers' names. Rejects `file.*`; an error of ours that the content itself throws passes
 * through.
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  try {
    await makeFileSlowly(file, (half) => writeFile(half, content));
  } catch (error) {
    throw writeError(error, file);
  }
}
