import type { App } from '../../app/app.ts';
import type { AppParts } from '../../app/app-parts.ts';
import { firmApps } from '../../app/work/firm-apps.ts';
import { makeApp } from '../../app/make-app.ts';
import { FIRST_TENANT } from '../../model/tenant.ts';
import type { TenantId } from '../../model/tenant.ts';
import { asGuest } from './as-guest.ts';
import { sleep } from '../../lib/sleep.ts';
import type { PageRequest, ServedPage } from '../../cli/program.ts';
import type { HttpParts } from '../../http/http-parts.ts';
import { linkInMails, notifier } from '../notifier.ts';
import { openEngine } from './open-engine.ts';
import type { DatabaseWish } from '../open-memory.ts';
import { keepWatch, MACHINE_TIME } from '../watches/keep-watch.ts';
import { servePage } from '../serve-page.ts';
import { serveWorker } from './serve-worker.ts';

/** What is served over a database, and how. */
export interface SharedRequest extends PageRequest {
  readonly version: string;
  readonly forgetLogs: (beforeMs: number) => number;
  readonly diagnoseOf: (app: App) => HttpParts['diagnose'];
  readonly wish: DatabaseWish;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An application that tells the log what it does. */
  readonly over: (app: App) => App;
}

/** Takes part in the work over a database as the role says. Rejects as `openEngine` and `servePage` do. */
export async function openShared(parts: AppParts, request: SharedRequest): Promise<ServedPage> {
  const { role = 'all', onFault, over, url = null } = request;
  const app: App = over(makeApp(asGuest(parts, () => engine.slots, { sleep })));
  // A page keeps what it has made for a firm with its server, as long as that one is used.
  const appOf = role === 'page' ? (tenant: TenantId): App => over(app.of(tenant)) : firmApps(app, over);
  const link = linkInMails(url);
  const engine = await openEngine(app, parts, {
    ...request,
    role,
    onRunEnd: (each) => notifier(each, onFault, link),
  });
  try {
    if (role !== 'worker')
      // Asked for while there is one firm alone, and as that one: a page may see no more.
      return await servePage(app, {
        ...request,
        diagnose: request.diagnoseOf(appOf(FIRST_TENANT)),
        engine,
        appOf,
      });
    const liveOf = (tenant: TenantId, firm: App) => engine.of(tenant, firm);
    const { live, looks } = engine;
    const keeping = { ...request, link, time: MACHINE_TIME, live, looks, appOf, liveOf };
    return await serveWorker(app, {
      ...request,
      engine,
      keepWatch: (signal) => keepWatch(app, signal, keeping),
    });
  } catch (error) {
    await engine.close();
    await app.close();
    throw error;
  }
}
