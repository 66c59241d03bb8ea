import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../app/app.ts';
import { LiveRuns } from '../app/live-runs.ts';
import { Scheduler } from '../app/scheduler.ts';
import type { PageRequest, ServedPage } from '../cli/program.ts';
import { startHttp } from '../http/server.ts';
import { systemClock } from '../lib/clock.ts';
import { sleep } from '../lib/sleep.ts';

const INDEX = fileURLToPath(new URL('../../dist/web/index.html', import.meta.url));

/** Folder of the built page; null = it was not built. */
async function builtPage(): Promise<string | null> {
  return access(INDEX).then(
    () => dirname(INDEX),
    () => null,
  );
}

/** Serves the page over an application, and runs its schedules. Closing ends what is running politely. */
export async function servePage(
  app: App,
  request: Omit<PageRequest, 'dataFolder'>,
): Promise<ServedPage & { readonly live: LiveRuns }> {
  const { host, port, onFault } = request;
  const live = new LiveRuns(app, systemClock);
  const parts = { app, live, clock: systemClock, pageFolder: await builtPage(), onFault };
  const http = await startHttp(parts, { host, port });
  const stop = new AbortController();
  const scheduling = new Scheduler(app, live, systemClock).run(sleep, stop.signal).catch(onFault);
  return {
    url: http.url,
    setupCode: await app.access.setupCode(),
    live,
    close: async () => {
      stop.abort();
      await scheduling;
      await http.close();
      await live.close();
      await app.close();
    },
  };
}
