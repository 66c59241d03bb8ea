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

/** Where a command works: over a database in the queue, unless `--here` was typed. */
export interface HereOption {
  readonly here?: boolean;
}

/**
 * The application of the firm that a command is about: the only one, or what `--firm` names. Rejects
 * `tenant.needed`, `tenant.notFound`.
 */
async function firmOf(app: App, firm: string | null): Promise<App> {
  if (firm !== null) return app.of((await app.tenants.find(firm)).id);
  const tenants = await app.tenants.list();
  if (tenants.length <= 1) return app;
  throw new SyncError('tenant.needed', { names: tenants.map(({ name }) => name).join(', ') });
}

/**
 * Opens the application over the data folder, and closes it whatever happens. `where`: of a command whose work may
 * be a worker's; left out = it is done in this process.
 */
export async function withApp<T>(
  session: CliSession,
  work: (app: App) => Promise<T>,
  where: HereOption = { here: true },
): Promise<T> {
  return withMemory(session, async (app) => work(await firmOf(app, session.firm)), where);
}

/** The same for what is of the whole memory, and not of one firm. */
export async function withMemory<T>(
  session: CliSession,
  work: (app: App) => Promise<T>,
  where: HereOption = { here: true },
): Promise<T> {
  const app = await session.program.openApp(memoryFolder(session), { isQueued: where.here !== true });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
