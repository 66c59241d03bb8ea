import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { KeptSnapshots } from '../warehouse/access/kept-snapshots.ts';
import type { AgentWatch, Secrets } from '../app/app-parts.ts';
import type {
  AgentRequest,
  ShownAgentKey,
  RunningAgent,
  ServedWarehouse,
  WarehouseInit,
  WarehouseQuestion,
  WarehouseServing,
  WarehouseSummary,
} from '../cli/program.ts';
import { systemClock } from '../lib/clock.ts';
import type { HostGuard } from '../lib/net/host-guard.ts';
import { refuseLocalWarehouse } from './hosted/hosted.ts';
import type { WorkerPlace } from './warehouses/agents.ts';
import { engineOf } from './warehouses/engine-of.ts';
import type { ServerEngine } from './warehouses/engine-of.ts';
import { retry } from '../lib/retry.ts';
import type { Verdict } from '../lib/retry.ts';
import { sleep } from '../lib/sleep.ts';
import { withoutPassword } from '../model/address.ts';
import type { Settings } from '../model/settings.ts';
import { readError } from '../model/file-error.ts';
import { SyncError } from '../model/sync-error.ts';
import type { OpenedDatabase } from '../warehouse/sql/sql-engine.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { fillAgain } from '../warehouse/sample/fill-again.ts';
import { judgeFault, withRetry } from '../warehouse/with-retry.ts';
import type { WarehouseWatch } from '../warehouse/with-retry.ts';

// Drivers are loaded when their engine is named: a run with one of them needs neither the time nor the memory
// of the others.
const sqlite = () => import('../warehouse/sqlite/sqlite-warehouse.ts');
const mysql = () => import('../warehouse/mysql/mysql-warehouse.ts');
const mssql = () => import('../warehouse/mssql/mssql-warehouse.ts').catch(asMissingDriver);
const access = () => import('../warehouse/access/access-warehouse.ts');
const rest = () => import('../warehouse/rest/rest-warehouse.ts');

/** SQL Server's driver is 75 MB that most do without: an installation may have left it out. */
function asMissingDriver(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  const missing = /package '(tedious|tarn)'/.exec(message)?.[1];
  if (code !== 'ERR_MODULE_NOT_FOUND' || missing === undefined) throw error;
  throw new SyncError('warehouse.driverMissing', { engine: 'SQL Server', package: missing });
}

/** A line that breaks ten times in one run may break each time in the same group of orders. */
const RETRIES = {
  attempts: 12,
  firstWaitMs: 100,
  longestWaitMs: 5000,
  mostWaitingMs: 60_000,
  sleep,
  random: Math.random,
} as const;

const FILLING = { policy: RETRIES, judge: (error: unknown) => judgeFault(error, {}) };

/** Whoever opens a database may be a person who waits: one that has let us wait in vain is told at once. */
const OPENING = { ...RETRIES, attempts: 3, longestWaitMs: 500 };
const SILENT = new Set(['ETIMEDOUT', 'ETIMEOUT']);

function judgeOpening(error: unknown, watch: WarehouseWatch): Verdict {
  const hasWaited =
    error instanceof SyncError &&
    (error.code === 'warehouse.busy' || SILENT.has(String(error.facts['reason'])));
  return hasWaited ? { isFinal: true } : judgeFault(error, watch);
}

/** Snapshots of Access files: they hold what the data folder holds, and are its owner's alone. */
function snapshotFolder(dataFolder: string): string {
  return resolve(join(dataFolder, 'snapshots'));
}

/**
 * Opens the warehouse of a profile's settings; what is safe to repeat is repeated, for each engine in one
 * place: around a database, in the HTTP client below the REST API, while a snapshot of an Access file is
 * taken.
 */
