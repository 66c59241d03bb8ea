import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../app/app.ts';
import { BackupKeeper } from '../app/backups/backup-keeper.ts';
import { DigestSender } from '../app/digest/digest-sender.ts';
import { LiveRuns } from '../app/live-runs.ts';
import { OverdueWatch } from '../app/overdue-watch.ts';
import { Scheduler } from '../app/scheduler.ts';
import type { PageRequest, ServedPage, ShownProfile } from '../cli/program.ts';
import { readOrigin } from '../http/own-place.ts';
import { LiveFeed } from '../http/live/live-feed.ts';
import { startHttp } from '../http/server.ts';
import { randomToken } from '../access/password.ts';
import { backupTeller, digestTeller, notificationTester, notifier, overdueTeller } from './notifier.ts';
import { watchOver } from './watching.ts';
import { systemClock } from '../lib/clock.ts';
import { NO_LOG } from '../lib/log.ts';
import type { Log } from '../lib/log.ts';
import { sleep } from '../lib/sleep.ts';

/** The page as it was built when the package was made, or by `npm run build` in a clone. */
const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** The folder of the built page; null where nobody has built it. Nothing is built here. */
function builtPage(): string | null {
  return existsSync(join(BUILT, 'index.html')) ? BUILT : null;
}

/** A link for whoever sits at the terminal; the first makes an account whose password nobody knows. */
async function signInLink(app: App): Promise<string> {
  const [known] = await app.access.desk.list();
  const draft = { name: 'Демо', password: randomToken(), role: 'owner', language: 'bg' } as const;
  return app.access.links.make(known ?? (await app.access.desk.add(draft)));
}

/** Starts a profile when a page first looks on, as its schedule would; what is at work is seen anyway. */
function startOnce(live: LiveRuns, profile: string | undefined): () => void {
  let isStarted = false;
  return () => {
    if (profile === undefined || isStarted || live.isBusy(profile)) return;
    isStarted = true;
    live.start(profile, { tasks: null, trigger: 'schedule' });
  };
}

/** The place of the page where a profile is at first sight. */
function placeOf(profile: string): string {
  return `/server/${encodeURIComponent(profile)}`;
}

/** Serves the page over an application, and runs its schedules. Closing ends what is running politely. */
export async function servePage(
  app: App,
  request: Omit<PageRequest, 'dataFolder' | 'log'> &
    Partial<ShownProfile> & { readonly log?: Log; readonly version: string },
): Promise<ServedPage> {
  const { host, port, onFault, version, shown } = request;
  const origin = request.origin === undefined ? null : readOrigin(request.origin);
  const live = new LiveRuns(app, systemClock, notifier(app, onFault));
  const clock = systemClock;
  const scheduler = new Scheduler(app, live, clock);
  const parts = {
    app,
    version,
    live,
    feed: new LiveFeed({ app, live, clock, onFault, onFollowed: startOnce(live, shown) }),
    clock,
    origin,
    pageFolder: builtPage(),
    testNotification: notificationTester(app),
    watching: await watchOver(app, { live, scheduler, tokenFile: request.metricsTokenFile }),
    log: request.log ?? NO_LOG,
    onFault,
  };
  const http = await startHttp(parts, { host, port });
  const stop = new AbortController();
  const scheduling = scheduler.run(sleep, stop.signal, onFault);
  const watching = new OverdueWatch(app, { clock: systemClock, onOverdue: overdueTeller(app, onFault) })
    .run(sleep, stop.signal)
    .catch(onFault);
  const keeping = new BackupKeeper(app.backups, systemClock, backupTeller(app, onFault)).run(
    sleep,
    stop.signal,
    onFault,
  );
  const digesting = new DigestSender(app, systemClock, digestTeller(app)).run(sleep, stop.signal, onFault);
  return {
    url: origin ?? http.url,
    setupCode: shown === undefined ? await app.access.setupCode() : null,
    link:
      shown === undefined ? null : `${origin ?? http.url}/#link=${await signInLink(app)}${placeOf(shown)}`,
    close: async () => {
      stop.abort();
      await scheduling;
      await watching;
      await keeping;
      await digesting;
      await http.close();
      await live.close();
      await app.close();
    },
  };
}
