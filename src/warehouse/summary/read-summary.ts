import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SyncError } from '../../model/sync-error.ts';
import { sqliteError } from '../sqlite/sqlite-errors.ts';
import { HAZARDS } from './hazards.ts';

const COUNTED = [
  'goods',
  'goodsgroups',
  'objects',
  'partners',
  'users',
  'store',
  'operations',
  'payments',
  'nextacct',
  'ecrreceipts',
  'transformations',
] as const;

/** What `warehouse info` shows of a database. */
export interface Summary {
  /** `System.Version` of product 1; the program's build stands nowhere (facts section 2). */
  readonly databaseVersion: string;
  /** The guess at the build: УНП rows are the only sign of one with SUPTO (facts section 13). */
  readonly isSupto: boolean;
  readonly pricesIncludeVat: boolean;
  readonly hasNumbersPerLocation: boolean;
  readonly isNegativeStockAllowed: boolean;
  /** configkey23; 2..5 use lots. */
  readonly stockMethod: number;
  readonly baseCurrency: string;
  /** Rows by table, service rows included. */
  readonly counts: Readonly<Record<string, number>>;
  /** Types with documents, ascending; names in Bulgarian, as the database has them. */
  readonly types: readonly {
    readonly operationType: number;
    readonly name: string;
    readonly documents: number;
    readonly lastNumber: number;
  }[];
  /** Fiscal devices with УНП rows, by serial number. */
  readonly devices: readonly {
    readonly serial: string;
    readonly lastSequence: number;
    readonly rows: number;
  }[];
  /** Only those that were found. */
  readonly hazards: readonly { readonly hazard: string; readonly count: number }[];
}

function number(database: DatabaseSync, query: string): number {
  return Number(database.prepare(query).get()?.['n'] ?? 0);
}

function configuration(database: DatabaseSync, key: string): string | null {
  const row = database
    .prepare(
      'SELECT Value FROM configuration WHERE lower(trim("Key")) = ? AND UserID = -1 ORDER BY ID DESC LIMIT 1',
    )
    .get(key);
  const value = String(row?.['Value'] ?? '').trim();
  return value === '' ? null : value;
}

/** A boolean setting: the vendor writes -1 for yes, Warehouse Open's own keys `true` (facts section 3). */
function isYes(value: string | null, whenMissing: boolean): boolean {
  return value === null ? whenMissing : value !== '0' && value.toLowerCase() !== 'false';
}

function readTypes(database: DatabaseSync): Summary['types'] {
  const rows = database
    .prepare(
      `SELECT o.OperType AS type, t.BG AS name, count(DISTINCT o.Acct) AS documents, max(o.Acct) AS last
        FROM operations o LEFT JOIN operationtype t ON t.ID = o.OperType
        WHERE o.Acct > 0 AND o.PartnerID <> 0 GROUP BY o.OperType ORDER BY o.OperType`,
    )
    .all();
  return rows.map((row) => ({
    operationType: Number(row['type']),
    name: String(row['name'] ?? '').trim(),
    documents: Number(row['documents']),
    lastNumber: Number(row['last']),
  }));
}

function readDevices(database: DatabaseSync): Summary['devices'] {
  const rows = database
    .prepare(
      'SELECT ECRID AS serial, max(ReceiptID) AS last, count(*) AS n FROM ecrreceipts WHERE ReceiptType = 8 GROUP BY ECRID ORDER BY ECRID',
    )
    .all();
  return rows.map((row) => ({
    serial: String(row['serial'] ?? '').trim(),
    lastSequence: Number(row['last']),
    rows: Number(row['n']),
  }));
}

function summarise(database: DatabaseSync): Summary {
  const version = database.prepare('SELECT Version FROM system WHERE ProductID = 1').get();
  const currency = database.prepare('SELECT Currency FROM currencies WHERE ID = 1').get();
  const devices = readDevices(database);
  return {
    databaseVersion: String(version?.['Version'] ?? '').trim(),
    isSupto: devices.length > 0,
    pricesIncludeVat: isYes(configuration(database, 'configkey20'), false),
    hasNumbersPerLocation: isYes(configuration(database, 'configkey48'), false),
    isNegativeStockAllowed: isYes(configuration(database, 'configkey12'), true),
    stockMethod: Number.parseInt(configuration(database, 'configkey23') ?? '0', 10) || 0,
    baseCurrency: String(currency?.['Currency'] ?? '')
      .trim()
      .toUpperCase(),
    counts: Object.fromEntries(
      COUNTED.map((table) => [table, number(database, `SELECT count(*) AS n FROM "${table}"`)]),
    ),
    types: readTypes(database),
    devices,
    hazards: Object.entries(HAZARDS)
      .map(([hazard, query]) => ({ hazard, count: number(database, query) }))
      .filter((entry) => entry.count > 0),
  };
}

/**
 * Reads the summary of a warehouse in an SQLite file; writes nothing. Rejects `warehouse.unreachable`,
 * `warehouse.notWarehousePro`.
 */
export async function readWarehouseSummary(path: string): Promise<Summary> {
  const address = `sqlite:${path}`;
  if (!existsSync(path)) throw new SyncError('warehouse.unreachable', { address, reason: 'ENOENT' });
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    return summarise(database);
  } catch (error) {
    throw sqliteError(error, address);
  } finally {
    database?.close();
  }
}
