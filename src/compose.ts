import { resolve } from 'node:path';
import type { App } from './app/app.ts';
import type { AppParts, OrderReader, Secrets, ShopWatch } from './app/app-parts.ts';
import type {
  DataPlaces,
  PageRequest,
  Program,
  SandboxRequest,
  ServedPage,
  StartedSandboxes,
} from './cli/program.ts';
import { checkMachine } from './compose/check-machine.ts';
import { findWarehouses } from './compose/find-warehouses.ts';
import {
  initWarehouse,
  keepSnapshots,
  makeAgentKey,
  openWarehouse,
  readSummary,
  serveAgent,
  serveWarehouse,
} from './compose/warehouses.ts';
import { agentLook } from './compose/warehouses/look-at-agents.ts';
import { hostGuard, offeredEngines } from './compose/hosted/hosted.ts';
import { dataPlaces, homeFolder } from './compose/standard-folder.ts';
import { ProgramLog } from './compose/program-log.ts';
import { KeptServing } from './compose/kept-serving.ts';
import { KeptSetupCode } from './compose/kept-setup-code.ts';
import { handedKey } from './compose/master-key.ts';
import { databaseWish, migrateMemory, openMemory, setNewerFileAside } from './compose/open-memory.ts';
import type { DatabaseWish } from './compose/open-memory.ts';
import { Systemd } from './compose/systemd.ts';
import type { HttpParts } from './http/http-parts.ts';
import { systemClock } from './lib/clock.ts';
import type { HostGuard } from './lib/net/host-guard.ts';
import { sleep } from './lib/sleep.ts';
import type { Settings } from './model/settings.ts';
import { SyncError } from './model/sync-error.ts';
import { isProcessAlive, processHolder, thisMachine } from './compose/process-holder.ts';
import { FAULT_KINDS } from './sandbox/otherwise/ways.ts';
import type { Shop } from './shop/shop.ts';

type Environment = Readonly<Record<string, string | undefined>>;

async function openShop(
  settings: Settings,
  secrets: Secrets,
  { guard, ...watch }: ShopWatch & { readonly guard?: HostGuard | undefined },
): Promise<Shop> {
  const common = {
    address: settings.shopAddress,
    language: settings.language,
    unpFallbackField: settings.unpFallbackField,
    rateLimit: { atOnce: settings.requestsAtOnce, perSecond: settings.requestsPerSecond },
    clock: systemClock,
    sleep,
    random: Math.random,
    ...(guard === undefined ? {} : { guard }),
    ...watch,
  };
  const secret = secrets.secret ?? '';
  if (settings.interface === 'rest') {
    const usesToken = settings.credentials === 'token';
    requireSecret(usesToken ? secrets.token : secrets.secret, usesToken ? 'token' : 'secret');
    const credentials = usesToken
      ? ({ kind: 'token', token: secrets.token ?? '' } as const)
      : ({ kind: 'client', username: settings.username, secret } as const);
    const oauth = settings.oauthAddress === '' ? {} : { oauthAddress: settings.oauthAddress };
    const { openRestShop } = await import('./shop/seliton-rest/rest-shop.ts');
    return openRestShop({ ...common, credentials, ...oauth });
  }
  requireSecret(secrets.secret, 'secret');
  const { feedUsername, feedDomain } = settings;
  const signature = secrets.feedSignature;
  const feed =
    feedUsername === '' || signature === null
      ? null
      : { username: feedUsername, domain: feedDomain, signature };
  const statedCurrency = settings.shopCurrency === 'auto' ? null : settings.shopCurrency;
  const { openXmlShop } = await import('./shop/seliton-xml/xml-shop.ts');
  return openXmlShop({ ...common, username: settings.username, secret, feed, statedCurrency });
}

function requireSecret(value: string | null, name: string): void {
  if (value === null || value === '') throw new SyncError('secrets.notSet', { name });
}

/** Orders of the archive, over whichever interface they came. */
async function loadOrderReader(): Promise<OrderReader> {
  const { orderFromWire } = await import('./shop/seliton-rest/order-from-wire.ts');
  const { orderFromXml } = await import('./shop/seliton-xml/order-from-xml.ts');
  return (raw) =>
    raw.trimStart().startsWith('<') ? (orderFromXml(raw)?.fetched ?? null) : orderFromWire(JSON.parse(raw));
}

