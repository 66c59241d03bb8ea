import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Secrets } from '../app/app-parts.ts';
import type {
  ServedWarehouse,
  WarehouseInit,
  WarehousePlace,
  WarehouseServing,
  WarehouseSummary,
} from '../cli/program.ts';
import { systemClock } from '../lib/clock.ts';
import { sleep } from '../lib/sleep.ts';
import type { Settings } from '../model/settings.ts';
import { SyncError } from '../model/sync-error.ts';
import { startWarehouseApi } from '../warehouse-api/warehouse-api.ts';
import { openMysqlDatabase, openMysqlWarehouse } from '../warehouse/mysql/mysql-warehouse.ts';
import { openRestWarehouse } from '../warehouse/rest/rest-warehouse.ts';
import { initMysqlWarehouse } from '../warehouse/sample/fill-mysql.ts';
import { initSqliteWarehouse } from '../warehouse/sample/fill-sqlite.ts';
import { SqlRecords } from '../warehouse/sql/records/sql-records.ts';
import type { OpenedDatabase } from '../warehouse/sql/sql-engine.ts';
import { openSqliteDatabase, openSqliteWarehouse } from '../warehouse/sqlite/sqlite-warehouse.ts';
import { readWarehouseSummary } from '../warehouse/summary/read-summary.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { withRetry } from '../warehouse/with-retry.ts';

const SCHEMES_TO_COME = new Set(['mssql:']);
const RETRIES = { attempts: 8, sleep, random: Math.random } as const;

/** Which engine an address names. */
type Engine =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'mysql' }
  | { readonly kind: 'rest'; readonly address: string };

/** The engine of an address; a file is looked for against the current folder. Rejects others by name. */
function engineOf(url: string): Engine {
  const match = /^([a-z][a-z0-9+.-]*:)(.*)$/i.exec(url);
  const scheme = match?.[1]?.toLowerCase() ?? '';
  const rest = match?.[2] ?? '';
  if (SCHEMES_TO_COME.has(scheme)) throw new SyncError('settings.warehouseUrl.unsupported', { scheme });
  if (scheme === 'access:' || /\.(?:mdb|accdb)$/i.test(rest))
    throw new SyncError('settings.warehouseUrl.access');
  if (scheme === 'api+http:' || scheme === 'api+https:') return { kind: 'rest', address: apiAddress(url) };
  if (scheme === 'mysql:' || scheme === 'mariadb:') return { kind: 'mysql' };
  if (scheme === 'sqlite:' && rest !== '')
    return { kind: 'sqlite', path: resolve(rest.replace(/^\/\//, '')) };
  throw new SyncError('settings.warehouseUrl.malformed', { value: url });
}

/** `http://host:8700` of an `api+http:` address: no user, no path, no parameters. */
function apiAddress(url: string): string {
  const malformed = new SyncError('settings.warehouseUrl.malformed', {
    value: url.replace(/\/\/[^@/]*@/, '//***@'),
  });
  let address: URL;
  try {
    address = new URL(url.slice('api+'.length));
  } catch {
    throw malformed;
  }
  const isPlain = address.username === '' && address.password === '' && address.search === '';
  if (!isPlain || address.hash !== '' || address.pathname !== '/') throw malformed;
  return address.origin;
}

/** Opens the warehouse of a profile's settings; what is safe to repeat is repeated. */
export async function openWarehouse(settings: Settings, secrets: Secrets): Promise<Warehouse> {
  const url = settings.warehouse;
  const engine = engineOf(url);
  if (engine.kind === 'sqlite') return withRetry(await openSqliteWarehouse({ path: engine.path }), RETRIES);
  if (engine.kind === 'mysql')
    return withRetry(await openMysqlWarehouse({ url, password: secrets.warehouseSecret }), RETRIES);
  const rest = openRestWarehouse({
    address: engine.address,
    apiKey: secrets.warehouseSecret,
    sleep,
    random: Math.random,
    assumed: { pricesIncludeVat: settings.apiPricesIncludeVat, baseCurrency: settings.apiCurrency },
  });
  return withRetry(rest, RETRIES);
}

async function openDatabase({ url, password }: WarehousePlace): Promise<OpenedDatabase> {
  const engine = engineOf(url);
  if (engine.kind === 'rest') throw new SyncError('settings.warehouseUrl.noDatabase', { address: url });
  return engine.kind === 'sqlite'
    ? openSqliteDatabase({ path: engine.path })
    : openMysqlDatabase({ url, password });
}

/** Fills an empty warehouse with a sample; answers the rows by table. */
export async function initWarehouse(request: WarehouseInit): Promise<Readonly<Record<string, number>>> {
  const today = new Date(systemClock.now());
  const engine = engineOf(request.url);
  if (engine.kind === 'rest')
    throw new SyncError('settings.warehouseUrl.noDatabase', { address: request.url });
  if (engine.kind === 'mysql') return (await initMysqlWarehouse({ ...request, today })).counts;
  return (await initSqliteWarehouse({ ...request, today, path: engine.path })).counts;
}

/** What `warehouse info` shows; writes nothing. */
export async function readSummary(place: WarehousePlace): Promise<WarehouseSummary> {
  return readWarehouseSummary(() => openDatabase(place));
}

/** One line of at least 16 characters; what is shorter is guessed too soon. */
async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SyncError('warehouseApi.keyMalformed', { file }, { cause: error });
  });
  const key = text.trim();
  if (!/^[\x21-\x7e]{16,200}$/.test(key)) throw new SyncError('warehouseApi.keyMalformed', { file });
  return key;
}

/** Serves the Warehouse Pro REST API on a warehouse until it is closed. */
export async function serveWarehouse(request: WarehouseServing): Promise<ServedWarehouse> {
  const { host, port, apiKeyFile, onFault } = request;
  const apiKey = apiKeyFile === null ? null : await readKey(apiKeyFile);
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
