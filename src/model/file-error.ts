import { SyncError } from './sync-error.ts';

/** What the file system said: its code, such as ENOENT; the whole text where there is none. */
function problemOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : error instanceof Error ? error.message : String(error);
}

/** What stands in the way whether one reads or writes; null = something else. */
function obstacle(error: unknown, file: string): SyncError | null {
  const cause = { cause: error };
  switch (problemOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SyncError('file.notAllowed', { file }, cause);
    case 'EISDIR':
      return new SyncError('file.isFolder', { file }, cause);
    case 'ENOSPC':
    case 'EDQUOT':
      return new SyncError('file.diskFull', { file }, cause);
    case 'EIO':
      return new SyncError('file.diskFailed', { file }, cause);
    default:
      return null;
  }
}

/** A file that cannot be read, as an error with a remedy; one of ours passes through. */
export function readError(error: unknown, file: string): SyncError {
  if (error instanceof SyncError) return error;
  const problem = problemOf(error);
  if (problem === 'ENOENT' || problem === 'ENOTDIR') return new SyncError('file.notFound', { file });
  return obstacle(error, file) ?? new SyncError('file.malformed', { file, problem }, { cause: error });
}

/** A file or folder that cannot be written, as an error with a remedy; one of ours passes through. */
export function writeError(error: unknown, file: string): SyncError {
  if (error instanceof SyncError) return error;
  const problem = problemOf(error);
  const cause = { cause: error };
  if (problem === 'ELOOP') return new SyncError('file.isLink', { file }, cause);
  if (problem === 'ENOENT') return new SyncError('file.folderMissing', { file }, cause);
  if (problem === 'ENOTDIR' || problem === 'EEXIST') return new SyncError('file.notFolder', { file }, cause);
  return obstacle(error, file) ?? new SyncError('file.notWritten', { file, problem }, cause);
}
