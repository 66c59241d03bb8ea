import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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
 * Writes a file whole or not at all; only its owner may read it, because what is written here holds buyers'
 * names. Rejects `file.*`; an error of ours that the content itself throws passes through.
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const half = `${file}.new`;
  try {
    await writeFile(half, content, { mode: 0o600 });
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined);
    throw writeError(error, file);
  }
}
