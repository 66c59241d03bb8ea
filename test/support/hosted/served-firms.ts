import { localEngine } from '../../../src/compose/engine.ts';
import { servePage } from '../../../src/compose/serve-page.ts';
import { firmApps } from '../../../src/app/work/firm-apps.ts';
import type { App } from '../../../src/app/app.ts';
import { LocalWork } from '../../../src/app/work/local-work.ts';
import type { ServedPage } from '../../../src/cli/program.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import type { TenantId } from '../../../src/model/tenant.ts';

/** A page whose memory several firms share; nothing starts by itself. */
export interface ServedFirms {
  readonly served: ServedPage;
  /** The work of each firm that somebody has looked at. */
  readonly works: ReadonlyMap<TenantId, LocalWork>;
}

/** Serves the firms of an application as a hoster's page does, over whatever memory it has. */
export async function serveFirms(app: App): Promise<ServedFirms> {
  const works = new Map<TenantId, LocalWork>();
  const engine = {
    ...localEngine(app, systemClock, async () => undefined),
    run: async () => undefined,
    keep: async () => undefined,
    of: (tenant: TenantId, firm: App) => {
      const work = works.get(tenant) ?? new LocalWork(firm, systemClock);
      works.set(tenant, work);
      return work;
    },
  };
  const served = await servePage(app, {
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    onFault: (error) => process.stderr.write(`page: ${String(error)}\n`),
    engine,
    appOf: firmApps(app, (firm) => firm),
  });
  return { served, works };
}
