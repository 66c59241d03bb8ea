import type { App } from '../app/app.ts';
import { SyncError } from '../model/sync-error.ts';
import type { CliSession } from './session.ts';

/**
 * The data folder of a command that works with the memory. Throws `data.leftHere` rather than begin a new
 * memory while an earlier version's lies in the current folder.
 */
export function memoryFolder({ dataFolder, leftData }: CliSession): string {
  if (leftData !== null) throw new SyncError('data.leftHere', { found: leftData, folder: dataFolder });
  return dataFolder;
}

/** Opens the application over the data folder, and closes it whatever happens. */
export async function withApp<T>(session: CliSession, work: (app: App) => Promise<T>): Promise<T> {
  const app = await session.program.openApp(memoryFolder(session));
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