export async function openWarehouse(
  settings: Settings,
  secrets: Secrets,
  more: {
    readonly dataFolder: string;
    readonly watch?: WarehouseWatch & AgentWatch;
    readonly guard?: HostGuard | undefined;
    /** Left out: agents are not spoken to. */
    readonly worker?: Omit<WorkerPlace, 'watch'>;
  },
): Promise<Warehouse> {
  if (more.guard !== undefined) refuseLocalWarehouse(settings.warehouse);
  const engine = engineOf(settings.warehouse);
  if (engine.kind === 'access')
    return openAccess(settings, secrets, { ...engine, dataFolder: more.dataFolder });
  if (settings.ordersWarehouse !== '') {
    const address = withoutPassword(settings.warehouse);
    throw new SyncError('settings.ordersWarehouse.notNeeded', { address });
  }
  const open = async (): Promise<Warehouse> => {
    if (engine.kind !== 'agent') return openAny(engine, settings, { secrets, guard: more.guard });
    const { openAgentWarehouse } = await import('./warehouses/agents.ts');
    const worker = { env: {}, version: '', ...more.worker, watch: more.watch ?? {} };
    return openAgentWarehouse(engine.name, secrets.warehouseSecret, worker);
  };
  // A person who waits tries again himself; the REST API repeats in its HTTP client.
  if (engine.kind === 'rest' || more.watch?.isOnce === true) return open();
  // The line of an office may be away for seconds.
  const warehouse = await retry(engine.kind === 'agent' ? RETRIES : OPENING, {
    work: open,
    judge: (error) => judgeOpening(error, more.watch ?? {}),
    signal: new AbortController().signal,
  });
  return withRetry(warehouse, RETRIES, more.watch);
}

let keptSnapshots: KeptSnapshots | null = null;

/**
 * Lets snapshots of Access serve more than one run of this process: a profile that runs every minute reads
 * its file when it has changed. For a program that goes on running; without it a snapshot goes with its run.
 */
export async function keepSnapshots(): Promise<void> {
  const { KeptSnapshots: Kept } = await import('../warehouse/access/kept-snapshots.ts');
  keptSnapshots ??= new Kept();
}

/** Goods and stock from the file; orders through the REST API beside it, if there is one. */
async function openAccess(
  settings: Settings,
  secrets: Secrets,
  place: { readonly path: string; readonly dataFolder: string },
): Promise<Warehouse> {
  const { AccessWarehouse } = await access();
  const reading = new AccessWarehouse({
    path: place.path,
    folder: snapshotFolder(place.dataFolder),
    now: () => systemClock.now(),
    ...(keptSnapshots === null ? {} : { kept: keptSnapshots }),
  });
  const address = settings.ordersWarehouse;
  if (address === '') return reading;
  const engine = engineOf(address);
  if (engine.kind !== 'rest')
    throw new SyncError('settings.ordersWarehouse.malformed', { value: withoutPassword(address) });
  const { OrdersElsewhere } = await import('../warehouse/access/orders-elsewhere.ts');
  return new OrdersElsewhere(reading, { warehouse: await openAny(engine, settings, { secrets }), address });
}

async function openAny(
  engine: ServerEngine,
  settings: Settings,
  { secrets, guard }: { readonly secrets: Secrets; readonly guard?: HostGuard | undefined },
): Promise<Warehouse> {
  const guarded = guard === undefined ? {} : { guard };
  const place = { url: settings.warehouse, password: secrets.warehouseSecret, ...guarded };
  switch (engine.kind) {
    case 'sqlite':
      return (await sqlite()).openSqliteWarehouse({ path: engine.path });
    case 'mysql':
      return (await mysql()).openMysqlWarehouse(place);
    case 'mssql':
      return (await mssql()).openMssqlWarehouse(place);
    case 'rest':
      return (await rest()).openRestWarehouse({
        address: engine.address,
        apiKey: place.password,
        ...guarded,
        sleep,
        random: Math.random,
        assumed: {
          pricesIncludeVat: settings.apiPricesIncludeVat,
          baseCurrency: settings.apiCurrency === 'unset' ? '' : settings.apiCurrency,
        },
      });
  }
}

