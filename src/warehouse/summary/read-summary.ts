import type { WarehouseOddity } from '../../model/warehouse-facts.ts';
import { missingRights } from '../sql/missing-rights.ts';
import { readOddities } from '../sql/structure/read-oddities.ts';
import { readFacts } from '../sql/read-facts.ts';
import { readText } from '../sql/column-text.ts';
import type { OpenedDatabase, WarehouseDatabase } from '../sql/sql-engine.ts';
import { countHazards } from './hazards.ts';

const UNP_ROW = 8;
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
  /** In what the structure differs from the vendor's. */
  readonly oddities: readonly WarehouseOddity[];
  /** Rights that a full import would lack, as `INSERT operations`. */
  readonly rights: readonly string[];
  /** Only those that were found. */
  readonly hazards: readonly { readonly hazard: string; readonly count: number }[];
}

async function countRows(database: WarehouseDatabase): Promise<Summary['counts']> {
  const counts: Record<string, number> = {};
  for (const table of COUNTED) {
    const row = await database
      .selectFrom(table)
      .select((each) => each.fn.countAll<number>().as('rows'))
      .executeTakeFirst();
    counts[table] = row?.rows ?? 0;
  }
  return counts;
}

async function readTypes(database: WarehouseDatabase): Promise<Summary['types']> {
  const names = await database.selectFrom('operationtype').select(['ID', 'BG']).execute();
  const nameOf = new Map(names.map((row) => [row.ID, readText(row.BG)]));
  const rows = await database
    .selectFrom('operations')
    .where('Acct', '>', 0)
    .where('PartnerID', '<>', 0)
    .select((line) => [
      'OperType',
      line.fn.count<number>('Acct').distinct().as('documents'),
      line.fn.max('Acct').as('last'),
    ])
    .groupBy('OperType')
    .orderBy('OperType')
    .execute();
  return rows.map((row) => ({
    operationType: row.OperType ?? 0,
    name: nameOf.get(row.OperType ?? 0) ?? '',
    documents: row.documents,
    lastNumber: Number(row.last),
  }));
}

async function readDevices(database: WarehouseDatabase): Promise<Summary['devices']> {
  const rows = await database
    .selectFrom('ecrreceipts')
    .where('ReceiptType', '=', UNP_ROW)
    .select((receipt) => [
      'ECRID',
      receipt.fn.max('ReceiptID').as('last'),
      receipt.fn.countAll<number>().as('rows'),
    ])
    .groupBy('ECRID')
    .orderBy('ECRID')
    .execute();
  return rows.map((row) => ({
    serial: readText(row.ECRID),
    lastSequence: row.last ?? 0,
    rows: row.rows,
  }));
}

/** What an import of sales with УНП and new goods needs: whoever looks at a warehouse may want to do less. */
const ALL_WORK = { importsOrders: true, writesUnp: true, writesSales: true, addsGoods: true } as const;

async function summarise({ database, engine }: OpenedDatabase): Promise<Summary> {
  const { hasUnpRows, ...facts } = await readFacts(database);
  const hazards = Object.entries(await countHazards(database));
  return {
    databaseVersion: facts.databaseVersion ?? '',
    isSupto: hasUnpRows,
    pricesIncludeVat: facts.pricesIncludeVat,
    hasNumbersPerLocation: facts.hasNumbersPerLocation,
    isNegativeStockAllowed: facts.isNegativeStockAllowed,
    stockMethod: facts.stockMethod,
    baseCurrency: facts.baseCurrency,
    counts: await countRows(database),
    types: await readTypes(database),
    devices: await readDevices(database),
    oddities: await readOddities(database, engine),
    rights: await missingRights(database, engine, ALL_WORK),
    hazards: hazards.map(([hazard, count]) => ({ hazard, count })).filter(({ count }) => count > 0),
  };
}

/**
 * Reads the summary of a warehouse of any SQL engine and closes it; writes nothing. Rejects as the opening
 * does.
 */
export async function readWarehouseSummary(open: () => Promise<OpenedDatabase>): Promise<Summary> {
  const opened = await open();
  const { database, engine } = opened;
  try {
    return await summarise(opened);
  } catch (error) {
    throw engine.toSyncError(error);
  } finally {
    await database.destroy();
  }
}
