import type { App } from '../../app/app.ts';
import type { AppParts } from '../../app/app-parts.ts';
import { queuedApp } from '../../app/work/queued-app.ts';
import type { DatabaseWish } from '../open-memory.ts';
import { heartbeatOf, openEngine } from './open-engine.ts';
import { openGuest } from './open-guest.ts';

const SECOND_MS = 1000;

/**
 * The application of a terminal over a database: what it runs, plans and compares is asked of the workers.
 * That of one firm (`of`) asks for its profiles alone, and hears of them alone: another may have the same
 * names. Rejects as `openEngine` does.
 */
export async function openQueued(
  parts: AppParts,
  how: {
    readonly wish: DatabaseWish;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly over: (app: App) => App;
    readonly onFault: (error: unknown) => void;
  },
): Promise<App> {
  const { over } = how;
  const app = openGuest(parts, how);
  try {
    const grace = { graceMs: SECOND_MS * heartbeatOf(how.env).seconds };
    const engine = await openEngine(app, parts, {
      ...how,
      role: 'page',
      onRunEnd: () => async () => undefined,
    });
    return {
      ...over(queuedApp(app, engine.live, grace)),
      of: (tenant) => {
        const firm = app.of(tenant);
        return over(queuedApp(firm, engine.of(tenant, firm), grace));
      },
      close: async () => {
        await engine.close();
        await app.close();
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}