/**
 * The state of a data folder, or of the database that the environment names, and the real adapters, as the
 * application is made of them. What it is made of is loaded here and not with this file: the program also
 * starts to tell its version or its help. `isPage`: for a page alone.
 */
export async function openParts(
  dataFolder: string,
  env: Environment = process.env,
  { version = '', isPage = false }: { readonly version?: string; readonly isPage?: boolean } = {},
): Promise<AppParts> {
  const { orderContacts } = await import('./shop/order-contacts.ts');
  const state = await openMemory(resolve(dataFolder), env, isPage);
  const guard = hostGuard(env);
  return {
    state,
    clock: systemClock,
    openWarehouse: (settings, secrets, watch) =>
      openWarehouse(settings, secrets, {
        dataFolder,
        guard,
        worker: { env, version },
        ...(watch === undefined ? {} : { watch }),
      }),
    // Whatever lies on a hoster's machine is none of his guests'.
    findWarehouses: async (signal) => (guard === undefined ? findWarehouses(dataFolder, signal) : []),
    offeredEngines: offeredEngines(env),
    lookAtAgents: agentLook(env),
    openShop: (settings, secrets, watch) => openShop(settings, secrets, { ...watch, guard }),
    orderContacts,
    loadOrderReader,
    postReport: async (to, report, signal) => {
      const { sendReport } = await import('./notifications/send-report.ts');
      const way = { clock: systemClock, sleep, random: Math.random };
      return sendReport(to, report, signal, { ...way, ...(guard === undefined ? {} : { guard }) });
    },
    machine: thisMachine(),
    holder: processHolder(),
    isAlive: isProcessAlive,
  };
}

/**
 * The application over the state of a data folder, or of the database that `env` names, and real adapters;
 * there whatever it asks of a shop or a warehouse takes a slot at its host (`openGuest`).
 */
export async function openApp(
  dataFolder: string,
  version = '',
  env: Environment = process.env,
): Promise<App> {
  const parts = await openParts(dataFolder, env, { version });
  const wish = databaseWish(env);
  if (wish === null) return (await import('./app/make-app.ts')).makeApp(parts);
  const { openGuest } = await import('./compose/shared/open-guest.ts');
  return openGuest(parts, { wish, env });
}

async function startShops(request: SandboxRequest): Promise<StartedSandboxes> {
  const { startLocalShops } = await import('./compose/local-shop.ts');
  return startLocalShops(request);
}

/** A memory that lies in a file of the current folder concerns nobody whose memory is in a database. */
function placesOfData(env: Environment): DataPlaces {
  const { platform } = process;
  const places = dataPlaces({ platform, env, home: homeFolder(), currentFolder: process.cwd() });
  return databaseWish(env) === null ? places : { ...places, left: null };
}

/** What the page is served with. */
interface ServingParts extends Pick<Program, 'version' | 'diagnose'> {
  readonly env: Environment;
  readonly log: ProgramLog;
  readonly openLogged: (dataFolder: string) => Promise<App>;
}

interface Served extends PageRequest {
  readonly version: string;
  readonly env: Environment;
  readonly forgetLogs: (beforeMs: number) => number;
  readonly diagnoseOf: (app: App) => HttpParts['diagnose'];
}

/** The page and the schedules of a memory that one process has for itself. */
async function serveAlone(app: App, request: Served, log: ProgramLog): Promise<ServedPage> {
  const { servePage } = await import('./compose/serve-page.ts');
  // Where nothing can be written the page is served all the same; a diagnosis has no log then.
  await app.vitals.noteLogFile(log.file).catch(() => undefined);
  return servePage(app, { ...request, diagnose: request.diagnoseOf(app) });
}

/** The page, the work, or both, of a memory that several processes share. */
async function serveShared(wish: DatabaseWish, request: Served, log: ProgramLog): Promise<ServedPage> {
  const { openShared } = await import('./compose/shared/serve-shared.ts');
  const { version, role, env } = request;
  const parts = await openParts(request.dataFolder, env, { version, isPage: role === 'page' });
  return openShared(parts, { ...request, wish, over: await log.overEach() });
}

