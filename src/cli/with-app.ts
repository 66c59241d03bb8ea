import type { App } from '../app/app.ts';
import type { CliSession } from './session.ts';

/** Opens the application over the data folder, and closes it whatever happens. */
export async function withApp<T>(session: CliSession, work: (app: App) => Promise<T>): Promise<T> {
  const app = await session.program.openApp(session.dataFolder);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
