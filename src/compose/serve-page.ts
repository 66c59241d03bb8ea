import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { App } from '../app/app.ts';
import { LiveRuns } from '../app/live-runs.ts';
import { OverdueWatch } from '../app/overdue-watch.ts';
import { Scheduler } from '../app/scheduler.ts';
import type { PageRequest, ServedPage } from '../cli/program.ts';
import { readOrigin } from '../http/own-place.ts';
import { startHttp } from '../http/server.ts';
import { randomToken } from '../access/password.ts';
import { notifier, overdueTeller } from './notifier.ts';
import { childEnvironment } from './child-environment.ts';
import { systemClock } from '../lib/clock.ts';
import { sleep } from '../lib/sleep.ts';

const WEB = fileURLToPath(new URL('../../web', import.meta.url));
/** What the page is made of: itself, its words and the contract of its calls. */
const SOURCES = [
  WEB,
  ...['texts', 'api', 'model'].map((room) => fileURLToPath(new URL(`../${room}`, import.meta.url))),
];
const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** When the newest file below a folder was changed; 0 = there is none. */
async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs),
  );
  return Math.max(0, ...times);
}

/** Builds the page when it is missing or older than its sources; about a second. */
async function builtPage(onFault: (error: unknown) => void): Promise<string | null> {
  const sources = Math.max(...(await Promise.all(SOURCES.map(newest))));
  const page = await newest(BUILT);
  if (sources > page) {
    try {
      const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
      const options = ['build', WEB, '--config', join(WEB, 'vite.config.ts'), '--logLevel', 'silent'];
      // A process of its own: whatever this one is run as, the page is the finished one.
      await promisify(execFile)(process.execPath, [vite, ...options], {
        env: childEnvironment(process.env, { NODE_ENV: 'production' }),
      });
    } catch (error) {
      onFault(error);
    }
  }
  return (await newest(BUILT)) > 0 ? BUILT : null;
}

/** A link for whoever sits at the terminal; the first makes an account whose password nobody knows. */
async function signInLink(app: App): Promise<string> {
  const [known] = await app.access.accounts();
  const draft = { name: 'Демо', password: randomToken(), role: 'owner', language: 'bg' } as const;
  return app.access.makeLink(known ?? (await app.access.addAccount(draft)));
}

/** Serves the page over an application, and runs its schedules. Closing ends what is running politely. */
export async function servePage(
  app: App,
  request: Omit<PageRequest, 'dataFolder'> & { readonly hasLink?: boolean },
): Promise<ServedPage> {
  const { host, port, onFault } = request;
  const origin = request.origin === undefined ? null : readOrigin(request.origin);
  const live = new LiveRuns(app, systemClock, notifier(app, onFault));
  const parts = {
    app,
    live,
    clock: systemClock,
    origin,
    pageFolder: await builtPage(onFault),
    onFault,
  };
  const http = await startHttp(parts, { host, port });
  const stop = new AbortController();
  const scheduling = new Scheduler(app, live, systemClock).run(sleep, stop.signal, onFault);
  const watching = new OverdueWatch(app, { clock: systemClock, onOverdue: overdueTeller(app, onFault) })
    .run(sleep, stop.signal)
    .catch(onFault);
  return {
    url: origin ?? http.url,
    setupCode: request.hasLink === true ? null : await app.access.setupCode(),
    link: request.hasLink === true ? `${origin ?? http.url}/#link=${await signInLink(app)}` : null,
    close: async () => {
      stop.abort();
      await scheduling;
      await watching;
      await http.close();
      await live.close();
      await app.close();
    },
  };
}