/**
 * Serves the page of a data folder as a service: its supervisor is told, and where its log is kept is
 * noted.
 */
async function serveLogged(request: PageRequest, parts: ServingParts): Promise<ServedPage> {
  const { version, env, log, diagnose, openLogged } = parts;
  const { dataFolder, onFault, role = 'all' } = request;
  const wish = databaseWish(env);
  if (wish === null && role !== 'all') throw new SyncError('serve.roleNeedsDatabase', { role });
  await keepSnapshots();
  const asked = {
    ...request,
    version,
    env,
    forgetLogs: (beforeMs: number) => log.forget(beforeMs),
    diagnoseOf:
      (app: App): HttpParts['diagnose'] =>
      (signal) =>
        diagnose(app, { profile: null, dataFolder, signal, onStep: () => undefined }),
  };
  const page =
    wish === null
      ? await serveAlone(await openLogged(dataFolder), asked, log)
      : await serveShared(wish, asked, log);
  const systemd = new Systemd(env, onFault);
  const code = new KeptSetupCode(dataFolder);
  const serving = new KeptServing(dataFolder);
  code.keep(page.setupCode);
  serving.keep(page.serving);
  await systemd.ready();
  return {
    ...page,
    close: async () => {
      await systemd.stopping();
      code.keep(null);
      serving.keep(null);
      await page.close();
    },
  };
}

/** The program with its concrete adapters: the only file that knows them. `env` names its memory and keys. */
export function composeProgram(version: string, env: Environment = process.env): Program {
  const log = new ProgramLog();
  const openLogged = async (dataFolder: string, its = env): Promise<App> =>
    log.over(await openApp(dataFolder, version, its));
  const diagnose: Program['diagnose'] = async (app, { dataFolder, ...request }) => {
    const { diagnosisOf } = await import('./compose/surroundings.ts');
    const doctor = () => checkMachine(dataFolder, databaseWish(env));
    const logFile = async (): Promise<string | null> => log.file ?? app.vitals.logFile();
    return diagnosisOf(app, { version, doctor, logFile }, request);
  };
  return {
    version,
    diagnose,
    dataPlaces: placesOfData(env),
    openApp: async (dataFolder, how) => {
      const wish = databaseWish(env);
      if (how?.isQueued !== true || wish === null) return openLogged(dataFolder);
      const { openQueued } = await import('./compose/shared/open-queued.ts');
      const parts = await openParts(dataFolder, env, { version });
      // What it means for what was asked its own end tells.
      const onFault = (): void => undefined;
      return openQueued(parts, { wish, env, over: await log.overEach(), onFault });
    },
    startLog: (request) => log.start(request),
    startSandbox: startShops,
    sandboxSwitches: FAULT_KINDS,
    initWarehouse,
    readWarehouseSummary: readSummary,
    servePage: (request) => serveLogged(request, { version, env, log, diagnose, openLogged }),
    servePageOf: async (app, request) => {
      const { servePage } = await import('./compose/serve-page.ts');
      return servePage(app, { ...request, version });
    },
    serveWarehouse,
    serveAgent: (request) => serveAgent(request, version),
    makeAgentKey,
    openDemo: async (folder, onStep) => {
      const { openDemo } = await import('./compose/open-demo.ts');
      // Whatever database keeps the memory of the work: what is only shown stays in its folder.
      const { SKLADBRIDGE_DATABASE: _database, ...itsOwn } = env;
      return openDemo(folder, { openApp: (data) => openLogged(data, itsOwn), onStep });
    },
    nextMasterKey: async () => (await handedKey(env, 'NEW_KEY')?.(true)) ?? null,
    migrateMemory: (dataFolder, pageRole) => migrateMemory(dataFolder, env, pageRole),
    setNewerAside: (dataFolder, backup) => setNewerFileAside(dataFolder, backup, env),
    checkMachine: (dataFolder) => checkMachine(dataFolder, databaseWish(env)),
  };
}