async function openDatabase(place: WarehouseQuestion): Promise<OpenedDatabase> {
  const engine = engineOf(place.url);
  switch (engine.kind) {
    case 'sqlite':
      return (await sqlite()).openSqliteDatabase({ path: engine.path });
    case 'mysql':
      return (await mysql()).openMysqlDatabase(place);
    case 'mssql':
      return (await mssql()).openMssqlDatabase(place);
    case 'access': {
      const { openSnapshot } = await import('../warehouse/access/open-snapshot.ts');
      const folder = snapshotFolder(place.dataFolder);
      const { signal } = place;
      return openSnapshot(
        { path: engine.path, folder, now: () => systemClock.now() },
        { scope: 'everything', signal },
      );
    }
    case 'rest':
    case 'agent':
      throw new SyncError('settings.warehouseUrl.noDatabase', { address: place.url });
  }
}

/** Fills an empty warehouse with a sample; answers the rows by table. */
export async function initWarehouse(request: WarehouseInit): Promise<Readonly<Record<string, number>>> {
  const today = new Date(systemClock.now());
  const engine = engineOf(request.url);
  switch (engine.kind) {
    case 'sqlite': {
      const { initSqliteWarehouse } = await import('../warehouse/sample/fill-sqlite.ts');
      return (await initSqliteWarehouse({ ...request, today, path: engine.path })).counts;
    }
    case 'mysql': {
      const { initMysqlWarehouse } = await import('../warehouse/sample/fill-mysql.ts');
      return fillAgain(FILLING, { ...request, today }, initMysqlWarehouse);
    }
    case 'mssql': {
      const { initMssqlWarehouse } = await import('../warehouse/sample/fill-mssql.ts');
      return fillAgain(FILLING, { ...request, today }, initMssqlWarehouse);
    }
    case 'access':
      throw new SyncError('warehouse.access.readOnly', { address: request.url });
    case 'rest':
    case 'agent':
      throw new SyncError('settings.warehouseUrl.noDatabase', { address: request.url });
  }
}

/** What `warehouse info` shows; writes nothing. */
export async function readSummary(request: WarehouseQuestion): Promise<WarehouseSummary> {
  const { readWarehouseSummary } = await import('../warehouse/summary/read-summary.ts');
  return readWarehouseSummary(() => openDatabase(request));
}

/** One line of at least 16 characters; what is shorter is guessed too soon. */
async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readError(error, file);
  });
  const key = text.trim();
  if (!/^[\x21-\x7e]{16,200}$/.test(key)) throw new SyncError('warehouseApi.keyMalformed', { file });
  return key;
}

/** Serves a warehouse over a hub (`skladbridge agent`); whoever asks repeats, so nothing is repeated here. */
export async function serveAgent(request: AgentRequest, version: string): Promise<RunningAgent> {
  const { serveAgentWarehouse } = await import('./warehouses/agents.ts');
  const { defaultSettings, SECRETS } = await import('../model/settings.ts');
  const settings = { ...defaultSettings(), warehouse: request.url };
  const none = Object.fromEntries(SECRETS.map((name) => [name, null])) as Secrets;
  const secrets = { ...none, warehouseSecret: request.password };
  const { dataFolder } = request;
  return serveAgentWarehouse(request, version, () =>
    openWarehouse(settings, secrets, { dataFolder, watch: { isOnce: true } }),
  );
}

/** The key of an agent, made where there is none (`agent --new-key`). */
export async function makeAgentKey(name: string, file: string): Promise<ShownAgentKey> {
  return (await import('./warehouses/agents.ts')).newAgentKey(name, file);
}

/** Serves the Warehouse Pro REST API on a warehouse until it is closed. */
export async function serveWarehouse(request: WarehouseServing): Promise<ServedWarehouse> {
  const { host, port, apiKeyFile, onFault } = request;
  if (engineOf(request.url).kind === 'access')
    throw new SyncError('warehouse.access.readOnly', { address: request.url });
  const apiKey = apiKeyFile === null ? null : await readKey(apiKeyFile);
  const { startWarehouseApi } = await import('../warehouse-api/warehouse-api.ts');
  const { SqlRecords } = await import('../warehouse/sql/records/sql-records.ts');
  const records = new SqlRecords(await openDatabase(request));
  try {
    const api = await startWarehouseApi(records, { host, port, apiKey, clock: systemClock, onFault });
    return {
      url: api.url,
      close: async () => {
        await api.close();
        await records.close();
      },
    };
  } catch (error) {
    await records.close();
    throw error;
  }
}
