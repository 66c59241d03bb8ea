import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SyncError } from '../../model/sync-error.ts';
import { sqliteError } from '../sqlite/sqlite-errors.ts';

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

/** What can make trouble, each as a count of records (facts of the database, section 15). */
const HAZARDS: Readonly<Record<string, string>> = {
  duplicateCodes: `SELECT count(*) AS n FROM goods g WHERE coalesce(Deleted, 0) = 0 AND trim(Code) <> '' AND ID > 1 AND
    EXISTS (SELECT 1 FROM goods o WHERE o.Code = g.Code AND o.ID <> g.ID AND coalesce(o.Deleted, 0) = 0)`,
  duplicateBarcodes: `SELECT count(*) AS n FROM goods g WHERE coalesce(Deleted, 0) = 0 AND trim(BarCode1) <> '' AND ID > 1 AND
    EXISTS (SELECT 1 FROM goods o WHERE o.BarCode1 = g.BarCode1 AND o.ID <> g.ID AND coalesce(o.Deleted, 0) = 0)`,
  goodsWithoutCode: `SELECT count(*) AS n FROM goods WHERE coalesce(Deleted, 0) = 0 AND trim(coalesce(Code, '')) = '' AND ID > 1`,
  goodsWithoutVatGroup: `SELECT count(*) AS n FROM goods WHERE coalesce(Deleted, 0) = 0 AND
    NOT EXISTS (SELECT 1 FROM vatgroups v WHERE v.ID = goods.TaxGroup)`,
  goodsWithoutGroup: `SELECT count(*) AS n FROM goods WHERE coalesce(Deleted, 0) = 0 AND
    NOT EXISTS (SELECT 1 FROM goodsgroups p WHERE p.ID = abs(goods.GroupID))`,
  goodsWithoutPrice: `SELECT count(*) AS n FROM goods WHERE coalesce(Deleted, 0) = 0 AND ID > 1 AND coalesce(PriceOut2, 0) <= 0`,
  groupsWithoutParent: `SELECT count(*) AS n FROM goodsgroups c WHERE length(Code) > 3 AND
    NOT EXISTS (SELECT 1 FROM goodsgroups p WHERE p.Code = substr(c.Code, 1, length(c.Code) - 3))`,
  linesWithoutPartner: `SELECT count(*) AS n FROM operations WHERE Acct > 0 AND PartnerID <> 0 AND
    NOT EXISTS (SELECT 1 FROM partners p WHERE p.ID = operations.PartnerID)`,
  linesWithoutGood: `SELECT count(*) AS n FROM operations WHERE Acct > 0 AND PartnerID <> 0 AND
    NOT EXISTS (SELECT 1 FROM goods g WHERE g.ID = operations.GoodID)`,
  negativeStock: `SELECT count(*) AS n FROM store WHERE Qtty < 0`,
  doubleNumbers: `SELECT count(*) AS n FROM (SELECT OperType, Acct FROM operations WHERE Acct > 0 AND PartnerID <> 0
    GROUP BY OperType, Acct HAVING count(DISTINCT PartnerID) > 1)`,
};

/** What `warehouse info` shows of a database. */
export interface Summary {
  readonly databaseVersion: string;
  readonly isSupto: boolean;
  readonly pricesIncludeVat: boolean;
  readonly hasNumbersPerLocation: boolean;
  readonly isNegativeStockAllowed: boolean;
  readonly stockMethod: number;
  readonly baseCurrency: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly types: readonly {
    readonly operationType: number;
    readonly name: string;
    readonly documents: number;
    readonly lastNumber: number;
  }[];
  readonly devices: readonly {
    readonly serial: string;
    readonly lastSequence: number;
    readonly rows: number;
  }[];
  readonly hazards: readonly { readonly hazard: string; readonly count: number }[];
}

function number(database: DatabaseSync, query: string): number {
  return Number(database.prepare(query).get()?.['n'] ?? 0);
}

function configuration(database: DatabaseSync, key: string): string | null {
  const row = database.prepare('SELECT Value FROM configuration WHERE "Key" = ? AND UserID = -1').get(key);
  return row === undefined ? null : String(row['Value']).trim();
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
    name: String(row['name'] ?? ''),
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
    serial: String(row['serial']),
    lastSequence: Number(row['last']),
    rows: Number(row['n']),
  }));
}

function summarise(database: DatabaseSync): Summary {
  const version = database.prepare('SELECT Version FROM system WHERE ProductID = 1').get();
  const currency = database.prepare('SELECT Currency FROM currencies WHERE ID = 1').get();
  const devices = readDevices(database);
  const isOn = (value: string | null, missing: boolean): boolean =>
    value === null ? missing : value !== '0';
  return {
    databaseVersion: String(version?.['Version'] ?? ''),
    isSupto: devices.length > 0,
    pricesIncludeVat: isOn(configuration(database, 'configkey20'), false),
    hasNumbersPerLocation: isOn(configuration(database, 'configkey48'), false),
    isNegativeStockAllowed: isOn(configuration(database, 'configkey12'), true),
    stockMethod: Number(configuration(database, 'configkey23') ?? 0),
    baseCurrency: String(currency?.['Currency'] ?? '').trim(),
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
