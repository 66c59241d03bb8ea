import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../app/app.ts';
import type { Work } from '../app/work/work.ts';
import type { PageRequest, ServedPage, Serving, ShownProfile } from '../cli/program.ts';
import { firmServers } from '../http/firm-server.ts';
import type { FirmParts, FirmServers, HttpParts } from '../http/http-parts.ts';
import { LiveFeed } from '../http/live/live-feed.ts';
import { PagePlace } from '../http/place/page-place.ts';
import { TlsPair } from '../http/place/tls-pair.ts';
import { startHttp } from '../http/server.ts';
import type { RunningHttp } from '../http/server.ts';
import { randomToken } from '../access/password.ts';
import { linkInMails, notificationTester, notifier } from './notifier.ts';
import { keepWatch, keptBy, MACHINE_TIME } from './watches/keep-watch.ts';
import type { KeepingWatch, ServiceTime } from './watches/keep-watch.ts';
import { localEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { followCertificate } from './tls-renewal.ts';
import { watchOver } from './watching.ts';
import { NO_LOG } from '../lib/log.ts';
import { keepMemoryGivenBack } from '../lib/process/unused-memory.ts';
import type { TenantId } from '../model/tenant.ts';

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
function startOnce(live: Work, profile: string | undefined): () => void {
  let isStarted = false;
  return () => {
    if (profile === undefined || isStarted) return;
    isStarted = true;
    // Where something goes on already, there is something to see.
    void live.start(profile, { tasks: null, trigger: 'schedule' }).catch(() => {
      isStarted = false;
    });
  };
}

/** The place of the page where a profile is at first sight. */
function placeOf(profile: string): string {
  return `/server/${encodeURIComponent(profile)}`;
}

/** What a request asks of where the page is. Rejects `http.*` and `file.*` of what it names. */
async function openPlace(
  request: Pick<PageRequest, 'host' | 'url' | 'tls' | 'trustedProxies'>,
): Promise<{ readonly place: PagePlace; readonly pair: TlsPair | null }> {
  const { host, url = null, tls, trustedProxies: proxies = [] } = request;
  const place = new PagePlace({ host, url, hasTls: tls !== undefined, proxies });
  return { place, pair: tls === undefined ? null : await TlsPair.read(tls) };
}

/** How the page came to be served, for `doctor`. */
function servingOf(
  request: Pick<PageRequest, 'host' | 'trustedProxies'>,
  at: { readonly http: RunningHttp; readonly url: string; readonly pair: TlsPair | null },
): Serving {
  const { host, trustedProxies: proxies = [] } = request;
  const { http, url, pair } = at;
  const listens = `${host.includes(':') ? `[${host}]` : host}:${http.port}`;
  const certificate =
    pair === null ? null : { file: resolve(pair.files.certificate), until: pair.until.toISOString() };
  return { url, listens, certificate, proxies };
}

/** Where nobody has said which folder the application works in: without what `doctor` says of it. */
async function diagnoseWithoutFolder(app: App, version: string, signal: AbortSignal): Promise<string> {
  const { diagnosisOf } = await import('./surroundings.ts');
  const at = { version, doctor: async () => [], logFile: () => app.vitals.logFile() };
  return diagnosisOf(app, at, { profile: null, signal, onStep: () => undefined });
}

/** What is served of every firm alike. */
type CommonParts = Omit<HttpParts, keyof FirmParts | 'firms'>;

/** What is served of an application: of one firm's, or of the only one. */
function shownParts(
  { clock, workers, onFault }: CommonParts,
  app: App,
  how: {
    readonly live: Work;
    readonly link: ReturnType<typeof linkInMails>;
    readonly onFollowed?: () => void;
  },
): FirmParts {
  const { live, link, ...following } = how;
  const feed = new LiveFeed({ app, live, workers, clock, onFault, ...following });
  return { app, live, feed, testNotification: notificationTester(app, link) };
}

/** The servers of firms; null: the memory is of one. */
function firmsOf(
  common: CommonParts,
  { appOf }: { readonly appOf?: (tenant: TenantId) => App },
  { engine, link }: { readonly engine: Engine; readonly link: ReturnType<typeof linkInMails> },
): FirmServers | null {
  if (appOf === undefined || engine.of === undefined) return null;
  return firmServers(common, (tenant) => {
    const app = appOf(tenant);
    const live = engine.of?.(tenant, app) ?? engine.live;
    return shownParts(common, app, { live, link });
  });
}

/** Serves the page over an application, and runs its schedules. Closing ends what is running politely. */
export async function servePage(
  app: App,
  request: Omit<PageRequest, 'dataFolder' | 'log'> &
    Partial<ShownProfile> &
    KeepingWatch & {
      readonly version: string;
      readonly time?: ServiceTime;
      readonly diagnose?: HttpParts['diagnose'];
      /** Left out = this process alone does the work. */
      readonly engine?: Engine;
      /** The application of a firm, where several may share the memory. */
      readonly appOf?: (tenant: TenantId) => App;
    },
): Promise<ServedPage> {
  const { host, port, onFault, version, shown, log = NO_LOG, time = MACHINE_TIME } = request;
  const { clock, sleep } = time;
  const { place, pair } = await openPlace(request);
  const link = linkInMails(place.origin);
  const engine = request.engine ?? localEngine(app, clock, notifier(app, onFault, link));
  const { live } = engine;
  const common = {
    version,
    clock,
    place,
    workers: () => engine.workers(),
    pageFolder: builtPage(),
    watching: await watchOver(app, { engine, clock, tokenFile: request.metricsTokenFile }),
    diagnose: request.diagnose ?? ((signal) => diagnoseWithoutFolder(app, version, signal)),
    log,
    onFault,
  };
  const whole = shownParts(common, app, { live, link, onFollowed: startOnce(live, shown) });
  const firms = firmsOf(common, request, { engine, link });
  const parts = { ...common, ...whole, ...(firms === null ? {} : { firms }) };
  const http = await startHttp(parts, { host, port, tls: pair?.context ?? null });
  const stopFollowing = followCertificate(pair, http, { log, onFault });
  const url = place.origin ?? http.url;
  const stop = new AbortController();
  const scheduling = engine.run(sleep, stop.signal, onFault);
  const tidying = keepMemoryGivenBack(sleep, stop.signal).catch(onFault);
  const keeping = engine.keep(stop.signal, (signal) =>
    keepWatch(app, signal, { ...request, link, time, ...keptBy(engine) }),
  );
  return {
    url,
    serving: servingOf(request, { http, url, pair }),
    setupCode: shown === undefined ? await app.access.setupCode() : null,
    link: shown === undefined ? null : `${url}/#link=${await signInLink(app)}${placeOf(shown)}`,
    close: async () => {
      stop.abort();
      stopFollowing();
      await scheduling;
      await tidying;
      await keeping;
      await http.close();
      await engine.close();
      await app.close();
    },
  };
}
