import { resolve } from 'node:path';
import type { App } from './app/app.ts';
import type { AppParts, OrderReader, Secrets, ShopWatch } from './app/app-parts.ts';
import type { DataPlaces, Program, SandboxRequest, StartedSandboxes } from './cli/program.ts';
import { checkMachine } from './compose/check-machine.ts';
import { findWarehouses } from './compose/find-warehouses.ts';
import {
  initWarehouse,
  keepSnapshots,
  openWarehouse,
  readSummary,
  serveWarehouse,
} from './compose/warehouses.ts';
import { dataPlaces, homeFolder } from './compose/standard-folder.ts';
import { ProgramLog } from './compose/program-log.ts';
import { KeptServing } from './compose/kept-serving.ts';
import { KeptSetupCode } from './compose/kept-setup-code.ts';
import { databaseWish, openMemory, setNewerFileAside } from './compose/open-memory.ts';
import { Systemd } from './compose/systemd.ts';
import { systemClock } from './lib/clock.ts';
import { sleep } from './lib/sleep.ts';
import type { Settings } from './model/settings.ts';
import { SyncError } from './model/sync-error.ts';
import { isProcessAlive, processHolder, thisMachine } from './compose/process-holder.ts';
import { FAULT_KINDS } from './sandbox/otherwise/ways.ts';
import type { Shop } from './shop/shop.ts';

async function openShop(settings: Settings, secrets: Secrets, watch: ShopWatch): Promise<Shop> {
  const common = {
    address: settings.shopAddress,
    language: settings.language,
    unpFallbackField: settings.unpFallbackField,
    rateLimit: { atOnce: settings.requestsAtOnce, perSecond: settings.requestsPerSecond },
    clock: systemClock,
    sleep,
    random: Math.random,
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
 * starts to tell its version or its help.
 */
export async function openParts(
  dataFolder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<AppParts> {
  const { orderContacts } = await import('./shop/order-contacts.ts');
  const state = await openMemory(resolve(dataFolder), env);
  return {
    state,
    clock: systemClock,
    openWarehouse: (settings, secrets, watch) =>
      openWarehouse(settings, secrets, { dataFolder, ...(watch === undefined ? {} : { watch }) }),
    findWarehouses: (signal) => findWarehouses(dataFolder, signal),
    openShop,
    orderContacts,
    loadOrderReader,
    machine: thisMachine(),
    holder: processHolder(),
    isAlive: isProcessAlive,
  };
}

/** The application over the state of a data folder and the real adapters. */
export async function openApp(dataFolder: string): Promise<App> {
  const { makeApp } = await import('./app/make-app.ts');
  return makeApp(await openParts(dataFolder));
}

async function startShops(request: SandboxRequest): Promise<StartedSandboxes> {
  const { startLocalShops } = await import('./compose/local-shop.ts');
  return startLocalShops(request);
}

/** A memory that lies in a file of the current folder concerns nobody whose memory is in a database. */
function placesOfData(): DataPlaces {
  const { platform, env } = process;
  const places = dataPlaces({ platform, env, home: homeFolder(), currentFolder: process.cwd() });
  return databaseWish(env) === null ? places : { ...places, left: null };
}

/** The program with its concrete adapters: the only file that knows them. */
export function composeProgram(version: string): Program {
  const log = new ProgramLog();
  const openLogged = async (dataFolder: string): Promise<App> => log.over(await openApp(dataFolder));
  return {
    version,
    dataPlaces: placesOfData(),
    openApp: openLogged,
    startLog: (request) => log.start(request),
    startSandbox: startShops,
    sandboxSwitches: FAULT_KINDS,
    initWarehouse,
    readWarehouseSummary: readSummary,
    servePage: async (request) => {
      const { servePage } = await import('./compose/serve-page.ts');
      await keepSnapshots();
      const forgetLogs = (beforeMs: number): number => log.forget(beforeMs);
      const app = await openLogged(request.dataFolder);
      const page = await servePage(app, { ...request, version, forgetLogs });
      const systemd = new Systemd(process.env, request.onFault);
      const code = new KeptSetupCode(request.dataFolder);
      const serving = new KeptServing(request.dataFolder);
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
    },
    servePageOf: async (app, request) => {
      const { servePage } = await import('./compose/serve-page.ts');
      return servePage(app, { ...request, version });
    },
    serveWarehouse,
    openDemo: async (folder, onStep) => {
      const { openDemo } = await import('./compose/open-demo.ts');
      return openDemo(folder, { openApp: openLogged, onStep });
    },
    setNewerAside: (dataFolder, backup) => setNewerFileAside(dataFolder, backup, process.env),
    checkMachine: (dataFolder) => checkMachine(dataFolder, databaseWish(process.env)),
  };
}
